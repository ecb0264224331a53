"""Corrections and withdrawals of published reports, as shown to readers, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.catalog import Catalog
from generator.model.keys import correctable
from generator.model.report import Report

WITHDRAWN, CORRECTED = "撤回", "更正"


@dataclass(frozen=True)
class Amendment:
    """One correction or withdrawal of a report: its date, reason and changes.

    `number` counts the report's corrections from 1. `cells` are the changed cells as label, old and new text; `texts`
    are the titles of the changed parts. `version` is the number of the superseded version, None if there is none or the
    report is withdrawn.
    """

    report: Report
    kind: str
    date: date
    reason: str
    number: int = 1
    cells: tuple[tuple[str, str, str], ...] = ()
    texts: tuple[str, ...] = ()
    version: int | None = None


def amendments_of(catalog: Catalog, report: Report) -> list[Amendment]:
    """Return the amendments of one report, newest first; those of a withdrawn report have no `version`."""
    form = catalog.form_of(report)
    titles = correctable(form)
    versions = {} if report.withdrawn else _versions_by_correction(catalog, report)
    found = [
        Amendment(
            report,
            CORRECTED,
            each.date,
            each.reason,
            number,
            tuple((form.label(cell), was, now) for cell, (was, now) in each.changes.items()),
            tuple(titles.get(key, key) for key in each.text),
            versions.get(number - 1),
        )
        for number, each in enumerate(report.corrections, 1)
    ]
    if report.withdrawn:
        found.append(Amendment(report, WITHDRAWN, report.withdrawn.date, report.withdrawn.reason))
    return _newest_first(reversed(found))


def _versions_by_correction(catalog: Catalog, report: Report) -> dict[int, int]:
    """Return the number of each superseded version, by the index of the correction that superseded it.

    A version contains all earlier corrections, so this index equals the number of its corrections.
    """
    versions = catalog.versions.get((report.agency, report.year), ())
    return {len(version.corrections): number for number, version in enumerate(versions, 1)}


def amendments(catalog: Catalog) -> list[Amendment]:
    """Return the amendments of all reports, newest first, and in the order of the agency tree within a day."""
    order = {id: place for place, id in enumerate(catalog.agencies)}
    amended = (report for report in catalog.reports.values() if report.corrections or report.withdrawn)
    reports = sorted(amended, key=lambda report: (order[report.agency], -report.year))
    return _newest_first(each for report in reports for each in amendments_of(catalog, report))


def _newest_first(found: Iterable[Amendment]) -> list[Amendment]:
    return sorted(found, key=lambda each: each.date, reverse=True)
