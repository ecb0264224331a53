"""Addresses of the site's pages, and links from one to another.

An address is the path below the site's root, with a slash at its end; addresses are permanent.
"""

from __future__ import annotations

from generator.report import Agency, Report

HOME, YEARS, AGENCIES, SEARCH, CORRECTIONS = "", "years/", "agencies/", "search/", "corrections/"
STATUS, DATA = "status/", "data/"


CHECKS, MANUAL_CHECKS = "checks/", "manual/checks/"


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


def link(source: str, target: str) -> str:
    """The relative link from the page at `source` to `target`, an address with or without a fragment or file name."""
    path, mark, fragment = target.partition("#")
    here, there = source.split("/")[:-1], path.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    relative = "../" * (len(here) - common) + "/".join(there[common:])
    return f"{relative}{mark}{fragment}" if relative or fragment else "./"
