"""What an official table leads one to expect: its labels in printed order, its lines of figures and their sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from generator.importers.labels import spellings
from generator.model.layout import lay_out
from generator.model.table import Block, Heading, Table

Kind = Literal["title", "corner", "column", "row", "group"]


@dataclass(frozen=True)
class Label:
    """A label of the form: `name` is the row's or the column's, empty where it holds no figures."""

    kind: Kind
    block: int
    name: str
    texts: tuple[str, ...]

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The ways it may be printed, folded, longest first."""
        return spellings(self.texts)


@dataclass(frozen=True)
class Sum:
    """An equation between the cells of a line: coefficients by place in the line; the result is nothing."""

    terms: tuple[tuple[int, int], ...]

    @property
    def last(self) -> int:
        """The last place it needs."""
        return max(place for place, _ in self.terms)


@dataclass(frozen=True)
class Line:
    """What is printed as one line of figures: a row, or all rows of a block that is printed as one row."""

    name: str
    block: int
    cells: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    numbers: tuple[str, ...]
    sums: tuple[Sum, ...]
    label: str


@dataclass(frozen=True)
class Expected:
    """The labels and lines of one official table."""

    table: Table
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]

    @cached_property
    def by_name(self) -> dict[str, Line]:
        """The lines by name, in printed order."""
        return {line.name: line for line in self.lines}

    @cached_property
    def rows(self) -> tuple[Label, ...]:
        """The labels of rows that hold figures, in printed order."""
        return tuple(label for label in self.labels if label.kind == "row")

    def columns(self, block: int) -> tuple[Label, ...]:
        """The labels of a block's columns that hold figures, in printed order."""
        return tuple(label for label in self.labels if label.kind == "column" and label.block == block and label.name)

    @cached_property
    def groups(self) -> tuple[Label, ...]:
        """The labels that group rows."""
        return tuple(label for label in self.labels if label.kind == "group")

    def one_row(self, block: int) -> bool:
        """Whether all figures of the block are printed in one row."""
        return self.table.blocks[block].one_row

    def reading(self, block: int) -> list[str]:
        """The names of the block's columns as the official table prints them, line by line."""
        prefix = f"{self.table.section}-{block + 1}-c-" if len(self.table.blocks) > 1 else f"{self.table.section}-c-"
        own = [box for box in lay_out(self.table).boxes if box.kind == "column" and box.id.startswith(prefix)]
        names = {label.name for label in self.columns(block)}
        return [name for box in own for name in names if box.name == name or box.name.endswith(f".{name}")]


@lru_cache(maxsize=64)
def expect(table: Table) -> Expected:
    """What to look for in an original of the table."""
    return Expected(table, tuple(_labels(table)), tuple(_lines(table)))


def _labels(table: Table) -> Iterator[Label]:
    for number, block in enumerate(table.blocks):
        if block.title:
            yield Label("title", number, "", (block.title,))
        if block.corner:
            yield Label("corner", number, "", (block.corner,))
        for heading, leaf in _each(block.columns):
            yield Label("column", number, heading.name if leaf else "", (heading.label, *heading.aliases))
        for heading, leaf in _each(block.rows):
            yield Label("row" if leaf else "group", number, heading.name, (heading.label, *heading.aliases))


def _each(headings: tuple[Heading, ...]) -> Iterator[tuple[Heading, bool]]:
    """Every heading and whether it holds figures, groups before their parts."""
    for heading in headings:
        yield heading, not heading.parts
        yield from _each(heading.parts)


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
        sums=tuple(each for at in range(len(rows)) for each in _sums(block, at * len(columns))),
        label="、".join(row.label for row in rows),
    )


def _sums(block: Block, offset: int) -> Iterator[Sum]:
    """The equations that each row of the block must meet by itself, at their places in the line."""
    for rule in block.rules:
        if rule.each == "row" and rule.relation == "=" and rule.weight == "error" and not rule.across_years:
            terms = [(term.name, term.sign) for term in rule.left] + [(term.name, -term.sign) for term in rule.right]
            yield Sum(tuple((offset + block.column_names.index(name), sign) for name, sign in terms))
