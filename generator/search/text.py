"""The searchable text of a report, and how text is made comparable.

docs/assets/search/text.js does the same in the browser; the two must agree character for character.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.narrative import published_texts
from generator.model.report import Report


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


def usual_title(catalog: Catalog) -> str:
    """The title most forms have; a report's title is its agency's name, its year and this, unless published apart."""
    titles = Counter(form.title for form in catalog.forms.values())
    return min(titles, key=lambda title: (-titles[title], title))


def own_title(catalog: Catalog, report: Report) -> str | None:
    """The title of a report where it does not follow from agency and year."""
    title = catalog.title(report)
    usual = f"{catalog.agencies[report.agency].name}{report.year}年{usual_title(catalog)}"
    return None if title == usual else title


def section_titles(catalog: Catalog) -> dict[str, dict[str, str]]:
    """The titles of the sections of each form."""
    return {id: {section.key: section.title for section in form.sections} for id, form in catalog.forms.items()}
