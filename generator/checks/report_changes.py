"""Compare the reports with those of an earlier revision: added, deleted, withdrawn, or printed differently."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.model.catalog import Catalog
from generator.model.diff import diff_reports
from generator.model.keys import correctable
from generator.model.report import Report


class CellChange(NamedTuple):
    """A changed cell: its label, and what it printed before and prints now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ReportChange:
    """A report that was added, deleted, withdrawn or altered: its changed cells and texts, and the pages affected.

    `path` is the report's file; `kind` is the kind of change, as a Chinese word.
    """

    path: Path
    title: str
    kind: str
    cells: tuple[CellChange, ...]
    texts: tuple[str, ...]
    pages: tuple[str, ...]


def report_changes(before: Catalog, names: Collection[str], now: Catalog) -> list[ReportChange]:
    """Return the change of every report that changed.

    `before` holds the sources changed since the earlier revision, as they were then; `names` are all its file names.
    """
    found = []
    for key, report in now.reports.items():
        if report.agency not in now.agencies:
            continue
        old = before.reports.get(key)
        if old:
            change = _change(now, old, report)
        else:
            change = None if f"{key[0]}/{key[1]}.yml" in names else _whole_report(now, report, "新增")
        found += [change] if change else []
    deleted = [report for key, report in before.reports.items() if key not in now.reports]
    return [
        *found,
        *(
            _whole_report(now, report, "删除", before.title(report))
            for report in deleted
            if report.agency in before.agencies
        ),
    ]


def _change(now: Catalog, old: Report, report: Report) -> ReportChange | None:
    """Return the change from the old report; None if readers see no difference."""
    if report.withdrawn and not old.withdrawn:
        return _whole_report(now, report, "撤回")
    found, form = diff_reports(now, old, report), now.form_of(report)
    if not found:
        return None
    cells = tuple(CellChange(form.label(cell), was, is_now) for cell, (was, is_now) in found.cells.items())
    texts = tuple(correctable(form)[key] for key in found.texts)
    return ReportChange(report.path, now.title(report), "改动", cells, texts, _pages(now, report))


def _whole_report(now: Catalog, report: Report, kind: str, title: str = "") -> ReportChange:
    """Return a change of the report as a whole, without cells or texts."""
    path = now.root / report.agency / f"{report.year}.yml"
    return ReportChange(path, title or now.title(report), kind, (), (), _pages(now, report))


def _pages(catalog: Catalog, report: Report) -> tuple[str, ...]:
    """Return the pages that show the report's figures: its own, its agency's, its year's and the next report's."""
    pages = [f"/{report.agency}/{report.year}/", f"/{report.agency}/", f"/years/{report.year}/"]
    if (report.agency, report.year + 1) in catalog.reports:
        pages.append(f"/{report.agency}/{report.year + 1}/")
    return tuple(pages)
