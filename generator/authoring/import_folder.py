"""Import a folder of originals, listed in a table with the agency and year of each file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.authoring.import_file import import_file
from generator.authoring.import_request import YEARS, ImportRequest
from generator.authoring.import_result import ImportResult
from generator.model.catalog import Catalog
from generator.model.paths import shown_path

TABLE = "import.csv"

_COLUMNS = {
    "file": "file",
    "文件": "file",
    "agency": "agency",
    "机关": "agency",
    "year": "year",
    "年度": "year",
    "年份": "year",
}


def import_listed(
    listed: Iterable[ImportRequest], folder: Path, catalog: Catalog
) -> Iterator[ImportResult | RefusedError]:
    """Import the listed files; yield the result of each, or its error, and continue with the next."""
    for request in listed:
        try:
            yield _import(request, folder, catalog)
        except RefusedError as error:
            yield error


def _import(request: ImportRequest, folder: Path, catalog: Catalog) -> ImportResult:
    if not request.source.is_file():
        name = request.source.relative_to(folder)
        raise RefusedError(f"文件夹里没有 {TABLE} 列出的“{name}”这个文件。")
    try:
        return import_file(request, catalog)
    except OSError as error:
        raise RefusedError(f"不能读写 {shown_path(request.source)}（{error.strerror}）。") from error


def read_requests(folder: Path, root: Path) -> list[ImportRequest]:
    """Return the imports listed in the folder's table. Raises RefusedError if the table is missing or wrong."""
    listed = []
    for number, row in enumerate(_read_table(folder / TABLE), 2):
        name, agency, year = row.get("file", ""), row.get("agency", "").strip("/"), row.get("year", "")
        line = f"{shown_path(folder / TABLE)} 第 {number} 行"
        if not (name and agency and year.isdecimal() and int(year) in YEARS):
            raise RefusedError(f"{line}：要写明文件、机关和年度，例如 zjj-2024.docx,qiyang/zjj,2024。")
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise RefusedError(f"{line}：文件要放在这个文件夹里，“{name}”却指到外面。")
        listed.append(ImportRequest(folder / name, agency, int(year), root / agency / f"{year}.yml"))
    return listed


def _read_table(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise RefusedError(
            f"{shown_path(path.parent)} 里没有 {TABLE}。请写一张表：第一行 file,agency,year，以下一个文件一行。"
        )
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    columns = [_COLUMNS.get(cell.strip().lower(), "") for cell in rows[0]] if rows else []
    if not {"file", "agency", "year"} <= set(columns):
        raise RefusedError(f"{shown_path(path)} 的第一行应是 file,agency,year（文件、机关、年度）。")
    return [dict(zip(columns, (cell.strip() for cell in row), strict=False)) for row in rows[1:]]
