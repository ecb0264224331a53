"""What has become of each report since a revision: new, gone, withdrawn, or printing other figures and texts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from generator.model.catalog import Catalog
from generator.model.diff import changes
from generator.model.keys import correctable
from generator.model.report import Report


@dataclass(frozen=True)
class Revision:
    """A report that is new, gone, or prints otherwise: its file, title, cells as (what, was, now), texts and pages."""

    path: Path
    title: str
    kind: str
    cells: tuple[tuple[str, str, str], ...]
    texts: tuple[str, ...]
    pages: tuple[str, ...]


def revisions(before: Catalog, names: Collection[str], now: Catalog) -> list[Revision]:
    """What has become of each report; `before` holds what has changed since, `names` the files there were."""
    found = []
    for key, report in now.reports.items():
        if report.agency not in now.agencies:
            continue
        old = before.reports.get(key)
        if old:
            revision = _revision(now, old, report)
        else:
            revision = None if f"{key[0]}/{key[1]}.yml" in names else _bare(now, report, "新增")
        found += [revision] if revision else []
    gone = [report for key, report in before.reports.items() if key not in now.reports]
    return [
        *found,
        *(_bare(now, report, "删除", before.title(report)) for report in gone if report.agency in before.agencies),
    ]


def _revision(now: Catalog, old: Report, report: Report) -> Revision | None:
    if report.withdrawn and not old.withdrawn:
        return _bare(now, report, "撤回")
    found, form = changes(now, old, report), now.form_of(report)
    if not found:
        return None
    cells = tuple((form.label(cell), was, is_now) for cell, (was, is_now) in found.cells.items())
    texts = tuple(correctable(form)[key] for key in found.texts)
    return Revision(report.path, now.title(report), "改动", cells, texts, _pages(now, report))


def _bare(now: Catalog, report: Report, kind: str, title: str = "") -> Revision:
    path = now.root / report.agency / f"{report.year}.yml"
    return Revision(path, title or now.title(report), kind, (), (), _pages(now, report))


def _pages(catalog: Catalog, report: Report) -> tuple[str, ...]:
    """The pages that show the report's figures: its own, its agency's, its year's, and the next year's report."""
    pages = [f"/{report.agency}/{report.year}/", f"/{report.agency}/", f"/years/{report.year}/"]
    if (report.agency, report.year + 1) in catalog.reports:
        pages.append(f"/{report.agency}/{report.year + 1}/")
    return tuple(pages)
