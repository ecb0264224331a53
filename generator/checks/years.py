"""Compare a report with the previous year's: figures that must carry over, and implausible jumps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.equations import Equation, equations
from generator.checks.subject import AREA_KINDS, Subject, amount
from generator.checks.wording import explain
from generator.model.form import Role
from generator.model.problem import Problem
from generator.model.report import plain_number
from generator.sources.declared import YEARS_JUMP, YEARS_LARGE

_MAX_LINES_SHOWN = 2
_JUMP_FACTOR = 10
_OR_ACCEPT = "确实如此的，可在 accepts 里写明原因。"


def check_years(subject: Subject) -> Iterator[Problem]:
    """Yield warnings for figures that do not carry over and for jumps; without a previous report, for large figures."""
    if subject.previous:
        yield from _not_carried_over(subject)
        yield from _jumps(subject)
    elif subject.agency and subject.agency.kind not in AREA_KINDS:
        yield from _large(subject)


def _not_carried_over(subject: Subject) -> Iterator[Problem]:
    """Yield one problem for each broken rule; a line that breaks several rules counts only for the first."""
    broken_lines: set[str] = set()
    groups: dict[str, list[Equation]] = {}
    for equation in equations(subject, across_years=True):
        line = f"{equation.rule.id.split('.')[0]}.{equation.line}"
        if equation.holds is False and line not in broken_lines:
            broken_lines.add(line)
            groups.setdefault(equation.rule.id, []).append(equation)
    for group in groups.values():
        rule, cell = group[0].rule, group[0].anchor.name
        more = f"另有 {len(group) - _MAX_LINES_SHOWN} 处也是这样。" if len(group) > _MAX_LINES_SHOWN else ""
        causes = f"常见原因：{rule.causes}。" if rule.causes else ""
        advice = f"{causes}请核对两年的报告；{_OR_ACCEPT}"
        finding = f"{''.join(explain(equation) for equation in group[:_MAX_LINES_SHOWN])}{more}"
        yield rule.check.at(subject.position_of(cell), finding, advice, cell)


def _jumps(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each tenfold change of a figure that reaches its role's threshold.

    Reports are not compared if different notices prescribe their forms.
    """
    previous, form = subject.previous, subject.previous_form
    if previous is None or form is None or form.issued != subject.form.issued:
        return
    for key, role in subject.form.roles.items():
        if role.jump is None:
            continue
        now, before = amount(subject.report, subject.form, role), amount(previous, form, form.role(key))
        if now is None or before is None or max(now, before) < role.jump:
            continue
        if max(now, before) >= _JUMP_FACTOR * min(now, before) >= 0:
            yield _jump(subject, role, now, before)


def _large(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each figure in a first report that is as large as one in a wrong unit."""
    for role in subject.form.roles.values():
        value = amount(subject.report, subject.form, role) if role.large else None
        if value is not None and role.large and value >= role.large:
            cell, advice = role.cells[0], f"请核对是不是以元填写的；{_OR_ACCEPT}"
            finding = f"{role.label}是 {plain_number(value)} {role.unit}，一个机关少有这么多，又没有上年的报告可比。"
            yield YEARS_LARGE.at(subject.position_of(cell), finding, advice, cell)


def _jump(subject: Subject, role: Role, now: Decimal, before: Decimal) -> Problem:
    less, more = sorted((now, before))
    years = (subject.report.year, subject.report.year - 1)
    high, low = years if now > before else years[::-1]
    figures = f"{plain_number(now)} {role.unit}，{years[1]} 年度是 {plain_number(before)} {role.unit}"
    times = f"，{high} 年度是 {low} 年度的 {plain_number(round(more / less, 1))} 倍" if less else ""
    advice = (
        f"请核对有没有多写、少写一位，或弄错单位。常见原因：职责划转、机构合并、集中办理、统计口径调整；{_OR_ACCEPT}"
    )
    finding = f"{role.label}：{years[0]} 年度是 {figures}{times}。"
    return YEARS_JUMP.at(subject.position_of(role.cells[0]), finding, advice, role.cells[0])
