"""All tables on one worksheet, below each other or side by side."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.importers.document import Grid
from generator.importers.readers import read_document
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import grids
from tests.importers.reading import read


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
    assert read(read_document(tmp_path / "report.xlsx"), forms).report.tables == report.tables
