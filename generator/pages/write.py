"""List every generated page of the site, with its address, template and view, and render it to Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from itertools import chain
from pathlib import Path

from jinja2 import Environment

from generator.model.catalog import Catalog, grouped
from generator.model.filing import filing_years
from generator.model.form import Form
from generator.model.news import last_change
from generator.model.problem import Problem
from generator.model.report import Report
from generator.pages import address
from generator.pages.agency import agency_view
from generator.pages.amendments import VersionView, corrections_view, version_view
from generator.pages.checks import checks_view, checks_year_view
from generator.pages.dictionary import dictionary_view
from generator.pages.downloads import downloads_view
from generator.pages.environment import make_environment
from generator.pages.glossary import glossary_view
from generator.pages.indexes import home_view, index_view, years_view
from generator.pages.moved import moved_view, moves
from generator.pages.report import ReportView, report_view
from generator.pages.status import status_view, statuses_view
from generator.pages.tables import TableMarkup, render_table
from generator.pages.year import year_view


@dataclass(frozen=True)
class Page:
    """A generated page: its address, its template, and the function that returns the template's variables.

    Search engines may list it if it `is_listed`; `changed` is the day of its last change, None if that is unknown.
    """

    address: str
    template: str
    view: Callable[[], Mapping[str, object]]
    is_listed: bool = True
    changed: date | None = None

    @property
    def file(self) -> str:
        """The page's Markdown file, relative to the docs folder."""
        return address.file_of(self.address)


def write_pages(catalog: Catalog, problems: Sequence[Problem], folder: Path) -> None:
    """Write all generated pages as Markdown files below `folder`."""
    for name, text in render_pages(catalog, problems):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def render_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    """Yield the file name and the Markdown of every generated page."""
    return ((page.file, render(page)) for page in all_pages(catalog, problems))


def all_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Page]:
    """Yield every generated page, in the order of the site.

    A view is a `partial` over its inputs. A build runs it again only if an input, or something it read from the
    catalog last time, has changed; so a view must not read anything else.
    """
    reports = chain(_report_pages(catalog, problems), _version_pages(catalog))
    years = chain(_year_pages(catalog), _status_pages(catalog), _check_pages(catalog, problems))
    return chain(_leading_pages(catalog), reports, _agency_pages(catalog), years, _moved_pages(catalog))


def render(page: Page) -> str:
    """Return the page's Markdown. In templates, `to` makes a Markdown link to a page, and `url` a link for HTML."""
    template = _environment().get_template(f"pages/{page.template}.md.j2")
    links = {"to": partial(address.link, page.address), "url": partial(address.url, page.address)}
    blocks = (block.strip("\n") for block in template.render(page.view(), **links).split("\n\n"))
    return "\n\n".join(filter(None, blocks)) + "\n"


@cache
def _environment() -> Environment:
    return make_environment()


@lru_cache(maxsize=16)
def _tables(form: Form) -> dict[str, TableMarkup]:
    return {section: render_table(_environment(), form, table) for section, table in form.tables.items()}


def _report_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Page]:
    accepted = grouped((problem for problem in problems if problem.accepted), lambda problem: problem.at.path)
    open_counts = Counter(problem.at.path for problem in problems if not problem.accepted)
    for report in catalog.reports.values():
        view = partial(_report_view, catalog, report, accepted.get(report.path, ()), open_counts[report.path])
        is_listed = not report.withdrawn and not catalog.is_demo(report.agency)
        yield Page(address.report_address(report), "report", view, is_listed, last_change([report]))


def _report_view(catalog: Catalog, report: Report, accepted: Sequence[Problem], open_count: int) -> ReportView:
    return report_view(catalog, report, _tables(catalog.form_of(report)), accepted, open_count)


def _version_pages(catalog: Catalog) -> Iterator[Page]:
    for key, versions in catalog.versions.items():
        report = catalog.reports[key]
        for number, version in enumerate(versions, 1):
            view = partial(_version_view, catalog, report, version, number)
            yield Page(address.version_address(report, number), "version", view, is_listed=False)


def _version_view(catalog: Catalog, report: Report, version: Report, number: int) -> VersionView:
    return version_view(catalog, report, version, number, _tables(catalog.form_of(version)))


def _agency_pages(catalog: Catalog) -> Iterator[Page]:
    reports = grouped(catalog.reports.values(), lambda report: report.agency)
    for agency in catalog.agencies.values():
        shown = chain.from_iterable(reports.get(each.id, ()) for each in (agency, *catalog.below(agency.id)))
        view, is_listed = partial(agency_view, catalog, agency), not catalog.is_demo(agency.id)
        yield Page(address.agency_address(agency), "agency", view, is_listed, last_change(shown))


def _year_pages(catalog: Catalog) -> Iterator[Page]:
    reports = grouped(catalog.reports.values(), lambda report: report.year)
    for year in catalog.years:
        view = partial(year_view, catalog, year)
        yield Page(address.year_address(year), "year", view, changed=last_change(reports[year]))


def _status_pages(catalog: Catalog) -> Iterator[Page]:
    """Yield the filing-status page of each year; their index is one of the leading pages."""
    for year in filing_years(catalog):
        view = partial(status_view, catalog, year)
        yield Page(address.status_address(year), "status", view)


def _check_pages(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Page]:
    """Yield the page of check results over the years, and one for each year, report by report."""
    reports = {report.path: key for key, report in catalog.active_reports.items()}
    by_year: dict[int, dict[tuple[str, int], list[Problem]]] = {year: {} for year in catalog.years}
    for problem in problems:
        if key := reports.get(problem.at.path):
            by_year[key[1]].setdefault(key, []).append(problem)
    by_report = {key: found for of_year in by_year.values() for key, found in of_year.items()}
    yield Page(address.CHECKS, "checks", partial(checks_view, catalog, by_report))
    for year, of_year in by_year.items():
        view = partial(checks_year_view, catalog, year, of_year)
        yield Page(address.checks_address(year), "checks-year", view)


def _moved_pages(catalog: Catalog) -> Iterator[Page]:
    """Yield a page for each old address of a moved agency and its reports."""
    for move in moves(catalog):
        yield Page(move.old, "moved", partial(moved_view, catalog, move), is_listed=False)


def _leading_pages(catalog: Catalog) -> Iterator[Page]:
    """Yield the home page, the indexes, and the pages of downloads and corrections."""
    demo = {id for id in catalog.agencies if catalog.is_demo(id)}
    for place, name, view in (
        (address.HOME, "home", home_view),
        (address.YEARS, "years", years_view),
        (address.AGENCIES, "agencies", index_view),
    ):
        yield Page(place, name, partial(view, catalog, catalog.years, demo))
    yield Page(address.STATUS, "statuses", partial(statuses_view, catalog))
    yield Page(address.GLOSSARY, "glossary", partial(glossary_view, catalog))
    yield Page(address.DATA, "data", partial(downloads_view, catalog))
    yield Page(address.DICTIONARY, "dictionary", partial(dictionary_view, catalog))
    yield Page(address.CORRECTIONS, "corrections", partial(corrections_view, catalog))
