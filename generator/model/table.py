"""Official tables: trees of headings, blocks of rows under column headings, and the place of each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.model.rule import Rule

NumberKind = Literal["count", "signed", "amount"]
"""The kinds of figure: a whole number from 0, a whole number with a sign, or a decimal amount from 0."""


@dataclass(frozen=True)
class Heading:
    """A row or column heading as printed; one with `parts` groups others and has no figures of its own.

    `name` is the full name: its own key after the keys of the groups that prefix their parts, joined by dots. `aliases`
    are other wordings of the label found in published reports.
    """

    name: str
    label: str
    parts: tuple[Heading, ...] = ()
    number: NumberKind | None = None
    unit: str | None = None
    aliases: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """The key in source files: the last part of the name."""
        return self.name.rpartition(".")[2]

    @property
    def leaves(self) -> tuple[Heading, ...]:
        """The headings without parts at or below this one, in printed order."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) if self.parts else (self,)

    @property
    def tree(self) -> Iterator[Heading]:
        """Yield the heading and all below it, in printed order."""
        yield self
        for part in self.parts:
            yield from part.tree

    @cached_property
    def lines(self) -> tuple[Heading, ...]:
        """The headings that source files have a key for: this one, or its parts if its name is no prefix of theirs."""
        names_its_parts = all(part.name.startswith(f"{self.name}.") for part in self.parts)
        return (self,) if names_its_parts else tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True)
class Block:
    """Rows under one set of column headings; a table stacks one or more blocks.

    `corner` is the text in the upper left corner; a block with `one_row` is printed as a single row.
    """

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
        """The columns with figures, in printed order."""
        return tuple(leaf for heading in self.columns for leaf in heading.leaves)

    @cached_property
    def row_leaves(self) -> tuple[Heading, ...]:
        """The rows with figures, in printed order."""
        return tuple(leaf for heading in self.rows for leaf in heading.leaves)

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """The names of `column_leaves`."""
        return tuple(leaf.name for leaf in self.column_leaves)

    def number_of(self, row: Heading, column: Heading) -> NumberKind:
        """Return the kind of number in the cell: the column's, else the row's, else the block's."""
        return column.number or row.number or self.number

    def unit_of(self, row: Heading, column: Heading) -> str:
        """Return the unit of the cell (件, 项, 元, 万元…)."""
        return column.unit or row.unit or self.unit


@dataclass(frozen=True)
class Table:
    """The official table of one section."""

    section: str
    blocks: tuple[Block, ...]

    @cached_property
    def rows(self) -> dict[str, tuple[Block, Heading]]:
        """The rows with figures by name, each with its block, in printed order."""
        return {leaf.name: (block, leaf) for block in self.blocks for leaf in block.row_leaves}

    @cached_property
    def lines(self) -> tuple[Heading, ...]:
        """The rows and groups of rows that are keys at the top level of source files."""
        return tuple(line for block in self.blocks for heading in block.rows for line in heading.lines)

    def locate(self, row: str, column: str) -> Spot | None:
        """Return the place of the cell, or None if the table has no such row or column."""
        if row not in self.rows:
            return None
        block, heading = self.rows[row]
        if column not in block.column_names:
            return None
        index = block.column_names.index(column)
        return Spot(self.section, block, heading, block.column_leaves[index], index)


@dataclass(frozen=True)
class Spot:
    """The place of a cell in the form: its row and column headings, and its index in the row."""

    section: str
    block: Block
    row: Heading
    column: Heading
    index: int

    @property
    def number(self) -> NumberKind:
        """The kind of number in the cell."""
        return self.block.number_of(self.row, self.column)

    @property
    def unit(self) -> str:
        """The unit of the cell."""
        return self.block.unit_of(self.row, self.column)
