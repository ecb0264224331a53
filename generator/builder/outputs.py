"""What the site holds beside its pages: files to download and to be read by programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.exporters import exporters_here
from generator.exporters.archives import made_archives
from generator.exporters.atom import ADDRESS, corrections_feed
from generator.exporters.ical import calendar
from generator.formatters.findings import findings
from generator.model.catalog import Catalog, grouped
from generator.model.filing import filing_years
from generator.model.problem import Problem


class File(NamedTuple):
    """A file to be made: its path below the site, and what makes its bytes.

    `make` is a `partial` over the values it needs. It runs only where one of them, or what it asks of the catalog, has
    changed since the last build; so whatever it reads must be among them.
    """

    path: str
    make: Callable[[], bytes]


def is_download(path: str) -> bool:
    """Whether the file is only for readers to take away; neither the pages nor the search need it."""
    return path.endswith((".csv", ".docx", ".pdf", ".xlsx", ".zip"))


def site_files(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[File]:
    """All files, family by family."""
    of_reports = chain(_report_downloads(catalog), _findings(catalog, problems))
    return chain(of_reports, _archives(catalog), _feeds(catalog), _calendars(catalog))


def _report_downloads(catalog: Catalog) -> Iterator[File]:
    """Each report in every format, beside its page; a withdrawn one has none."""
    exporters = exporters_here()
    for report in catalog.standing.values():
        for kind, exporter in exporters.items():
            make = partial(exporter, report, catalog.form_of(report), catalog.agencies[report.agency])
            yield File(f"{report.agency}/{report.year}/report.{kind}", make)


def _findings(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[File]:
    """What has been found of each report, beside its page."""
    told = grouped(problems, lambda problem: problem.at.path)
    for report in catalog.standing.values():
        make = partial(findings, report, catalog.form_of(report), told.get(report.path, ()))
        yield File(f"{report.agency}/{report.year}/findings.json", make)


def _archives(catalog: Catalog) -> Iterator[File]:
    """The downloads of a whole year; the one of everything is made of them (`archives.join_archives`)."""
    return (File(path, make) for path, make in made_archives(catalog))


def _calendars(catalog: Catalog) -> Iterator[File]:
    """The last days for publishing, year by year; those of demonstration data in a file of their own."""
    has_demo = any(agency.demo for agency in catalog.agencies.values())
    for year in filing_years(catalog):
        yield File(f"status/{year}/due.ics", partial(calendar, catalog, year, demo=False))
        if has_demo:
            yield File(f"status/{year}/demo.ics", partial(calendar, catalog, year, demo=True))


def _feeds(catalog: Catalog) -> Iterator[File]:
    """What tells subscribers of news; it links by whole addresses where the site knows its own."""
    yield File(ADDRESS, partial(corrections_feed, catalog, os.environ.get("SITE_URL", "")))
