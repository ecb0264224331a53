"""What has become of reports after publication, as readers are told: corrections and withdrawals, newest first."""

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
    """One correction or withdrawal of a report: when, why, and what it changed.

    `number` counts the report's corrections from 1. `cells` are labels with what was and what is printed; `texts` name
    the parts whose words changed. `version` is the number of the version that it superseded, where that is kept and may
    still be read.
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
    """Those of one report; a withdrawn one has no version left to be read."""
    form = catalog.form_of(report)
    titles = correctable(form)
    versions = {} if report.withdrawn else _by_correction(catalog, report)
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


def _by_correction(catalog: Catalog, report: Report) -> dict[int, int]:
    """The versions by the correction that superseded them: the one after those a version has itself."""
    versions = catalog.versions.get((report.agency, report.year), ())
    return {len(version.corrections): number for number, version in enumerate(versions, 1)}


def amendments(catalog: Catalog) -> list[Amendment]:
    """Those of all reports, in the order of the agency tree where they are of one day."""
    order = {id: place for place, id in enumerate(catalog.agencies)}
    amended = (report for report in catalog.reports.values() if report.corrections or report.withdrawn)
    reports = sorted(amended, key=lambda report: (order[report.agency], -report.year))
    return _newest_first(each for report in reports for each in amendments_of(catalog, report))


def _newest_first(found: Iterable[Amendment]) -> list[Amendment]:
    return sorted(found, key=lambda each: each.date, reverse=True)
