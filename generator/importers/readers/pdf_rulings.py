"""Find the ruling lines on a PDF page: straight, upright or level, and thin; other shapes are drawings or colour."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import merge_edges

TOLERANCE = 3.0
"""Lines at most so many points apart are one line, or touch; a shape that is thinner is a line. Borders of tables are
at most 2 points wide, and rows at least 8 points high."""

_STRAIGHT = frozenset("mlh")
"""The path operators of a shape without curves."""

_MAX_DASH = 9.0
"""Dashes and dots are so long, in points: browsers draw those of a border of 4 pixels with 6 points."""

_MIN_LENGTH = 6.0
"""Ruling lines are so long, in points, as no cell is smaller; shorter ones are single dots and ticks."""

Shape = dict[str, Any]
"""A line, rectangle or path as pdfplumber returns it."""

Edge = dict[str, Any]
"""A ruling line as pdfplumber takes it: `x0`, `x1`, `top`, `bottom`, `width`, `height`, `orientation` (`h` or `v`)."""


def ruling_lines(page: Page) -> list[Edge]:
    """Return the ruling lines of a page; pieces of one line, as of a dashed one, are joined."""
    shapes = (*page.lines, *page.rects, *page.curves)
    edges = [edge for shape in shapes for edge in _edges(shape)]
    return [edge for edge in joined(edges) if edge["width"] + edge["height"] > _MIN_LENGTH]


def joined(edges: list[Edge]) -> list[Edge]:
    """Return the lines with those that overlap or touch in their own direction joined."""
    return merge_edges(edges, *[TOLERANCE] * 4) if edges else []


def ruling(x0: float, top: float, x1: float, bottom: float) -> Edge:
    """Return a ruling line, in the direction in which it is longer, in the middle of its thickness."""
    if x1 - x0 > bottom - top:
        orientation, top, bottom = "h", (top + bottom) / 2, (top + bottom) / 2
    else:
        orientation, x0, x1 = "v", (x0 + x1) / 2, (x0 + x1) / 2
    size = {"width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation, **size}


def _edges(shape: Shape) -> Iterator[Edge]:
    """Yield the ruling lines of a shape: itself if it is thin, or else the straight sides of an outline."""
    if not {command[0] for command in shape["path"]} <= _STRAIGHT:
        return
    width, height = shape["width"], shape["height"]
    if max(width, height) <= _MAX_DASH and min(width, height) <= TOLERANCE:
        yield from _dashes(shape)
    elif min(width, height) <= TOLERANCE:
        yield ruling(shape["x0"], shape["top"], shape["x1"], shape["bottom"])
    elif shape.get("stroke"):
        for (x0, y0), (x1, y1) in itertools.pairwise(_corners(shape)):
            if min(abs(x1 - x0), abs(y1 - y0)) <= TOLERANCE / 10:
                yield ruling(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _dashes(shape: Shape) -> Iterator[Edge]:
    """Yield a dash longer by its own length, as the gaps of a line are no longer than its dashes; a dot both ways."""
    x0, top, x1, bottom = (float(shape[side]) for side in ("x0", "top", "x1", "bottom"))
    width, height = x1 - x0, bottom - top
    if width >= height / 2:
        yield ruling(x0 - width / 2, (top + bottom) / 2, x1 + width / 2, (top + bottom) / 2)
    if height >= width / 2:
        yield ruling((x0 + x1) / 2, top - height / 2, (x0 + x1) / 2, bottom + height / 2)


def _corners(shape: Shape) -> list[tuple[float, float]]:
    """Return the points of the outline in order, the first also at the end if it is closed."""
    points = [(float(x), float(y)) for x, y in shape["pts"]]
    is_closed = shape["object_type"] == "rect" or shape["path"][-1][0] == "h"
    return [*points, points[0]] if is_closed else points
