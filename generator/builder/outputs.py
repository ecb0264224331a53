"""The files of a site beside its pages, as tasks: downloads, findings, feeds and calendars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from generator.builder.engine import Task
from generator.exporters import available_formats, export_path
from generator.exporters.atom import FEED_PATH, corrections_feed
from generator.exporters.ical import calendar
from generator.formatters.findings import findings
from generator.model.catalog import Catalog, grouped
from generator.model.filing import filing_years
from generator.model.problem import Problem


def output_tasks(catalog: Catalog, problems: Sequence[Problem], site_url: str = "") -> Iterator[Task]:
    """Yield a task for each file, named by its path below the site; it returns the bytes."""
    of_reports = chain(_report_downloads(catalog), _findings(catalog, problems))
    return chain(of_reports, _feeds(catalog, site_url), _calendars(catalog))


def _report_downloads(catalog: Catalog) -> Iterator[Task]:
    """Yield a task for each report and format; withdrawn reports have no downloads."""
    formats = available_formats()
    for report in catalog.active_reports.values():
        for suffix, each in formats.items():
            run = partial(each.export, report, catalog.form_of(report), catalog.agencies[report.agency])
            yield Task(export_path(report, suffix), run)


def _findings(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Task]:
    """Yield a task for the problems and equations of each report, as JSON."""
    by_file = grouped(problems, lambda problem: problem.at.path)
    for report in catalog.active_reports.values():
        run = partial(findings, report, catalog.form_of(report), by_file.get(report.path, ()))
        yield Task(f"{report.agency}/{report.year}/findings.json", run)


def _calendars(catalog: Catalog) -> Iterator[Task]:
    """Yield a task for the calendar of each year's filing deadlines; demo data has separate calendars."""
    has_demo = any(agency.demo for agency in catalog.agencies.values())
    for year in filing_years(catalog):
        yield Task(f"status/{year}/due.ics", partial(calendar, catalog, year, demo=False))
        if has_demo:
            yield Task(f"status/{year}/demo.ics", partial(calendar, catalog, year, demo=True))


def _feeds(catalog: Catalog, site_url: str) -> Iterator[Task]:
    """Yield a task for the feed of corrections; its links are absolute if the site's address is known."""
    yield Task(FEED_PATH, partial(corrections_feed, catalog, site_url))
