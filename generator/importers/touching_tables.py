"""Separate official tables that one grid holds, below each other or side by side without a gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from generator.importers.document import Box, Grid, Part
from generator.importers.expected import expected_table
from generator.importers.following_table import distinct_labels
from generator.importers.grid_rows import rows_of
from generator.importers.labels import fold
from generator.model.form import Form

_MIN_LABEL_SHARE = 0.5
"""Minimum share of a table's own labels that a grid must show to hold the table; another table may mention a few."""


class _Mark(NamedTuple):
    """A label that only one section's table has, and its place in the grid."""

    section: str
    row: int
    column: int


class _Start(NamedTuple):
    """Where a section's table begins in the grid: at a row, or at a column."""

    at: int
    section: str


def separate_tables(parts: Iterable[Part], form: Form) -> Iterator[Part]:
    """Yield the parts; a grid that holds the tables of several sections is divided into one grid for each."""
    for part in parts:
        if isinstance(part, Grid):
            yield from _separated(part, form)
        else:
            yield part


def _separated(grid: Grid, form: Form) -> Iterator[Grid]:
    marks = _marks(grid, form)
    if rows := _starts([(mark.section, mark.row) for mark in marks]):
        for start, end in _ranges([start._replace(at=_first_row(grid, start, form)) for start in rows]):
            yield replace(grid, boxes=tuple(box for box in grid.boxes if start <= box.row < end))
    elif columns := _starts([(mark.section, mark.column) for mark in marks]):
        for start, end in _ranges(columns):
            yield replace(grid, boxes=tuple(_trimmed([box for box in grid.boxes if start <= box.column < end])))
    else:
        yield grid


def _marks(grid: Grid, form: Form) -> list[_Mark]:
    """Return the labels of the tables that the grid holds."""
    texts = [(fold(box.text), box) for box in grid.boxes if box.text]
    shown = {text for text, _ in texts}
    result: list[_Mark] = []
    for section, own in distinct_labels(form).items():
        labels = [own.intersection(label.spellings) for label in expected_table(form.tables[section]).labels]
        found = [not spellings.isdisjoint(shown) for spellings in labels if spellings]
        if sum(found) >= _MIN_LABEL_SHARE * len(found):
            result += (_Mark(section, box.row, box.column) for text, box in texts if text in own)
    return result


def _starts(places: Sequence[tuple[str, int]]) -> list[_Start]:
    """Return where the tables begin if each ends before the next one begins; empty if not, or if there is only one."""
    ranges = sorted(
        (min(own), max(own), section)
        for section in {section for section, _ in places}
        for own in [[at for other, at in places if other == section]]
    )
    are_apart = all(one[1] < other[0] for one, other in pairwise(ranges))
    return [_Start(first, section) for first, _, section in ranges] if are_apart and len(ranges) > 1 else []


def _first_row(grid: Grid, start: _Start, form: Form) -> int:
    """Return the row in which the table begins: headings above its first own label may be those of other tables too."""
    spellings = {spelling for each in expected_table(form.tables[start.section]).labels for spelling in each.spellings}
    above = [row for row in rows_of(grid) if row.boxes[0].row < start.at]
    headings = takewhile(lambda row: {fold(text) for text in row.texts if text} <= spellings, reversed(above))
    return min((row.boxes[0].row for row in headings), default=start.at)


def _ranges(starts: Sequence[_Start]) -> Iterator[tuple[int, float]]:
    """Yield the range of rows or columns of each table; what is before the first one belongs to it."""
    begins = [0, *(start.at for start in starts[1:])]
    return zip(begins, [*begins[1:], float("inf")], strict=True)


def _trimmed(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield the boxes without the empty rows beside the end of a longer table."""
    last = max((box.row for box in boxes if box.text), default=-1)
    return (box for box in boxes if box.row <= last)
