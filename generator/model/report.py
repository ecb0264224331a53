"""What a report is: its cells, texts and declarations, the agency it belongs to, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from generator.model.problem import Position

OPEN = "?"
"""The printed text of a cell that is still to be settled."""


class Cell(NamedTuple):
    """A data cell: the text as printed, and its number where exactly one can be read from it without doubt."""

    printed: str
    value: Decimal | None = None

    @property
    def plain(self) -> str:
        """The number written plainly (no exponent, no trailing zeros), or the printed text."""
        return self.printed if self.value is None else plain_number(self.value)


@dataclass(frozen=True)
class Accept:
    """The author's decision to publish a known fault, for one check or one cell of it, with the reason.

    With `sides`, the two numbers of an equation that does not hold, it is about those numbers alone.
    """

    check: str
    cell: str | None
    reason: str
    sides: tuple[Decimal, Decimal] | None = None
    at: Position | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Correction:
    """A change made after publication: cell name to (was, now) as printed, and the texts rewritten.

    `at` tells where in the file each changed cell is named.
    """

    date: date
    reason: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    text: tuple[str, ...] = ()
    at: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Withdrawal:
    """A report taken back after publication."""

    date: date
    reason: str


@dataclass(frozen=True)
class Report:
    """One agency's report of one year, as its source file says it.

    `tables` holds the cells by section and row name in the order of the printed columns; `text` the
    narrative of each section. `at` tells where in the file each key stands (and, for `key:`, its text begins),
    `cells_at` where each cell of a row (`requests.new`) does, None where it could not be read. Neither is part of
    equality.
    """

    agency: str
    year: int
    form: str
    tables: Mapping[str, Mapping[str, tuple[Cell, ...]]]
    text: Mapping[str, str]
    form_named: bool = False
    published: date | None = None
    source: str | None = None
    title: str | None = None
    preamble: str | None = None
    closing: str | None = None
    index_number: str | None = None
    document_number: str | None = None
    licence: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    accepts: tuple[Accept, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    path: Path = field(default=Path(), compare=False)
    at: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)
    cells_at: Mapping[str, tuple[Position | None, ...]] = field(default_factory=dict, compare=False, repr=False)

    def position(self, key: str) -> Position:
        """Where `key` (`overview`, `requests.new`…) stands in the file, or the file's start."""
        return self.at.get(key, Position(self.path))

    def cell_position(self, row: str, index: int) -> Position | None:
        """Where a cell of the row (`requests.new`) stands in the file; None where nothing readable stands for it."""
        places = self.cells_at.get(row)
        return places[index] if places else None

    def position_in(self, key: str, line: int, offset: int = 0) -> Position:
        """Where a line of the key's text stands, and a letter in it; both count from 0."""
        begin = self.at.get(f"{key}:")
        return begin._replace(line=begin.line + line, column=begin.column + offset) if begin else self.position(key)


def plain_number(value: Decimal) -> str:
    """A number as written by hand: no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
