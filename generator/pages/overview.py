"""What the home page and the page of years show of all reports: key figures by year, and the newest reports.

Figures are added up over the largest group of comparable reports only: a government's already hold its departments'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from generator.model.catalog import Catalog
from generator.model.form import Role
from generator.model.report import Report
from generator.pages.figures import format_number, group_label, group_of, roles_of, total
from generator.pages.outcomes import outcome_figures

_MAX_NEWEST = 6


class YearFigures(NamedTuple):
    """A year: its reports, how many of them are added up, and the sums as printed, with how many had a number."""

    year: int
    reports: int
    members: int
    figures: Sequence[tuple[str, int]]


class Overview(NamedTuple):
    """The years, newest first, of real reports or of demonstration data; `scope` says whose figures are added up."""

    demo: bool
    scope: str
    roles: Sequence[Role]
    years: Sequence[YearFigures]

    @property
    def is_sum(self) -> bool:
        """Whether the figures of any year are those of several reports."""
        return any(year.members > 1 for year in self.years)

    @property
    def has_gaps(self) -> bool:
        """Whether some but not all reports of a sum have a number."""
        return any(known not in (0, year.members) for year in self.years for _, known in year.figures)


class NewReport(NamedTuple):
    """A report, its agency's name in that year, and what became of its requests in a sentence."""

    report: Report
    name: str
    headline: str


def overviews(catalog: Catalog) -> list[Overview]:
    """Return the overview of the real reports and that of the demonstration data, as far as there are any."""
    return [found for demo in (False, True) if (found := _overview(catalog, demo=demo))]


def _overview(catalog: Catalog, *, demo: bool) -> Overview | None:
    reports = _reports(catalog, demo=demo)
    if not reports:
        return None
    groups = Counter(group_of(catalog, report) for report in reports)
    scope = max(groups, key=lambda group: groups[group])
    members = [report for report in reports if group_of(catalog, report) == scope]
    roles = [role for role in roles_of(catalog, members) if role.display == "large"]
    agencies = {report.agency for report in members}
    label = catalog.agencies[agencies.pop()].name if len(agencies) == 1 else group_label(catalog, *scope)
    years = sorted({report.year for report in reports}, reverse=True)
    return Overview(demo, label, roles, [_year(catalog, year, reports, members, roles) for year in years])


def _reports(catalog: Catalog, *, demo: bool) -> list[Report]:
    return [report for report in catalog.active_reports.values() if catalog.is_demo(report.agency) is demo]


def _year(
    catalog: Catalog, year: int, reports: Sequence[Report], members: Sequence[Report], roles: Sequence[Role]
) -> YearFigures:
    added = total("", catalog, [report for report in members if report.year == year], roles)
    count = sum(report.year == year for report in reports)
    figures = zip(map(format_number, added.sums), added.counted, strict=True)
    return YearFigures(year, count, added.reports, list(figures))


def newest(catalog: Catalog) -> list[NewReport]:
    """Return the newest reports by publication, undated ones last, by year; demonstration data only if all are."""
    reports = _reports(catalog, demo=False) or _reports(catalog, demo=True)
    latest = sorted(reports, key=lambda report: (report.published or date.min, report.year), reverse=True)
    return [_new(catalog, report) for report in latest[:_MAX_NEWEST]]


def _new(catalog: Catalog, report: Report) -> NewReport:
    figures = outcome_figures(report, catalog.form_of(report))
    return NewReport(
        report, catalog.name_in(report.agency, report.year), figures.headline(report.year) if figures else ""
    )
