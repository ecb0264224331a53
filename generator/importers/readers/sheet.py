"""Divide a worksheet into tables and the text between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from openpyxl.utils import get_column_letter

from generator.importers.document import Box
from generator.importers.readers.clean_text import clean
from generator.importers.readers.document_builder import DocumentBuilder

_MAX_LABEL_CHARS = 25
"""Maximum length of a label, in characters; a longer text alone in its row is a sentence."""

_MIN_HEADING_WIDTH = 0.8
"""Minimum share of a region's columns over which a section heading is merged if it is text, not a table row."""

_HEADING = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")

_LABEL = re.compile("[㐀-鿿]{2}")
_FIGURE = re.compile(r"-?[0-9][0-9,.]*")

_CLOSING_STYLE = "落款"
_ROLES = {"公文标题": "title", "部分标题": "heading"}
"""Roles of paragraphs by the name of their cell style; exported workbooks use these styles."""


@dataclass(frozen=True)
class SheetCell:
    """A cell in a worksheet: its box, whether it has a border, and the name of its style."""

    box: Box
    bordered: bool
    style: str = ""


Row = Sequence[SheetCell]


def add_sheet(cells: Sequence[SheetCell], title: str, builder: DocumentBuilder) -> None:
    """Add the text and tables of a sheet in order."""
    name = f"表格“{title}”"

    def place_of(row: int, column: int) -> str:
        return f"{name}{get_column_letter(column + 1)}{row + 1}"

    for region in (part for rows in _regions(cells) for part in _side_by_side(rows)):
        DocumentBuilder.check_row_count(len(region))
        for is_text, group in groupby(_classified(region), lambda each: each[0]):
            rows = [row for _, row in group]
            if is_text:
                for cell in (cell for row in rows for cell in row if cell.box.text.strip()):
                    builder.role = _ROLES.get(cell.style, "")
                    builder.add_paragraph(cell.box.text, place_of(cell.box.row, cell.box.column))
            else:
                boxes = _with_empty_boxes([cell.box for row in rows for cell in row], _column_range(region))
                builder.add_grid(boxes, name, place_of)


def add_text_sheet(cells: Sequence[SheetCell], title: str, builder: DocumentBuilder) -> None:
    """Add the text sheet of an exported workbook; each row is a paragraph, divided into several cells if it is long."""
    closing = False
    for row, group in groupby(cells, lambda cell: cell.box.row):
        pieces = list(group)
        if pieces[0].style == _CLOSING_STYLE and not closing:
            builder.add_marker("closing")
            closing = True
        builder.role = _ROLES.get(pieces[0].style, "")
        builder.add_paragraph("".join(cell.box.text for cell in pieces), f"表格“{title}”A{row + 1}")
    builder.role = ""


def _regions(cells: Sequence[SheetCell]) -> Iterator[list[Row]]:
    """Yield groups of adjacent rows; an empty row ends a region, unless it has borders or a merged cell."""
    rows: dict[int, list[SheetCell]] = defaultdict(list)
    for cell in cells:
        rows[cell.box.row].append(replace(cell, box=replace(cell.box, text=clean(cell.box.text))))
    region: list[Row] = []
    last_row = -1
    """The last row covered by a cell with text."""
    for number in sorted(rows):
        row = sorted(rows[number], key=lambda cell: cell.box.column)
        is_empty = number > last_row and not any(cell.box.text or cell.bordered or cell.box.columns > 1 for cell in row)
        if region and (is_empty or number > max(last_row, region[-1][0].box.row) + 1):
            yield region
            region, last_row = [], -1
        if not is_empty:
            region.append(row)
            last_row = max([last_row, *(cell.box.row + cell.box.rows - 1 for cell in row if cell.box.text)])
    if region:
        yield region


def _side_by_side(region: list[Row]) -> Iterator[list[Row]]:
    """Yield the tables that stand side by side in the region: an empty column divides them, and each has figures."""
    cells = [cell for row in region for cell in row]
    rows_of_cells = [row for row in region if len(_filled(row)) > 1]  # A title may be merged over all tables.
    used = [cell.box for row in rows_of_cells for cell in row if cell.box.text or cell.bordered or cell.box.columns > 1]
    taken = {column for box in used for column in range(box.column, box.column + box.columns)}
    left, right = min(taken, default=0), max(taken, default=0)
    for gap in (column for column in range(left, right) if column not in taken):
        sides = [[cell for cell in cells if (cell.box.column > gap) is is_right] for is_right in (False, True)]
        if all(_has_labels_and_figures(side) for side in sides):
            for side in sides:
                rows = groupby(side, key=lambda cell: cell.box.row)
                yield from _side_by_side([list(row) for _, row in rows])
            return
    yield region


def _has_labels_and_figures(cells: Sequence[SheetCell]) -> bool:
    texts = [cell.box.text for cell in cells]
    return any(_LABEL.search(text) for text in texts) and any(_FIGURE.fullmatch(text) for text in texts)


def _classified(region: list[Row]) -> Iterator[tuple[bool, Row]]:
    """Yield each row with whether it is text.

    A row is text if it has no borders and a single filled cell that is above the table or continues text above it, is a
    merged heading, or is longer than a label; beside a bordered table it is text in any case.
    """
    left, right = _column_range(region)
    has_no_table = all(len(_filled(row)) <= 1 for row in region) and not any(
        cell.bordered for row in region for cell in row
    )
    is_bordered = any(cell.bordered for row in region for cell in row)
    top = [filled[0].box.columns for filled in map(_filled, region[:2]) if len(filled) == 1]
    # The columns over which the text above is merged; 0 if there is a table above.
    text_columns, last_row = top[0] if len(top) > 1 and top[0] == top[1] else 1, -1
    for row in region:
        filled = _filled(row)
        has_no_cells = not any(cell.bordered or (not cell.box.text and cell.box.columns > 1) for cell in row)
        is_alone = len(filled) == 1 and has_no_cells and row[0].box.row > last_row
        last_row = max([last_row, *(cell.box.row + cell.box.rows - 1 for cell in row)])
        is_text = is_alone and (
            is_bordered
            or (text_columns > 0 and filled[0].box.columns in (1, text_columns))
            or _is_heading(filled[0].box, right - left)
            or _is_sentence(filled[0].box)
        )
        text_columns = filled[0].box.columns if is_text else 0
        yield has_no_table or is_text, [cell for cell in row if left <= cell.box.column < right]


def _is_heading(box: Box, columns: int) -> bool:
    return box.columns >= _MIN_HEADING_WIDTH * columns and bool(_HEADING.match(box.text))


def _is_sentence(box: Box) -> bool:
    return len(box.text) > _MAX_LABEL_CHARS


def _with_empty_boxes(boxes: list[Box], columns: tuple[int, int]) -> list[Box]:
    """Return the boxes of a table, adding those for empty cells that the file leaves out."""
    taken = {(box.row + y, box.column + x) for box in boxes for y in range(box.rows) for x in range(box.columns)}
    slots = ((row, column) for row in sorted({box.row for box in boxes}) for column in range(*columns))
    return [*boxes, *(Box(row, column, 1, 1, "", "") for row, column in slots if (row, column) not in taken)]


def _filled(row: Row) -> list[SheetCell]:
    return [cell for cell in row if cell.box.text]


def _column_range(region: list[Row]) -> tuple[int, int]:
    """Return the first column with text or borders, and the column after the last one."""
    boxes = [cell.box for row in region for cell in row if cell.box.text or cell.bordered]
    return min(box.column for box in boxes), max(box.column + box.columns for box in boxes)
