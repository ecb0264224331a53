"""An Excel workbook: the sheets that can be seen, as text and tables of what their cells show."""

from __future__ import annotations

import re
import warnings
from decimal import Decimal
from functools import partial
from pathlib import Path

from lxml.etree import _Element as Element
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from generator.importers.document import Box, Document, UnreadableError
from generator.importers.readers.draft import Draft
from generator.importers.readers.formula import worked_out
from generator.importers.readers.number_format import exact
from generator.importers.readers.package import (
    names_of,
    open_package,
    own_properties,
    read_part,
    refuse_entities,
    related,
    tree_of,
)
from generator.importers.readers.rich_text import text_as_set
from generator.importers.readers.sheet import Shown, write_sheet, write_text
from generator.model.provenance import DATA_SHEET, TEXT_SHEET

UNKNOWN = "?"
MAX_ROWS = 20_000
MAX_CELLS = 200_000


def read_xlsx(path: Path) -> Document:
    """Hidden sheets are left out. A formula whose result is not kept, or not trustworthy, shows `?`: nobody guesses."""
    properties, styles, unsettled = _looked_into(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results, formulas = load_workbook(path, data_only=True, rich_text=True), load_workbook(path)
    draft = Draft()
    for name, value in properties.items():
        draft.label(name, value)
    ours = {TEXT_SHEET, DATA_SHEET} <= set(results.sheetnames)
    for sheet in results.worksheets:
        repeated = ours and sheet.title == DATA_SHEET and not draft.exported
        if sheet.sheet_state == "visible" and not repeated:
            if draft.exported:
                _work_out(sheet, formulas[sheet.title])
            cells = _cells(sheet, formulas[sheet.title], styles, believed=not unsettled)
            if draft.exported and sheet.title == DATA_SHEET:
                draft.begin("data")
            write = write_text if draft.exported and sheet.title == TEXT_SHEET else write_sheet
            write(cells, sheet.title, draft)
    return draft.document()


def _looked_into(path: Path) -> tuple[dict[str, str], dict[int, str], bool]:
    """What the file says of itself, its styles' names, whether its formulas wait for results; none harmful passes."""
    with open_package(path) as package:
        for name in names_of(package):
            if name.endswith((".xml", ".rels")):
                refuse_entities(read_part(package, name) or b"")
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                data = read_part(package, name) or b""
                if data.count(b"<row") > MAX_ROWS or data.count(b"<c ") > MAX_CELLS:
                    raise UnreadableError(
                        "工作表太大，不像一份年度报告；请只留下报告本身的表格，删去多余的行列再导入。"
                    )
        name = related(package, "", "officeDocument") or ""
        main, part = read_part(package, name) or b"", related(package, name, "styles") if name else None
        tree = tree_of(package, part) if part else None
        return own_properties(package), _styles(tree), bool(re.search(rb"""fullCalcOnLoad=["'](1|true)""", main))


def _styles(tree: Element | None) -> dict[int, str]:
    """The names of styles by the numbers that cells know them by; openpyxl takes them to be numbered without gaps."""
    found = tree.iter("{*}cellStyle") if tree is not None else ()
    return {int(each.get("xfId", "0")): each.get("name", "") for each in found if each.get("xfId", "0").isdecimal()}


def _work_out(sheet: Worksheet, formulas: Worksheet) -> None:
    """Fill in the results of our own sums that the program that saved the file has not kept."""
    cells = [(at, cell.value) for at, cell in formulas._cells.items() if cell.data_type == "f"]
    waiting = {at: formula for at, formula in cells if sheet.cell(*at).value is None and isinstance(formula, str)}

    def look(row: int, column: int) -> Decimal | None:
        return None if (row, column) in waiting else _number(sheet, row, column)

    while done := {at: result for at, formula in waiting.items() if (result := worked_out(formula, look)) is not None}:
        for (row, column), result in done.items():
            sheet.cell(row, column).value = int(result) if result % 1 == 0 else float(result)
            del waiting[row, column]


def _number(sheet: Worksheet, row: int, column: int) -> Decimal | None:
    """The number in a cell, zero in a blank one."""
    value = sheet.cell(row, column).value
    if isinstance(value, int | float):
        return exact(value)
    return Decimal(0) if value is None else None


def _cells(sheet: Worksheet, formulas: Worksheet, styles: dict[int, str], *, believed: bool) -> list[Shown]:
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {at for area in sheet.merged_cells.ranges for at in area.cells if at != (area.min_row, area.min_col)}
    cells = []
    for (row, column), cell in sorted(sheet._cells.items()):
        if isinstance(cell, Cell) and (row, column) not in covered:
            area = merged.get((row, column))
            rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            text = _text(cell, sheet, formulas.cell(row, column), believed=believed)
            border = cell.border
            framed = any(side and side.style for side in (border.left, border.right, border.top, border.bottom))
            style = styles.get(getattr(cell, "_style").xfId, "")  # noqa: B009
            cells.append(Shown(Box(row - 1, column - 1, rows, columns, text, ""), framed, style))
    return cells


def _text(cell: Cell, sheet: Worksheet, formula: Cell | MergedCell, *, believed: bool) -> str:
    if formula.data_type == "f" and (
        cell.value is None or not _holds(formula.value, cell.value, sheet, otherwise=believed)
    ):
        return UNKNOWN
    return text_as_set(cell)


def _holds(formula: object, result: object, sheet: Worksheet, *, otherwise: bool) -> bool:
    """Whether the kept result is the formula's; for one that is too much for us, whether results are believed here."""
    expected = worked_out(formula, partial(_number, sheet)) if isinstance(formula, str) else None
    if expected is None or not isinstance(result, int | float):
        return otherwise
    return abs(expected - exact(result)) < Decimal("0.0000005")
