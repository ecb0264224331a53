"""Damage tables as real files do: harmless damage keeps every figure readable, harmful damage loses some."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importers.document import Box, Grid
from tests.importers.documents import Damage


def _rows(grid: Grid) -> list[list[Box]]:
    """Return the boxes row by row."""
    return [[box for box in grid.boxes if box.row == at] for at in range(max(box.row for box in grid.boxes) + 1)]


def _grid(rows: Sequence[Sequence[Box]], place: str = "表格") -> Grid:
    """Return a grid of the rows, which are renumbered from 0."""
    return Grid(tuple(replace(box, row=at) for at, row in enumerate(rows) for box in row), place)


def _is_figure(box: Box) -> bool:
    return bool(re.fullmatch(r"-?[0-9]+(笔|（.*）)?|[/—无]", box.text))


def wrong_spans(grid: Grid, rng: random.Random) -> list[Grid]:
    """Set the span of every figure to one cell, and of every other box to one row and up to three columns."""
    return [Grid(tuple(
        replace(box, rows=1, columns=rng.choice([1, 1, 2, 3]) if not _is_figure(box) else 1) for box in grid.boxes
    ), grid.place)]  # fmt: skip


def pushed_left(grid: Grid, rng: random.Random) -> list[Grid]:
    """Remove all spans and gaps, so that the boxes of each row fill consecutive columns from the left."""
    return [_grid([[replace(box, column=at, columns=1, rows=1) for at, box in enumerate(row)] for row in _rows(grid)])]


def split_over_pages(grid: Grid, rng: random.Random) -> list[Grid]:
    """Split the table into up to three grids, sometimes with a repeated header."""
    rows = _rows(grid)
    head = next(at for at, row in enumerate(rows) if any(map(_is_figure, row)))
    cuts = sorted(rng.sample(range(1, len(rows)), min(2, len(rows) - 1)))
    pieces = [rows[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    repeat_header = rng.random() < 0.5
    return [
        _grid([*rows[:head], *piece] if number and repeat_header and cuts[0] > head else piece)
        for number, piece in enumerate(pieces)
    ]


def extra_titles(grid: Grid, rng: random.Random) -> list[Grid]:
    """Add rows with a title and a unit above the table."""
    title = [Box(0, 0, 1, 4, "表2 有关情况统计表", "表格第 1 行")]
    return [_grid([title, [Box(1, 0, 1, 4, "单位：件", "表格第 2 行")], *_rows(grid)])]


def misprinted(grid: Grid, rng: random.Random) -> list[Grid]:
    """Change, drop or double a character in some labels; vary brackets, spaces and line breaks in all labels."""

    def with_misprint(text: str) -> str:
        if len(text) > 5 and rng.random() < 0.4:
            at = rng.randrange(3, len(text))
            text = text[:at] + rng.choice(["", "口", text[at] * 2]) + text[at + 1 :]
        other: dict[str, str] = rng.choice([{"（": "(", "）": ")"}, {"“": '"', "”": '"'}, {".": "、"}, {}])
        text = "".join(other.get(character, character) for character in text)
        return rng.choice([text, text[: len(text) // 2] + "\n" + text[len(text) // 2 :], " ".join(text)])

    boxes = (box if _is_figure(box) else replace(box, text=with_misprint(box.text)) for box in grid.boxes)
    return [replace(grid, boxes=tuple(boxes))]


def broken_labels(grid: Grid, rng: random.Random) -> list[Grid]:
    """Split some labels into two boxes, and add empty boxes beside others."""
    rows = []
    for row in _rows(grid):
        new: list[Box] = []
        for box in row:
            half = len(box.text) // 2
            if not _is_figure(box) and any(map(_is_figure, row)) and len(box.text) > 6 and rng.random() < 0.3:
                new += [replace(box, text=box.text[:half], columns=1), replace(box, text=box.text[half:], columns=1)]
            elif not _is_figure(box) and any(map(_is_figure, row)) and rng.random() < 0.3:
                new += [box, replace(box, text="", columns=1)]
            else:
                new.append(box)
        rows.append(new)
    return [_grid(rows)]


def lost_row(grid: Grid, rng: random.Random) -> list[Grid]:
    """Remove a row."""
    rows = _rows(grid)
    data = [at for at, row in enumerate(rows) if any(map(_is_figure, row))]
    missing = rng.choice(data)
    return [_grid([row for at, row in enumerate(rows) if at != missing])]


def lost_labels(grid: Grid, rng: random.Random) -> list[Grid]:
    """Remove the labels of some rows."""
    rows = [
        [box for box in row if _is_figure(box)] if any(map(_is_figure, row)) and rng.random() < 0.2 else row
        for row in _rows(grid)
    ]
    return [_grid(rows)]


def lost_or_extra_cells(grid: Grid, rng: random.Random) -> list[Grid]:
    """Remove a box from some rows, or add a blank one."""
    rows = []
    for row in _rows(grid):
        figures = [box for box in row if _is_figure(box)]
        if len(figures) > 1 and rng.random() < 0.3:
            box = rng.choice(figures)
            at = row.index(box)
            row = [*row[:at], *row[at + 1 :]] if rng.random() < 0.5 else [*row[:at], replace(box, text=""), *row[at:]]
        rows.append(row)
    return [_grid(rows)]


HARMLESS: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (wrong_spans, pushed_left, split_over_pages, extra_titles, misprinted, broken_labels)
}
HARMFUL: dict[str, Damage] = {damage.__name__: damage for damage in (lost_row, lost_labels, lost_or_extra_cells)}
