"""Read an Excel workbook: the visible sheets, as text and tables of what their cells show."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from generator.importers.document import Box, Document
from generator.importers.readers.cell_text import cell_text
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.formula import evaluate
from generator.importers.readers.number_format import to_decimal
from generator.importers.readers.sheet import SheetCell, add_sheet, add_text_sheet
from generator.importers.readers.workbook_package import inspect_workbook
from generator.model.provenance import DATA_SHEET, TEXT_SHEET
from generator.model.report import int_or_float

UNKNOWN_RESULT = "?"
_ROUNDING_ERROR = Decimal("0.0000005")


def read_xlsx(path: Path) -> Document:
    """Read a .xlsx without its hidden sheets; a formula whose result is missing or unreliable becomes `?`."""
    info = inspect_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results, formulas = load_workbook(path, data_only=True, rich_text=True), load_workbook(path)
    builder = DocumentBuilder()
    for name, value in info.properties.items():
        builder.add_label(name, value)
    has_our_sheets = {TEXT_SHEET, DATA_SHEET} <= set(results.sheetnames)
    for sheet in results.worksheets:
        is_repetition = has_our_sheets and sheet.title == DATA_SHEET and not builder.exported
        if sheet.sheet_state == "visible" and not is_repetition:
            if builder.exported:
                _fill_in_results(sheet, formulas[sheet.title])
            cells = _cells(sheet, formulas[sheet.title], info.styles, trust_results=not info.needs_calculation)
            if builder.exported and sheet.title == DATA_SHEET:
                builder.add_marker("data")
            add = add_text_sheet if builder.exported and sheet.title == TEXT_SHEET else add_sheet
            add(cells, sheet.title, builder)
    return builder.build()


def _fill_in_results(sheet: Worksheet, formulas: Worksheet) -> None:
    """Evaluate the formulas of an exported workbook that were saved without their results."""
    cells = [(at, cell.value) for at, cell in formulas._cells.items() if cell.data_type == "f"]
    pending = {at: formula for at, formula in cells if sheet.cell(*at).value is None and isinstance(formula, str)}

    def look_up(row: int, column: int) -> Decimal | None:
        return None if (row, column) in pending else _number(sheet, row, column)

    while new := {at: result for at, formula in pending.items() if (result := evaluate(formula, look_up)) is not None}:
        for (row, column), result in new.items():
            sheet.cell(row, column).value = int_or_float(result)
            del pending[row, column]


def _number(sheet: Worksheet, row: int, column: int) -> Decimal | None:
    """Return the number in a cell: zero for a blank, None for text."""
    value = sheet.cell(row, column).value
    if isinstance(value, int | float):
        return to_decimal(value)
    return Decimal(0) if value is None else None


def _cells(sheet: Worksheet, formulas: Worksheet, styles: Mapping[int, str], *, trust_results: bool) -> list[SheetCell]:
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {at for area in sheet.merged_cells.ranges for at in area.cells if at != (area.min_row, area.min_col)}
    cells = []
    for (row, column), cell in sorted(sheet._cells.items()):
        if isinstance(cell, Cell) and (row, column) not in covered:
            area = merged.get((row, column))
            rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            text = _text(cell, sheet, formulas.cell(row, column), trust_results=trust_results)
            border = cell.border
            bordered = any(side and side.style for side in (border.left, border.right, border.top, border.bottom))
            style = styles.get(getattr(cell, "_style").xfId, "")  # noqa: B009
            cells.append(SheetCell(Box(row - 1, column - 1, rows, columns, text, ""), bordered, style))
    return cells


def _text(cell: Cell, sheet: Worksheet, formula: Cell | MergedCell, *, trust_results: bool) -> str:
    if formula.data_type == "f" and (
        cell.value is None or not _is_reliable(cell.value, formula.value, sheet, trust_results=trust_results)
    ):
        return UNKNOWN_RESULT
    return cell_text(cell)


def _is_reliable(result: object, formula: object, sheet: Worksheet, *, trust_results: bool) -> bool:
    """Return whether a stored result equals the formula's; return `trust_results` if the formula is not supported."""
    expected = evaluate(formula, partial(_number, sheet)) if isinstance(formula, str) else None
    if expected is None or not isinstance(result, int | float):
        return trust_results
    return abs(expected - to_decimal(result)) < _ROUNDING_ERROR
