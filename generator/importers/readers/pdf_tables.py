"""Find the tables on a PDF page by their ruling lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pdfplumber.table import edges_to_intersections, intersections_to_cells

from generator.importers.document import Box
from generator.importers.readers.pdf_cells import Bounds, cell_text, fill_cells
from generator.importers.readers.pdf_rulings import TOLERANCE, Edge, joined, ruling
from generator.importers.readers.pdf_text import Char
from generator.importers.resolve import VALUE

_MAX_CELL_CHARS = 200
"""A cell with more characters is a frame around text; labels of the forms have at most 40, remarks hardly 100."""

MAX_EDGES = 3_000
"""Maximum number of lines on a page with tables; a page with more is a drawing."""

_CUT_OFF = "表格右边没有边线，可能比纸宽，最右一栏的数可能没有印全"

_CROWDED = "数压着格线，或者与邻格的数挨得太近，分不清是哪一格的"
_UNEVEN = "各格的上下边线没有对齐，有的数可能属于上一行或下一行"


@dataclass(frozen=True)
class Table:
    """A table on a page: its bounds, the x positions of its vertical lines, its boxes and its number of rows.

    `seams` are the rows that begin a page, `doubts` say by row why its figures may not be complete.
    """

    bounds: Bounds
    verticals: tuple[float, ...]
    boxes: tuple[Box, ...]
    rows: int
    seams: tuple[int, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()


def find_tables(edges: list[Edge], chars: list[Char]) -> tuple[list[Table], list[Char]]:
    """Return the tables that the ruling lines of a page make, and the characters outside them."""
    if len(edges) > MAX_EDGES:
        return [], chars
    groups = _connected(edges)
    grids = [_cells(group) for group in groups]
    tables = []
    for group, cells in zip(groups, grids, strict=True):
        if _is_frame(cells, grids):
            continue
        table, outside = _table(cells, chars)
        if _is_cut_off(group):
            table = replace(table, doubts=(*table.doubts, *_cut_rows(table)))
        if not any(_holds_prose(box) for box in table.boxes):
            chars = outside
            tables.append(table)
    return tables, chars


def _cells(group: list[Edge]) -> list[Bounds]:
    """Return the cells that connected ruling lines make."""
    corners = edges_to_intersections(_with_border(group), TOLERANCE, TOLERANCE)
    return [cell for cell in (Bounds(*each) for each in intersections_to_cells(corners)) if _has_room(cell)]


def _is_frame(cells: list[Bounds], grids: list[list[Bounds]]) -> bool:
    """Return whether the cells are frames around text: one column, or one of them holds a table."""
    if len({round(cell.left) for cell in cells}) < 2:
        return True
    tables = (_bounds(grid) for grid in grids if grid is not cells and len(grid) > 1)
    return any(_lies_in(table, cell) for table in tables for cell in cells)


def _lies_in(one: Bounds, other: Bounds) -> bool:
    return other.left <= one.left and other.top <= one.top and one.right <= other.right and one.bottom <= other.bottom


def _is_cut_off(group: list[Edge]) -> bool:
    """Return whether a table has a border at its left but none at its right, as if it were wider than the page."""
    left, right = min(edge["x0"] for edge in group), max(edge["x1"] for edge in group)
    upright = [edge["x0"] for edge in group if edge["orientation"] == "v"]
    return bool(min(upright) - left < TOLERANCE < right - max(upright))


def _cut_rows(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the rows whose last figure may have lost digits, with the reason; no figure begins with 0."""
    for box in table.boxes:
        if box.column + box.columns == len(table.verticals) - 1 and re.search("[0-9]", box.text) and box.text != "0":
            yield box.row, _CUT_OFF


def _holds_prose(box: Box) -> bool:
    return len(box.text) > _MAX_CELL_CHARS


