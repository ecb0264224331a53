"""What to import: the original, its agency and year, and the source file to write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.importers.document import Document, UnreadableError
from generator.importers.readers import read_document
from generator.model.catalog import Catalog
from generator.model.paths import id_fault, shown_path
from generator.model.provenance import Origin
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from generator.sources.scan import MAX_LEVELS

YEARS = range(1990, 2100)
"""The years that an import accepts."""

_YEAR_DIGITS = re.compile("[0-9]{4}")


def read_year(text: str) -> int | None:
    """Return the year written in four ASCII digits, as in names of source files; None if it is no such year."""
    return int(text) if _YEAR_DIGITS.fullmatch(text) and int(text) in YEARS else None


def leads_elsewhere(path: Path, folder: Path) -> bool:
    """Return whether the path, written below the folder, leads to another place: by `..`, a link, or a bad name."""
    try:
        return path.resolve() != folder.resolve() / path.relative_to(folder)
    except (OSError, ValueError, RuntimeError):  # a name with a zero byte, a ring of links
        return True


@dataclass(frozen=True)
class ImportRequest:
    """A file to import, its agency and year, and the file to write (None to write no file)."""

    source: Path
    agency: str
    year: int
    target: Path | None


def load_catalog_if_any(root: Path) -> Catalog:
    """Load all reports below `root`; return an empty catalog if there is no such folder yet."""
    forms = load_forms()
    return load_catalog(root, forms) if root.is_dir() else Catalog(root, forms, {}, {})


def read_original(source: Path) -> Document:
    """Read the file. Raises RefusedError if it cannot be read, or is a pipe or device, which may never end."""
    if source.exists() and not source.is_file():
        raise RefusedError(f"{shown_path(source)} 不是普通文件（例如管道或设备），不能导入。请先存成文件再导入。")
    try:
        return read_document(source)
    except UnreadableError as error:
        raise RefusedError(f"{shown_path(source)}：{error}") from None


def agency_and_year(source: Path, origin: Origin | None, agency: str | None, year: int | None) -> tuple[str, int]:
    """Return the agency and year that the author gives, else those recorded in a file exported by this program.

    Raises RefusedError if the two sources disagree, or neither gives them.
    """
    agency, name = (agency or "").strip("/"), shown_path(source)
    own_year = read_year(origin.year) if origin else None
    if origin and agency and agency != origin.agency:
        raise RefusedError(f"{name} 是 {origin.agency} 的报告，--agency 写的是 {agency}。请核对文件和机关代号。")
    if own_year and year and own_year != year:
        raise RefusedError(f"{name} 是 {own_year} 年度的报告，--year 写的是 {year}。请核对文件和年度。")
    agency, year = agency or (origin.agency if origin else ""), year or own_year
    if not agency or year is None:
        raise RefusedError("请写明 --agency 和 --year，例如 --agency qiyang/zjj --year 2024。")
    refuse_bad_id(agency)
    return agency, year


def refuse_bad_id(agency: str) -> None:
    """Raise RefusedError if a part of the agency's id is not allowed, or if it has more parts than are read."""
    parts = agency.split("/")
    if len(parts) > MAX_LEVELS:
        raise RefusedError(f"机关代号有 {len(parts)} 层，超过 {MAX_LEVELS} 层的不会被读取。请移到上层。")
    faults = map(id_fault, parts)
    if fault := next(filter(None, faults), None):
        raise RefusedError(fault)
