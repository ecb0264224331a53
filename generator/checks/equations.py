"""The equations (勾稽关系) of a report, as its form states them.

Balance is printed in the official table: 第一项加第二项之和，等于第三项加第四项之和
(国办公开办函〔2019〕60号, 〔2021〕30号); the sums follow from the headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.subject import Subject
from generator.form import Block, Form
from generator.report import Cell, Level
from generator.rule import Rule, Term


@dataclass(frozen=True)
class Operand:
    """A term of an equation with its printed label and its cell."""

    term: Term
    label: str
    cell: Cell
    name: str


@dataclass(frozen=True)
class Equation:
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
        if self.unreadable:
            return None
        left, right = total(self.left), total(self.right)
        return {"=": left == right, "<=": left <= right, ">=": left >= right}[self.rule.relation]

    @property
    def at(self) -> Operand:
        """The operand the equation is told at: the first of this year's."""
        return next(operand for operand in self.left + self.right if not operand.term.previous)


def total(side: tuple[Operand, ...]) -> Decimal:
    """The sum of one side; every operand must have a number."""
    return sum((operand.term.sign * (operand.cell.value or Decimal(0)) for operand in side), Decimal(0))


def equations(subject: Subject, *, across_years: bool = False) -> Iterator[Equation]:
    """The equations of the form, line by line in printed order: inside the report, or with the year before."""
    for section, block, rule in _rules(subject.form, across_years=across_years):
        yield from _lines(subject, section, block, rule)


def _rules(form: Form, *, across_years: bool) -> Iterator[tuple[str, Block, Rule]]:
    for section, table in form.tables.items():
        for block in table.blocks:
            yield from ((section, block, rule) for rule in block.rules if rule.across_years == across_years)


def _lines(subject: Subject, section: str, block: Block, rule: Rule) -> Iterator[Equation]:
    by_row = rule.each == "row"
    lines, across = (block.row_leaves, block.column_leaves) if by_row else (block.column_leaves, block.row_leaves)
    labels = {heading.name: heading.label for heading in across}

    def operand(term: Term, line: str) -> Operand:
        row, column = (line, term.name) if by_row else (term.name, line)
        name, label = f"{section}.{row}.{column}", labels[term.name]
        if term.previous:
            return Operand(term, f"{subject.report.year - 1} 年度“{label}”", subject.cell_before(name), name)
        return Operand(term, label, subject.cell(section, row, column), name)

    for line in lines:
        left = tuple(operand(term, line.name) for term in rule.left)
        right = tuple(operand(term, line.name) for term in rule.right)
        yield Equation(rule, line.label, left, right)


def doubtful(subject: Subject) -> Iterator[Equation]:
    """The equations inside the report, without those of rules that hold on every line: nearly all do."""
    for section, block, rule in _rules(subject.form, across_years=False):
        if not _holds_throughout(subject.report.tables[section], block, rule):
            yield from _lines(subject, section, block, rule)


def _holds_throughout(rows: Mapping[str, tuple[Cell, ...]], block: Block, rule: Rule) -> bool:
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
    return {"=": difference == 0, "<=": difference <= 0, ">=": difference >= 0}[relation]


def level_of(rule: Rule) -> Level:
    """How grave it is where the rule does not hold."""
    return "error" if rule.weight == "error" else "warning"
