"""Addresses of the site's pages, and links from one to another.

An address is the path below the site's root, with a slash at its end; addresses are permanent. The Markdown of a
generated page is the file `index.md` at its address, so relative links are the same in the file and on the site.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.model.agency import Agency
from generator.model.report import Report

HOME, YEARS, AGENCIES, SEARCH, CORRECTIONS = "", "years/", "agencies/", "search/", "corrections/"
STATUS, DATA = "status/", "data/"
CHECKS, MANUAL_CHECKS = "checks/", "manual/checks/"

_HAND_WRITTEN = {MANUAL_CHECKS: "manual/checks.md"}
"""The Markdown files of the hand-written pages that generated pages link to."""


def report_address(report: Report) -> str:
    """Where a report stands."""
    return f"{report.agency}/{report.year}/"


def version_address(report: Report, number: int) -> str:
    """Where a superseded version of a report stands."""
    return f"{report_address(report)}v{number}/"


def agency_address(agency: Agency) -> str:
    """Where an agency's page stands."""
    return f"{agency.id}/"


def year_address(year: int) -> str:
    """Where a year's page stands."""
    return f"{YEARS}{year}/"


def status_address(year: int) -> str:
    """Where it stands who has filed for the year."""
    return f"{STATUS}{year}/"


def checks_address(year: int) -> str:
    """Where the year's reports stand with all that has been found of them."""
    return f"{CHECKS}{year}/"


def file_of(address: str) -> str:
    """Return the Markdown file of the page at an address, below the docs folder."""
    return _HAND_WRITTEN.get(address, f"{address}index.md")


def link(source: str, target: str) -> Markup:
    """Return the Markdown link destination from the generated page at `source` to the page at `target`.

    `target` is an address, with or without a fragment.
    """
    path, mark, fragment = target.partition("#")
    return Markup(f"{_relative(source, file_of(path))}{mark}{fragment}")  # noqa: S704  (addresses are made of ids)


def url(source: str, target: str) -> Markup:
    """Return the relative URL from the page at `source` to an address or a file of the site, for HTML."""
    return Markup(_relative(source, target) or "./")  # noqa: S704  (addresses are made of ids)


def _relative(source: str, path: str) -> str:
    here, there = source.split("/")[:-1], path.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:])
