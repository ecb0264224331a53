"""The view of a year's page: key figures of all agencies, totals of comparable ones, and agencies without a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypedDict

from markupsafe import Markup

from generator.checks.subject import AREA_KINDS
from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.model.filing import Status, status
from generator.model.form import Role
from generator.model.report import Report
from generator.pages.agency import outcome_roles
from generator.pages.figures import Total, comparable, figure, roles_of, totals
from generator.pages.outcomes import outcome_bars, outcome_figures, outcome_sum

_MAX_BARS = 30
"""The largest number of agencies with a bar each: about as many as a county has departments."""

_WITHOUT_REPORT = (Status.WITHDRAWN, Status.MISSING, Status.NOT_DUE, Status.UNCOLLECTED)


@dataclass(frozen=True)
class AgencyRow:
    """One report of the year: the agency, its government's name, its kind, and its key figures."""

    agency: Agency
    name: str
    region: str
    kind: str
    values: tuple[Decimal | None, ...]


class AgencyGroup(NamedTuple):
    """The rows of real reports, or of demonstration data, and a bar of the outcomes of each if there are few."""

    demo: bool
    rows: Sequence[AgencyRow]
    bars: Markup | None
    without_bar: Sequence[str]
    """The kinds of agencies that the bars leave out."""


class YearView(TypedDict):
    """Variables of `pages/year.md.j2`."""

    year: int
    roles: Sequence[Role]
    groups: Sequence[AgencyGroup]
    totals: Sequence[Total]
    total_bars: Markup | None
    outcome_roles: Sequence[Role]
    absent: Mapping[str, Sequence[Agency]]
    is_demo: Callable[[str], bool]
    years: Sequence[int]


def year_view(catalog: Catalog, year: int) -> YearView:
    """Return the variables of `pages/year.md.j2`. Demonstration data is listed separately and enters no total."""
    reports = catalog.reports_in(year)
    roles = roles_of(catalog, reports)
    real = [report for report in reports if not catalog.is_demo(report.agency)]
    demo = [report for report in reports if catalog.is_demo(report.agency)]
    return {
        "year": year,
        "roles": roles,
        "groups": [
            AgencyGroup(
                is_demo,
                [_row(catalog, report, roles) for report in group],
                _bars(catalog, year, group, "demo-outcomes" if is_demo else "outcomes"),
                _kinds_without_bar(catalog, group),
            )
            for is_demo, group in ((False, real), (True, demo))
            if group
        ],
        "totals": totals(catalog, real, roles),
        "total_bars": _total_bars(catalog, year, real),
        "outcome_roles": outcome_roles(catalog, reports),
        "absent": {each.name: _agencies_with(catalog, year, each) for each in _WITHOUT_REPORT},
        "is_demo": catalog.is_demo,
        "years": catalog.years,
    }


def _bars(catalog: Catalog, year: int, reports: Sequence[Report], id: str) -> Markup | None:
    """Return a bar of the outcomes of each report if there are few.

    Reports on an area include others, so they are left out where there are others.
    """
    drawn = [each for each in reports if catalog.agencies[each.agency].kind not in AREA_KINDS] or reports
    if len(drawn) > _MAX_BARS:
        return None
    found = [(catalog.name_in(each.agency, year), outcome_figures(each, catalog.form_of(each))) for each in drawn]
    return outcome_bars(id, f"{year}年各机关办理结果", [(name, figures) for name, figures in found if figures])


def _kinds_without_bar(catalog: Catalog, reports: Sequence[Report]) -> list[str]:
    """Return the kinds of agencies whose reports are on an area, if there are others beside them."""
    kinds = {catalog.agencies[each.agency].kind for each in reports}
    return [label for kind, label in AGENCY_KINDS.items() if kind in kinds & AREA_KINDS and kinds - AREA_KINDS]


def _total_bars(catalog: Catalog, year: int, reports: Sequence[Report]) -> Markup | None:
    """Return a bar of the sums over each group of comparable reports; the label says over how many."""
    bars = []
    for label, members in comparable(catalog, reports):
        figures = [each for report in members if (each := outcome_figures(report, catalog.form_of(report)))]
        if total := outcome_sum(figures):
            counted = sum(each.known_parts is not None for each in figures)
            without = f"，另有{len(members) - counted}份因空白或文字不计入" if counted < len(members) else ""
            bars.append((f"{label}（{counted}份{without}）", total))
    return outcome_bars("total-outcomes", f"{year}年同类机关办理结果合计", bars)


def _agencies_with(catalog: Catalog, year: int, expected: Status) -> list[Agency]:
    """Return the agencies that have this filing status for the year, in the order of the tree."""
    agencies = catalog.agencies.values()
    return [agency for agency in agencies if status(catalog, agency, year, catalog.day_for(agency.id)) is expected]


def _row(catalog: Catalog, report: Report, roles: list[Role]) -> AgencyRow:
    agency, form = catalog.agencies[report.agency], catalog.form_of(report)
    return AgencyRow(
        agency,
        catalog.name_in(agency.id, report.year),
        catalog.government(agency).name.removesuffix("人民政府"),
        AGENCY_KINDS[agency.kind],
        tuple(figure(report, form, role.key) for role in roles),
    )
