"""Every cell of a report as a line of data: what the CSV file and the data sheet of the workbook hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.report import Report
from generator.model.table import Heading, Table


class Line(NamedTuple):
    """One cell. The names are those of sources and of JSON, the labels those on paper, from the outermost inward."""

    agency: str
    name: str
    year: int
    form: str
    section: str
    row: str
    column: str
    section_label: str
    row_label: str
    column_label: str
    printed: str
    value: Decimal | None
    unit: str


def cell_lines(report: Report, form: Form, agency: Agency) -> Iterator[Line]:
    """The cells in printed order."""
    whose = (report.agency, agency.name_in(report.year), report.year, report.form)
    for section in form.sections:
        if table := form.tables.get(section.key):
            for row, index, column, row_label, column_label, unit in _places(table):
                cell = report.tables[section.key][row][index]
                place = (section.key, row, column, section.title, row_label, column_label)
                yield Line(*whose, *place, cell.printed, cell.value, unit)


@cache
def _places(table: Table) -> tuple[tuple[str, int, str, str, str, str], ...]:
    """Row, index in the row, column, labels of both, and unit of each cell."""
    found = []
    for block in table.blocks:
        rows, columns = _labels(block.rows, block.title or ""), _labels(block.columns)
        for row in block.row_leaves:
            for index, column in enumerate(block.column_leaves):
                labels = (rows[row.name], columns[column.name])
                found.append((row.name, index, column.name, *labels, block.unit_of(row, column)))
    return tuple(found)


def _labels(headings: tuple[Heading, ...], above: str = "") -> dict[str, str]:
    """The label of each leaf, after those of the groups it stands in."""
    found: dict[str, str] = {}
    for heading in headings:
        label = f"{above} / {heading.label}" if above else heading.label
        found |= _labels(heading.parts, label) if heading.parts else {heading.name: label}
    return found
