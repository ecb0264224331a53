"""The text that a spreadsheet shows in a cell: its number format applied, raised and struck-out digits marked."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from generator.importers.readers.number_format import format_value
from generator.importers.readers.text_effects import mark_digits, resolve_raised


def cell_text(cell: Cell) -> str:
    """Return the text of a cell as shown."""
    if isinstance(cell.value, CellRichText):
        return resolve_raised("".join(map(_run_text, cell.value)))
    struck = bool(cell.font and cell.font.strike)
    return mark_digits(format_value(cell.value, cell.number_format), raised=False, struck=struck)


def _run_text(run: TextBlock | str) -> str:
    if isinstance(run, str):
        return mark_digits(run, raised=False, struck=False)
    raised = run.font.vertAlign in {"superscript", "subscript"}
    return mark_digits(run.text, raised=raised, struck=bool(run.font.strike))
