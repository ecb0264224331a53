"""Lay out Word tables as boxes, with merged cells as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml.etree import _Element as Element

from generator.importers.document import Box
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.docx_xml import W, children, is_on, value


def table_rows(table: Element) -> list[Element]:
    """Return the rows of a table, without deleted ones."""
    return [row for row in children(table, "tr") if not is_on(row, "trPr", "del")]


def is_data_table(table: Element) -> bool:
    """Return whether a table inside another has more than one cell with text."""
    return sum(any((text.text or "").strip() for text in cell.iter(f"{W}t")) for cell in table.iter(f"{W}tc")) > 1


def table_boxes(rows: list[Element], text_of: Callable[[Element], str]) -> list[Box]:
    """Return a box for each cell or merged group of cells in a table's rows."""
    boxes: list[Box] = []
    open_above: dict[int, int] = {}
    """The index of the vertically merged box that reaches down to the row above, by column."""
    for number, row in enumerate(rows):
        DocumentBuilder.check_row_count(number)
        column = int(value(row.find(f"{W}trPr/{W}gridBefore")) or 0)
        still_open: dict[int, int] = {}
        for cell in (cell for cell in children(row, "tc") if not is_on(cell, "tcPr", "cellDel")):
            columns = max(1, int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = open_above.get(column)
            if merge is not None and value(merge) != "restart" and above is not None:
                boxes[above] = replace(boxes[above], rows=number - boxes[above].row + 1)
                still_open[column] = above
            elif _is_merged_left(cell) and boxes and boxes[-1].row == number:
                boxes[-1] = replace(boxes[-1], columns=boxes[-1].columns + columns)
            else:
                if merge is not None:
                    still_open[column] = len(boxes)
                boxes.append(Box(number, column, 1, columns, text_of(cell), ""))
            column += columns
        open_above = still_open
    return boxes


def _is_merged_left(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}hMerge")
    return merge is not None and value(merge) != "restart"
