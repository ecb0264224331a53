"""Lay out HTML tables as boxes, by the rules that browsers follow."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from generator.importers.document import Box
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.html_elements import is_ignored

_MAX_SPAN = 1_000
"""The limit of browsers."""

_SPAN_TO_END = 65_534
"""The row span that browsers give a cell with `rowspan=0`."""

_MIN_LAYOUT_BREAKS = 5
_LAYOUT_SHARE = 0.8
"""A cell with more lines than any label of a form (3) and most of a table's text holds an article."""


def table_boxes(table: LexborNode, text_of: Callable[[LexborNode], str]) -> list[Box]:
    """Return a box for each cell, at the place a browser gives it."""
    boxes: list[Box] = []
    occupied_until: dict[int, int] = {}
    for number, row in enumerate(_rows(table)):
        DocumentBuilder.check_row_count(number)
        column = 0
        for cell in row.iter():
            if cell.tag not in {"td", "th"} or is_ignored(cell):
                continue
            while occupied_until.get(column, 0) > number:
                column += 1
            rows, columns = _span(cell, "rowspan") or _SPAN_TO_END, _span(cell, "colspan") or 1
            boxes.append(Box(number, column, rows, columns, text_of(cell), ""))
            for each in range(column, column + columns):
                occupied_until[each] = number + rows
            column += columns
    return boxes


def is_data_table(table: LexborNode, text_of: Callable[[LexborNode], str]) -> bool:
    """Return whether a table has data of its own; one around text or another table with data is for the layout."""
    inner = [each for each in table.css("table") if each.mem_id != table.mem_id]
    if any(len([cell for cell in each.css("td, th") if text_of(cell).strip()]) > 1 for each in inner):
        return False
    found = _rows(table)
    DocumentBuilder.check_row_count(len(found))
    rows = [[text_of(cell) for cell in row.iter() if cell.tag in {"td", "th"}] for row in found]
    texts = [text for row in rows for text in row]
    if max(map(len, rows), default=0) == 1 and not any(text.strip().isdecimal() for text in texts):
        return False
    longest = max(texts, key=len, default="")
    return longest.count("\n") < _MIN_LAYOUT_BREAKS or len(longest) < _LAYOUT_SHARE * sum(map(len, texts))


def _rows(table: LexborNode) -> list[LexborNode]:
    """Return the rows of a table, without those of tables inside it."""
    return [row for row in table.css("tr") if _table_id(row) == table.mem_id and not is_ignored(row)]


def _table_id(row: LexborNode) -> int | None:
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node.mem_id if node is not None else None


def _span(cell: LexborNode, name: str) -> int:
    match = re.match(r"\s*(\d{1,6})", cell.attributes.get(name) or "1")
    return min(int(match.group(1)), _MAX_SPAN) if match else 1
