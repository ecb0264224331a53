"""Join the parts of a table that continues over the pages of a PDF."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from generator.importers.document import Box
from generator.importers.readers.pdf_tables import Table, nearest

PAGE_TOLERANCE = 5.0
"""The vertical lines of a table may differ by so many points from page to page."""

_MIN_SHARED_LINES = 4
"""Tables of different widths that share more vertical lines are parts of one; two tables share their borders."""


def continues_table(table: Table, below: Table) -> bool:
    """Return whether `below` may continue `table` on the next page: its vertical lines are among those of the other.

    A column may be missing at one side, where a cell begins and ends on other pages.
    """
    few, many = sorted((table.verticals, below.verticals), key=len)
    same_sides = [abs(few[at] - many[at]) < PAGE_TOLERANCE for at in (0, -1)]
    has_enough = all(same_sides) or (any(same_sides) and len(few) > _MIN_SHARED_LINES)
    return has_enough and all(min(abs(x - other) for other in many) < PAGE_TOLERANCE for x in few)


def join_tables(table: Table, below: Table) -> Table:
    """Return the two parts of a table as one, with the heading rows once that browsers repeat on each page."""
    below = _without_heading(below, _repeated_rows(table, below))
    verticals = max(table.verticals, below.verticals, key=len)

    def moved(box: Box, part: Table, rows: int) -> Box:
        column, right = (nearest(verticals, part.verticals[at]) for at in (box.column, box.column + box.columns))
        return replace(box, row=box.row + rows, column=column, columns=right - column)

    upper = (moved(box, table, 0) for box in table.boxes)
    lower = (moved(box, below, table.rows) for box in below.boxes)
    return replace(
        table,
        verticals=verticals,
        boxes=(*upper, *lower),
        rows=table.rows + below.rows,
        seams=(*table.seams, table.rows, *(table.rows + row for row in below.seams)),
        doubts=(*table.doubts, *((table.rows + row, reason) for row, reason in below.doubts)),
    )


def _repeated_rows(table: Table, below: Table) -> int:
    """Return how many rows of headings at the top of `below` are those at the top of the table."""

    def texts(part: Table, row: int) -> list[str]:
        return [box.text for box in part.boxes if box.row == row]

    pairs = ((texts(table, row), texts(below, row)) for row in range(min(table.rows, below.rows)))
    same = list(itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    has_figures = any(re.search("[0-9]", text) for upper, _ in same for text in upper)
    return 0 if has_figures or len(same) == below.rows else len(same)


def _without_heading(table: Table, rows: int) -> Table:
    boxes = tuple(replace(box, row=box.row - rows) for box in table.boxes if box.row >= rows)
    doubts = tuple((row - rows, reason) for row, reason in table.doubts if row >= rows)
    return replace(table, boxes=boxes, rows=table.rows - rows, doubts=doubts)
