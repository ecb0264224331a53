"""Markup of official tables: rendered once per form, with slots for the data cells that each report fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.model.layout import Box, Grid
from generator.model.report import Cell
from generator.model.table import Table

SLOT = Markup("\x01")
"""Character that a template writes in place of each data cell's markup."""


class RowBox(NamedTuple):
    """A box in a grid row, and whether it starts in this row or reaches down from one above."""

    box: Box
    starts: bool


class Slot(NamedTuple):
    """The place of a data cell: its box in the grid, its row's name and its index among the cells of the row."""

    box: Box
    row: str
    cell_index: int


@dataclass(frozen=True)
class TableTemplate:
    """Markup split at the slots, and the data cell that belongs in each slot."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]

    def fill(self, rows: Mapping[str, tuple[Cell, ...]], write: Callable[[Slot, Cell], str]) -> Markup:
        """Return the markup with each slot filled by `write`."""
        filled = [self.pieces[0]]
        for piece, slot in zip(self.pieces[1:], self.slots, strict=True):
            filled += (write(slot, rows[slot.row][slot.cell_index]), piece)
        return Markup("".join(filled))  # noqa: S704  (templates and writers escape)


def split_at_slots(markup: str, grid: Grid, table: Table) -> TableTemplate:
    """Return a table's rendered markup as a template, with the slots in reading order."""
    slots = []
    for box in grid.boxes:
        if box.kind == "cell":
            row, _, column = box.name.rpartition(".")
            slots.append(Slot(box, row, table.rows[row][0].column_names.index(column)))
    return TableTemplate(tuple(markup.split(SLOT)), tuple(slots))


def grid_rows(grid: Grid) -> list[list[RowBox]]:
    """Return the boxes of each grid row from left to right, including those that reach down from above."""
    rows: list[list[RowBox]] = [[] for _ in range(grid.height)]
    for box in grid.boxes:
        for row in range(box.row, box.row + box.height):
            rows[row].append(RowBox(box, row == box.row))
    return [sorted(row, key=lambda each: each.box.column) for row in rows]
