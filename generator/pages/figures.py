"""Key figures of reports, one for each role of the form, and their totals over comparable agencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.checks.subject import amount
from generator.model.agency import AGENCY_KINDS
from generator.model.catalog import Catalog
from generator.model.form import Form, Role
from generator.model.report import Report


@dataclass(frozen=True)
class Figure:
    """One key figure of one report; `value` is None if the form lacks it or a cell holds no number."""

    role: Role
    value: Decimal | None

    @property
    def text(self) -> str:
        """The formatted number, or a dash."""
        return format_number(self.value)


def format_number(value: Decimal | None) -> str:
    """Return a number with thousands separators and no trailing zeros, or a dash for None."""
    if value is None:
        return "—"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def chinese_date(day: date) -> str:
    """Return a date as official documents write it: 2025年1月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def figure(report: Report, form: Form, key: str) -> Decimal | None:
    """Return the report's figure for the role `key`: the sum of its cells, or None if any has no number."""
    return amount(report, form, form.role(key))


def figures(report: Report, form: Form) -> list[Figure]:
    """Return the key figures of the report that pages show: first the large ones, then the others."""
    roles = form.roles.values()
    shown = [role for display in ("large", "small") for role in roles if role.display == display]
    return [Figure(role, figure(report, form, role.key)) for role in shown]


def roles_of(catalog: Catalog, reports: Iterable[Report]) -> list[Role]:
    """Return the roles to list of the reports' forms, each once, starting with those of the newest form."""
    forms = dict.fromkeys(report.form for report in sorted(reports, key=lambda report: -report.year))
    roles: dict[str, Role] = {}
    for form in forms:
        for role in _listed(catalog.forms[form]):
            roles.setdefault(role.key, role)
    return list(roles.values())


def _listed(form: Form) -> Iterator[Role]:
    """Yield the key figures that pages show, the outcomes of requests after what was concluded."""
    for role in form.roles.values():
        if role.display != "none":
            yield role
        if form.outcomes and role == form.outcomes.concluded:
            yield from form.outcomes.parts


@dataclass(frozen=True)
class Total:
    """Sums over the reports of agencies of one kind under one parent; `counted` is how many reports enter each sum."""

    label: str
    reports: int
    sums: tuple[Decimal | None, ...]
    counted: tuple[int, ...]


def totals(catalog: Catalog, reports: Sequence[Report], roles: Sequence[Role]) -> list[Total]:
    """Return totals over the comparable reports."""
    return [total(label, catalog, members, roles) for label, members in comparable(catalog, reports)]


def comparable(catalog: Catalog, reports: Sequence[Report]) -> list[tuple[str, list[Report]]]:
    """Return the reports of agencies of one kind under the same parent, if there are at least two, with whose they are.

    A government's report already includes its departments' figures, so the two are never added up.
    """
    groups: dict[tuple[str | None, str], list[Report]] = {}
    for report in reports:
        groups.setdefault(group_of(catalog, report), []).append(report)
    return [
        (group_label(catalog, parent, kind), members) for (parent, kind), members in groups.items() if len(members) > 1
    ]


def group_of(catalog: Catalog, report: Report) -> tuple[str | None, str]:
    """Return what makes reports comparable: the parent and the kind of their agencies."""
    agency = catalog.agencies[report.agency]
    return agency.parent, agency.kind


def group_label(catalog: Catalog, parent: str | None, kind: str) -> str:
    """Return the words for all agencies of a kind below a parent."""
    return f"{catalog.agencies[parent].name}所属{AGENCY_KINDS[kind]}" if parent else AGENCY_KINDS[kind]


def total(label: str, catalog: Catalog, reports: Sequence[Report], roles: Sequence[Role]) -> Total:
    """Return the sums over comparable reports; a sum over no number is None."""
    columns = [[figure(report, catalog.form_of(report), role.key) for report in reports] for role in roles]
    known = [[value for value in column if value is not None] for column in columns]
    sums = tuple(sum(values, Decimal(0)) if values else None for values in known)
    return Total(label, len(reports), sums, tuple(len(values) for values in known))
