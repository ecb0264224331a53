"""What an importer expects of an official table: labels in printed order, lines of figures, and their sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from generator.importers.labels import closest, spellings
from generator.model.layout import lay_out
from generator.model.table import Block, Heading, Table

Kind = Literal["title", "corner", "column", "row", "group"]


@dataclass(frozen=True)
class Label:
    """A label of the form; `name` is its row's or column's name, empty for a heading without figures of its own."""

    kind: Kind
    block: int
    name: str
    texts: tuple[str, ...]

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The folded ways to print the label, longest first."""
        return spellings(self.texts)


@dataclass(frozen=True)
class Sum:
    """An equation between the cells of one line: pairs of (index in the line, sign) whose signed sum is zero."""

    terms: tuple[tuple[int, int], ...]

    @property
    def last_index(self) -> int:
        """The index of the last cell in the equation."""
        return max(index for index, _ in self.terms)


@dataclass(frozen=True)
class Line:
    """A line of figures in the form: one row, or all rows of a block that is printed as one row.

    `cells` are (row, column) names; `units` and `numbers` are the unit and the kind of number of each cell.
    """

    name: str
    block: int
    cells: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    numbers: tuple[str, ...]
    sums: tuple[Sum, ...]
    label: str
    is_whole_block: bool

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows, in printed order."""
        return tuple(dict.fromkeys(row for row, _ in self.cells))

    @cached_property
    def width(self) -> int:
        """The number of cells in each row."""
        return len(self.cells) // len(self.rows)


@dataclass(frozen=True)
class ExpectedTable:
    """The labels and lines of one official table."""

    table: Table
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]

    @cached_property
    def by_name(self) -> dict[str, Line]:
        """Map names to lines, in printed order."""
        return {line.name: line for line in self.lines}

    @cached_property
    def rows(self) -> tuple[Label, ...]:
        """The labels of the rows with figures, in printed order."""
        return tuple(label for label in self.labels if label.kind == "row")

    def row_nearest(self, text: str, found: Collection[str] = ()) -> str:
        """Return the name of the row whose label the text is nearest to; empty if it is near to none or to several.

        The rows `found` elsewhere are left out.
        """
        rows = [row for row in self.rows if row.name not in found and not self.is_one_row(row.block)]
        match = closest(text, tuple((row.name, row.texts) for row in rows))
        return match.name if match else ""

    def columns(self, block: int) -> tuple[Label, ...]:
        """Return the labels of the block's columns with figures, in printed order."""
        return tuple(label for label in self.labels if label.kind == "column" and label.block == block and label.name)

    def is_one_row(self, block: int) -> bool:
        """Return whether all figures of the block are printed in one row."""
        return self.table.blocks[block].one_row

    def columns_by_line(self, block: int) -> list[str]:
        """Return the names of the block's columns as the official table prints them, header line by header line."""
        prefix = f"{self.table.section}-{block + 1}-c-" if len(self.table.blocks) > 1 else f"{self.table.section}-c-"
        own = [box for box in lay_out(self.table).boxes if box.kind == "column" and box.id.startswith(prefix)]
        names = {label.name for label in self.columns(block)}
        return [name for box in own for name in names if box.name == name or box.name.endswith(f".{name}")]


@lru_cache(maxsize=64)
def expected_table(table: Table) -> ExpectedTable:
    """Return the labels and lines to look for in an original of the table."""
    return ExpectedTable(table, tuple(_labels(table)), tuple(_lines(table)))


def _labels(table: Table) -> Iterator[Label]:
    for number, block in enumerate(table.blocks):
        if block.title:
            yield Label("title", number, "", (block.title,))
        if block.corner:
            yield Label("corner", number, "", (block.corner,))
        for heading in _tree(block.columns):
            yield Label("column", number, "" if heading.parts else heading.name, (heading.label, *heading.aliases))
        for heading in _tree(block.rows):
            yield Label("group" if heading.parts else "row", number, heading.name, (heading.label, *heading.aliases))


def _tree(headings: tuple[Heading, ...]) -> Iterator[Heading]:
    """Yield every heading, groups before their parts."""
    return (heading for top in headings for heading in top.tree)


def _lines(table: Table) -> Iterator[Line]:
    for number, block in enumerate(table.blocks):
        if block.one_row:
            yield _line(f"#{number}", number, block, block.row_leaves)
        else:
            yield from (_line(row.name, number, block, (row,)) for row in block.row_leaves)


def _line(name: str, number: int, block: Block, rows: tuple[Heading, ...]) -> Line:
    columns = block.column_leaves
    pairs = [(row, column) for row in rows for column in columns]
    return Line(
        name=name,
        block=number,
        cells=tuple((row.name, column.name) for row, column in pairs),
        units=tuple(block.unit_of(row, column) for row, column in pairs),
        numbers=tuple(block.number_of(row, column) for row, column in pairs),
        sums=tuple(row_sum for index in range(len(rows)) for row_sum in _sums(block, index * len(columns))),
        label="、".join(row.label for row in rows),
        is_whole_block=block.one_row,
    )


def _sums(block: Block, offset: int) -> Iterator[Sum]:
    """Yield the equations within one row of the block; the row begins at `offset` in the line."""
    for rule in block.rules:
        if rule.each == "row" and rule.is_certain:
            terms = [(term.name, term.sign) for term in rule.left] + [(term.name, -term.sign) for term in rule.right]
            yield Sum(tuple((offset + block.column_names.index(name), sign) for name, sign in terms))
