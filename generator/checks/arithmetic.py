"""The equations (勾稽关系) of a report, as its form states them, and the check of those inside one report.

Balance is printed in the official table: 第一项加第二项之和，等于第三项加第四项之和
(国办公开办函〔2019〕60号, 〔2021〕30号); the sums follow from the headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.subject import Subject
from generator.form import Block, Form
from generator.report import OPEN, Cell, Level, Problem, abridged, plain_number
from generator.rule import Rule, Term
from generator.source.cells import is_readable

_ADVICE = "请核对原件，改正填错的数。"


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


def check_arithmetic(subject: Subject) -> Iterator[Problem]:
    """An error for each equation that does not hold; one question a table for those that cannot be judged."""
    unjudged: dict[str, list[Equation]] = {}
    for equation in _doubtful(subject):
        if equation.holds is None:
            unjudged.setdefault(equation.rule.id.split(".")[0], []).append(equation)
        elif not equation.holds:
            message = f"{explain(equation)}{_ADVICE}"
            at = subject.place(equation.at.name)
            yield Problem(at, level_of(equation.rule), equation.rule.id, message, equation.at.name, advice=_ADVICE)
    for section, group in unjudged.items():
        yield from _blanks(subject, section, group)


def _doubtful(subject: Subject) -> Iterator[Equation]:
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


def explain(equation: Equation) -> str:
    """Both sides with labels and numbers, and the difference."""
    left, right = total(equation.left), total(equation.right)
    apart = {"=": "≠", "<=": "大于", ">=": "小于"}[equation.rule.relation]
    sides = f"{_side(equation.left)} {apart} {_side(equation.right)}"
    return f"{equation.line}：{sides}，相差 {plain_number(abs(left - right))}。"


def statement(equation: Equation) -> str:
    """What the rule says, in the printed labels: `甲 + 乙 = 丙`."""
    sides = (" ".join(_signed(operand, operand.label) for operand in side) for side in (equation.left, equation.right))
    left, right = (text.removeprefix("+ ") for text in sides)
    return f"{left} {equation.rule.relation} {right}"


def both_sides(equation: Equation) -> str:
    """The equation in printed numbers only: `16 + 0 = 16 + 0`; of a long sum only what is not zero."""
    left, right = (_numbers(side) for side in (equation.left, equation.right))
    relation = equation.rule.relation if equation.holds is not False else "≠"
    return f"{left} {relation} {right}"


def _numbers(side: tuple[Operand, ...]) -> str:
    shown = [operand for operand in side if operand.cell.value != 0] if len(side) > 2 else side
    text = " ".join(_signed(operand, operand.cell.printed or "（空白）") for operand in shown)
    return text.removeprefix("+ ") or "0"


def _signed(operand: Operand, text: str) -> str:
    return f"{'-' if operand.term.sign < 0 else '+'} {text}"


def _side(side: tuple[Operand, ...]) -> str:
    """`甲 1 + 乙 2 = 3`; of a long sum only last year's terms and those that are not zero, and how many are."""
    shown = [operand for operand in side if operand.cell.value or operand.term.previous or len(side) <= 2]
    if not shown:
        return f"0（{len(side)} 项都是 0）"
    text = " ".join(_signed(operand, f"{operand.label} {operand.cell.plain}") for operand in shown)
    zeros = f"（其余 {len(side) - len(shown)} 项为 0）" if len(shown) < len(side) else ""
    sum_ = f"{'' if zeros else ' '}= {plain_number(total(side))}" if len(shown) > 1 or shown[0].term.sign < 0 else ""
    return f"{text.removeprefix('+ ')}{zeros}{sum_}"


def _blanks(subject: Subject, section: str, group: list[Equation]) -> Iterator[Problem]:
    """One question for the blanks of a table; cells that are faults in themselves have been told."""
    missing = {operand.name: operand for equation in group for operand in equation.unreadable}
    blanks = [each for each in missing.values() if each.cell.printed != OPEN and is_readable(each.cell)]
    if not blanks:
        return
    first = min(blanks, key=lambda operand: subject.place(operand.name))
    kinds = sorted({f"“{abridged(operand.cell.printed)}”" if operand.cell.printed else "空白" for operand in blanks})
    finding = f"表中有 {len(blanks)} 格（{'、'.join(kinds)}）没有可计算的数，涉及的 {len(group)} 条勾稽关系无法核对。"
    advice = "空白不当作 0：确实是 0 的请填 0，原件如此的可以不改。"
    at = subject.place(first.name)
    yield Problem(at, "warning", f"{section}.blank", f"{finding}{advice}", first.name, advice=advice)
