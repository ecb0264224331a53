"""The text of a spreadsheet's cell as it is set: shown by its format, raised or struck out in part or as a whole."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from generator.importers.readers.marked import as_set, levelled
from generator.importers.readers.number_format import shown


def text_as_set(cell: Cell) -> str:
    """What the cell shows."""
    if isinstance(cell.value, CellRichText):
        return levelled("".join(map(_piece, cell.value)))
    return as_set(shown(cell.value, cell.number_format), raised=False, struck=bool(cell.font and cell.font.strike))


def _piece(piece: TextBlock | str) -> str:
    if isinstance(piece, str):
        return piece
    return as_set(
        piece.text, raised=piece.font.vertAlign in {"superscript", "subscript"}, struck=bool(piece.font.strike)
    )
