"""The cells of a report as flat records, for CSV files and the data sheet of workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.report import Report
from generator.model.table import Heading, Table


class CellRecord(NamedTuple):
    """A cell with its keys, as in sources and JSON, and its printed labels, outermost heading first."""

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


class _Place(NamedTuple):
    """A cell's place in its table: row name, cell index in the row, column name, labels of both, and unit."""

    row: str
    cell_index: int
    column: str
    row_label: str
    column_label: str
    unit: str


def cell_records(report: Report, form: Form, agency: Agency) -> Iterator[CellRecord]:
    """Yield a record for each cell, in printed order."""
    report_fields = (report.agency, agency.name_in(report.year), report.year, report.form)
    for section in form.sections:
        if table := form.tables.get(section.key):
            for row, index, column, row_label, column_label, unit in _places(table):
                cell = report.tables[section.key][row][index]
                place_fields = (section.key, row, column, section.title, row_label, column_label)
                yield CellRecord(*report_fields, *place_fields, cell.printed, cell.value, unit)


def cell_labels(form: Form) -> dict[str, tuple[str, str, str, str]]:
    """Return the printed labels of section, row and column, and the unit, of each cell by its full name."""
    return {
        f"{section.key}.{place.row}.{place.column}": (section.title, place.row_label, place.column_label, place.unit)
        for section in form.sections
        if section.key in form.tables
        for place in _places(form.tables[section.key])
    }


@cache
def _places(table: Table) -> tuple[_Place, ...]:
    places = []
    for block in table.blocks:
        rows, columns = _labels(block.rows, block.title or ""), _labels(block.columns)
        for row in block.row_leaves:
            for index, column in enumerate(block.column_leaves):
                labels = (rows[row.name], columns[column.name])
                places.append(_Place(row.name, index, column.name, *labels, block.unit_of(row, column)))
    return tuple(places)


def _labels(headings: tuple[Heading, ...], above: str = "") -> dict[str, str]:
    """Return the label of each leaf heading, preceded by the labels of the groups that contain it."""
    labels: dict[str, str] = {}
    for heading in headings:
        label = f"{above} / {heading.label}" if above else heading.label
        labels |= _labels(heading.parts, label) if heading.parts else {heading.name: label}
    return labels
