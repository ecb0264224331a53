"""Parts common to all worksheets: the record of a sheet, cell formats, and the XML of cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.exporters.office import excel_text
from generator.model.report import Cell

MAX_DIGITS = 15
"""Maximum number of digits that a spreadsheet keeps exactly; longer numbers are written as text."""

MAX_HEIGHT_POINTS = 409
"""Maximum height of a row."""


class Style:
    """The indices of the cell formats in `xl/styles.xml`."""

    TITLE, SECTION, TEXT, COLUMN_HEAD, ROW_HEAD, BAND, NUMBER, TABLE_TEXT, DATA_HEAD, DATA, CLOSING, LINK = range(1, 13)


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name, XML, number of header rows repeated on printed pages, and filter range (may be empty)."""

    name: str
    xml: str
    header_rows: int = 0
    filter_range: str = ""


def is_exact_number(cell: Cell) -> bool:
    """Return whether the printed text is a plain number that a spreadsheet keeps exactly."""
    return cell.printed == cell.plain and sum(map(str.isdigit, cell.printed)) <= MAX_DIGITS


def cell_content(cell: Cell, formula: str | None) -> str:
    """Return the XML that follows `<c r="…"` in a data cell: a number (with any formula), a text, or a blank.

    The formula of a blank is stored without result, which spreadsheets then calculate.
    """
    formula_xml = f"<f>{formula}</f>" if formula else ""
    if cell.value is not None and is_exact_number(cell):
        return f' s="{Style.NUMBER}">{formula_xml}<v>{cell.plain}</v></c>'
    if not cell.printed:
        return f' s="{Style.NUMBER}">{formula_xml}</c>' if formula else f' s="{Style.NUMBER}"/>'
    return f' s="{Style.TABLE_TEXT}"{inline_string(cell.printed)}'


@lru_cache(1000)
def inline_string(text: str) -> str:
    """Return the XML that follows the format of a text cell; cached because labels and names recur."""
    return f' t="inlineStr"><is><t xml:space="preserve">{excel_text(text)}</t></is></c>'
