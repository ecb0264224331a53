"""Page addresses, and relative links between pages.

An address is a path below the site's root that ends in a slash; addresses are permanent. The Markdown of a generated
page is the file `index.md` at its address, so relative links are the same in the Markdown and on the site.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.model.agency import Agency
from generator.model.report import Report

HOME, YEARS, AGENCIES, SEARCH, CORRECTIONS = "", "years/", "agencies/", "search/", "corrections/"
STATUS, DATA, GLOSSARY, COMPARE, DICTIONARY = "status/", "data/", "glossary/", "compare/", "data/dictionary/"
CHECKS, MANUAL_CHECKS, MANUAL_DATA, FILING = "checks/", "manual/checks/", "manual/data/", "file/"

_HAND_WRITTEN = {MANUAL_CHECKS: "manual/checks.md", MANUAL_DATA: "manual/data.md"}
"""Markdown files of the hand-written pages that generated pages link to."""


def report_address(report: Report) -> str:
    """Return the address of a report."""
    return f"{report.agency}/{report.year}/"


def version_address(report: Report, number: int) -> str:
    """Return the address of a superseded version of a report."""
    return f"{report_address(report)}v{number}/"


def agency_address(agency: Agency) -> str:
    """Return the address of an agency's page."""
    return f"{agency.id}/"


def year_address(year: int) -> str:
    """Return the address of a year's page."""
    return f"{YEARS}{year}/"


def status_address(year: int) -> str:
    """Return the address of the year's filing status."""
    return f"{STATUS}{year}/"


def checks_address(year: int) -> str:
    """Return the address of the check results of the year's reports."""
    return f"{CHECKS}{year}/"


def file_of(address: str) -> str:
    """Return the Markdown file of the page at an address, relative to the docs folder."""
    return _HAND_WRITTEN.get(address, f"{address}index.md")


def link(source: str, target: str) -> Markup:
    """Return the Markdown link destination from the generated page at `source` to the page at `target`.

    `target` is an address, with or without a fragment.
    """
    path, hash_sign, fragment = target.partition("#")
    return Markup(f"{_relative(source, file_of(path))}{hash_sign}{fragment}")  # noqa: S704  (addresses are made of ids)


def url(source: str, target: str) -> Markup:
    """Return the relative URL, for HTML, from the page at `source` to an address or a file of the site."""
    return Markup(_relative(source, target) or "./")  # noqa: S704  (addresses are made of ids)


def _relative(source: str, path: str) -> str:
    here, there = source.split("/")[:-1], path.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:])
