"""Write every generated page of the site into a folder of Markdown files."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from generator.catalog import Catalog
from generator.pages import address
from generator.pages.agency import agency_view
from generator.pages.amendments import corrections_view, version_view
from generator.pages.environment import make_environment
from generator.pages.report import report_view
from generator.pages.tables import TableMarkup, mark_up
from generator.pages.year import year_view
from generator.report import Problem


@dataclass(frozen=True)
class Page:
    """A page to be written: its file below the docs folder, its address, its template and what it will show."""

    file: str
    address: str
    template: str
    view: Callable[[], dict[str, Any]]


def write_pages(catalog: Catalog, problems: Sequence[Problem], folders: Sequence[Path]) -> None:
    """All generated pages, shared among `folders`, each written by a process of its own.

    The pages that the navigation leads to stand in every folder.
    """
    if len(folders) == 1:
        _write_share(catalog, problems, folders[0], 0, 1)
        return
    context = multiprocessing.get_context("fork")
    shares = [
        context.Process(target=_write_share, args=(catalog, problems, folder, number, len(folders)))
        for number, folder in enumerate(folders)
    ]
    for share in shares:
        share.start()
    for share in shares:
        share.join()
    if any(share.exitcode for share in shares):
        raise RuntimeError("a process that writes pages failed; what it printed tells why")


def _write_share(catalog: Catalog, problems: Sequence[Problem], folder: Path, first: int, step: int) -> None:
    for name, text in render_pages(catalog, problems, first, step):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def render_pages(
    catalog: Catalog, problems: Sequence[Problem], first: int = 0, step: int = 1
) -> Iterator[tuple[str, str]]:
    """File name and Markdown of the pages the navigation leads to, and of every `step`th other from number `first` on.

    In a template `to` gives the link to an address.
    """
    environment = make_environment()
    tables = {
        form.id: {section: mark_up(environment, form, table) for section, table in form.tables.items()}
        for form in catalog.forms.values()
    }
    reports = chain(_report_pages(catalog, problems, tables), _version_pages(catalog, tables))
    others = chain(reports, _agency_pages(catalog), _year_pages(catalog))
    for page in chain(_leading_pages(catalog), islice(others, first, None, step)):
        template = environment.get_template(f"pages/{page.template}.md.j2")
        yield page.file, template.render(page.view(), to=partial(address.link, page.address))


def _report_pages(
    catalog: Catalog, problems: Sequence[Problem], tables: dict[str, dict[str, TableMarkup]]
) -> Iterator[Page]:
    accepted: dict[Path, list[Problem]] = {}
    for problem in problems:
        if problem.accepted:
            accepted.setdefault(problem.at.path, []).append(problem)
    for report in catalog.reports.values():
        view = partial(report_view, catalog, report, tables[report.form], accepted.get(report.path, ()))
        yield Page(f"{report.agency}/{report.year}.md", address.report_address(report), "report", view)


def _version_pages(catalog: Catalog, tables: dict[str, dict[str, TableMarkup]]) -> Iterator[Page]:
    for key, versions in catalog.versions.items():
        report = catalog.reports[key]
        for number, version in enumerate(versions, 1):
            view = partial(version_view, catalog, report, version, number, tables[version.form])
            place = address.version_address(report, number)
            yield Page(f"{place.rstrip('/')}.md", place, "version", view)


def _agency_pages(catalog: Catalog) -> Iterator[Page]:
    for agency in catalog.agencies.values():
        view = partial(agency_view, catalog, agency)
        yield Page(f"{agency.id}/index.md", address.agency_address(agency), "agency", view)


def _year_pages(catalog: Catalog) -> Iterator[Page]:
    for year in catalog.years:
        yield Page(f"years/{year}.md", address.year_address(year), "year", partial(year_view, catalog, year))


def _leading_pages(catalog: Catalog) -> Iterator[Page]:
    """The home page and the indexes of years and agencies."""
    demo = {id for id in catalog.agencies if catalog.is_demo(id)}

    def year_count(year: int) -> str:
        reports = catalog.reports_in(year)
        real = sum(report.agency not in demo for report in reports)
        parts = (f"{real} 份报告" if real else "", f"示例数据 {len(reports) - real} 份" if len(reports) > real else "")
        return "，".join(part for part in parts if part)

    view = partial(dict[str, Any], catalog=catalog, years=catalog.years, demo_agencies=demo, year_count=year_count)
    yield Page("index.md", address.HOME, "home", view)
    yield Page("years/index.md", address.YEARS, "years", view)
    yield Page("agencies/index.md", address.AGENCIES, "agencies", view)
    yield Page("corrections/index.md", address.CORRECTIONS, "corrections", partial(corrections_view, catalog))
