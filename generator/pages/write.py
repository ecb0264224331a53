"""Every generated page of the site: what it is called, what it shows, and its Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment

from generator.model.catalog import Catalog, grouped
from generator.model.filing import filing_years
from generator.model.form import Form
from generator.model.problem import Problem
from generator.model.report import Report
from generator.pages import address
from generator.pages.agency import agency_view
from generator.pages.amendments import corrections_view, version_view
from generator.pages.checks import checks_view, checks_year_view
from generator.pages.downloads import downloads_view
from generator.pages.environment import make_environment
from generator.pages.report import report_view
from generator.pages.status import status_view, statuses_view
from generator.pages.tables import TableMarkup, mark_up
from generator.pages.year import year_view


@dataclass(frozen=True)
class Page:
    """A page to be written: its address, its template and what it will show."""

    address: str
    template: str
    view: Callable[[], dict[str, Any]]

    @property
    def file(self) -> str:
        """Its Markdown file below the docs folder."""
        return address.file_of(self.address)


def write_pages(catalog: Catalog, problems: Sequence[Problem], folder: Path) -> None:
    """All generated pages as Markdown files below `folder`."""
    for name, text in render_pages(catalog, problems):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def render_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """File name and Markdown of every generated page."""
    return ((page.file, render(page)) for page in all_pages(catalog, problems))


def all_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Page]:
    """Every generated page, in the order of the site.

    A view is a `partial` over the values it needs. It runs only where one of them, or what it asks of the catalog, has
    changed since the last build; so whatever it reads must be among them.
    """
    reports = chain(_report_pages(catalog, problems), _version_pages(catalog))
    years = chain(_year_pages(catalog), _status_pages(catalog), _check_pages(catalog, problems))
    return chain(_leading_pages(catalog), reports, _agency_pages(catalog), years)


def render(page: Page) -> str:
    """The page's Markdown. In a template `to` gives the Markdown link to a page, `url` the one that HTML needs."""
    template = _environment().get_template(f"pages/{page.template}.md.j2")
    links = {"to": partial(address.link, page.address), "url": partial(address.url, page.address)}
    blocks = (block.strip("\n") for block in template.render(page.view(), **links).split("\n\n"))
    return "\n\n".join(filter(None, blocks)) + "\n"


@cache
def _environment() -> Environment:
    return make_environment()


@lru_cache(maxsize=16)
def _tables(form: Form) -> dict[str, TableMarkup]:
    return {section: mark_up(_environment(), form, table) for section, table in form.tables.items()}


def _report_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Page]:
    accepted = grouped((problem for problem in problems if problem.accepted), lambda problem: problem.at.path)
    for report in catalog.reports.values():
        view = partial(_report_view, catalog, report, accepted.get(report.path, ()))
        yield Page(address.report_address(report), "report", view)


def _report_view(catalog: Catalog, report: Report, noted: Sequence[Problem]) -> dict[str, Any]:
    return report_view(catalog, report, _tables(catalog.form_of(report)), noted)


def _version_pages(catalog: Catalog) -> Iterator[Page]:
    for key, versions in catalog.versions.items():
        report = catalog.reports[key]
        for number, version in enumerate(versions, 1):
            place = address.version_address(report, number)
            view = partial(_version_view, catalog, report, version, number)
            yield Page(place, "version", view)


def _version_view(catalog: Catalog, report: Report, version: Report, number: int) -> dict[str, Any]:
    return version_view(catalog, report, version, number, _tables(catalog.form_of(version)))


def _agency_pages(catalog: Catalog) -> Iterator[Page]:
    for agency in catalog.agencies.values():
        view = partial(agency_view, catalog, agency)
        yield Page(address.agency_address(agency), "agency", view)


def _year_pages(catalog: Catalog) -> Iterator[Page]:
    for year in catalog.years:
        yield Page(address.year_address(year), "year", partial(year_view, catalog, year))


def _status_pages(catalog: Catalog) -> Iterator[Page]:
    """Who has filed: a page for each year; the index of them stands among the leading pages."""
    for year in filing_years(catalog):
        view = partial(status_view, catalog, year)
        yield Page(address.status_address(year), "status", view)


def _check_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Page]:
    """How all checks come out: over the years, and report by report in a page for each year."""
    reports = {report.path: key for key, report in catalog.standing.items()}
    noted: dict[int, dict[tuple[str, int], list[Problem]]] = {year: {} for year in catalog.years}
    for problem in problems:
        if key := reports.get(problem.at.path):
            noted[key[1]].setdefault(key, []).append(problem)
    whole = {key: told for of_year in noted.values() for key, told in of_year.items()}
    yield Page(address.CHECKS, "checks", partial(checks_view, catalog, whole))
    for year, of_year in noted.items():
        view = partial(checks_year_view, catalog, year, of_year)
        yield Page(address.checks_address(year), "checks-year", view)


def _leading_pages(catalog: Catalog) -> Iterator[Page]:
    """The home page and the indexes of years and agencies."""
    demo = {id for id in catalog.agencies if catalog.is_demo(id)}
    count = partial(_year_count, catalog, demo)
    view = partial(dict[str, Any], catalog=catalog, years=catalog.years, demo_agencies=demo, year_count=count)
    yield Page(address.HOME, "home", view)
    yield Page(address.YEARS, "years", view)
    yield Page(address.AGENCIES, "agencies", view)
    yield Page(address.STATUS, "statuses", partial(statuses_view, catalog))
    yield Page(address.DATA, "data", partial(downloads_view, catalog))
    yield Page(address.CORRECTIONS, "corrections", partial(corrections_view, catalog))


def _year_count(catalog: Catalog, demo: set[str], year: int) -> str:
    reports = catalog.reports_in(year)
    real = sum(report.agency not in demo for report in reports)
    parts = (f"{real} 份报告" if real else "", f"示例数据 {len(reports) - real} 份" if len(reports) > real else "")
    return "，".join(part for part in parts if part)
