"""Fill blank totals whose number is certain: the form defines them as a sum, and all parts have numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.checks.equations import Equation, equations, total
from generator.checks.repairs import is_possible
from generator.checks.subject import Subject
from generator.model.report import Cell, Report, plain_number


def certain_totals(subject: Subject) -> dict[str, Decimal]:
    """Return the number of each blank cell that follows from printed numbers or from blanks already filled.

    Blanks are left out if the author has accepted them as printed in the original.
    """
    certain: dict[str, Decimal] = {}
    while found := _derived_totals(subject):
        contradicted = _cells_of_broken_equations(replace(subject, report=filled(subject, found)))
        consistent = {name: value for name, value in found.items() if name not in contradicted}
        if not consistent:
            break
        certain |= consistent
        subject = replace(subject, report=filled(subject, consistent))
    return certain


def _cells_of_broken_equations(subject: Subject) -> set[str]:
    """Return the names of the cells in equations that do not hold."""
    broken = [equation for equation in equations(subject) if equation.holds is False]
    return {operand.name for equation in broken for operand in equation.left + equation.right}


def filled(subject: Subject, numbers: dict[str, Decimal]) -> Report:
    """Return the report with these numbers in its cells."""
    tables = {section: dict(rows) for section, rows in subject.report.tables.items()}
    for name, value in numbers.items():
        spot = subject.form.locate(name)
        if spot:
            row = list(tables[spot.section][spot.row.name])
            row[spot.index] = Cell(plain_number(value), value)
            tables[spot.section][spot.row.name] = tuple(row)
    return replace(subject.report, tables=tables)


def _derived_totals(subject: Subject) -> dict[str, Decimal]:
    """Return the number of each blank total that follows from the first equation with no other unknown."""
    solvable: dict[str, list[Equation]] = {}
    for equation in equations(subject):
        unknown = equation.unreadable
        if len(unknown) == 1 and equation.rule.relation == "=":
            solvable.setdefault(unknown[0].name, []).append(equation)
    numbers: dict[str, Decimal] = {}
    for name, group in solvable.items():
        if _is_blank(subject, name) and any(_defines(equation, name) for equation in group):
            numbers[name] = _solution(group[0], name)
    return {name: value for name, value in numbers.items() if _is_allowed(subject, name, value)}


def _defines(equation: Equation, name: str) -> bool:
    """Return whether the equation defines the cell as the sum of others."""
    added = all(operand.term.sign > 0 for operand in equation.right)
    return len(equation.left) == 1 and equation.left[0].name == name and equation.left[0].term.sign > 0 and added


def _solution(equation: Equation, name: str) -> Decimal:
    """Return the number that solves the equation for its one blank cell."""
    difference = total(equation.left) - total(equation.right)
    sides = [(1, each) for each in equation.left] + [(-1, each) for each in equation.right]
    factor = next(side * operand.term.sign for side, operand in sides if operand.name == name)
    return 0 - difference / factor  # a negated zero would be written as -0


def _is_blank(subject: Subject, name: str) -> bool:
    """Return whether the cell is blank and no `accepts` entry covers it."""
    spot = subject.form.locate(name)
    if spot is None or subject.cell(spot.section, spot.row.name, spot.column.name).printed:
        return False
    accepted = [accept.cell for accept in subject.report.accepts if accept.check == f"{spot.section}.blank"]
    return not any(cell is None or name == cell or name.startswith(f"{cell}.") for cell in accepted)


def _is_allowed(subject: Subject, name: str, value: Decimal) -> bool:
    spot = subject.form.locate(name)
    return spot is not None and is_possible(value, spot.number)
