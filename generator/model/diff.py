"""Differences between two versions of a report as printed, and between their lists of corrections.

Blank space, comments, the order of keys, and a reference in place of a typed number make no printed difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.model.catalog import Catalog
from generator.model.keys import correctable
from generator.model.narrative import published_texts
from generator.model.report import OPEN, Correction, Report

WasNow = tuple[str, str]
"""A printed text before and after a change."""


@dataclass(frozen=True)
class Changes:
    """The cells and texts whose printed form differs, by name."""

    cells: Mapping[str, WasNow] = field(default_factory=dict)
    texts: Mapping[str, WasNow] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.texts)


def diff_reports(catalog: Catalog, before: Report, now: Report) -> Changes:
    """Return the printed differences between two versions of a report; none if `now` is withdrawn.

    Ignore texts that differ only through the cells they refer to, cells that only one of two forms has, and sections
    that only the earlier form has.
    """
    if now.withdrawn:
        return Changes()
    return Changes(_cells(catalog, before, now), _texts(catalog, before, now))


def _cells(catalog: Catalog, before: Report, now: Report) -> dict[str, WasNow]:
    """Return the changed cells among those in both forms, except cells that are open in `now`."""
    was, is_now = printed_cells(catalog, before), printed_cells(catalog, now)
    return {
        cell: (was[cell], text)
        for cell, text in is_now.items()
        if text != OPEN and cell in was and was[cell].split() != text.split()
    }


def printed_cells(catalog: Catalog, report: Report) -> dict[str, str]:
    """Return the printed text of each cell by its full name."""
    cells = (cell.printed for rows in report.tables.values() for row in rows.values() for cell in row)
    return dict(zip(catalog.form_of(report).cells, cells, strict=True))


def _texts(catalog: Catalog, before: Report, now: Report) -> dict[str, WasNow]:
    form = catalog.form_of(now)
    was = {**printed_facts(catalog, before), **published_texts(before, catalog.form_of(before))}
    is_now = {**printed_facts(catalog, now), **published_texts(now, form)}
    refilled = {**was, **published_texts(replace(before, tables=now.tables), form)}
    pairs = {key: (was.get(key, ""), is_now.get(key, "")) for key in correctable(form)}
    return {key: pair for key, pair in pairs.items() if pair[1] not in (pair[0], refilled.get(key))}


def printed_facts(catalog: Catalog, report: Report) -> dict[str, str]:
    """Return by key the facts that the page of a report prints in addition to its sections."""
    withdrawn = report.withdrawn
    facts = {
        "title": catalog.title(report),
        "published": report.published_text or "",
        "index_number": report.index_number,
        "document_number": report.document_number,
        "form": catalog.form_of(report).name,
        "withdrawn": f"{withdrawn.date.isoformat()} {withdrawn.reason}" if withdrawn else "",
    }
    return {key: text for key, text in facts.items() if text}


def new_corrections(before: Report, now: Report) -> list[Correction]:
    """Return the corrections that `before` does not have, earliest first."""
    return sorted(_without(now.corrections, before.corrections), key=lambda each: each.date)


def lost_corrections(before: Report, now: Report) -> list[Correction]:
    """Return the corrections of `before` that were removed or changed."""
    return _without(before.corrections, now.corrections)


def _without(corrections: tuple[Correction, ...], others: tuple[Correction, ...]) -> list[Correction]:
    """Return `corrections` without `others`; each of the others removes at most one equal correction."""
    unmatched, rest = list(others), []
    for each in corrections:
        if each in unmatched:
            unmatched.remove(each)
        else:
            rest.append(each)
    return rest


def unrecorded(found: Changes, corrections: list[Correction]) -> Changes:
    """Return the changes that none of the corrections mentions."""
    return Changes(
        {cell: pair for cell, pair in found.cells.items() if not any(cell in each.changes for each in corrections)},
        {key: pair for key, pair in found.texts.items() if not any(key in each.text for each in corrections)},
    )
