"""Table four in other shapes: three tables of five columns, three rows, or fifteen numbers without labels."""

from collections.abc import Sequence

import pytest

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document, grids
from tests.importers.reading import read, row_of

ROWS = ["review", "litigation_direct", "litigation_after_review"]
LABELS = ["行政复议", "未经复议直接起诉", "复议后起诉"]
HEADINGS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def _figures(report: Report, row: str) -> list[str]:
    return [cell.printed for cell in report.tables["disputes"][row]]


def _grid(*rows: Sequence[str]) -> Grid:
    return Grid(
        tuple(Box(y, x, 1, 1, text, "表格") for y, row in enumerate(rows) for x, text in enumerate(row)), "表格"
    )


def _with(report: Report, form: Form, parts: Sequence[Part]) -> Document:
    """Return the report as a document with these parts in place of table four."""
    own = grids(report, form)["disputes"]
    return Document(tuple(p for part in document(report, form).parts for p in (parts if part == own else [part])))


def _shapes(report: Report, order: Sequence[int]) -> dict[str, list[Part]]:
    """Return the table in several shapes, with its rows in this order."""
    rows = [(LABELS[at], _figures(report, ROWS[at])) for at in order]
    lines = [line for label, figures in rows for line in (label, " ".join(HEADINGS), " ".join(figures))]
    return {
        "labels in the tables": [_grid([label], HEADINGS, figures) for label, figures in rows],
        "labels above the tables": [
            part for label, figures in rows for part in (Paragraph(f"（一）{label}", ""), _grid(HEADINGS, figures))
        ],
        "one table": [_grid(["", *HEADINGS], *([label, *figures] for label, figures in rows))],
        "lines of text": [Paragraph(line, "第 1 行") for line in lines],
        "run together": [Paragraph("".join(lines).replace(" ", "|"), "第 1 行")],
    }


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
@pytest.mark.parametrize("shape", ["labels in the tables", "labels above the tables", "one table", "lines of text"])
def test_three_tables_of_five_columns_are_read(
    shape: str, order: Sequence[int], report: Report, form: Form, forms: Forms
) -> None:
    found = read(_with(report, form, _shapes(report, order)[shape]), forms)
    assert (found.report.tables, found.questions, found.report.notes) == (report.tables, [], {})


def test_three_tables_without_names_are_taken_in_the_order_of_the_form_and_noted(
    report: Report, form: Form, forms: Forms
) -> None:
    found = read(_with(report, form, [_grid(HEADINGS, _figures(report, row)) for row in ROWS]), forms)
    assert found.report.tables == report.tables
    assert [question.key for question in found.questions] == ["disputes.review", "disputes.litigation_direct"]
    assert all("按前后各行的次序" in question.message for question in found.questions)


def test_tables_of_which_only_some_are_named_in_another_order_are_left_open(
    report: Report, form: Form, forms: Forms
) -> None:
    tables = [_grid([LABELS[2]], HEADINGS, _figures(report, ROWS[2]))]
    tables += [_grid(HEADINGS, _figures(report, row)) for row in ROWS[:2]]
    found = read(_with(report, form, tables), forms)
    assert {text for row in ROWS for text in row_of(found, ("disputes", row))} == {"?"}


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_tables_than_rows_are_left_open(count: int, report: Report, form: Form, forms: Forms) -> None:
    tables = _shapes(report, (0, 1, 2))["labels in the tables"][:count]
    found = read(_with(report, form, tables), forms)
    assert {text for row in ROWS for text in row_of(found, ("disputes", row))} == {"?"}


@pytest.mark.parametrize("separator", [" ", "\n", "　", " | "])
def test_fifteen_numbers_under_the_heading_are_read(separator: str, report: Report, form: Form, forms: Forms) -> None:
    figures = separator.join(text for row in ROWS for text in _figures(report, row))
    lines = ["2023年情况如下：", *figures.split("\n")]
    found = read(_with(report, form, [Paragraph(line, "第 1 行") for line in lines]), forms)
    assert found.report.tables == report.tables
    assert found.report.notes == {"disputes": "2023年情况如下："}


@pytest.mark.parametrize("lines", [["0 " * 14], ["0 " * 15, "0 " * 15], ["0 " * 16]])
def test_other_numbers_under_the_heading_are_not_taken(
    lines: list[str], report: Report, form: Form, forms: Forms
) -> None:
    found = read(_with(report, form, [Paragraph(line.strip(), "第 1 行") for line in ["说明。", *lines]]), forms)
    assert {text for row in ROWS for text in row_of(found, ("disputes", row))} == {"?"}
