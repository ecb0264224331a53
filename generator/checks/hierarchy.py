"""Compare a government's figures with the sum of its subordinates' figures for the same year.

A government's report covers the agencies below it, so their sum cannot exceed its own figure, even if some are missing.
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
from generator.sources.declared import HIERARCHY_SUM

_MAX_LISTED_NAMES = 5
_CAUSES = "常见原因：政府的报告只填了本级，垂直管理机关的数没有计入，同一件事在几个机关各计一次"


def check_hierarchy(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each figure of a government that is smaller than the sum of its subordinates' figures."""
    agency, catalog, year = subject.agency, subject.catalog, subject.report.year
    if agency is None or catalog is None or agency.kind != "government":
        return
    subordinates = list(_filers(catalog, agency, year, demo=catalog.is_demo(agency.id)))
    for key, role in subject.form.roles.items():
        if role.adds_up and subordinates:
            own = amount(subject.report, subject.form, role)
            values = [_subordinate_amount(catalog, report, key, role.unit) for _, report in subordinates]
            known = [value for value in values if value is not None]
            if own is not None and _rounded_like(sum(known, Decimal(0)), own) > own:
                missing = [each.name for (each, _), value in zip(subordinates, values, strict=True) if value is None]
                yield _warning(subject, role, own, known, missing)


def _filers(catalog: Catalog, top: Agency, year: int, *, demo: bool) -> Iterator[tuple[Agency, Report | None]]:
    """Yield each agency below `top` with its report; if it has none, also yield the agencies below it."""
    for agency in catalog.below(top.id):
        if existed(agency, year) and catalog.is_demo(agency.id) == demo:
            report = catalog.active_reports.get((agency.id, year))
            yield agency, report
            if report is None:
                yield from _filers(catalog, agency, year, demo=demo)


def _subordinate_amount(catalog: Catalog, report: Report | None, key: str, unit: str) -> Decimal | None:
    """Return the report's figure for the role; None if there is no such figure in the same unit."""
    if report is None:
        return None
    form = catalog.form_of(report)
    role = form.role(key)
    return amount(report, form, role) if role and role.unit == unit else None


def _rounded_like(value: Decimal, printed: Decimal) -> Decimal:
    """Return the value rounded to as many decimals as the printed number has."""
    return round(value, max(0, -int(printed.as_tuple().exponent)))


def _warning(subject: Subject, role: Role, own: Decimal, values: list[Decimal], missing: list[str]) -> Problem:
    total = sum(values, Decimal(0))
    not_counted = f"，还没有算上{_listed(missing)}" if missing else ""
    finding = (
        f"{role.label}：本报告是 {plain_number(own)} {role.unit}，所属 {len(values)} 个机关的报告合计 "
        f"{plain_number(total)} {role.unit}，多出 {plain_number(total - own)} {role.unit}{not_counted}。"
    )
    advice = f"{_CAUSES}。请核对是否填错；确实如此的，可在 accepts 里写明原因。"
    cell = role.cells[0]
    return HIERARCHY_SUM.at(subject.position_of(cell), finding, advice, cell)


def _listed(names: list[str]) -> str:
    shown = "、".join(names[:_MAX_LISTED_NAMES])
    return f"{shown}等 {len(names)} 个机关" if len(names) > _MAX_LISTED_NAMES else shown
