"""Sample reports for the tests of exporters, and the tables expected of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.exporters.print_layout import printable
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.layout import lay_out
from generator.model.report import OPEN, Cell, Report
from generator.model.table import Table
from tests.made_reports import REPORTS, stored

AGENCY = Agency("jia", "甲局", "department")

HOSTILE = (
    Cell("=1+1"), Cell("+8613800000000"), Cell("-2+3"), Cell("@SUM(A1)"), Cell("\t=1"), Cell("<w:p/>&amp;"),
    Cell("]]>"), Cell("😀𠀀"), Cell("字" * 1000), Cell("9" * 15, Decimal("9" * 15)), Cell(""), Cell(OPEN), Cell("-"),
    Cell("22（其中修订16件）", Decimal(22)), Cell("1,234", Decimal(1234)), Cell("1.50", Decimal("1.50")),
    Cell("\\#panic()"),
)  # fmt: skip
"""Cells that a program could misinterpret: formulas, markup, overlong text and numbers, blanks."""


def report_in_each_form(forms: Forms) -> Iterator[tuple[Report, Form]]:
    """Yield a report in each form, including the made-up one."""
    for path in REPORTS:
        report = stored(path, forms)
        yield report, forms[report.form]


def with_hostile_cells(report: Report) -> Report:
    """Return the report with its cells replaced by the hostile cells, in turn."""
    number = 0
    tables: dict[str, dict[str, tuple[Cell, ...]]] = {}
    for section, rows in report.tables.items():
        for row, cells in rows.items():
            hostile = [HOSTILE[(number + place) % len(HOSTILE)] for place in range(len(cells))]
            number += len(cells)
            tables.setdefault(section, {})[row] = tuple(hostile)
    return replace(report, tables=tables)


def expected_boxes(table: Table, rows: dict[str, tuple[Cell, ...]]) -> dict[tuple[int, int, int, int], str]:
    """Return the text of each box of a printed table, by row, column, height and width."""
    found = {}
    for box in lay_out(table).boxes:
        text = box.text
        if box.kind == "cell":
            row, _, column = box.name.rpartition(".")
            text = rows[row][table.rows[row][0].column_names.index(column)].printed
        found[box.row, box.column, box.height, box.width] = printable(text)
    return found
