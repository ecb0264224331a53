"""Cut grids that hold several official tables, one below the other or side by side, with nothing between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from generator.importers.document import Box, Grid
from generator.importers.expected import expected_table
from generator.importers.following_table import distinct_labels
from generator.importers.grid_rows import GridRow, rows_of
from generator.importers.labels import fold
from generator.importers.resolve import VALUE
from generator.model.form import Form

_MIN_LABEL_SHARE = 0.5
"""Minimum share of a table's own labels beside another table; the other may mention a few."""


def cut_between_tables(grid: Grid, form: Form) -> Iterator[Grid]:
    """Yield the grid, cut where the labels of another table begin; whole if its tables do not stand apart."""
    rows = list(rows_of(grid))
    sections = [_section_of(row, form) for row in rows]
    runs = [section for section, _ in groupby(filter(None, sections))]
    if len(runs) < 2 or len(runs) > len(set(runs)):
        yield from _cut_beside(grid, form)
        return
    begins = [0, *(_first_heading(rows, sections, sections.index(section)) for section in runs[1:]), len(rows)]
    for start, end in pairwise(begins):
        yield replace(grid, boxes=tuple(box for row in rows[start:end] for box in row.boxes))


def _section_of(row: GridRow, form: Form) -> str:
    """Return the section of the only table with a label in the row that no other table has; empty if there is none."""
    folded = fold("|".join(row.texts))
    found = [section for section, labels in distinct_labels(form).items() if any(label in folded for label in labels)]
    return found[0] if len(found) == 1 else ""


def _first_heading(rows: Sequence[GridRow], sections: Sequence[str], first: int) -> int:
    """Return the index of the first of the rows without figures that lead up to a table's first known row."""
    while not sections[first - 1] and not any(map(VALUE.fullmatch, rows[first - 1].texts)):
        first -= 1
    return first


def _cut_beside(grid: Grid, form: Form) -> Iterator[Grid]:
    """Yield the grid, cut at the columns where other tables begin; what is before the first one belongs to it."""
    ranges = sorted((min(columns), max(columns)) for columns in _columns_of_labels(grid, form).values())
    if len(ranges) < 2 or any(one[1] >= other[0] for one, other in pairwise(ranges)):
        yield grid
        return
    for start, end in pairwise([0, *(first for first, _ in ranges[1:]), float("inf")]):
        yield replace(grid, boxes=tuple(_trimmed([box for box in grid.boxes if start <= box.column < end])))


def _columns_of_labels(grid: Grid, form: Form) -> dict[str, list[int]]:
    """Return the columns with labels that no other table has, by section of the tables that the grid holds."""
    columns = defaultdict[str, list[int]](list)
    for box in grid.boxes:
        columns[fold(box.text)].append(box.column)
    result: dict[str, list[int]] = {}
    for section, own in distinct_labels(form).items():
        labels = [own.intersection(label.spellings) for label in expected_table(form.tables[section]).labels]
        found = [not spellings.isdisjoint(columns) for spellings in labels if spellings]
        if sum(found) >= _MIN_LABEL_SHARE * len(found):
            result[section] = [column for label in own & columns.keys() for column in columns[label]]
    return result


def _trimmed(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield the boxes without the empty rows beside the end of a longer table."""
    last = max((box.row for box in boxes if box.text), default=-1)
    return (box for box in boxes if box.row <= last)
