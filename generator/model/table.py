"""An official table: heading trees, blocks of rows under column headings, and where each cell stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.model.rule import Rule

NumberKind = Literal["count", "signed", "amount"]
"""How a figure counts: whole and not negative, whole with a sign, or a decimal amount not negative."""


@dataclass(frozen=True)
class Heading:
    """A row or column heading as printed; one with `parts` groups others and holds no figures.

    `aliases` are other wordings met in published reports.
    """

    name: str
    label: str
    parts: tuple[Heading, ...] = ()
    number: NumberKind | None = None
    unit: str | None = None
    aliases: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """What a source calls it where it stands: the last part of its name."""
        return self.name.rpartition(".")[2]

    @property
    def leaves(self) -> tuple[Heading, ...]:
        """The headings at the tips, in printed order; a heading without parts is its own leaf."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) if self.parts else (self,)

    @property
    def tree(self) -> Iterator[Heading]:
        """The heading and all below it, in printed order."""
        yield self
        for part in self.parts:
            yield from part.tree

    @cached_property
    def lines(self) -> tuple[Heading, ...]:
        """The headings that sources write below this one; itself, unless it is a group that adds nothing to names."""
        names_its_parts = all(part.name.startswith(f"{self.name}.") for part in self.parts)
        return (self,) if names_its_parts else tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True)
class Block:
    """A run of rows under one set of column headings; a table stacks one or more of them."""

    title: str | None
    corner: str
    columns: tuple[Heading, ...]
    rows: tuple[Heading, ...]
    rules: tuple[Rule, ...]
    one_row: bool
    number: NumberKind
    unit: str

    @cached_property
    def column_leaves(self) -> tuple[Heading, ...]:
        """The columns that hold figures, in printed order."""
        return tuple(leaf for heading in self.columns for leaf in heading.leaves)

    @cached_property
    def row_leaves(self) -> tuple[Heading, ...]:
        """The rows that hold figures, in printed order."""
        return tuple(leaf for heading in self.rows for leaf in heading.leaves)

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """The names of `column_leaves`."""
        return tuple(leaf.name for leaf in self.column_leaves)

    def number_of(self, row: Heading, column: Heading) -> NumberKind:
        """The kind of number the cell holds: the column decides, then the row, then the block."""
        return column.number or row.number or self.number

    def unit_of(self, row: Heading, column: Heading) -> str:
        """The unit the cell is counted in (件, 项, 元, 万元…)."""
        return column.unit or row.unit or self.unit


@dataclass(frozen=True)
class Table:
    """The official table of one section."""

    section: str
    blocks: tuple[Block, ...]

    @cached_property
    def rows(self) -> dict[str, tuple[Block, Heading]]:
        """Each row that holds figures, by name, with the block it stands in, in printed order."""
        return {leaf.name: (block, leaf) for block in self.blocks for leaf in block.row_leaves}

    @cached_property
    def lines(self) -> tuple[Heading, ...]:
        """The rows and named groups of rows as sources write them, at the top level."""
        return tuple(line for block in self.blocks for heading in block.rows for line in heading.lines)

    def locate(self, row: str, column: str) -> Spot | None:
        """Where the cell stands, or None where the table has no such row or column."""
        if row not in self.rows:
            return None
        block, heading = self.rows[row]
        if column not in block.column_names:
            return None
        index = block.column_names.index(column)
        return Spot(self.section, block, heading, block.column_leaves[index], index)


@dataclass(frozen=True)
class Spot:
    """A cell's place in the form: its row and column headings and its index in the row."""

    section: str
    block: Block
    row: Heading
    column: Heading
    index: int

    @property
    def number(self) -> NumberKind:
        """The kind of number the cell holds."""
        return self.block.number_of(self.row, self.column)

    @property
    def unit(self) -> str:
        """The unit the cell is counted in."""
        return self.block.unit_of(self.row, self.column)
