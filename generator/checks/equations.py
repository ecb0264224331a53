"""The equations (勾稽关系) of a report, as its form states them.

Balance is printed in the official table: 第一项加第二项之和，等于第三项加第四项之和
(国办公开办函〔2019〕60号, 〔2021〕30号); the sums follow from the headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, le
from typing import NamedTuple

from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.report import Cell, Report
from generator.model.rule import Rule, Term
from generator.model.table import Block

Rows = Mapping[str, tuple[Cell, ...]]
"""The rows of a table by name."""

RELATIONS = {"=": eq, "<=": le, ">=": ge}
"""What the signs of rules mean."""


class Operand(NamedTuple):
    """A term of an equation with its printed label and its cell."""

    term: Term
    label: str
    cell: Cell
    name: str


class Equation(NamedTuple):
    """A rule held on one line: what it adds up, and whether it comes out.

    `holds` is None where an operand has no number: a blank is not a zero.
    """

    rule: Rule
    line: str
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]

    @property
    def unreadable(self) -> tuple[Operand, ...]:
        """The operands without a number."""
        return tuple(operand for operand in self.left + self.right if operand.cell.value is None)

    @property
    def holds(self) -> bool | None:
        """Whether the two sides stand in the rule's relation."""
        if any(operand.cell.value is None for operand in self.left + self.right):
            return None
        return bool(RELATIONS[self.rule.relation](total(self.left), total(self.right)))

    @property
    def at(self) -> Operand:
        """The operand the equation is told at: the first of this year's."""
        return next(operand for operand in self.left + self.right if not operand.term.previous)


def total(side: tuple[Operand, ...]) -> Decimal:
    """The sum of one side; every operand must have a number."""
    result = Decimal(0)
    for operand in side:
        if value := operand.cell.value:
            result += value if operand.term.sign > 0 else -value
    return result


def added_up(side: Iterable[tuple[int, str]]) -> str:
    """Signed texts as one sum: `甲 + 乙 - 丙`."""
    return " ".join(f"{'-' if sign < 0 else '+'} {text}" for sign, text in side).removeprefix("+ ")


def equations(subject: Subject, *, across_years: bool = False) -> Iterator[Equation]:
    """The equations of the form, line by line in printed order: inside the report, or with the year before."""
    for pattern, rows in with_rows(subject.report, subject.form, across_years=across_years):
        yield from _lines(subject, pattern, rows)


@lru_cache(maxsize=64)
def equation_count(form: Form) -> int:
    """How many equations a report of the form has in itself."""
    return sum(len(pattern.lines) for pattern in patterns_of(form))


class Place(NamedTuple):
    """Where an operand stands in every report of the form."""

    term: Term
    label: str
    name: str
    row: str
    column: int


@dataclass(frozen=True)
class Pattern:
    """A rule of a form written out: what it says in the printed labels; for each line its label and both sides."""

    section: str
    block: Block
    rule: Rule
    says: str
    lines: tuple[tuple[str, tuple[Place, ...], tuple[Place, ...]], ...]


@lru_cache(maxsize=64)
def patterns_of(form: Form, *, across_years: bool = False) -> list[Pattern]:
    """The rules of the form written out, once for all reports: inside a report, or with the year before."""
    return [
        Pattern(section, block, rule, _says(block, rule), tuple(_written_out(section, block, rule)))
        for section, table in form.tables.items()
        for block in table.blocks
        for rule in block.rules
        if rule.across_years == across_years
    ]


def labels_across(block: Block, rule: Rule) -> dict[str, str]:
    """The labels of what the rule adds up, by name."""
    leaves = block.column_leaves if rule.each == "row" else block.row_leaves
    return {heading.name: heading.label for heading in leaves}


def _says(block: Block, rule: Rule) -> str:
    labels = labels_across(block, rule)
    left, right = (added_up((term.sign, labels[term.name]) for term in side) for side in (rule.left, rule.right))
    return f"{left} {rule.relation} {right}"


def _written_out(section: str, block: Block, rule: Rule) -> Iterator[tuple[str, tuple[Place, ...], tuple[Place, ...]]]:
    by_row = rule.each == "row"
    labels = labels_across(block, rule)

    def place(term: Term, line: str) -> Place:
        row, column = (line, term.name) if by_row else (term.name, line)
        return Place(term, labels[term.name], f"{section}.{row}.{column}", row, block.column_names.index(column))

    for line in block.row_leaves if by_row else block.column_leaves:
        left = tuple(place(term, line.name) for term in rule.left)
        yield line.label, left, tuple(place(term, line.name) for term in rule.right)


def with_rows(report: Report, form: Form, *, across_years: bool = False) -> Iterator[tuple[Pattern, Rows]]:
    """The rules of the form, each with the rows of its table in the report."""
    tables = {section: dict(rows) for section, rows in report.tables.items()}
    return ((each, tables[each.section]) for each in patterns_of(form, across_years=across_years))


def _lines(subject: Subject, pattern: Pattern, rows: Rows) -> Iterator[Equation]:
    def operand(place: Place) -> Operand:
        if place.term.previous:
            label = f"{subject.report.year - 1} 年度“{place.label}”"
            return Operand(place.term, label, subject.previous_cell(place.name), place.name)
        return Operand(place.term, place.label, rows[place.row][place.column], place.name)

    for line, left, right in pattern.lines:
        yield Equation(pattern.rule, line, tuple(map(operand, left)), tuple(map(operand, right)))


def doubtful(subject: Subject) -> Iterator[Equation]:
    """The equations inside the report, without those of rules that hold on every line: nearly all do."""
    for pattern, rows in with_rows(subject.report, subject.form):
        if not _holds_throughout(rows, pattern.block, pattern.rule):
            yield from _lines(subject, pattern, rows)


def _holds_throughout(rows: Rows, block: Block, rule: Rule) -> bool:
    """Whether every line has all its numbers and comes out, found without making equations of them."""
    terms = rule.left + rule.right
    lines: Iterable[Sequence[Cell]]
    if rule.each == "column":
        lines = zip(*(rows[term.name] for term in terms), strict=True)
    else:
        places = [block.column_names.index(term.name) for term in terms]
        lines = ([rows[row.name][place] for place in places] for row in block.row_leaves)
    signs = [term.sign for term in rule.left] + [-term.sign for term in rule.right]
    return all(_comes_out(cells, signs, rule.relation) for cells in lines)


def _comes_out(cells: Sequence[Cell], signs: Sequence[int], relation: str) -> bool:
    difference = Decimal(0)
    for cell, sign in zip(cells, signs, strict=True):
        if cell.value is None:
            return False
        if cell.value:
            difference += sign * cell.value
    return bool(RELATIONS[relation](difference, 0))
