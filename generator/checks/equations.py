"""The equations (勾稽关系) of a report, as stated by its form.

The balance is printed in the official table: 第一项加第二项之和，等于第三项加第四项之和
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
"""The comparison function for each relation sign."""


class Operand(NamedTuple):
    """A term of an equation, with its printed label, its cell and the name of the cell."""

    term: Term
    label: str
    cell: Cell
    name: str


class Equation(NamedTuple):
    """A rule applied to one line of a report.

    `holds` is None if an operand has no number: a blank is not a zero.
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
        """Whether the two sides satisfy the rule; None if that cannot be judged."""
        if any(operand.cell.value is None for operand in self.left + self.right):
            return None
        return bool(RELATIONS[self.rule.relation](total(self.left), total(self.right)))

    @property
    def anchor(self) -> Operand:
        """The operand at which a problem is reported: the first of this year's."""
        return next(operand for operand in self.left + self.right if not operand.term.previous)


def total(side: tuple[Operand, ...]) -> Decimal:
    """Return the sum of one side; every operand must have a number."""
    result = Decimal(0)
    for operand in side:
        if value := operand.cell.value:
            result += value if operand.term.sign > 0 else -value
    return result


def format_sum(side: Iterable[tuple[int, str]]) -> str:
    """Return signed texts as one sum: `甲 + 乙 - 丙`."""
    return " ".join(f"{'-' if sign < 0 else '+'} {text}" for sign, text in side).removeprefix("+ ")


def equations(subject: Subject, *, across_years: bool = False) -> Iterator[Equation]:
    """Yield the form's equations in printed order: those within the report, or those with the year before."""
    for expanded, rows in rules_with_rows(subject.report, subject.form, across_years=across_years):
        yield from _equations_of(subject, expanded, rows)


@lru_cache(maxsize=64)
def equation_count(form: Form) -> int:
    """Return how many equations there are within a report of the form."""
    return sum(len(rule.lines) for rule in expanded_rules(form))


class OperandSlot(NamedTuple):
    """The place of an operand in any report of the form: its cell's name, row, and column index."""

    term: Term
    label: str
    name: str
    row: str
    column: int


class RuleLine(NamedTuple):
    """A line to which a rule applies: its label, and the operands of both sides."""

    label: str
    left: tuple[OperandSlot, ...]
    right: tuple[OperandSlot, ...]


@dataclass(frozen=True)
class ExpandedRule:
    """A rule of a form applied to all its lines; `says` is the rule written with the printed labels."""

    section: str
    block: Block
    rule: Rule
    says: str
    lines: tuple[RuleLine, ...]


@lru_cache(maxsize=64)
def expanded_rules(form: Form, *, across_years: bool = False) -> list[ExpandedRule]:
    """Return the form's rules, expanded once for all reports: those within a report, or with the year before."""
    return [
        ExpandedRule(section, block, rule, _rule_text(block, rule), tuple(_rule_lines(section, block, rule)))
        for section, table in form.tables.items()
        for block in table.blocks
        for rule in block.rules
        if rule.across_years == across_years
    ]


def labels_across(block: Block, rule: Rule) -> dict[str, str]:
    """Return the labels of the rule's operands by name."""
    leaves = block.column_leaves if rule.each == "row" else block.row_leaves
    return {heading.name: heading.label for heading in leaves}


def _rule_text(block: Block, rule: Rule) -> str:
    labels = labels_across(block, rule)
    left, right = (format_sum((term.sign, labels[term.name]) for term in side) for side in (rule.left, rule.right))
    return f"{left} {rule.relation} {right}"


def _rule_lines(section: str, block: Block, rule: Rule) -> Iterator[RuleLine]:
    by_row = rule.each == "row"
    labels = labels_across(block, rule)

    def slot(term: Term, line: str) -> OperandSlot:
        row, column = (line, term.name) if by_row else (term.name, line)
        return OperandSlot(term, labels[term.name], f"{section}.{row}.{column}", row, block.column_names.index(column))

    for line in block.row_leaves if by_row else block.column_leaves:
        left, right = (tuple(slot(term, line.name) for term in side) for side in (rule.left, rule.right))
        yield RuleLine(line.label, left, right)


def rules_with_rows(report: Report, form: Form, *, across_years: bool = False) -> Iterator[tuple[ExpandedRule, Rows]]:
    """Return the form's rules, each with the rows of its table in the report."""
    tables = {section: dict(rows) for section, rows in report.tables.items()}
    return ((each, tables[each.section]) for each in expanded_rules(form, across_years=across_years))


def _equations_of(subject: Subject, expanded: ExpandedRule, rows: Rows) -> Iterator[Equation]:
    def operand(slot: OperandSlot) -> Operand:
        if slot.term.previous:
            label = f"{subject.report.year - 1} 年度“{slot.label}”"
            return Operand(slot.term, label, subject.previous_cell(slot.name), slot.name)
        return Operand(slot.term, slot.label, rows[slot.row][slot.column], slot.name)

    for line, left, right in expanded.lines:
        yield Equation(expanded.rule, line, tuple(map(operand, left)), tuple(map(operand, right)))


def suspect_equations(subject: Subject) -> Iterator[Equation]:
    """Yield the equations within the report, except those of rules that hold on every line (nearly all do)."""
    for expanded, rows in rules_with_rows(subject.report, subject.form):
        if not _holds_on_every_line(rows, expanded.block, expanded.rule):
            yield from _equations_of(subject, expanded, rows)


def _holds_on_every_line(rows: Rows, block: Block, rule: Rule) -> bool:
    """Return whether the rule holds on every line and all its cells have numbers, without building equations."""
    terms = rule.left + rule.right
    lines: Iterable[Sequence[Cell]]
    if rule.each == "column":
        lines = zip(*(rows[term.name] for term in terms), strict=True)
    else:
        indexes = [block.column_names.index(term.name) for term in terms]
        lines = ([rows[row.name][index] for index in indexes] for row in block.row_leaves)
    signs = [term.sign for term in rule.left] + [-term.sign for term in rule.right]
    return all(_holds(cells, signs, rule.relation) for cells in lines)


def _holds(cells: Sequence[Cell], signs: Sequence[int], relation: str) -> bool:
    difference = Decimal(0)
    for cell, sign in zip(cells, signs, strict=True):
        if cell.value is None:
            return False
        if cell.value:
            difference += sign * cell.value
    return bool(RELATIONS[relation](difference, 0))
