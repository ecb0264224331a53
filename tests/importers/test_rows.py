"""Single rows: taken as printed, derived from run-together digits, or left open with candidates."""

from dataclasses import replace

import pytest

from generator.importers.document import Document, Grid, Paragraph
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document, flattened, grids
from tests.importers.reading import ROW, message_about, read, row_of, with_grid, with_row


@pytest.mark.parametrize(
    ("row", "candidate"),
    [
        (["16", "12", "0", "3", "0", "1", "0"], "12、0、3、0、1、0、16"),
        (["0", "3", "0", "1", "0", "16", "12"], "12、0、3、0、1、0、16"),
        (["1", "20", "3", "0", "1", "0", "16"], "12、0、3、0、1、0、16"),
        (["12", "0", "3", "0", "1", "01", "6"], "12、0、3、0、1、0、16"),
        (["", "12", "0", "3", "0", "1", "0"], "12、0、3、0、1、0、空白"),
        (["0", "3", "0", "1", "0", "16", ""], "空白、0、3、0、1、0、16"),
        (["3", "0", "1", "0", "16", "", ""], "空白、3、0、1、0、16、空白"),
    ],
)
def test_a_shift_or_torn_digit_is_proposed_but_not_applied(
    row: list[str], candidate: str, report: Report, form: Form, forms: Forms
) -> None:
    found = read(document(with_row(report, row), form), forms)
    assert row_of(found) == ["?"] * 7
    assert f"可能是：{candidate}" in message_about(found)


def test_an_unexplained_wrong_sum_is_kept_as_printed(report: Report, form: Form, forms: Forms) -> None:
    row = ["12", "0", "3", "0", "1", "0", "40"]
    found = read(document(with_row(report, row), form), forms)
    assert row_of(found) == row
    assert not message_about(found)


@pytest.mark.parametrize(
    ("digits", "cells"),
    [
        ("640020470", ["64", "0", "0", "2", "0", "4", "70"]),
        ("200 000121", ["20", "0", "0", "0", "0", "1", "21"]),
        ("500000 5", ["5", "0", "0", "0", "0", "0", "5"]),
        ("20 0 00 0 121", ["20", "0", "0", "0", "0", "1", "21"]),
        ("270020130", ["?"] * 7),  # ambiguous: 2 7 … 20 1 30 or 27 … 2 0 1 30
        ("1210000016", ["?"] * 7),  # no split gives a right sum
        ("12 3 1 16", ["?"] * 7),  # blanks were lost
        ("12 0 3 0 1 0 16 7", ["?"] * 7),
    ],
)
def test_run_together_digits_are_split_only_by_the_rows_own_sum(
    digits: str, cells: list[str], report: Report, form: Form, forms: Forms
) -> None:
    valid = ["1", "0", "0", "0", "0", "0", "1"]
    text = flattened(with_row(report, valid), form, " ").parts[0]
    assert isinstance(text, Paragraph)
    begin = text.text.index("（一）予以公开") + len("（一）予以公开")
    end = text.text.index("（二）部分公开")
    original = Document((Paragraph(f"{text.text[:begin]} {digits} {text.text[end:]}", "第 1 行"),))
    found = read(original, forms)
    assert row_of(found) == cells
    level = next((each.level for each in found.questions if each.key == ".".join(ROW)), None)
    assert level == ("error" if cells[0] == "?" else "note")


@pytest.mark.parametrize("label", ["行政处罚（上年）", "上年行政处罚", "行政处罚（2022年）"])
def test_a_row_of_another_year_is_not_taken(label: str, report: Report, form: Form, forms: Forms) -> None:
    own = grids(report, form)["disclosure"]
    grid = replace(own, boxes=tuple(replace(box, text=label) if box.text == "行政处罚" else box for box in own.boxes))
    assert row_of(read(with_grid(report, form, "disclosure", grid), forms), ("disclosure", "penalties")) == ["?"]


def test_a_row_printed_twice_with_different_figures_is_left_open(report: Report, form: Form, forms: Forms) -> None:
    different = grids(with_row(report, ["9"] * 7), form)["requests"]
    again = Grid(tuple(box for box in different.boxes if box.row >= 3), "又一个表格")
    parts = document(report, form).parts
    at = parts.index(grids(report, form)["requests"])
    found = read(Document((*parts[: at + 1], again, *parts[at + 1 :])), forms)
    assert row_of(found) == ["?"] * 7
    assert "这一行出现了不止一次，而且不一样" in message_about(found)


def test_figures_in_a_sentence_beside_a_table_are_not_taken(report: Report, form: Form, forms: Forms) -> None:
    """The row is missing and stays open; the figure in the note is no substitute."""
    own = grids(report, form)["disclosure"]
    missing = next(box.row for box in own.boxes if box.text == "行政处罚")
    grid = Grid(tuple(box for box in own.boxes if box.row != missing), own.place)
    note = Paragraph("说明：本年作出行政处罚15件，行政强制3件。", "第 9 段")
    parts = with_grid(report, form, "disclosure", grid).parts
    after = parts.index(grid) + 1
    found = read(Document((*parts[:after], note, *parts[after:])), forms)
    assert row_of(found, ("disclosure", "penalties")) == ["?"]
    assert found.report.notes["disclosure"] == "说明：本年作出行政处罚15件，行政强制3件。"


@pytest.mark.parametrize("text", ["行政处罚5", "行政处5罚", "行政处罚 5"])
def test_a_figure_inside_a_label_leaves_its_row_open(text: str, report: Report, form: Form, forms: Forms) -> None:
    grid = grids(report, form)["disclosure"]
    at = next(box.row for box in grid.boxes if box.text == "行政处罚")
    texts = {(at, 0): text, (at, 1): ""}
    boxes = tuple(replace(box, text=texts.get((box.row, box.column), box.text)) for box in grid.boxes)
    found = read(with_grid(report, form, "disclosure", replace(grid, boxes=boxes)), forms)
    assert row_of(found, ("disclosure", "penalties")) == ["?"]


def test_a_doubtful_row_named_by_its_position_is_left_open(report: Report, form: Form, forms: Forms) -> None:
    grid = grids(report, form)["disclosure"]
    at = next(box.row for box in grid.boxes if box.text == "行政处罚")
    boxes = tuple(replace(box, text="政行处罚") if (box.row, box.column) == (at, 0) else box for box in grid.boxes)
    for doubts, is_open in (((), False), (((at, "数压着格线"),), True)):
        found = read(with_grid(report, form, "disclosure", replace(grid, boxes=boxes, doubts=doubts)), forms)
        assert (row_of(found, ("disclosure", "penalties")) == ["?"]) == is_open


def test_a_row_that_holds_the_heading_below_it_stays_open(report: Report, form: Form, forms: Forms) -> None:
    """Its first cell is blank, so that the heading would fill the row as its last cell."""
    own = grids(report, form)["disclosure"]
    row = next(box.row for box in own.boxes if box.text == "行政规范性文件")
    heading = next(box for box in own.boxes if box.row == row + 1)
    boxes = [
        replace(box, text="") if (box.row, box.column) == (row, 1) else box
        for box in own.boxes
        if box.row != heading.row
    ]
    at = next(number for number, box in enumerate(boxes) if box.row > row)
    joined = replace(heading, row=row, column=4, columns=1)
    found = read(with_grid(report, form, "disclosure", Grid((*boxes[:at], joined, *boxes[at:]), "")), forms)
    assert row_of(found, ("disclosure", "normative")) == ["?", "?", "?"]
    assert "这一行里还有“第二十条第（五）项”" in message_about(found, "disclosure.normative")
