"""A government's figures against the sum of its subordinates' in the same year.

A government's report covers the organs below it, so together they cannot have more than it has, whoever is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.subject import Subject, amount
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.filing import existed
from generator.model.form import Role
from generator.model.problem import Problem
from generator.model.report import Report, plain_number

_NAMED = 5
_CAUSES = "常见原因：政府的报告只填了本级，垂直管理机关的数没有计入，同一件事在几个机关各计一次"


def check_hierarchy(subject: Subject) -> Iterator[Problem]:
    """One question for each figure of which the organs below a government have more than the government itself."""
    agency, catalog, year = subject.agency, subject.catalog, subject.report.year
    if agency is None or catalog is None or agency.kind != "government":
        return
    below = list(_filers(catalog, agency, year, demo=catalog.is_demo(agency.id)))
    for key, role in subject.form.roles.items():
        if role.adds_up and below:
            own = amount(subject.report, subject.form, role)
            theirs = [_theirs(catalog, report, key, role.unit) for _, report in below]
            known = [value for value in theirs if value is not None]
            if own is not None and _rounded(sum(known, Decimal(0)), own) > own:
                absent = [each.name for (each, _), value in zip(below, theirs, strict=True) if value is None]
                yield _question(subject, role, own, known, absent)


def _filers(catalog: Catalog, top: Agency, year: int, *, demo: bool) -> Iterator[tuple[Agency, Report | None]]:
    """The organs directly below, each with its report; below one without a report, its own organs in its place."""
    for agency in catalog.below(top.id):
        if existed(agency, year) and catalog.is_demo(agency.id) == demo:
            report = catalog.standing.get((agency.id, year))
            yield agency, report
            if report is None:
                yield from _filers(catalog, agency, year, demo=demo)


def _theirs(catalog: Catalog, report: Report | None, key: str, unit: str) -> Decimal | None:
    if report is None:
        return None
    form = catalog.form_of(report)
    role = form.role(key)
    return amount(report, form, role) if role and role.unit == unit else None


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """The value with no more decimals than the other was printed with."""
    return round(value, max(0, -int(like.as_tuple().exponent)))


def _question(subject: Subject, role: Role, own: Decimal, theirs: list[Decimal], absent: list[str]) -> Problem:
    together = sum(theirs, Decimal(0))
    more = f"，还没有算上{_listed(absent)}" if absent else ""
    finding = (
        f"{role.label}：本报告是 {plain_number(own)} {role.unit}，所属 {len(theirs)} 个机关的报告合计 "
        f"{plain_number(together)} {role.unit}，多出 {plain_number(together - own)} {role.unit}{more}。"
    )
    advice = f"{_CAUSES}。请核对是否填错；确实如此的，可在 accepts 里写明原因。"
    at = subject.position_of(role.cells[0])
    return Problem(at, "warning", "hierarchy.sum", f"{finding}{advice}", role.cells[0], advice=advice)


def _listed(names: list[str]) -> str:
    shown = "、".join(names[:_NAMED])
    return f"{shown}等 {len(names)} 个机关" if len(names) > _NAMED else shown
