"""All tables on one worksheet, below each other or side by side, with or without gaps and text."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.importers.readers.worker import read_in_process
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document, grids, random_report
from tests.importers.reading import read
from tests.importers.scoring import printed_of, score


def _put(sheet: Worksheet, grid: Grid, row: int, column: int) -> tuple[int, int]:
    """Write the grid at this cell; return the row below it and the column to the right of it."""
    for box in grid.boxes:
        at = (row + box.row, column + box.column)
        sheet.cell(*at, int(box.text) if box.text.isdigit() else box.text)
        if box.rows > 1 or box.columns > 1:
            sheet.merge_cells(None, *at, at[0] + box.rows - 1, at[1] + box.columns - 1)
    below, right = (
        max(ends) for ends in zip(*((b.row + b.rows, b.column + b.columns) for b in grid.boxes), strict=True)
    )
    return row + below, column + right


@pytest.mark.parametrize("has_titles", [True, False])
@pytest.mark.parametrize("is_across", [True, False])
def test_all_tables_on_a_worksheet_are_found(
    is_across: bool, has_titles: bool, report: Report, form: Form, forms: Forms, tmp_path: Path
) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.cell(1, 1, f"甲局2023年{form.title}")
    sheet.merge_cells(None, 1, 1, 1, 30)
    row, column = 2, 1
    for section in form.sections:
        if section.key in form.tables:
            if has_titles:
                sheet.cell(row, column, section.title)
            below, right = _put(sheet, grids(report, form)[section.key], row + 1, column)
            row, column = (2, right + 1) if is_across else (below + 1, 1)
    workbook.save(tmp_path / "report.xlsx")
    assert read(read_in_process(tmp_path / "report.xlsx"), forms).report.tables == report.tables


def _touching(report: Report, form: Form, *, is_across: bool) -> Document:
    """Return the tables as one grid without titles or gaps."""
    boxes: list[Box] = []
    row = column = 0
    for grid in grids(report, form).values():
        boxes += (replace(box, row=row + box.row, column=column + box.column) for box in grid.boxes)
        row, column = (0, max(box.column + box.columns for box in boxes)) if is_across else (boxes[-1].row + 1, 0)
    return Document((Paragraph(f"甲局2023年{form.title}", "甲"), Grid(tuple(boxes), "乙")))


@pytest.mark.parametrize("id", ["2019", "2021"])
@pytest.mark.parametrize("is_across", [True, False])
def test_tables_that_touch_each_other_are_separated(is_across: bool, id: str, forms: Forms) -> None:
    form = forms[id]
    report = random_report(form, form.first_year or 2019, random.Random(5))
    found = read(_touching(report, form, is_across=is_across), forms, year=report.year)
    assert found.report.tables == report.tables
    assert not [question for question in found.questions if question.check == "import.cell"]


def test_labels_of_two_tables_in_turn_separate_nothing(report: Report, form: Form, forms: Forms) -> None:
    [title, grid] = _touching(report, form, is_across=False).parts
    assert isinstance(grid, Grid)
    first, last = grid.boxes[0], grid.boxes[-1]
    mixed = replace(grid, boxes=(*grid.boxes, replace(first, row=last.row + 1, text="本年制发件数")))
    found = read(Document((title, mixed)), forms)
    assert score(found.report, printed_of(report, form)).wrong == []


LINES = ["（一）信息处理费", "本年度未收取。", "甲局", "2024年1月20日"]


@pytest.mark.parametrize("columns", [1, 10])
@pytest.mark.parametrize("bordered", [True, False])
def test_short_lines_right_below_a_table_and_its_sentences_are_text(
    columns: int, bordered: bool, report: Report, form: Form, forms: Forms, tmp_path: Path
) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    texts = {
        "overview": ["甲。"],
        "problems": ["存在的问题主要是主动公开的内容还不够全面、更新还不够及时。"],
        "other": LINES,
    }
    row = 1
    for section in form.sections:
        for line in [section.title, *texts.get(section.key, [])]:
            sheet.cell(row, 1, line)
            sheet.merge_cells(None, row, 1, row, columns)
            row += 1
        if section.key in form.tables:
            end, _ = _put(sheet, grids(report, form)[section.key], row, 1)
            for cell in (cell for cells in sheet.iter_rows(row, end - 1) for cell in cells if bordered):
                cell.border = Border(top=Side("thin"))
            row = end
    workbook.save(tmp_path / "report.xlsx")
    found = read(read_in_process(tmp_path / "report.xlsx"), forms)
    assert found.report.tables == report.tables
    assert found.report.text == {
        **dict(zip(texts, ("\n".join(lines) for lines in texts.values()), strict=True)),
        "other": "\n".join(LINES[:2]),
    }
    assert found.report.closing == "\n".join(LINES[2:])


def test_the_date_of_the_signature_is_no_caption_of_the_tables_on_the_next_sheet(
    report: Report, form: Form, forms: Forms
) -> None:
    parts = [part for part in document(report, form).parts if isinstance(part, Paragraph)]
    signature = [Paragraph("甲局", "甲"), Paragraph("2024年1月20日", "乙")]
    signed: list[Part] = [*parts, *signature, *grids(report, form).values()]
    found = read(Document(tuple(signed)), forms)
    assert found.report.tables == report.tables
    assert found.report.closing == "甲局\n2024年1月20日"
