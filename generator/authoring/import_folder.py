"""Import a folder of originals, listed in a table with the agency and year of each file, or of drafts."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.authoring.import_draft import draft_in, import_draft
from generator.authoring.import_drafts import files_beside_drafts, import_drafts
from generator.authoring.import_file import import_file
from generator.authoring.import_request import (
    ImportRequest,
    leads_elsewhere,
    load_catalog_if_any,
    read_year,
    refuse_bad_id,
)
from generator.authoring.import_result import ImportResult
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.model.problem import abridged
from generator.sources.os_faults import os_fault

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

_MAX_TABLE_BYTES = 10_000_000
"""Maximum size of the table: some hundred thousand files."""

_MAX_FIELD_CHARS = 1000
"""Maximum length of a field; the longest agency id, of 12 levels, has some 800 characters."""

_MAX_NAME_BYTES = 255
"""Maximum length of a name in common file systems."""


Outcomes = Iterator[ImportResult | RefusedError]


def import_folder(folder: Path, root: Path) -> tuple[int, Outcomes]:
    """Return how many files are to be imported, and the import of each; a folder without a table may hold drafts.

    Raises RefusedError if there is neither, or the table is wrong.
    """
    table = folder / TABLE
    drafts = [] if table.exists() or table.is_symlink() else files_beside_drafts(folder)
    if drafts:
        return len(drafts), import_drafts(drafts, root, load_catalog_if_any(root))
    listed = read_requests(folder, root)
    return len(listed), _import_listed(listed, folder, load_catalog_if_any(root))


def _import_listed(listed: Iterable[ImportRequest], folder: Path, catalog: Catalog) -> Outcomes:
    """Import the listed files; yield the result of each, or its error, and continue with the next."""
    for request in listed:
        try:
            yield _import(request, folder, catalog)
        except RefusedError as error:
            yield error


def _import(request: ImportRequest, folder: Path, catalog: Catalog) -> ImportResult:
    if not request.source.is_file():
        name = request.source.relative_to(folder)
        raise RefusedError(f"文件夹里没有 {TABLE} 列出的“{abridged(str(name))}”这个文件。")
    try:
        if draft := draft_in(request.source):
            if (draft.agency, draft.year) != (request.agency, request.year):
                raise RefusedError(
                    f"{shown_path(request.source)} 是 {draft.agency} {draft.year} 年度的草稿，"
                    f"{TABLE} 里写的是 {request.agency} {request.year} 年度。请核对文件和机关代号。"
                )
            return import_draft(request, catalog, draft)
        return import_file(request, catalog)
    except OSError as error:
        raise RefusedError(os_fault(error)) from error


def read_requests(folder: Path, root: Path) -> list[ImportRequest]:
    """Return the imports listed in the folder's table. Raises RefusedError if the table is missing or wrong."""
    listed = []
    for line, row in _read_table(folder / TABLE):
        try:
            listed.append(_request(row, folder, root))
        except RefusedError as error:
            raise RefusedError(f"{shown_path(folder / TABLE)} 第 {line} 行：{error}") from None
    return listed


def _request(row: Mapping[str, str], folder: Path, root: Path) -> ImportRequest:
    """Return the import that a row of the table lists. Raises RefusedError if it cannot be meant, or must not be."""
    if long := next((key for key, value in row.items() if len(value) > _MAX_FIELD_CHARS), None):
        raise RefusedError(f"“{long}”一栏有 {len(row[long])} 个字符，太长了。请检查引号和逗号。")
    name, agency, year = row.get("file", ""), row.get("agency", "").strip("/"), read_year(row.get("year", ""))
    if not (name and agency and year):
        advice = "年度用四位半角数字，例如 zjj-2024.docx,qiyang/zjj,2024"
        raise RefusedError(f"要写明文件、机关和年度，{advice}。")
    refuse_bad_id(agency)
    path = folder / name
    if any(len(os.fsencode(part)) > _MAX_NAME_BYTES for part in path.parts):
        raise RefusedError(f"文件名“{abridged(name)}”太长，没有这样的文件。请核对文件名。")
    if ".." in path.parts or leads_elsewhere(path, folder):
        raise RefusedError(f"文件要放在这个文件夹里，“{abridged(name)}”却指到外面，或者是符号链接。请放文件本身。")
    return ImportRequest(path, agency, year, root / agency / f"{year}.yml")


def _read_table(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows below the headings, each with the line it begins on."""
    if path.is_symlink():
        raise RefusedError(f"{shown_path(path)} 是符号链接，不会读取。请换成文件本身。")
    if not path.is_file():
        raise RefusedError(
            f"{shown_path(path.parent)} 里没有 {TABLE}。请写一张表：第一行 file,agency,year，以下一个文件一行；"
            "报送页导出的草稿文件（.json）不用写表。"
        )
    if path.stat().st_size > _MAX_TABLE_BYTES:
        raise RefusedError(f"{shown_path(path)} 超过 {_MAX_TABLE_BYTES} 字节，不像是文件清单。请检查内容。")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    try:
        rows = list(_rows(text))
    except csv.Error:
        raise RefusedError(f"{shown_path(path)} 里有一栏太长，或者有零字符，读不出来。请检查引号和逗号。") from None
    columns = [_COLUMNS.get(cell.strip().lower(), "") for cell in rows[0][1]] if rows else []
    if not {"file", "agency", "year"} <= set(columns):
        raise RefusedError(f"{shown_path(path)} 的第一行应是 file,agency,year（文件、机关、年度）。")
    return [(line, dict(zip(columns, map(str.strip, row), strict=False))) for line, row in rows[1:]]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank. Raises csv.Error."""
    line, reader = 1, csv.reader(io.StringIO(text))
    for row in reader:
        if any(map(str.strip, row)):
            yield line, row
        line = reader.line_num + 1
