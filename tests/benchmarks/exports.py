"""Benchmarks of the exporters: a hundred reports in each file type, and all downloads of a site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from generator.builder.engine.pool import parallel_map
from generator.builder.engine.tasks import Task
from generator.builder.outputs import output_tasks
from generator.exporters import available_formats
from generator.model.catalog import Catalog
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.benchmarks.workspace import Workspace

REPORTS_PER_TYPE = 100
"""Number of reports exported per file type; ten times the seconds are the milliseconds per report."""


def load(work: Workspace) -> object:
    """Load the reports in advance, so that loading is not timed."""
    return load_reports(work.reports)


def export_reports(kind: str, work: Workspace) -> dict[str, int]:
    """Export a hundred reports in one file type, one after another."""
    catalog, export = load_reports(work.reports), available_formats()[kind].export
    reports = islice(catalog.active_reports.values(), REPORTS_PER_TYPE)
    sizes = [len(export(each, catalog.form_of(each), catalog.agencies[each.agency])) for each in reports]
    return {"site": sum(sizes)}


def make_all_downloads(work: Workspace) -> dict[str, int]:
    """Make all files other than pages as a first build does, with one process per processor."""
    files = list(output_tasks(load_reports(work.reports), ()))
    with parallel_map(_size, files, os.cpu_count() or 1) as sizes:
        return {"site": sum(sizes)}


def kinds() -> Iterator[tuple[str, partial[dict[str, int]]]]:
    """Return pairs of a file type that can be exported on this machine and its benchmark."""
    return ((kind, partial(export_reports, kind)) for kind in available_formats())


def _size(task: Task) -> int:
    return len(task.run())


@lru_cache(1)
def load_reports(reports: Path) -> Catalog:
    """Return the catalog of the reports, which is loaded on the first call only."""
    return load_catalog(reports, load_forms())
