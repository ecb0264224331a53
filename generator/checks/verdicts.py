"""How every rule of a form comes out in a report, line by line: what readers are shown, on pages and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.checks.equations import RELATIONS, Pattern, Place, Rows, added_up, with_rows
from generator.model.form import Form
from generator.model.report import Cell, Report
from generator.model.rule import Rule

_NOUGHT = Decimal(0)

_Side = list[tuple[int, Cell]]


class Verdict(NamedTuple):
    """A rule on one line of a report.

    `cell` names the cell it is told at. `left` and `right` are its sides, None where one has a cell without a number,
    `sides` is both as printed (`16 + 0 = 16 + 0`). `holds` is None where it cannot be judged: a blank is not a zero.
    """

    line: str
    cell: str
    left: Decimal | None
    right: Decimal | None
    sides: str
    holds: bool | None


class Proof(NamedTuple):
    """A rule of a table, in the printed labels (`甲 + 乙 = 丙`), and how it comes out on each of its lines."""

    section: str
    rule: Rule
    says: str
    verdicts: tuple[Verdict, ...]

    @property
    def held(self) -> int:
        """How many lines come out."""
        return self._count(True)

    @property
    def broken(self) -> int:
        """How many lines do not."""
        return self._count(False)

    @property
    def unjudged(self) -> int:
        """How many lines have a cell without a number."""
        return self._count(None)

    def _count(self, holds: bool | None) -> int:
        return sum(verdict.holds is holds for verdict in self.verdicts)


def proofs(report: Report, form: Form) -> Iterator[Proof]:
    """All rules inside a report of that form, in the form's order."""
    for pattern, rows in with_rows(report, form):
        verdicts = tuple(_verdict(pattern, rows, *line) for line in pattern.lines)
        yield Proof(pattern.section, pattern.rule, pattern.says, verdicts)


def _verdict(pattern: Pattern, rows: Rows, line: str, left: Sequence[Place], right: Sequence[Place]) -> Verdict:
    ours = [(place.term.sign, rows[place.row][place.column]) for place in left]
    theirs = [(place.term.sign, rows[place.row][place.column]) for place in right]
    one, other = _sum(ours), _sum(theirs)
    relation = pattern.rule.relation
    if one is None or other is None:
        one = other = holds = None
    else:
        holds = bool(RELATIONS[relation](one, other))
    sides = f"{_printed(ours)} {'≠' if holds is False else relation} {_printed(theirs)}"
    return Verdict(line, (left or right)[0].name, one, other, sides, holds)


def _sum(side: _Side) -> Decimal | None:
    """What the side comes to; None where a cell has no number."""
    result = _NOUGHT
    for sign, cell in side:
        if cell.value is None:
            return None
        if cell.value:
            result += cell.value if sign > 0 else -cell.value
    return result


def _printed(side: _Side) -> str:
    """The side in printed numbers only; a long sum without its zeros."""
    if len(side) > 2:
        side = [each for each in side if each[1].value or each[1].value is None]
    return added_up((sign, cell.printed or "（空白）") for sign, cell in side) or "0"
