"""Import a folder of originals, by a table that names the agency and the year of each file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from generator.authoring.import_file import Imported, Request, import_file
from generator.authoring.refusal import RefusedError
from generator.model.catalog import Catalog
from generator.model.paths import shown_path

TABLE = "import.csv"

_NAMES = {
    "file": "file",
    "文件": "file",
    "agency": "agency",
    "机关": "agency",
    "year": "year",
    "年度": "year",
    "年份": "year",
}


def import_listed(request: Request, folder: Path, catalog: Catalog) -> Imported:
    """Import one file of the table. Raises RefusedError, also if the file cannot be read or written."""
    if not request.source.is_file():
        name = request.source.relative_to(folder)
        raise RefusedError(f"文件夹里没有 {TABLE} 列出的“{name}”这个文件。")
    try:
        return import_file(request, catalog)
    except OSError as error:
        raise RefusedError(f"不能读写 {shown_path(request.source)}（{error.strerror}）。") from error


def requests_of(folder: Path, root: Path) -> list[Request]:
    """Return what the folder's table asks for. Raises RefusedError if the table is missing or wrong."""
    found = []
    for number, row in enumerate(_table(folder / TABLE), 2):
        name, agency, year = row.get("file", ""), row.get("agency", "").strip("/"), row.get("year", "")
        where = f"{shown_path(folder / TABLE)} 第 {number} 行"
        if not (name and agency and year.isdecimal() and 1990 <= int(year) <= 2099):
            raise RefusedError(f"{where}：要写明文件、机关和年度，例如 zjj-2024.docx,qiyang/zjj,2024。")
        source = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            raise RefusedError(f"{where}：文件要放在这个文件夹里，“{name}”却指到外面。")
        found.append(Request(source, agency, int(year), root / agency / f"{year}.yml"))
    return found


def _table(path: Path) -> list[dict[str, str]]:
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
    heads = [_NAMES.get(cell.strip().lower(), "") for cell in rows[0]] if rows else []
    if not {"file", "agency", "year"} <= set(heads):
        raise RefusedError(f"{shown_path(path)} 的第一行应是 file,agency,year（文件、机关、年度）。")
    return [dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in rows[1:]]
