"""Official tables as data for Typst: boxes with their text, row heights, and font sizes of long numbers."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import floor
from typing import NamedTuple, TypedDict

from generator.exporters.print_layout import column_shares, printable, row_line_counts
from generator.model.layout import Box, Grid, is_left_aligned, lay_out
from generator.model.report import Report
from generator.model.table import Table

_TABLE_WIDTH_POINTS = 156 * 72 / 25.4

_CELL_MARGINS_POINTS = 7
"""Left and right margin of a table cell together, in points."""

_FIGURE_SIZE_POINTS, _MIN_FIGURE_SIZE_POINTS = 10, 6
_LEADING_POINTS = 2

_DIGIT_WIDTH = 0.56
"""Width of a digit relative to the font size."""

_PAGE_HEIGHT_POINTS = 605
"""Height available on a page below a heading, in points; a table that fits in it is kept on one page."""

_MAX_LOOSE_ROWS = 16
_LOOSE_INSET_POINTS, _TIGHT_INSET_POINTS = 5.0, 2.2
"""Top and bottom insets of cells, in points; a table with more than _MAX_LOOSE_ROWS rows is set tight to fit a page."""


class _BoxData(TypedDict):
    """A table box: its place in the grid, its text, left alignment, shaded band, and font size in points if reduced."""

    x: int
    y: int
    width: int
    height: int
    text: str
    left: bool
    band: bool
    size: float | None


class _HeadAndBody(TypedDict):
    head: list[_BoxData]
    body: list[_BoxData]


class TableData(TypedDict):
    """A table: `columns` are shares of its width; `rows` (heights) and `inset` are in points.

    A height of None lets Typst measure the row. `repeated` repeats the head on every page; `whole` keeps the table on
    one page.
    """

    columns: list[float]
    blocks: list[_HeadAndBody]
    repeated: bool
    rows: list[float | None]
    whole: bool
    inset: float


def table_data(table: Table, report: Report) -> TableData:
    """Return the data of an official table filled with the report's figures."""
    layout, rows = _table_layout(table), report.tables[table.section]
    grid, shares = layout.grid, layout.shares
    inset = _TIGHT_INSET_POINTS if grid.height > _MAX_LOOSE_ROWS else _LOOSE_INSET_POINTS
    printed = {name: printable(rows[row][index].printed) for name, (row, index) in layout.cells.items()}

    def filled(box: Box, data: _BoxData) -> _BoxData:
        return _figure(data, printed[box.name], _inner_width(shares, box)) if box.kind == "cell" else data

    filled_boxes = [(box, filled(box, data)) for box, data in layout.boxes]
    broken = {box.name: data["text"] for box, data in filled_boxes if not _is_on_one_line(data)}
    widths = [(share * _TABLE_WIDTH_POINTS - _CELL_MARGINS_POINTS) / _FIGURE_SIZE_POINTS for share in shares]
    counts = row_line_counts(grid, widths, lambda box: broken.get(box.name, "") if box.kind == "cell" else box.text)
    heights = [count * (_FIGURE_SIZE_POINTS + _LEADING_POINTS) + 2 * inset for count in counts]
    starts = [0, *(bottom for _, bottom in grid.bodies)]
    blocks: list[_HeadAndBody] = []
    for (start, end), (body, _) in zip(pairwise(starts), grid.bodies, strict=True):
        boxes = [(box, data) for box, data in filled_boxes if start <= box.row < end]
        blocks.append({
            "head": [data for box, data in boxes if box.row < body],
            "body": [data for box, data in boxes if box.row >= body],
        })  # fmt: skip
    return {
        "columns": shares,
        "blocks": blocks,
        "repeated": len(blocks) == 1,
        "rows": [height if count == 1 else None for count, height in zip(counts, heights, strict=True)],
        "whole": sum(heights) < _PAGE_HEIGHT_POINTS,
        "inset": inset,
    }


class _TableLayout(NamedTuple):
    """Report-independent layout: `cells` maps each cell's name to its row's name and its index in the row."""

    grid: Grid
    shares: list[float]
    boxes: list[tuple[Box, _BoxData]]
    cells: dict[str, tuple[str, int]]


@cache
def _table_layout(table: Table) -> _TableLayout:
    grid = lay_out(table)
    cells = {
        f"{row}.{column}": (row, index)
        for row, (block, _) in table.rows.items()
        for index, column in enumerate(block.column_names)
    }
    return _TableLayout(grid, column_shares(grid), [(box, _box(grid, box)) for box in grid.boxes], cells)


def _box(grid: Grid, box: Box) -> _BoxData:
    return {
        "x": box.column,
        "y": box.row,
        "width": box.width,
        "height": box.height,
        "text": box.text,
        "left": is_left_aligned(grid, box),
        "band": box.kind == "title",
        "size": None,
    }


def _inner_width(shares: list[float], box: Box) -> float:
    """Return the width of a box without margins, in points."""
    return sum(shares[box.column : box.column + box.width]) * _TABLE_WIDTH_POINTS - _CELL_MARGINS_POINTS


def _is_on_one_line(data: _BoxData) -> bool:
    """Return whether the text of a data cell is a figure that `_figure` has fitted on one line."""
    return data["text"].isascii() and "\n" not in data["text"]


def _figure(data: _BoxData, text: str, width: float) -> _BoxData:
    """Return the data cell with its text.

    A number that is too wide is set smaller and, if necessary, broken into lines, as Typst does not break numbers.
    """
    if not text.isascii() or len(text) * _FIGURE_SIZE_POINTS * _DIGIT_WIDTH <= width:
        return {**data, "text": text, "size": None}
    size = max(_MIN_FIGURE_SIZE_POINTS, floor(width / len(text) / _DIGIT_WIDTH * 10) / 10)
    digits_per_line = max(1, int(width / size / _DIGIT_WIDTH))
    lines = [text[at : at + digits_per_line] for at in range(0, len(text), digits_per_line)]
    return {**data, "text": "\n".join(lines), "size": size}
