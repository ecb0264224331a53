"""The tables whose lines are drawn on a PDF page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import edges_to_intersections, intersections_to_cells, merge_edges

from generator.importers.document import Box
from generator.importers.readers.pdf_text import HAN, Char, Line, is_han, lines_of, runs_of

TOLERANCE = 3.0
NEAR = 5.0
_SPREAD = re.compile(rf"(?<={HAN.pattern}) +(?={HAN.pattern})")
"""The room between the characters of a label that fills its cell."""
MAX_EDGES = 3_000
"""More lines than this are a drawing."""

Edge = dict[str, Any]
Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Table:
    """A table on one page: the places of its vertical lines, and its boxes."""

    bounds: Bounds
    verticals: tuple[float, ...]
    boxes: tuple[Box, ...]
    rows: int


def tables_of(page: Page, chars: list[Char]) -> tuple[list[Table], list[Char]]:
    """The tables of a page and the characters that stand in none of their boxes."""
    edges = merge_edges(page.filter(_drawn).edges, 3, 3, 3, 3)
    if len(edges) > MAX_EDGES:
        return [], chars
    tables = []
    for group in _connected(edges):
        corners = edges_to_intersections(_framed(group), TOLERANCE, TOLERANCE)
        cells = [cell for cell in intersections_to_cells(corners) if _holds_text(cell)]
        if len(cells) > 1:
            table, chars = _table(cells, chars)
            tables.append(table)
    return tables, chars


def _drawn(thing: dict[str, Any]) -> bool:
    """Whether a thing on the page is a line to be seen: a patch of colour behind text is none."""
    patch = thing["object_type"] == "rect" and thing.get("fill") and not thing.get("stroke")
    return not (patch and min(thing["width"], thing["height"]) > TOLERANCE)


def _connected(edges: list[Edge]) -> list[list[Edge]]:
    """Edges in groups that touch one another; those with lines in one direction only are rules or underlines."""
    groups: list[list[Edge]] = []
    for edge in edges:
        touching = [group for group in groups if any(_touch(edge, other) for other in group)]
        groups = [group for group in groups if not any(group is each for each in touching)]
        groups.append([edge, *(other for group in touching for other in group)])
    return [group for group in groups if len({edge["orientation"] for edge in group}) == 2]


def _touch(one: Edge, other: Edge) -> bool:
    return bool(
        one["x0"] <= other["x1"] + TOLERANCE
        and other["x0"] <= one["x1"] + TOLERANCE
        and one["top"] <= other["bottom"] + TOLERANCE
        and other["top"] <= one["bottom"] + TOLERANCE
    )


def _framed(group: list[Edge]) -> list[Edge]:
    """The lines of a table with its outer border: a page break or a designer may have left a side of it open."""
    x0, top, x1, bottom = _bounds((edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in group)
    level = [{"x0": x0, "x1": x1, "top": y, "bottom": y, "orientation": "h"} for y in (top, bottom)]
    upright = [{"x0": x, "x1": x, "top": top, "bottom": bottom, "orientation": "v"} for x in (x0, x1)]
    return merge_edges([*group, *level, *upright], 3, 3, 3, 3)


def _holds_text(cell: Bounds) -> bool:
    return cell[2] - cell[0] > TOLERANCE and cell[3] - cell[1] > TOLERANCE


def _table(cells: list[Bounds], chars: list[Char]) -> tuple[Table, list[Char]]:
    verticals = _places([x for cell in cells for x in (cell[0], cell[2])])
    levels = _places([y for cell in cells for y in (cell[1], cell[3])])
    inside: dict[Bounds, list[Char]] = {cell: [] for cell in cells}
    outside: list[Char] = []
    for run in runs_of(chars):  # a number too long for its cell is still one number
        x, y = (run[0]["x0"] + run[-1]["x1"]) / 2, (run[0]["top"] + run[0]["bottom"]) / 2
        home = next((cell for cell in cells if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]), None)
        (inside[home] if home else outside).extend(run)
    boxes = []
    for cell in cells:
        column, right = _index(verticals, cell[0]), _index(verticals, cell[2])
        row, below = _index(levels, cell[1]), _index(levels, cell[3])
        text = _SPREAD.sub("", joined(lines_of(inside[cell]), cell[2] - cell[0]))
        boxes.append(Box(row, column, max(1, below - row), max(1, right - column), text, ""))
    return Table(_bounds(cells), tuple(verticals), tuple(boxes), len(levels) - 1), outside


def goes_on_below(table: Table, below: Table) -> bool:
    """Whether a table may be the rest of one that the page before ends with: as wide, and its columns lie within."""
    few, many = sorted((table.verticals, below.verticals), key=len)
    ends = zip((few[0], few[-1]), (many[0], many[-1]), strict=True)
    return all(abs(one - other) < NEAR for one, other in ends) and all(
        min(abs(x - other) for other in many) < NEAR for x in few
    )


def joined_below(table: Table, below: Table) -> Table:
    """The two parts of a table as one."""
    verticals = max(table.verticals, below.verticals, key=len)

    def moved(box: Box, part: Table, rows: int) -> Box:
        column, right = (_index(verticals, part.verticals[at]) for at in (box.column, box.column + box.columns))
        return replace(box, row=box.row + rows, column=column, columns=right - column)

    upper = (moved(box, table, 0) for box in table.boxes)
    lower = (moved(box, below, table.rows) for box in below.boxes)
    return replace(table, verticals=verticals, boxes=(*upper, *lower), rows=table.rows + below.rows)


def joined(lines: list[Line], width: float) -> str:
    """The text of a cell: a line that ends inside a Chinese word or a number, for want of room, goes on in the next."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            text = line.text
            continue
        last, first = text[-1], line.text[0]
        full = before.x1 - before.x0 + 0.6 * line.size > width - 0.6 * line.size
        run_on = (is_han(last) and is_han(first)) or (last.isascii() and first.isascii() and full)
        text += ("" if run_on else "\n") + line.text
    return text


def _bounds(areas: Any) -> Bounds:
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _places(values: list[float]) -> list[float]:
    """The lines that values stand on, near ones taken as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > TOLERANCE:
            places.append(value)
    return places


def _index(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda at: abs(places[at] - value))
