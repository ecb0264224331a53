"""The view of a year's page: key figures of all agencies, totals of comparable ones, and agencies without a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypedDict

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.model.filing import Status, status
from generator.model.form import Role
from generator.model.report import Report
from generator.pages.figures import Total, figure, roles_of, totals

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
    """The rows of real reports, or of demonstration data."""

    demo: bool
    rows: Sequence[AgencyRow]


class YearView(TypedDict):
    """Variables of `pages/year.md.j2`."""

    year: int
    roles: Sequence[Role]
    groups: Sequence[AgencyGroup]
    totals: Sequence[Total]
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
            AgencyGroup(is_demo, [_row(catalog, report, roles) for report in group])
            for is_demo, group in ((False, real), (True, demo))
            if group
        ],
        "totals": totals(catalog, real, roles),
        "absent": {each.name: _agencies_with(catalog, year, each) for each in _WITHOUT_REPORT},
        "is_demo": catalog.is_demo,
        "years": catalog.years,
    }


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
