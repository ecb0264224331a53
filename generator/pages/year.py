"""What a year's page shows, put together for its template: all agencies, totals of like with like, who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.model.filing import Status, status
from generator.model.form import Role
from generator.model.report import Report
from generator.pages.figures import figure, roles_of, totals

_ABSENCES = (Status.WITHDRAWN, Status.MISSING, Status.NOT_DUE, Status.UNCOLLECTED)


@dataclass(frozen=True)
class AgencyRow:
    """One report of the year: its agency, the government it stands under, its kind, and its key figures."""

    agency: Agency
    name: str
    region: str
    kind: str
    values: tuple[Decimal | None, ...]


def year_view(catalog: Catalog, year: int) -> dict[str, Any]:
    """The variables of `pages/year.md.j2`. Demonstration data is listed apart and enters no total."""
    reports = catalog.reports_in(year)
    roles = roles_of(catalog, reports)
    real = [report for report in reports if not catalog.is_demo(report.agency)]
    demo = [report for report in reports if catalog.is_demo(report.agency)]
    return {
        "year": year,
        "roles": roles,
        "groups": [
            (is_demo, [_row(catalog, report, roles) for report in group])
            for is_demo, group in ((False, real), (True, demo))
            if group
        ],
        "totals": totals(catalog, real, roles),
        "absent": {state.name: _absent(catalog, year, state) for state in _ABSENCES},
        "is_demo": catalog.is_demo,
        "years": catalog.years,
    }


def _absent(catalog: Catalog, year: int, state: Status) -> list[Agency]:
    """The agencies without a report of that year that stand so, in the order of the tree."""
    agencies = catalog.agencies.values()
    return [agency for agency in agencies if status(catalog, agency, year, catalog.day_for(agency.id)) is state]


def _row(catalog: Catalog, report: Report, roles: list[Role]) -> AgencyRow:
    agency, form = catalog.agencies[report.agency], catalog.form_of(report)
    return AgencyRow(
        agency,
        catalog.name_in(agency.id, report.year),
        catalog.government(agency).name.removesuffix("人民政府"),
        AGENCY_KINDS[agency.kind],
        tuple(figure(report, form, role.key) for role in roles),
    )
