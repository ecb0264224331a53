"""What an agency's page shows, put together for its template."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.model.filing import status
from generator.model.form import Role
from generator.model.report import Report
from generator.pages.charts import Series, column_chart
from generator.pages.figures import figure, roles_of, shown


@dataclass(frozen=True)
class YearRow:
    """One year of an agency: its report, if collected, and what the report says under each role."""

    year: int
    report: Report | None
    form: str
    figures: tuple[str, ...]
    state: str


def agency_view(catalog: Catalog, agency: Agency) -> dict[str, Any]:
    """The variables of `pages/agency.md.j2`."""
    reports = catalog.reports_of(agency.id)
    roles = roles_of(catalog, reports)
    return {
        "agency": agency,
        "kind": AGENCY_KINDS[agency.kind],
        "demo": catalog.is_demo(agency.id),
        "above": catalog.above(agency),
        "facts": _facts(agency),
        "roles": roles,
        "rows": _rows(catalog, agency, reports, roles),
        "chart": trend(catalog, agency, reports, charted(roles)),
        "chart_unit": charted(roles)[0].unit if charted(roles) else "",
        "chart_names": [role.label for role in charted(roles)],
        "below": [(each, [report.year for report in catalog.reports_of(each.id)]) for each in catalog.below(agency.id)],
    }


def _facts(agency: Agency) -> list[tuple[str, str]]:
    life = f"{agency.since or ''}—{agency.until or '今'}" if agency.since or agency.until else None
    lines = [
        ("简称", "、".join(agency.short_names)),
        ("行政区划代码", agency.region),
        ("统一社会信用代码", agency.uscc),
        ("存续", life),
    ]
    return [(label, text) for label, text in lines if text]


def _rows(catalog: Catalog, agency: Agency, reports: list[Report], roles: list[Role]) -> list[YearRow]:
    """The years from the newest report to the oldest, gaps included."""
    by_year = {report.year: report for report in reports}
    if not by_year:
        return []
    return [_row(catalog, agency, year, by_year.get(year), roles) for year in range(max(by_year), min(by_year) - 1, -1)]


def _row(catalog: Catalog, agency: Agency, year: int, report: Report | None, roles: list[Role]) -> YearRow:
    if report is None:
        withdrawn = (agency.id, year) in catalog.reports
        state = "已撤回" if withdrawn else status(catalog, agency, year, catalog.day_for(agency.id)).value
        return YearRow(year, None, "", (), state)
    form = catalog.form_of(report)
    return YearRow(year, report, form.name, tuple(shown(figure(report, form, role.key)) for role in roles), "已收录")


def charted(roles: list[Role]) -> list[Role]:
    """The roles the trend chart shows: those the form marks, of one unit."""
    marked = [role for role in roles if role.charted]
    return [role for role in marked if role.unit == marked[0].unit]


def trend(catalog: Catalog, agency: Agency, reports: list[Report], roles: list[Role]) -> Markup | None:
    """A chart of the roles over the years, where there are at least two years to compare."""
    if len(reports) <= 1 or not roles:
        return None
    years = list(range(reports[0].year, reports[-1].year + 1))
    by_year = {report.year: report for report in reports}

    def values(role: Role) -> tuple[Decimal | None, ...]:
        found = [by_year.get(year) for year in years]
        return tuple(figure(each, catalog.form_of(each), role.key) if each else None for each in found)

    title = f"{agency.name}{years[0]}—{years[-1]}年{'、'.join(role.label for role in roles)}"
    return column_chart(
        title, roles[0].unit, [str(year) for year in years], [Series(r.label, values(r)) for r in roles]
    )
