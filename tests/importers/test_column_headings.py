"""Column headings: reordered columns are followed, and any uncertainty leaves the rows open."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from generator.importers.document import Box, Document, Grid, Paragraph
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import flattened, grids
from tests.importers.reading import message_about, read, row_of, with_grid, with_row


def _swapped(grid: Grid, one: int, other: int, first_row: int) -> Grid:
    """Return the grid with two columns swapped from `first_row` downward."""
    places = {one: other, other: one}
    boxes = (
        replace(box, column=places.get(box.column, box.column)) if box.row >= first_row and box.columns == 1 else box
        for box in grid.boxes
    )
    return Grid(tuple(sorted(boxes, key=lambda box: (box.row, box.column))), grid.place)


@pytest.mark.parametrize(
    ("section", "row", "one", "other", "first_row"),
    [("disclosure", "normative", 1, 3, 1), ("requests", "granted", 4, 5, 2), ("requests", "granted", 3, 9, 1)],
)
def test_reordered_columns_are_read_by_their_headings(
    section: str, row: str, one: int, other: int, first_row: int, report: Report, form: Form, forms: Forms
) -> None:
    grid = _swapped(grids(report, form)[section], one, other, first_row)
    found = read(with_grid(report, form, section, grid), forms)
    assert (found.report.tables, found.questions, found.form.id) == (report.tables, [], "2021")


def test_reordered_columns_hold_on_in_a_grid_without_headings(report: Report, form: Form, forms: Forms) -> None:
    """The table was cut in two; only the first piece has a header."""
    grid = _swapped(grids(report, form)["requests"], 4, 5, 2)
    upper = Grid(tuple(box for box in grid.boxes if box.row < 9), "上")
    lower = Grid(tuple(replace(box, row=box.row - 9) for box in grid.boxes if box.row >= 9), "下")
    original = with_grid(report, form, "requests", upper)
    at = original.parts.index(upper)
    found = read(replace(original, parts=(*original.parts[: at + 1], lower, *original.parts[at + 1 :])), forms)
    assert (found.report.tables, found.questions) == (report.tables, [])


def test_reordered_groups_hold_on_if_the_figures_are_in_the_next_grid(report: Report, form: Form, forms: Forms) -> None:
    grid = _with_groups_in_order(grids(report, form)["disputes"], (0, 2, 1))
    last = max(box.row for box in grid.boxes)
    upper = Grid(tuple(box for box in grid.boxes if box.row < last), "上")
    lower = Grid(tuple(replace(box, row=0) for box in grid.boxes if box.row == last), "下")
    original = with_grid(report, form, "disputes", upper)
    at = original.parts.index(upper)
    found = read(replace(original, parts=(*original.parts[: at + 1], lower, *original.parts[at + 1 :])), forms)
    assert (found.report.tables, found.questions) == (report.tables, [])


@pytest.mark.parametrize("at", [3, 9])
def test_a_row_without_a_label_below_reordered_columns_stays_open(
    at: int, report: Report, form: Form, forms: Forms
) -> None:
    """Its figures would be taken in the form's order; with other rows blank, no equation contradicts."""
    grid = grids(report, form)["requests"]
    blank = tuple(replace(box, text="" if box.row in (4, 20) and box.column > 2 else box.text) for box in grid.boxes)
    for swap, printed in ((False, 0), (True, 7)):
        changed = _swapped(replace(grid, boxes=blank), 4, 5, 2) if swap else replace(grid, boxes=blank)
        boxes = tuple(box for box in changed.boxes if box.row != at or box.column >= 3)
        found = read(with_grid(report, form, "requests", replace(changed, boxes=boxes)), forms)
        cells = [cell for row in found.report.tables["requests"].values() for cell in row]
        assert sum(cell.printed == "?" for cell in cells) == printed


def test_headings_above_no_figures_leave_the_table_open(report: Report, form: Form, forms: Forms) -> None:
    """The header has lost its spans, so nothing shows which figures belong to which heading."""
    swapped = _swapped(grids(report, form)["requests"], 4, 5, 2)
    boxes = tuple(replace(box, column=box.column + 9) if box.row == 2 else box for box in swapped.boxes)
    found = read(with_grid(report, form, "requests", replace(swapped, boxes=boxes)), forms)
    assert found.form.id == "2021"
    assert {cell.printed for row in found.report.tables["requests"].values() for cell in row} == {"?"}


def _with_groups_in_order(grid: Grid, order: Sequence[int]) -> Grid:
    """Return the grid with its groups of five columns reordered, together with their headings."""
    moved = {group * 5 + at: order.index(group) * 5 + at for group in range(3) for at in range(5)}
    boxes = (replace(box, column=moved[box.column]) for box in grid.boxes)
    return Grid(tuple(sorted(boxes, key=lambda box: (box.row, box.column))), grid.place)


