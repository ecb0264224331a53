"""The searchable text of a report, and how text is made comparable.

docs/assets/search/text.js does the same in the browser; the two must agree character for character.
"""

from __future__ import annotations

import unicodedata

from generator.catalog import Catalog
from generator.narrative import published_texts
from generator.report import Agency, Report


def normalise(text: str) -> str:
    """The form in which texts and queries are compared: NFKC, then lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def agency_names(agency: Agency) -> list[str]:
    """All names the agency can be found by: its own, its short ones, its former ones."""
    return [agency.name, *agency.short_names, *(former.name for former in agency.formerly)]


def year_label(year: int) -> str:
    """How a year is found however it is written: 2024, 2024年, 2024年度."""
    return f"{year}年度"


def headline_fields(catalog: Catalog, report: Report) -> list[str]:
    """What a report is found by without reading it: title, year and the agency's names."""
    agency = catalog.agencies[report.agency]
    return [catalog.title(report), year_label(report.year), *agency_names(agency)]


def text_fields(catalog: Catalog, report: Report) -> list[str]:
    """The published texts of a report's sections."""
    return list(published_texts(report, catalog.form_of(report)).values())


def lines(fields: list[str]) -> str:
    """The fields normalised, each stretch without white space a line: no phrase reaches across."""
    return "\n".join(line for field in fields for line in normalise(field).split())
