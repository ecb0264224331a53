"""What a report prints otherwise than another version of it, and which of its corrections are new.

Blanks, comments, the order of keys, and a reference instead of the number typed out print alike: they are no changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.model.catalog import Catalog
from generator.model.keys import correctable
from generator.model.narrative import published_texts
from generator.model.report import OPEN, Correction, Report

WasNow = tuple[str, str]


@dataclass(frozen=True)
class Changes:
    """Cells and texts that print otherwise, by name, each with what was printed and what is now."""

    cells: Mapping[str, WasNow] = field(default_factory=dict)
    texts: Mapping[str, WasNow] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.texts)


def diff_reports(catalog: Catalog, before: Report, now: Report) -> Changes:
    """How `now`, a report of the catalog, prints otherwise than `before`; nothing where it has been withdrawn.

    A text that prints otherwise only because a cell it refers to does is not changed itself; nor are cells and
    sections that only one of two forms has, where the form is.
    """
    if now.withdrawn:
        return Changes()
    return Changes(_cells(catalog, before, now), _texts(catalog, before, now))


def _cells(catalog: Catalog, before: Report, now: Report) -> dict[str, WasNow]:
    """The cells that both forms have; one still in question prints nothing."""
    was, is_now = _printed(catalog, before), _printed(catalog, now)
    return {
        cell: (was[cell], text)
        for cell, text in is_now.items()
        if text != OPEN and cell in was and was[cell].split() != text.split()
    }


def _printed(catalog: Catalog, report: Report) -> dict[str, str]:
    cells = (cell.printed for rows in report.tables.values() for row in rows.values() for cell in row)
    return dict(zip(catalog.form_of(report).cells, cells, strict=True))


def _texts(catalog: Catalog, before: Report, now: Report) -> dict[str, WasNow]:
    form = catalog.form_of(now)
    was = {**_facts(catalog, before), **published_texts(before, catalog.form_of(before))}
    is_now = {**_facts(catalog, now), **published_texts(now, form)}
    refilled = {**was, **published_texts(replace(before, tables=now.tables), form)}
    pairs = {key: (was.get(key, ""), is_now.get(key, "")) for key in correctable(form)}
    return {key: pair for key, pair in pairs.items() if pair[1] not in (pair[0], refilled.get(key))}


def _facts(catalog: Catalog, report: Report) -> dict[str, str]:
    """What a report's page prints besides its sections, by key."""
    withdrawn = report.withdrawn
    facts = {
        "title": catalog.title(report),
        "published": report.published.isoformat() if report.published else "",
        "index_number": report.index_number,
        "document_number": report.document_number,
        "form": catalog.form_of(report).name,
        "withdrawn": f"{withdrawn.date.isoformat()} {withdrawn.reason}" if withdrawn else "",
    }
    return {key: text for key, text in facts.items() if text}


def new_corrections(before: Report, now: Report) -> list[Correction]:
    """The corrections that `before` does not have yet, the earliest first."""
    return sorted(_without(now.corrections, before.corrections), key=lambda each: each.date)


def lost_corrections(before: Report, now: Report) -> list[Correction]:
    """The corrections of `before` that are no longer there as they were."""
    return _without(before.corrections, now.corrections)


def _without(corrections: tuple[Correction, ...], others: tuple[Correction, ...]) -> list[Correction]:
    left, rest = list(others), []
    for each in corrections:
        if each in left:
            left.remove(each)
        else:
            rest.append(each)
    return rest


def unrecorded(found: Changes, corrections: list[Correction]) -> Changes:
    """Those of the changes that none of the corrections names."""
    return Changes(
        {cell: pair for cell, pair in found.cells.items() if not any(cell in each.changes for each in corrections)},
        {key: pair for key, pair in found.texts.items() if not any(key in each.text for each in corrections)},
    )
