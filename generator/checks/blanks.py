"""Blank totals whose number is certain: the form defines them as a sum, and all parts have numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.checks.equations import Equation, equations, total
from generator.checks.repairs import is_possible
from generator.checks.subject import Subject
from generator.model.report import Cell, Report, plain_number


def certain_totals(subject: Subject) -> dict[str, Decimal]:
    """The cells to be filled, with their numbers: those found from printed ones first, then those found from these.

    A blank that the author has accepted as the original's is left alone.
    """
    certain: dict[str, Decimal] = {}
    while found := _found(subject):
        after = replace(subject, report=filled(subject, found))
        doubted = _in_broken_equations(after)
        more = {name: value for name, value in found.items() if name not in doubted}
        if not more:
            break
        certain |= more
        subject = replace(subject, report=filled(subject, more))
    return certain


def _in_broken_equations(subject: Subject) -> set[str]:
    """The cells of equations that do not hold."""
    broken = [equation for equation in equations(subject) if equation.holds is False]
    return {operand.name for equation in broken for operand in equation.left + equation.right}


def filled(subject: Subject, numbers: dict[str, Decimal]) -> Report:
    """The report with these numbers in its cells."""
    tables = {section: dict(rows) for section, rows in subject.report.tables.items()}
    for name, value in numbers.items():
        spot = subject.form.locate(name)
        if spot:
            row = list(tables[spot.section][spot.row.name])
            row[spot.index] = Cell(plain_number(value), value)
            tables[spot.section][spot.row.name] = tuple(row)
    return replace(subject.report, tables=tables)


def _found(subject: Subject) -> dict[str, Decimal]:
    """What can be said from the numbers there are: of each blank total, where all equations that tell say the same."""
    told: dict[str, list[Equation]] = {}
    for equation in equations(subject):
        unknown = equation.unreadable
        if len(unknown) == 1 and equation.rule.relation == "=":
            told.setdefault(unknown[0].name, []).append(equation)
    numbers: dict[str, Decimal] = {}
    for name, group in told.items():
        values = {_number(equation, name) for equation in group}
        if _is_blank(subject, name) and len(values) == 1 and any(_defines(equation, name) for equation in group):
            numbers[name] = values.pop()
    return {name: value for name, value in numbers.items() if _fits(subject, name, value)}


def _defines(equation: Equation, name: str) -> bool:
    """Whether the equation says that the cell is the sum of others."""
    added = all(operand.term.sign > 0 for operand in equation.right)
    return len(equation.left) == 1 and equation.left[0].name == name and equation.left[0].term.sign > 0 and added


def _number(equation: Equation, name: str) -> Decimal:
    """The number that the equation leaves for its one blank."""
    difference = total(equation.left) - total(equation.right)
    sides = [(1, each) for each in equation.left] + [(-1, each) for each in equation.right]
    weight = next(side * operand.term.sign for side, operand in sides if operand.name == name)
    return -difference / weight


def _is_blank(subject: Subject, name: str) -> bool:
    """Whether nothing is printed in the cell, and nobody has said that this is how the original is."""
    spot = subject.form.locate(name)
    if spot is None or subject.cell(spot.section, spot.row.name, spot.column.name).printed:
        return False
    kept = [accept.cell for accept in subject.report.accepts if accept.check == f"{spot.section}.blank"]
    return not any(cell is None or name == cell or name.startswith(f"{cell}.") for cell in kept)


def _fits(subject: Subject, name: str, value: Decimal) -> bool:
    spot = subject.form.locate(name)
    return spot is not None and is_possible(value, spot.number)