def test_reordered_column_groups_are_read_by_their_headings(report: Report, form: Form, forms: Forms) -> None:
    own = grids(report, form)["disputes"]
    assert min(box.column for box in own.boxes) == 0
    found = read(with_grid(report, form, "disputes", _with_groups_in_order(own, (0, 2, 1))), forms)
    assert (found.report.tables, found.questions) == (report.tables, [])
    top = [replace(box, column=0) if box.text == "行政诉讼" else box for box in own.boxes if box.text != "行政复议"]
    found = read(with_grid(report, form, "disputes", replace(own, boxes=tuple(top))), forms)
    assert found.report.tables == report.tables


def test_column_groups_away_from_their_headings_are_left_open(report: Report, form: Form, forms: Forms) -> None:
    own = grids(report, form)["disputes"]
    names = {"未经复议直接起诉": "复议后起诉", "复议后起诉": "未经复议直接起诉"}
    boxes = [
        replace(box, text=names.get(box.text, box.text), column=5 if box.text in names else box.column)
        for box in own.boxes
    ]
    found = read(with_grid(report, form, "disputes", replace(own, boxes=tuple(boxes))), forms)
    assert {cell.printed for row in found.report.tables["disputes"].values() for cell in row} == {"?"}


@pytest.mark.parametrize("separator", ["|\n", " ", ""])
def test_reordered_groups_in_running_text_are_left_open(
    separator: str, report: Report, form: Form, forms: Forms
) -> None:
    original = flattened(report, form, separator)
    one, other = "未经复议直接起诉", "复议后起诉"
    text = "\n".join(part.text for part in original.parts if isinstance(part, Paragraph))
    assert text.count(one) == text.count(other) == 1
    text = text.replace(one, "甲").replace(other, one).replace("甲", other)
    parts = tuple(Paragraph(line, f"第 {number} 行") for number, line in enumerate(text.split("\n"), 1))
    found = read(Document(parts), forms)
    assert {cell.printed for row in found.report.tables["disputes"].values() for cell in row} == {"?"}


def _with_extra_column(grid: Grid, label: str, figures: dict[str, str], at: int) -> Grid:
    """Return table 2 with a column inserted into its last rows; `figures` are the new figures by row label."""
    heads = {box.row for box in grid.boxes if box.text.startswith("本年处理决定数量")}
    rows = {box.row: figures[box.text] for box in grid.boxes if box.text in figures}
    boxes = [
        replace(box, column=box.column + 1, columns=1) if box.row in heads | set(rows) and box.column >= at else box
        for box in grid.boxes
    ]
    boxes += [Box(row, at, 1, 1, label, "表格") for row in heads]
    boxes += [Box(row, at, 1, 1, text, "表格") for row, text in rows.items()]
    return Grid(tuple(sorted(boxes, key=lambda box: (box.row, box.column))), grid.place)


@pytest.mark.parametrize("heading", ["上年处理决定数量", "备注", "比上年增减"])
def test_figures_under_an_extra_heading_are_not_taken(heading: str, report: Report, form: Form, forms: Forms) -> None:
    blank = with_row(report, [""], ("disclosure", "licensing"))
    figures = {"行政许可": "99", "行政处罚": "98", "行政强制": "97"}
    grid = _with_extra_column(grids(blank, form)["disclosure"], heading, figures, 1)
    found = read(with_grid(blank, form, "disclosure", grid), forms)
    assert (found.report.tables, found.questions) == (blank.tables, [])


def test_amounts_in_another_unit_are_left_open(report: Report, form: Form, forms: Forms) -> None:
    own = grids(report, form)["disclosure"]
    grid = replace(own, boxes=tuple(replace(box, text=box.text.replace("万元", "元")) for box in own.boxes))
    found = read(with_grid(report, form, "disclosure", grid), forms)
    assert row_of(found, ("disclosure", "fees")) == ["?"]
    assert "原件的单位是“元”，格式的单位是“万元”" in message_about(found, "disclosure.fees")


def test_headings_of_another_form_leave_their_rows_open(report: Report, form: Form, forms: Forms) -> None:
    older = {
        "本年制发件数": "本年新制作数量",
        "本年废止件数": "本年新公开数量",
        "现行有效件数": "对外公开总数量",
    }
    own = grids(report, form)["disclosure"]
    grid = replace(own, boxes=tuple(replace(box, text=older.get(box.text, box.text)) for box in own.boxes))
    found = read(with_grid(report, form, "disclosure", grid), forms)
    assert found.form.id == "2021"
    assert row_of(found, ("disclosure", "regulations")) == ["?"] * 3
    assert "表头写的是“本年新制作数量、本年新公开数量、对外公开总数量”，与格式不同" in message_about(
        found, "disclosure.regulations"
    )
    assert "?" not in row_of(found, ("disclosure", "licensing"))
