"""Problems: what an author should know about a source file, and the position it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]

_MAX_QUOTED_CHARS = 40


class Position(NamedTuple):
    """A position in a source file; line and column count from 1, as in editors."""

    path: Path
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Problem:
    """A finding of one check about a source file, with what to do about it.

    `cell` is the full name of the cell, row or section concerned, if any. `accepted` is the author's reason for
    publishing the fault as it is; `advice` is the end of the message, which does not apply to an accepted fault.
    `sides` are the two sides of an equation that does not hold.
    """

    at: Position
    level: Level
    check: str
    message: str
    cell: str | None = None
    accepted: str | None = None
    advice: str = ""
    sides: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Check:
    """A check as declared, in `sources/checks.yml` or by a rule of a form; nothing else makes problems."""

    id: str
    level: Level

    def at(
        self,
        position: Position,
        finding: str,
        advice: str = "",
        cell: str | None = None,
        sides: tuple[Decimal, Decimal] | None = None,
    ) -> Problem:
        """Return a problem that this check finds; its message is the finding and the advice."""
        return Problem(position, self.level, self.id, f"{finding}{advice}", cell, advice=advice, sides=sides)


def abridged(text: str) -> str:
    """Return a text as messages quote it: on one line, shortened to its beginning if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_QUOTED_CHARS else f"{line[:_MAX_QUOTED_CHARS]}…"
