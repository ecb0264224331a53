"""Create a new report with the figures that must carry over and the usual headings, but no text from last year."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.authoring.import_request import refuse_bad_id
from generator.model.catalog import Catalog
from generator.model.form import Section
from generator.model.paths import shown_path
from generator.model.report import OPEN, Cell, Report
from generator.model.table import Block
from generator.model.unfilled import carried_row
from generator.program import PAGES
from generator.sources import dump_report
from generator.sources.writing import create_file

SCHEMAS = PAGES / "schemas"


def create_report(catalog: Catalog, agency: str, year: int) -> Path:
    """Write the new source file and return its path.

    Raises RefusedError if the agency is unknown, the file exists, or the year has no form.
    """
    if agency not in catalog.agencies:
        refuse_bad_id(agency)
        advice = f"请核对代号；新的机关，请先运行 gongkai agency {agency} --name 全称 --kind 类别"
        raise RefusedError(f"没有机关“{agency}”。{advice}。")
    path = catalog.root / agency / f"{year}.yml"
    if path.exists():
        raise RefusedError(f"{shown_path(path)} 已经存在，不会覆盖。")
    if catalog.forms.for_year(year) is None:
        raise RefusedError(f"{year} 年度没有统一格式。")
    create_file(path, new_report_text(catalog, agency, year, path).encode())
    return path


def new_report_text(catalog: Catalog, agency: str, year: int, path: Path) -> str:
    """Return the text of the new source file at `path`. Raises ValueError if the year has no form.

    Every cell is open ("?"), except those that must equal last year's figures by a rule of the form.
    """
    form = catalog.forms.for_year(year)
    if form is None:
        raise ValueError(f"no form for {year}")
    text = {section.key: _headings(section) for section in form.sections if section.key not in form.tables}
    report = Report(agency, year, form.id, {}, text)
    previous = catalog.report_before(report)
    tables = {
        section: {row: _row(section, row, block, previous) for row, (block, _) in table.rows.items()}
        for section, table in form.tables.items()
    }
    return dump_report(replace(report, tables=tables), form, schema_address(form.id, path))


def schema_address(name: str, path: Path) -> str | None:
    """Return the path from the source file to the schema of this name, for editors; None outside the project."""
    if not path.absolute().is_relative_to(PAGES.parent):
        return None
    return Path(os.path.relpath(SCHEMAS / f"{name}.json", path.absolute().parent)).as_posix()


def _row(section: str, row: str, block: Block, previous: Report | None) -> tuple[Cell, ...]:
    """Return the row's cells: those of the previous report's row that carries over, else open ones."""
    carried = carried_row(block, row)
    if carried and previous and section in previous.tables:
        cells = previous.tables[section].get(carried)
        if cells and len(cells) == len(block.column_leaves):
            return tuple(Cell(cell.plain, cell.value) for cell in cells)
    return (Cell(OPEN),) * len(block.column_leaves)


def _headings(section: Section) -> str:
    return "\n".join(
        f"（{numeral}）{heading}" for numeral, heading in zip("一二三四五六七八九十", section.headings, strict=False)
    )
