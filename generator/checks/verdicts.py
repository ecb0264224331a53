"""The verdict of every rule of a form on every line of a report, as shown on pages and published as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.checks.equations import RELATIONS, OperandSlot, Rows, RuleLine, format_sum, rules_with_rows
from generator.model.form import Form
from generator.model.report import Cell, Report
from generator.model.rule import Rule

_ZERO = Decimal(0)

_Side = list[tuple[int, Cell]]


class Verdict(NamedTuple):
    """The outcome of a rule on one line of a report.

    `cell` is the name of the cell at which it is reported. `left` and `right` are the sums of both sides, None if any
    cell has no number; `sides` is both sides as printed (`16 + 0 = 16 + 0`). `holds` is None if the rule cannot be
    judged: a blank is not a zero.
    """

    line: str
    cell: str
    left: Decimal | None
    right: Decimal | None
    sides: str
    holds: bool | None


class Proof(NamedTuple):
    """A rule of a table, written with the printed labels (`甲 + 乙 = 丙`), and its verdict on each line."""

    section: str
    rule: Rule
    says: str
    verdicts: tuple[Verdict, ...]

    @property
    def held(self) -> int:
        """The number of lines that satisfy the rule."""
        return self._count(True)

    @property
    def broken(self) -> int:
        """The number of lines that violate the rule."""
        return self._count(False)

    @property
    def unjudged(self) -> int:
        """The number of lines that cannot be judged."""
        return self._count(None)

    def _count(self, holds: bool | None) -> int:
        return sum(verdict.holds is holds for verdict in self.verdicts)


def proofs(report: Report, form: Form) -> Iterator[Proof]:
    """Yield each rule that applies within one report, with its verdicts, in the form's order."""
    for expanded, rows in rules_with_rows(report, form):
        verdicts = tuple(_verdict(expanded.rule.relation, rows, line) for line in expanded.lines)
        yield Proof(expanded.section, expanded.rule, expanded.says, verdicts)


def _verdict(relation: str, rows: Rows, line: RuleLine) -> Verdict:
    left, right = _side(line.left, rows), _side(line.right, rows)
    left_sum, right_sum = _sum(left), _sum(right)
    if left_sum is None or right_sum is None:
        left_sum = right_sum = holds = None
    else:
        holds = bool(RELATIONS[relation](left_sum, right_sum))
    sides = f"{_printed(left)} {'≠' if holds is False else relation} {_printed(right)}"
    return Verdict(line.label, (line.left or line.right)[0].name, left_sum, right_sum, sides, holds)


def _side(slots: Sequence[OperandSlot], rows: Rows) -> _Side:
    return [(slot.term.sign, rows[slot.row][slot.column]) for slot in slots]


def _sum(side: _Side) -> Decimal | None:
    """Return the sum of the side; None if a cell has no number."""
    result = _ZERO
    for sign, cell in side:
        if cell.value is None:
            return None
        if cell.value:
            result += cell.value if sign > 0 else -cell.value
    return result


def _printed(side: _Side) -> str:
    """Return the side as printed numbers; a sum of more than two numbers omits its zeros."""
    if len(side) > 2:
        side = [each for each in side if each[1].value or each[1].value is None]
    return format_sum((sign, cell.printed or "（空白）") for sign, cell in side) or "0"
