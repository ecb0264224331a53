"""Problems: what an author should know about a source file, and the position it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]

_MAX_QUOTED_CHARS = 40

MAX_LISTED = 1_000
"""Problems of one kind listed for a file; a report has some 250 cells, so more are no help to its author."""


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


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first MAX_LISTED problems; if there are more, the rest is not looked for, and an error says so."""
    found = list(islice(problems, MAX_LISTED + 1))
    if len(found) > MAX_LISTED:
        message = f"从这里起问题多于 {MAX_LISTED} 个，后面的没有再列。请先改好前面的，再核对一次。"
        found[-1] = Problem(found[-1].at, "error", "source.problems", message)
    return found


def abridged(text: str) -> str:
    """Return a text as messages quote it: on one line, shortened to its beginning if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_QUOTED_CHARS else f"{line[:_MAX_QUOTED_CHARS]}…"
