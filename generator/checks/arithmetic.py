"""Check the equations (勾稽关系) within one report."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.catalogue import blank_cells
from generator.checks.equations import Equation, suspect_equations, total
from generator.checks.repairs import repair_of, repairs
from generator.checks.subject import Subject
from generator.checks.wording import explain
from generator.model.form import Section
from generator.model.problem import Problem, abridged
from generator.model.report import OPEN
from generator.sources.declared import TABLE_BLANK
from generator.sources.reading.cells import is_readable

_ADVICE = "请核对原件，改正填错的数。"


def check_arithmetic(subject: Subject) -> Iterator[Problem]:
    """Yield an error for each equation that does not hold, and a warning per table for those that cannot be judged.

    A table that is blank from end to end draws one warning, whether or not it has equations.
    """
    broken: list[Equation] = []
    unjudged: dict[str, list[Equation]] = {}
    for equation in suspect_equations(subject):
        if equation.holds is None:
            unjudged.setdefault(equation.rule.id.split(".")[0], []).append(equation)
        elif not equation.holds:
            broken.append(equation)
    proposals = repairs(subject) if len(broken) > 1 else []
    for equation in broken:
        repair, cell = repair_of(equation, proposals), equation.anchor.name
        advice = repair.advice if repair else _ADVICE
        sides = total(equation.left), total(equation.right)
        yield equation.rule.check.at(subject.position_of(cell), explain(equation), advice, cell, sides)
    for section, group in unjudged.items():
        yield from _blank_cells(subject, section, group)
    for section in subject.form.tables:
        cells = [cell for row in subject.report.tables[section].values() for cell in row]
        if section not in unjudged and not any(cell.printed for cell in cells):
            yield _blank_table(subject, section)


def _blank_cells(subject: Subject, section: str, group: list[Equation]) -> Iterator[Problem]:
    """Yield one warning for the table's cells without a number, except those that other checks report."""
    missing = {operand.name: operand for equation in group for operand in equation.unreadable}
    blanks = [each for each in missing.values() if each.cell.printed != OPEN and is_readable(each.cell)]
    if not blanks:
        return
    first = min(blanks, key=lambda operand: subject.position_of(operand.name))
    kinds = sorted({f"“{abridged(operand.cell.printed)}”" if operand.cell.printed else "空白" for operand in blanks})
    finding = f"表中有 {len(blanks)} 格（{'、'.join(kinds)}）没有可计算的数，涉及的 {len(group)} 条勾稽关系无法核对。"
    advice = "空白不当作 0：确实是 0 的请填 0，原件如此的可以不改。"
    yield blank_cells(_section(subject, section)).at(subject.position_of(first.name), finding, advice, first.name)


def _blank_table(subject: Subject, section: str) -> Problem:
    """Return the warning for a table without anything in its cells, which no equation of the year notices."""
    advice = "空白不当作 0：没有的请填 0；原件就是空白的，写入 accepts 说明理由。"
    finding = f"“{_section(subject, section).title}”的表全是空白。"
    return TABLE_BLANK.at(subject.report.position(section), finding, advice)


def _section(subject: Subject, key: str) -> Section:
    return next(each for each in subject.form.sections if each.key == key)
