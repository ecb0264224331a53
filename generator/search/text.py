"""The searchable text of a report, and its normalisation.

docs/assets/search/text.js normalises queries in the browser; the two must agree character for character.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.narrative import published_texts
from generator.model.report import Report

_GROUPING = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
"""The commas that group the digits of a number, as in 2,896.904."""


def normalise(text: str) -> str:
    """Return the form in which texts and queries are compared: NFKC, then lower case, and numbers without grouping."""
    return _GROUPING.sub("", unicodedata.normalize("NFKC", text).lower())


def agency_names(agency: Agency) -> list[str]:
    """Return all names the agency can be found by: its name, short names and former names."""
    return [agency.name, *agency.short_names, *(former.name for former in agency.formerly)]


def year_label(year: int) -> str:
    """Return the label that contains every way to write a year: 2024, 2024年, 2024年度."""
    return f"{year}年度"


def headline_fields(catalog: Catalog, report: Report) -> list[str]:
    """Return the fields that identify a report: title, year and the agency's names."""
    agency = catalog.agencies[report.agency]
    return [catalog.title(report), year_label(report.year), *agency_names(agency)]


def text_fields(catalog: Catalog, report: Report) -> list[str]:
    """Return the published texts of a report's sections."""
    return list(published_texts(report, catalog.form_of(report)).values())


def searchable_lines(fields: list[str]) -> str:
    """Return the normalised fields with every run of white space as a line break, which no phrase spans."""
    return "\n".join(line for field in fields for line in normalise(field).split())


def usual_title(catalog: Catalog) -> str:
    """Return the most common title of a form; reports without their own title are titled with agency, year and this."""
    titles = Counter(form.title for form in catalog.forms.values())
    return min(titles, key=lambda title: (-titles[title], title))


def own_title(catalog: Catalog, report: Report) -> str | None:
    """Return the title of a report, or None if it follows from agency and year."""
    title = catalog.title(report)
    usual = f"{catalog.agencies[report.agency].name}{report.year}年{usual_title(catalog)}"
    return None if title == usual else title


def section_titles(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return the titles of the sections, by form and section."""
    return {id: {section.key: section.title for section in form.sections} for id, form in catalog.forms.items()}
