"""The view of an agency's page: its reports over the years, a chart of key figures, and the agencies below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, TypedDict

from markupsafe import Markup

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog
from generator.model.filing import status
from generator.model.form import Role
from generator.model.report import Report
from generator.pages.charts import Series, column_chart
from generator.pages.facts import Fact, agency_facts
from generator.pages.figures import figure, format_number, roles_of
from generator.pages.outcomes import outcome_bars, outcome_figures


@dataclass(frozen=True)
class YearRow:
    """One year of an agency: its report with the formatted figure of each role, or the reason why there is none.

    `is_new_form` says that the report before had another form.
    """

    year: int
    report: Report | None
    form: str
    figures: tuple[str, ...]
    state: str
    is_new_form: bool = False


class ChildAgency(NamedTuple):
    """An agency directly below another, and the years it has reports for."""

    agency: Agency
    years: Sequence[int]


class AgencyView(TypedDict):
    """Variables of `pages/agency.md.j2`."""

    agency: Agency
    kind: str
    demo: bool
    above: Sequence[Agency]
    facts: Sequence[Fact]
    roles: Sequence[Role]
    rows: Sequence[YearRow]
    chart: Markup | None
    chart_unit: str
    chart_names: Sequence[str]
    outcome_bars: Markup | None
    outcome_roles: Sequence[Role]
    below: Sequence[ChildAgency]


def agency_view(catalog: Catalog, agency: Agency) -> AgencyView:
    """Return the variables of `pages/agency.md.j2`."""
    reports = catalog.reports_of(agency.id)
    roles = roles_of(catalog, reports)
    charted = charted_roles(roles)
    return {
        "agency": agency,
        "kind": AGENCY_KINDS[agency.kind],
        "demo": catalog.is_demo(agency.id),
        "above": catalog.above(agency),
        "facts": agency_facts(agency),
        "roles": roles,
        "rows": _rows(catalog, agency, reports, roles),
        "chart": trend_chart(catalog, agency, reports, charted),
        "chart_unit": charted[0].unit if charted else "",
        "chart_names": [role.label for role in charted],
        "outcome_bars": yearly_outcomes(catalog, agency, reports),
        "outcome_roles": outcome_roles(catalog, reports),
        "below": [
            ChildAgency(each, [report.year for report in catalog.reports_of(each.id)])
            for each in catalog.below(agency.id)
        ],
    }


def _rows(catalog: Catalog, agency: Agency, reports: list[Report], roles: list[Role]) -> list[YearRow]:
    """Return a row for each year from the oldest report to the newest, as in the charts, also years without one."""
    by_year = {report.year: report for report in reports}
    if not by_year:
        return []
    new_forms = years_of_new_forms(reports)
    return [
        _row(catalog, agency, year, by_year.get(year), roles, is_new_form=year in new_forms)
        for year in range(min(by_year), max(by_year) + 1)
    ]


def years_of_new_forms(reports: Sequence[Report]) -> set[int]:
    """Return the years whose report has another form than the one before, of an agency's reports from the oldest."""
    return {later.year for earlier, later in pairwise(reports) if later.form != earlier.form}


def _row(
    catalog: Catalog, agency: Agency, year: int, report: Report | None, roles: list[Role], *, is_new_form: bool
) -> YearRow:
    if report is None:
        withdrawn = (agency.id, year) in catalog.reports
        state = "已撤回" if withdrawn else status(catalog, agency, year, catalog.day_for(agency.id)).value
        return YearRow(year, None, "", (), state)
    form = catalog.form_of(report)
    figures = tuple(format_number(figure(report, form, role.key)) for role in roles)
    return YearRow(year, report, form.name, figures, "已收录", is_new_form)


def charted_roles(roles: list[Role]) -> list[Role]:
    """Return the roles for the trend chart: those that the form marks, if they have the unit of the first one."""
    marked = [role for role in roles if role.charted]
    return [role for role in marked if role.unit == marked[0].unit]


def trend_chart(catalog: Catalog, agency: Agency, reports: list[Report], roles: list[Role]) -> Markup | None:
    """Return a chart of the roles over the years, or None if there are fewer than two reports to compare."""
    if len(reports) <= 1 or not roles:
        return None
    years = list(range(reports[0].year, reports[-1].year + 1))
    by_year = {report.year: report for report in reports}

    def values(role: Role) -> tuple[Decimal | None, ...]:
        found = [by_year.get(year) for year in years]
        return tuple(figure(each, catalog.form_of(each), role.key) if each else None for each in found)

    title = f"{agency.name}{years[0]}—{years[-1]}年{'、'.join(role.label for role in roles)}"
    series = [Series(role.label, values(role)) for role in roles]
    breaks = [years.index(year) for year in years_of_new_forms(reports)]
    return column_chart(title, roles[0].unit, [str(year) for year in years], series, breaks)


def yearly_outcomes(catalog: Catalog, agency: Agency, reports: Sequence[Report]) -> Markup | None:
    """Return a bar of the outcomes of requests for each year with a report; labels say where the form changes."""
    new_forms = years_of_new_forms(reports)
    bars = []
    for report in reports:
        form = catalog.form_of(report)
        change = f"（改用{form.name}）" if report.year in new_forms else ""
        if figures := outcome_figures(report, form):
            bars.append((f"{report.year}年{change}", figures))
    return outcome_bars("outcomes", f"{agency.name}历年办理结果", bars)


def outcome_roles(catalog: Catalog, reports: Sequence[Report]) -> Sequence[Role]:
    """Return the roles of the outcomes in the newest of the forms that have any."""
    outcomes = [catalog.form_of(report).outcomes for report in sorted(reports, key=lambda each: each.year)]
    return next((each.parts for each in reversed(outcomes) if each), ())
