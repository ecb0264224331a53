"""A worksheet taken apart: what is a table on it, and what is text that merely stands in a cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from openpyxl.utils import get_column_letter

from generator.importers.document import Box
from generator.importers.readers.draft import Draft
from generator.importers.readers.text import clean

LONG = 25
"""A text longer than this, alone in its row, is a sentence."""

_HEADING = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")


@dataclass(frozen=True)
class Shown:
    """A cell that exists on the sheet."""

    box: Box
    framed: bool
    style: str = ""


CLOSING = "落款"
ROLES = {"公文标题": "title", "部分标题": "heading"}
"""What the styles of our own workbooks mean."""

Row = Sequence[Shown]


def write_sheet(cells: Sequence[Shown], title: str, draft: Draft) -> None:
    """Write the text and tables of a sheet, in order."""
    name = f"表格“{title}”"

    def where(row: int, column: int) -> str:
        return f"{name}{get_column_letter(column + 1)}{row + 1}"

    for region in _regions(cells):
        Draft.refuse_long_table(len(region))
        for is_text, rows in groupby(_told_apart(region), lambda each: each[0]):
            part = [row for _, row in rows]
            if is_text:
                for cell in (cell for row in part for cell in row if cell.box.text.strip()):
                    draft.role = ROLES.get(cell.style, "")
                    draft.paragraph(cell.box.text, where(cell.box.row, cell.box.column))
            else:
                draft.grid(_completed([cell.box for row in part for cell in row], _reach(region)), name, where)


def write_text(cells: Sequence[Shown], title: str, draft: Draft) -> None:
    """Write the text of the sheet that our own workbooks have for it: a paragraph a row, one too long in pieces."""
    closing = False
    for row, group in groupby(cells, lambda cell: cell.box.row):
        pieces = list(group)
        if pieces[0].style == CLOSING and not closing:
            draft.begin("closing")
            closing = True
        draft.role = ROLES.get(pieces[0].style, "")
        draft.paragraph("".join(cell.box.text for cell in pieces), f"表格“{title}”A{row + 1}")
    draft.role = ""


def _regions(cells: Sequence[Shown]) -> Iterator[list[Row]]:
    """Rows that stand together: an empty row ends a region, unless its frames make it part of a table."""
    rows: dict[int, list[Shown]] = defaultdict(list)
    for cell in cells:
        rows[cell.box.row].append(replace(cell, box=replace(cell.box, text=clean(cell.box.text))))
    region: list[Row] = []
    reaches = -1
    for number in sorted(rows):
        row = sorted(rows[number], key=lambda cell: cell.box.column)
        empty = number > reaches and not any(cell.box.text or cell.framed or cell.box.columns > 1 for cell in row)
        if region and (empty or number > max(reaches, region[-1][0].box.row) + 1):
            yield region
            region, reaches = [], -1
        if not empty:
            region.append(row)
            reaches = max([reaches, *(cell.box.row + cell.box.rows - 1 for cell in row if cell.box.text)])
    if region:
        yield region


def _told_apart(region: list[Row]) -> Iterator[tuple[bool, Row]]:
    """Each row with whether it is text: alone in its row, without a frame, above the table, or plainly a sentence."""
    left, right = _reach(region)
    only_text = all(len(_filled(row)) <= 1 for row in region) and not any(cell.framed for row in region for cell in row)
    above, reaches = True, -1
    for row in region:
        filled = _filled(row)
        bare = not any(cell.framed or (not cell.box.text and cell.box.columns > 1) for cell in row)
        alone = len(filled) == 1 and bare and row[0].box.row > reaches
        above = above and alone and filled[0].box.columns == 1
        reaches = max([reaches, *(cell.box.row + cell.box.rows - 1 for cell in row)])
        heads = alone and filled[0].box.columns >= 0.8 * (right - left) and _HEADING.match(filled[0].box.text)
        said = alone and (above or heads or len(filled[0].box.text) > LONG)
        kept = [cell for cell in row if left <= cell.box.column < right]
        yield bool(only_text or said), kept


def _completed(boxes: list[Box], reach: tuple[int, int]) -> list[Box]:
    """The boxes of a table and the empty cells among them that the file does not care to mention."""
    taken = {(box.row + y, box.column + x) for box in boxes for y in range(box.rows) for x in range(box.columns)}
    slots = ((row, column) for row in sorted({box.row for box in boxes}) for column in range(*reach))
    return [*boxes, *(Box(row, column, 1, 1, "", "") for row, column in slots if (row, column) not in taken)]


def _filled(row: Row) -> list[Shown]:
    return [cell for cell in row if cell.box.text]


def _reach(region: list[Row]) -> tuple[int, int]:
    """The columns between the empty cells to the left and right of a region."""
    seen = [cell.box for row in region for cell in row if cell.box.text or cell.framed]
    return min(box.column for box in seen), max(box.column + box.columns for box in seen)
