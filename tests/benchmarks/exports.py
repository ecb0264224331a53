"""What exporting costs: a hundred reports in each file type, and all that a site offers for download."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from generator.builder.engine import Task, parallel_map
from generator.builder.outputs import output_tasks
from generator.exporters import exporters_here
from generator.model.catalog import Catalog
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.benchmarks.workspace import Workspace

EACH = 100
"""So many reports of each type: seconds times ten are milliseconds a report."""


def load(work: Workspace) -> object:
    """Have the reports loaded."""
    return loaded(work.reports)


def exported(kind: str, work: Workspace) -> dict[str, int]:
    """A hundred reports in one file type, one after another."""
    catalog, export = loaded(work.reports), exporters_here()[kind]
    reports = islice(catalog.standing.values(), EACH)
    sizes = [len(export(each, catalog.form_of(each), catalog.agencies[each.agency])) for each in reports]
    return {"site": sum(sizes)}


def all_downloads(work: Workspace) -> dict[str, int]:
    """Every file beside the pages, made as a first build makes them, in as many processes as there are processors."""
    files = list(output_tasks(loaded(work.reports), ()))
    with parallel_map(_size, files, os.cpu_count() or 1) as sizes:
        return {"site": sum(sizes)}


def kinds() -> Iterator[tuple[str, partial[dict[str, int]]]]:
    """The file types that can be made here, each with what exports a hundred reports."""
    return ((kind, partial(exported, kind)) for kind in exporters_here())


def _size(task: Task) -> int:
    return len(task.run())


@lru_cache(1)
def loaded(reports: Path) -> Catalog:
    """The reports, loaded once."""
    return load_catalog(reports, load_forms())
