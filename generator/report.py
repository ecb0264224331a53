"""What a report is: its cells, texts and declarations, the agency it belongs to, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]

_QUOTED = 40

OPEN = "?"
"""The printed text of a cell that is still to be settled."""


class Position(NamedTuple):
    """A place in a source file; line and column count from 1, as editors show them."""

    path: Path
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Problem:
    """Something an author should know: where, how grave, which check, and what to do about it.

    `cell` is the cell's full name where the problem is one cell's or one line's; `accepted` is the author's reason for
    publishing the fault as it stands; `advice` is the end of the message that then no longer applies; `sides` are the
    two numbers of an equation that does not hold.
    """

    at: Position
    level: Level
    check: str
    message: str
    cell: str | None = None
    accepted: str | None = None
    advice: str = ""
    sides: tuple[Decimal, Decimal] | None = None


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


@dataclass(frozen=True)
class FormerName:
    """A name the agency bore until `until` (a year), and how it changed."""

    name: str
    until: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Duty:
    """The declared duty to file: the first and last report year it holds for, and the day it falls due."""

    first_year: int
    last_year: int | None = None
    due: str | None = None


@dataclass(frozen=True)
class Agency:
    """An organ that files reports; `id` is its folder's path below the reports folder."""

    id: str
    name: str
    kind: str
    short_names: tuple[str, ...] = ()
    region: str | None = None
    uscc: str | None = None
    site: Mapping[str, str] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    formerly: tuple[FormerName, ...] = ()
    duty: Duty | None = None
    demo: bool = False
    path: Path = field(default=Path(), compare=False)
    at: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)

    @property
    def parent(self) -> str | None:
        """The id of the agency above, or None at the top."""
        return self.id.rpartition("/")[0] or None

    def name_in(self, year: int) -> str:
        """The name it bore in `year`."""
        names = [(former.until, former.name) for former in self.formerly if former.until and former.until >= year]
        return min(names)[1] if names else self.name


def plain_number(value: Decimal) -> str:
    """A number as written by hand: no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def abridged(text: str) -> str:
    """A text as messages quote it: on one line, and only its beginning where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"
