"""An Excel workbook: the sheets that can be seen, each a grid of what its cells show."""

from __future__ import annotations

import warnings
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.importers.document import Box, Document
from generator.importers.readers.draft import Draft
from generator.importers.readers.number_format import shown

UNKNOWN = "?"


def read_xlsx(path: Path) -> Document:
    """A cell with a formula shows the result kept in the file; where none is kept, `?`: nobody guesses it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results, formulas = load_workbook(path, data_only=True), load_workbook(path)
    draft = Draft()
    for sheet in results.worksheets:
        if sheet.sheet_state == "visible":
            _read_sheet(sheet, formulas[sheet.title], draft)
    return draft.document()


def _read_sheet(sheet: Worksheet, formulas: Worksheet, draft: Draft) -> None:
    name = f"表格“{sheet.title}”"
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    boxes = []
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, Cell):
                continue
            area = merged.get((cell.row, cell.column))
            text = _text(cell, formulas.cell(cell.row, cell.column))
            rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            boxes.append(Box(cell.row - 1, cell.column - 1, rows, columns, text, ""))
    draft.grid(boxes, name, lambda row, column: f"{name}{get_column_letter(column + 1)}{row + 1}")


def _text(result: Cell, formula: Cell | MergedCell) -> str:
    if formula.data_type == "f" and result.value is None:
        return UNKNOWN
    return shown(result.value, result.number_format)
