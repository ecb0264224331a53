"""What readers see differ between two versions of a report: every cell, and every word."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.catalog import Catalog
from generator.model.diff import printed_cells, printed_facts
from generator.model.keys import REPORT
from generator.model.narrative import published_texts
from generator.model.report import Report
from generator.model.words import Paragraph, changed_paragraphs


class CellChange(NamedTuple):
    """A cell by its full name and its printed text before and after; None if the version's form has no such cell."""

    name: str
    was: str | None
    now: str | None


class TextChange(NamedTuple):
    """A section, by its title, or a fact, and its changed paragraphs."""

    title: str
    paragraphs: list[Paragraph]


class VersionChanges(NamedTuple):
    """Everything that differs between two versions, in printed order."""

    cells: list[CellChange]
    texts: list[TextChange]


def version_changes(catalog: Catalog, before: Report, now: Report) -> VersionChanges:
    """Return all differences in print, also of cells that only one form has, and of texts that print a changed cell."""
    was, is_now = printed_cells(catalog, before), printed_cells(catalog, now)
    cells = [CellChange(name, was.get(name), is_now.get(name)) for name in {**is_now, **was}]
    earlier, later = _texts(catalog, before), _texts(catalog, now)
    titles = {**REPORT, **_titles(catalog, before), **_titles(catalog, now)}
    texts = [
        TextChange(titles[key], changed_paragraphs(earlier.get(key, ""), later.get(key, "")))
        for key in titles
        if earlier.get(key, "") != later.get(key, "")
    ]
    return VersionChanges([each for each in cells if each.was != each.now], texts)


def _texts(catalog: Catalog, report: Report) -> dict[str, str]:
    """Return the facts and the published text of each section, by key."""
    printed = {"source": report.source or "", "licence": report.licence or ""}
    return {**printed, **printed_facts(catalog, report), **published_texts(report, catalog.form_of(report))}


def _titles(catalog: Catalog, report: Report) -> dict[str, str]:
    return {section.key: section.title for section in catalog.form_of(report).sections}
