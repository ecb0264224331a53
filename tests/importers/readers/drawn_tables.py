"""Draw a grid as ruling lines and characters, as on the page of a PDF, and read it again."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.importers.document import Box, Grid, Part
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.pdf_blocks import add_blocks
from generator.importers.readers.pdf_rulings import Edge, joined, ruling
from generator.importers.readers.pdf_tables import find_tables
from generator.importers.readers.pdf_text import Char, group_lines

SIZE, ROW_HEIGHT, LABEL_WIDTH, FIGURE_WIDTH, MARGIN = 10.0, 44.0, 130.0, 32.0, 30.0
"""Sizes in points; four lines of letters have room in a row, six digits in a cell of figures."""


@dataclass(frozen=True)
class Style:
    """How a table is drawn: which sides of cells, where figures stand, how far their digits are apart, in points.

    `lost` is the share of the sides that are missing; `shift` moves each text at random by so many points at most.
    """

    sides: str = "ltrb"
    align: float = 0.5
    padding: float = 2
    spacing: float = 0
    lost: float = 0
    shift: float = 0


def read_drawn(grid: Grid, style: Style, rng: random.Random) -> tuple[Part, ...]:
    """Return the parts that are read from the drawing of the grid."""
    lefts = _lefts(grid)
    edges = [side for box in grid.boxes for side in _sides(box, lefts, style) if rng.random() >= style.lost]
    chars = [char for box in grid.boxes for char in _chars(box, lefts, style, rng)]
    tables, outside = find_tables(joined(edges), chars)
    builder = DocumentBuilder()
    add_blocks([group_lines(outside)], [tables], builder)
    return builder.build().parts


def _lefts(grid: Grid) -> Mapping[int, float]:
    """Map the columns to their left borders; those with figures are narrow."""
    figures = {box.column for box in grid.boxes if box.text.isdigit()}
    lefts, x = {0: MARGIN}, MARGIN
    for column in range(max(box.column + box.columns for box in grid.boxes)):
        x += FIGURE_WIDTH if column in figures else LABEL_WIDTH
        lefts[column + 1] = x
    return lefts


def _bounds(box: Box, lefts: Mapping[int, float]) -> tuple[float, float, float, float]:
    top = MARGIN + box.row * ROW_HEIGHT
    return lefts[box.column], top, lefts[box.column + box.columns], top + box.rows * ROW_HEIGHT


def _sides(box: Box, lefts: Mapping[int, float], style: Style) -> Iterator[Edge]:
    x0, top, x1, bottom = _bounds(box, lefts)
    upright = {"l": (x0, top, x0, bottom), "r": (x1, top, x1, bottom)}
    sides = {**upright, "t": (x0, top, x1, top), "b": (x0, bottom, x1, bottom)}
    return (ruling(*sides[name]) for name in style.sides)


def _chars(box: Box, lefts: Mapping[int, float], style: Style, rng: random.Random) -> Iterator[Char]:
    """Yield the characters, line by line, in the middle of the height of the cell."""
    x0, top, x1, bottom = _bounds(box, lefts)
    room = x1 - x0 - 2 * style.padding
    count = len(box.text) if box.text.isdigit() else max(1, int(room / SIZE))
    lines = [box.text[at : at + count] for at in range(0, len(box.text), count)]
    move = rng.uniform(-style.shift, style.shift)
    y = (top + bottom) / 2 - len(lines) * SIZE / 2
    for line in lines:
        widths = [SIZE / 2 + style.spacing if each.isdigit() else SIZE for each in line]
        x = x0 + style.padding + style.align * (room - sum(widths)) + move
        for each, width in zip(line, widths, strict=True):
            end = x + width - (style.spacing if each.isdigit() else 0)
            yield {"text": each, "x0": x, "x1": end, "top": y, "bottom": y + SIZE, "size": SIZE}
            x += width
        y += SIZE
