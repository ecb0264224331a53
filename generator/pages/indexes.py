"""The views of the home page and of the indexes of years and agencies."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import partial
from typing import TypedDict

from generator.model.catalog import Catalog
from generator.pages.overview import NewReport, Overview, newest, overviews


class IndexView(TypedDict):
    """Variables of `pages/agencies.md.j2`, and of the other two."""

    catalog: Catalog
    years: Sequence[int]
    demo_agencies: Set[str]
    year_count: Callable[[int], str]


class YearsView(IndexView):
    """Variables of `pages/years.md.j2`."""

    overviews: Sequence[Overview]


class HomeView(YearsView):
    """Variables of `pages/home.md.j2`."""

    newest: Sequence[NewReport]


def home_view(catalog: Catalog, years: Sequence[int], demo_agencies: Set[str]) -> HomeView:
    """Return the variables of the home page."""
    return {**years_view(catalog, years, demo_agencies), "newest": newest(catalog)}


def years_view(catalog: Catalog, years: Sequence[int], demo_agencies: Set[str]) -> YearsView:
    """Return the variables of the index of years."""
    return {**index_view(catalog, years, demo_agencies), "overviews": overviews(catalog)}


def index_view(catalog: Catalog, years: Sequence[int], demo_agencies: Set[str]) -> IndexView:
    """Return the variables of the home page and the indexes.

    `years` and `demo_agencies` could be read from the catalog; passing them records fewer dependencies.
    """
    return {
        "catalog": catalog,
        "years": years,
        "demo_agencies": demo_agencies,
        "year_count": partial(_year_count, catalog, demo_agencies),
    }


def _year_count(catalog: Catalog, demo_agencies: Set[str], year: int) -> str:
    """Return the number of reports of the year, in words, with demonstration data counted separately."""
    reports = catalog.reports_in(year)
    real = sum(report.agency not in demo_agencies for report in reports)
    parts = (f"{real} 份报告" if real else "", f"示例数据 {len(reports) - real} 份" if len(reports) > real else "")
    return "，".join(part for part in parts if part)
