"""The file an author starts a year with: figures that must carry over, the usual headings, and no old text."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from generator.model.catalog import Catalog
from generator.model.form import Form, Section
from generator.model.paths import PROJECT
from generator.model.report import OPEN, Cell, Report
from generator.model.rule import Rule
from generator.model.table import Block
from generator.sources import dump_report

SCHEMAS = PROJECT / "docs" / "schemas"


def new_report_text(catalog: Catalog, agency: str, year: int, path: Path) -> str:
    """The text of the new source file at `path`. The year must have a form.

    Every cell is open ("?") but those that a rule of the form says equal last year's figures.
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
    return dump_report(replace(report, tables=tables), form, schema_address(form, path))


def schema_address(form: Form, path: Path) -> str | None:
    """Where an editor finds the form's schema from the source file, or None for files outside the project."""
    if not path.absolute().is_relative_to(PROJECT):
        return None
    return Path(os.path.relpath(SCHEMAS / f"{form.id}.json", path.absolute().parent)).as_posix()


def _row(section: str, row: str, block: Block, previous: Report | None) -> tuple[Cell, ...]:
    source = next((rule.right[0].name for rule in block.rules if _carries(rule, row)), None)
    if source and previous and section in previous.tables:
        cells = previous.tables[section].get(source)
        if cells and len(cells) == len(block.column_leaves):
            return tuple(Cell(cell.plain, cell.value) for cell in cells)
    return (Cell(OPEN),) * len(block.column_leaves)


def _carries(rule: Rule, row: str) -> bool:
    """Whether the rule says that this row equals one row of the year before."""
    simple = len(rule.left) == len(rule.right) == 1 and rule.relation == "=" and rule.each == "column"
    return simple and rule.left[0].name == row and rule.right[0].previous and not rule.left[0].previous


def _headings(section: Section) -> str:
    return "\n".join(
        f"（{numeral}）{heading}" for numeral, heading in zip("一二三四五六七八九十", section.headings, strict=False)
    )
