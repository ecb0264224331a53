"""What a year's page shows, put together for its template: all agencies, totals of like with like, who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.catalog import Catalog
from generator.form import Role
from generator.pages.figures import figure, roles_of, totals
from generator.report import Agency, Report
from generator.source import KINDS


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
    absent = missing(catalog, year)
    return {
        "year": year,
        "roles": roles,
        "groups": [
            (is_demo, [_row(catalog, report, roles) for report in group])
            for is_demo, group in ((False, real), (True, demo))
            if group
        ],
        "totals": totals(catalog, real, roles),
        "missing": [agency for agency in absent if owes(agency, year)],
        "uncollected": [agency for agency in absent if not agency.duty],
        "is_demo": catalog.is_demo,
        "years": catalog.years,
    }


def missing(catalog: Catalog, year: int) -> list[Agency]:
    """The agencies of that year without a report here, in the order of the tree.

    One with a declared duty that covers the year should have filed; of any other it is only known that its report is
    not collected here. One whose declared duty does not cover the year is not missing.
    """
    absent = [agency for agency in catalog.agencies.values() if (agency.id, year) not in catalog.reports]
    return [agency for agency in absent if _existed(agency, year) and (owes(agency, year) or not agency.duty)]


def owes(agency: Agency, year: int) -> bool:
    """Whether the agency has declared a duty to file for the year."""
    duty = agency.duty
    return duty is not None and duty.first_year <= year <= (duty.last_year or year)


def _existed(agency: Agency, year: int) -> bool:
    return (agency.since or year) <= year <= (agency.until or year)


def _row(catalog: Catalog, report: Report, roles: list[Role]) -> AgencyRow:
    agency, form = catalog.agencies[report.agency], catalog.form_of(report)
    return AgencyRow(
        agency,
        catalog.name_in(agency.id, report.year),
        catalog.government(agency).name.removesuffix("人民政府"),
        KINDS[agency.kind],
        tuple(figure(report, form, role.key) for role in roles),
    )
