"""One wrong cell often breaks several equations at once: which one it is, where the evidence points to no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.equations import Equation, equations, total
from generator.checks.subject import Subject
from generator.model.report import plain_number
from generator.model.table import Number, Spot


@dataclass(frozen=True)
class Repair:
    """Another value of one cell, with which all equations it stands in hold; `mends` are those that do not now."""

    spot: Spot
    printed: str
    value: Decimal
    mends: tuple[Equation, ...]

    @property
    def advice(self) -> str:
        """The proposal, in words."""
        cell = f"“{self.spot.row.label}”一行“{self.spot.column.label}”"
        change = f"由 {self.printed} 改为 {plain_number(self.value)}"
        return f"只要把{cell}{change}，这 {len(self.mends)} 条勾稽关系就都成立；改之前请核对原件。"


def repairs(subject: Subject) -> list[Repair]:
    """The cells that would each repair several broken equations at once; of those that share any, none."""
    found = list(_candidates(subject))
    return [each for each in found if not any(_share(each, other) for other in found if other is not each)]


def repair_of(equation: Equation, among: Iterable[Repair]) -> Repair | None:
    """The repair that mends the equation."""
    return next((each for each in among if equation in each.mends), None)


def _share(one: Repair, other: Repair) -> bool:
    return any(equation in other.mends for equation in one.mends)


def _candidates(subject: Subject) -> Iterator[Repair]:
    by_cell: dict[str, list[Equation]] = {}
    for equation in equations(subject):
        if equation.rule.weight == "error" and equation.holds is not None:
            for name in {operand.name for operand in equation.left + equation.right}:
                by_cell.setdefault(name, []).append(equation)
    for name, group in by_cell.items():
        broken, spot = [equation for equation in group if not equation.holds], subject.form.locate(name)
        if spot and len(broken) > 1:
            value = _needed(broken, name)
            if value is not None and is_possible(value, spot.number) and _all_hold(group, name, value):
                cell = subject.cell(spot.section, spot.row.name, spot.column.name)
                yield Repair(spot, cell.plain, value, tuple(broken))


def _needed(broken: Sequence[Equation], name: str) -> Decimal | None:
    """The number with which the first of them that asks for just one holds, all other cells being right."""
    for equation in broken:
        weight, value = _weight(equation, name)
        if weight and equation.rule.relation == "=":
            return value - (total(equation.left) - total(equation.right)) / weight
    return None


def _all_hold(group: Sequence[Equation], name: str, value: Decimal) -> bool:
    return all(_holds(equation, name, value) for equation in group)


def _holds(equation: Equation, name: str, new: Decimal) -> bool:
    """Whether the equation holds with another number in the cell."""
    weight, value = _weight(equation, name)
    difference = total(equation.left) - total(equation.right) + weight * (new - value)
    return {"=": difference == 0, "<=": difference <= 0, ">=": difference >= 0}[equation.rule.relation]


def _weight(equation: Equation, name: str) -> tuple[int, Decimal]:
    """How often the cell counts on the left (less how often on the right), and its number."""
    found = [(1, each) for each in equation.left if each.name == name]
    found += [(-1, each) for each in equation.right if each.name == name]
    return sum(side * operand.term.sign for side, operand in found), found[0][1].cell.value or Decimal(0)


def is_possible(value: Decimal, number: Number) -> bool:
    """Whether a cell that counts so may hold the value."""
    return (value >= 0 or number == "signed") and (value % 1 == 0 or number == "amount")
