"""Cut grids that hold several official tables, as word processors join tables with nothing between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.importers.document import Grid
from generator.importers.following_table import distinct_labels
from generator.importers.grid_rows import GridRow, rows_of
from generator.importers.labels import fold
from generator.importers.resolve import VALUE
from generator.model.form import Form


def cut_between_tables(grid: Grid, form: Form) -> Iterator[Grid]:
    """Yield the grid, cut where the labels of another table begin; whole if the tables are not one below the other."""
    rows = list(rows_of(grid))
    sections = [_section_of(row, form) for row in rows]
    runs = [section for section, _ in groupby(filter(None, sections))]
    start = 0
    if len(runs) == len(set(runs)):
        for section in runs[1:]:
            end = _first_heading(rows, sections, sections.index(section))
            yield _piece(grid, rows[start:end])
            start = end
    yield _piece(grid, rows[start:]) if start else grid


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


def _piece(grid: Grid, rows: Sequence[GridRow]) -> Grid:
    return replace(grid, boxes=tuple(box for row in rows for box in row.boxes))
