"""A problem: what an author should know about a source file, and where."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]


_QUOTED = 40


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


def abridged(text: str) -> str:
    """A text as messages quote it: on one line, and only its beginning where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"