def _connected(edges: list[Edge]) -> list[list[Edge]]:
    """Return the groups of edges that touch; edges of one direction alone are rules or underlines.

    One upright edge as high as a group is its border, which cells that begin and end on other pages keep apart; two are
    a frame around the page.
    """
    groups: list[list[Edge]] = []
    for edge in edges:
        touching = [group for group in groups if any(_touch(edge, other) for other in group)]
        groups = [group for group in groups if not any(group is each for each in touching)]
        groups.append([edge, *(other for group in touching for other in group)])
    tables = [group for group in groups if len({edge["orientation"] for edge in group}) == 2]
    lone = [group[0] for group in groups if len(group) == 1 and group[0]["orientation"] == "v"]
    borders = [[edge for edge in lone if _is_as_high(edge, group)] for group in tables]
    return [[*group, *(border if len(border) == 1 else ())] for group, border in zip(tables, borders, strict=True)]


def _is_as_high(edge: Edge, group: list[Edge]) -> bool:
    top, bottom = min(each["top"] for each in group), max(each["bottom"] for each in group)
    return bool(abs(edge["top"] - top) < 2 * TOLERANCE and abs(edge["bottom"] - bottom) < 2 * TOLERANCE)


def _touch(one: Edge, other: Edge) -> bool:
    return bool(
        one["x0"] <= other["x1"] + TOLERANCE
        and other["x0"] <= one["x1"] + TOLERANCE
        and one["top"] <= other["bottom"] + TOLERANCE
        and other["top"] <= one["bottom"] + TOLERANCE
    )


def _with_border(group: list[Edge]) -> list[Edge]:
    """Return the lines of a table with a closed outer border, as a page break or the design may leave it open."""
    left, top, right, bottom = _bounds((edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in group)
    level = [(left, top, right, top), (left, bottom, right, bottom)]
    upright = [(left, top, left, bottom), (right, top, right, bottom)]
    return joined([*group, *(ruling(*side) for side in (*level, *upright))])


def _has_room(cell: Bounds) -> bool:
    return cell.right - cell.left > TOLERANCE and cell.bottom - cell.top > TOLERANCE


def _table(cells: list[Bounds], chars: list[Char]) -> tuple[Table, list[Char]]:
    """Return the table of the cells, and the characters outside it."""
    verticals = _line_positions([x for cell in cells for x in (cell.left, cell.right)])
    horizontals = _line_positions([y for cell in cells for y in (cell.top, cell.bottom)])
    contents = fill_cells(cells, chars)
    boxes, crowded = [], set[int]()
    for cell in cells:
        column, right = nearest(verticals, cell.left), nearest(verticals, cell.right)
        row, below = nearest(horizontals, cell.top), nearest(horizontals, cell.bottom)
        text = cell_text(contents.inside[cell], cell.right - cell.left)
        boxes.append(Box(row, column, max(1, below - row), max(1, right - column), text, ""))
        crowded |= {row} if cell in contents.doubtful else set()
    doubts = dict.fromkeys(_uneven_rows(boxes), _UNEVEN) | dict.fromkeys(crowded, _CROWDED)
    rows = len(horizontals) - 1
    return Table(_bounds(cells), tuple(verticals), tuple(boxes), rows, doubts=tuple(doubts.items())), contents.outside


def _uneven_rows(boxes: list[Box]) -> Iterator[int]:
    """Yield the rows of figures that begin in one row of the grid and do not all end in one."""
    for row in {box.row for box in boxes}:
        own = sorted((box for box in boxes if box.row == row), key=lambda box: box.column)
        figures = [box for at, box in enumerate(own) if any(VALUE.fullmatch(each.text) for each in own[: at + 1])]
        if len({box.rows for box in figures}) > 1:
            yield from range(row, row + max(box.rows for box in figures))


def _bounds(areas: Iterable[tuple[float, float, float, float]]) -> Bounds:
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return Bounds(min(lefts), min(tops), max(rights), max(bottoms))


def _line_positions(values: list[float]) -> list[float]:
    """Return the positions of lines in ascending order, merging nearby ones."""
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > TOLERANCE:
            positions.append(value)
    return positions


def nearest(positions: Sequence[float], value: float) -> int:
    """Return the index of the nearest position."""
    return min(range(len(positions)), key=lambda at: abs(positions[at] - value))
