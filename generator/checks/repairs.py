"""Find the one wrong cell behind several broken equations, if the evidence points to no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.equations import Equation, equations, total
from generator.checks.subject import Subject
from generator.model.report import plain_number
from generator.model.table import NumberKind, Spot


@dataclass(frozen=True)
class Repair:
    """A new value for one cell that makes all its equations hold; `repaired` are the equations broken until then."""

    spot: Spot
    printed: str
    value: Decimal
    repaired: tuple[Equation, ...]

    @property
    def advice(self) -> str:
        """The proposal in words."""
        cell = f"“{self.spot.row.label}”一行“{self.spot.column.label}”"
        change = f"由 {self.printed} 改为 {plain_number(self.value)}"
        return f"只要把{cell}{change}，这 {len(self.repaired)} 条勾稽关系就都成立；改之前请核对原件。"


def repairs(subject: Subject) -> list[Repair]:
    """Return each change of one cell that repairs several broken equations, unless two changes repair the same one."""
    found = list(_candidates(subject))
    return [each for each in found if not any(_compete(each, other) for other in found if other is not each)]


def repair_of(equation: Equation, proposals: Iterable[Repair]) -> Repair | None:
    """Return the repair that makes the equation hold, if there is one."""
    return next((each for each in proposals if equation in each.repaired), None)


def _compete(one: Repair, other: Repair) -> bool:
    return any(equation in other.repaired for equation in one.repaired)


def _candidates(subject: Subject) -> Iterator[Repair]:
    by_cell: dict[str, list[Equation]] = {}
    for equation in equations(subject):
        if equation.rule.weight == "error" and equation.holds is not None:
            for name in {operand.name for operand in equation.left + equation.right}:
                by_cell.setdefault(name, []).append(equation)
    for name, group in by_cell.items():
        broken, spot = [equation for equation in group if not equation.holds], subject.form.locate(name)
        if spot and len(broken) > 1:
            value = _solution(broken, name)
            if value is not None and is_possible(value, spot.number) and _all_hold(group, name, value):
                cell = subject.cell(spot.section, spot.row.name, spot.column.name)
                yield Repair(spot, cell.plain, value, tuple(broken))


def _solution(broken: Sequence[Equation], name: str) -> Decimal | None:
    """Return the number that makes the first solvable equation hold if all other cells are right."""
    for equation in broken:
        factor, value = _factor_and_value(equation, name)
        if factor and equation.rule.relation == "=":
            return value - (total(equation.left) - total(equation.right)) / factor
    return None


def _all_hold(group: Sequence[Equation], name: str, value: Decimal) -> bool:
    return all(_holds_with(equation, name, value) for equation in group)


def _holds_with(equation: Equation, name: str, new: Decimal) -> bool:
    """Return whether the equation holds with the new number in the cell."""
    factor, value = _factor_and_value(equation, name)
    difference = total(equation.left) - total(equation.right) + factor * (new - value)
    return {"=": difference == 0, "<=": difference <= 0, ">=": difference >= 0}[equation.rule.relation]


def _factor_and_value(equation: Equation, name: str) -> tuple[int, Decimal]:
    """Return the cell's net coefficient on the left side, and its number."""
    found = [(1, each) for each in equation.left if each.name == name]
    found += [(-1, each) for each in equation.right if each.name == name]
    return sum(side * operand.term.sign for side, operand in found), found[0][1].cell.value or Decimal(0)


def is_possible(value: Decimal, number: NumberKind) -> bool:
    """Return whether the value is allowed in a cell for that kind of number."""
    return (value >= 0 or number == "signed") and (value % 1 == 0 or number == "amount")
