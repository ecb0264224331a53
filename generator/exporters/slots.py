"""Markup of an official table made once for its form, with a slot for each data cell that every report fills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.model.layout import Box, Grid
from generator.model.report import Cell
from generator.model.table import Table

SLOT = Markup("\x01")
"""What a template writes where a data cell's own markup belongs."""

Line = list[tuple[Box, bool]]
"""A grid row's boxes from left to right; True where the box begins in this row, False where it reaches down to it."""


class Slot(NamedTuple):
    """A data cell's place: its box in the grid, its row's name and its place in the row."""

    box: Box
    row: str
    place: int


@dataclass(frozen=True)
class Slotted:
    """The pieces of markup between the slots, and what the slots stand for."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]

    def fill(self, rows: Mapping[str, tuple[Cell, ...]], write: Callable[[Slot, Cell], str]) -> Markup:
        """The markup with what `write` gives for each data cell."""
        filled = [self.pieces[0]]
        for piece, slot in zip(self.pieces[1:], self.slots, strict=True):
            filled += (write(slot, rows[slot.row][slot.place]), piece)
        return Markup("".join(filled))  # noqa: S704  (templates and writers escape)


def slotted(markup: str, grid: Grid, table: Table) -> Slotted:
    """The markup of the table cut at its slots, which stand in reading order."""
    slots = []
    for box in grid.boxes:
        if box.kind == "cell":
            row, _, column = box.name.rpartition(".")
            slots.append(Slot(box, row, table.rows[row][0].column_names.index(column)))
    return Slotted(tuple(markup.split(SLOT)), tuple(slots))


def lines(grid: Grid) -> list[Line]:
    """The boxes that each grid row shows, those that reach down from above included."""
    shown: list[Line] = [[] for _ in range(grid.height)]
    for box in grid.boxes:
        for row in range(box.row, box.row + box.height):
            shown[row].append((box, row == box.row))
    return [sorted(line, key=lambda each: each[0].column) for line in shown]
