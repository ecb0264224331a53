"""Reports: their cells, texts, accepted faults, corrections and withdrawals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from generator.model.problem import Position

FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)
"""The days that a source may hold: archives (ZIP) begin in 1980, and the years of sources end in 2099."""

MAX_YEARS_AFTER = 2
"""Years after the report year within which dates are plausible; late reports come within one."""

OPEN = "?"
"""The printed text of a cell whose value is still open."""


class Cell(NamedTuple):
    """A data cell: the text as printed, and its number if exactly one can be read from it with certainty."""

    printed: str
    value: Decimal | None = None

    @property
    def plain(self) -> str:
        """The number without exponent or trailing zeros, or the printed text if there is none."""
        return self.printed if self.value is None else plain_number(self.value)


@dataclass(frozen=True)
class Accept:
    """An author's decision, with the reason, to publish what a check objects to, everywhere or at one cell.

    With `sides`, the two sides of an equation that does not hold, it covers those two numbers only.
    """

    check: str
    cell: str | None
    reason: str
    sides: tuple[Decimal, Decimal] | None = None
    at: Position | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Correction:
    """A change made after publication: cells with their old and new printed texts, and the keys of changed texts.

    `at` maps each changed cell to the position of its name in the entry.
    """

    date: date
    reason: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    text: tuple[str, ...] = ()
    at: Mapping[str, Position] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Withdrawal:
    """The withdrawal of a report after publication."""

    date: date
    reason: str


@dataclass(frozen=True)
class Report:
    """One agency's report for one year, as written in its source file.

    `tables` holds the cells by section and row name, in the order of the printed columns; `text` holds the narrative
    of each section. `at` maps each key to its position and, with a colon appended, to the start of its text; `cells_at`
    maps each row (`requests.new`) to the positions of its cells, None for a cell that could not be read. Positions are
    ignored when reports are compared.
    """

    agency: str
    year: int
    form: str
    tables: Mapping[str, Mapping[str, tuple[Cell, ...]]]
    text: Mapping[str, str]
    form_named: bool = False
    published: date | None = None
    published_at: time | None = None
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

    def is_plausible(self, day: date) -> bool:
        """Return whether something was published on the day: after the report year, and not long after."""
        return self.year < day.year <= self.year + MAX_YEARS_AFTER

    @property
    def published_text(self) -> str | None:
        """The day of publication and, if its time is known, that: `2025-01-20 09:30`; None without a day."""
        if self.published is None:
            return None
        return f"{self.published} {self.published_at:%H:%M}" if self.published_at else str(self.published)

    @property
    def evident_day(self) -> date | None:
        """A day that had come when the report was published, whatever its author mistyped; None if it has no date.

        An implausible date is replaced by the first day after the report year.
        """
        if self.published is None or self.is_plausible(self.published):
            return self.published
        return date(self.year + 1, 1, 1)

    def position(self, key: str) -> Position:
        """Return the position of a key (`overview`, `requests.new`…), or the start of the file."""
        return self.at.get(key, Position(self.path))

    def cell_position(self, row: str, index: int) -> Position | None:
        """Return the position of a cell of the row (`requests.new`), or None if it could not be read."""
        places = self.cells_at.get(row)
        return places[index] if places else None

    def position_in(self, key: str, line: int, offset: int = 0) -> Position:
        """Return the position of a character in the key's text; `line` and `offset` count from 0."""
        begin = self.at.get(f"{key}:")
        return begin._replace(line=begin.line + line, column=begin.column + offset) if begin else self.position(key)


def int_or_float(value: Decimal) -> int | float:
    """Return the number as JSON and spreadsheets hold it."""
    return int(value) if value % 1 == 0 else float(value)


def plain_number(value: Decimal) -> str:
    """Return the number without exponent and without trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
