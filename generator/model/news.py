"""What is new on the site: published reports, and corrections and withdrawals of them, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.agency import Agency
from generator.model.amendments import Amendment, amendments
from generator.model.catalog import Catalog, grouped
from generator.model.report import Report


@dataclass(frozen=True)
class News:
    """The publication of a report on a day, or its amendment.

    A publication without a known or plausible day has the first day on which it was possible.
    """

    report: Report
    day: date
    amendment: Amendment | None = None


def news(catalog: Catalog) -> list[News]:
    """Return the publications of all reports that are not withdrawn, and all amendments.

    Newest first; within a day amendments come first, then reports of newer years, each in the order of the agency tree.
    """
    order = {id: place for place, id in enumerate(catalog.agencies)}
    reports = sorted(catalog.active_reports.values(), key=lambda each: (-each.year, order[each.agency]))
    published = (News(each, each.evident_day or date(each.year + 1, 1, 1)) for each in reports)
    amended = (News(each.report, each.date, each) for each in amendments(catalog))
    return sorted((*amended, *published), key=lambda each: each.day, reverse=True)


def news_of_agencies(catalog: Catalog, found: Iterable[News]) -> Mapping[str, list[News]]:
    """Return the news of each agency with those below it; of real agencies without demonstration data below them."""
    by_agency: dict[str, list[News]] = {id: [] for id in catalog.agencies}
    for each in found:
        agency = catalog.agencies[each.report.agency]
        for id in (agency.id, *(above.id for above in catalog.above(agency))):
            if catalog.is_demo(id) is catalog.is_demo(agency.id):
                by_agency[id].append(each)
    return by_agency


def news_of_years(found: Iterable[News]) -> Mapping[int, list[News]]:
    """Return the news of each report year."""
    return grouped(found, lambda each: each.report.year)


def last_change(reports: Iterable[Report]) -> date | None:
    """Return the newest day on which one of the reports was published or amended; None unless all days are known."""
    days: list[date] = []
    for report in reports:
        if report.published is None or not report.is_plausible(report.published):
            return None
        days += [report.published, *(each.date for each in report.corrections)]
        days += [report.withdrawn.date] if report.withdrawn else []
    return max(days, default=None)


def first_id(catalog: Catalog, agency: Agency) -> str:
    """Return the id that the agency had first, which stays the same however often its folder moves."""
    return next((old for old, new in catalog.moved.items() if new == agency.id), agency.id)
