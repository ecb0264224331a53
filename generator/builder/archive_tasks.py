"""Archives as tasks, run after the files: those of years from the exports on the site, that of all years from these.

Cell files and the table of all years are made likewise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.builder.cell_tasks import cell_tasks, table_tasks
from generator.builder.config import BuildConfig
from generator.builder.context import BuildContext
from generator.builder.engine import Task, TaskStore, run_stages, task_stage, write_output
from generator.exporters.archives import ALL, DEMO, FOLDER, ReadFile, archives, whole_package, year_package
from generator.model.catalog import Catalog

_WHOLE, _DEMO = f"{FOLDER}/{ALL}", f"{FOLDER}/{DEMO}"


class WrittenArchives(NamedTuple):
    """The task stores of the yearly archives, of the archive and table of all years, and of the cell files."""

    years: TaskStore
    whole: TaskStore
    cells: TaskStore

    @property
    def outputs(self) -> dict[str, bytes]:
        """The digests of all archives and cell files, by name."""
        return self.years.outputs() | self.whole.outputs() | self.cells.outputs()

    @property
    def removed(self) -> list[str]:
        """The names of the archives and cell files to delete."""
        return [*self.years.removed, *self.whole.removed, *self.cells.removed]


def write_archives(
    config: BuildConfig, context: BuildContext, files: Mapping[str, bytes], staged: Path, *, full_rebuild: bool
) -> WrittenArchives:
    """Write the stale archives and cell files below `staged`.

    `files` has the digests of the site's files by name; those that are not below `staged` are read from the old site.
    """
    years, whole, cells = (
        context.task_store(stage, full_rebuild=full_rebuild) for stage in ("archives", "whole archive", "cells")
    )
    _run(config, years, list(_yearly(context.catalog, files)) if config.downloads else [], staged)
    real = [digest for name, digest in years.outputs().items() if not name.startswith(_DEMO)]
    archive = [Task(_WHOLE, partial(_whole, context.catalog, real))] if real else []
    tables = table_tasks(context.catalog, files) if config.downloads else ()
    _run(config, whole, [*archive, *tables], staged)
    _run(config, cells, list(cell_tasks(context.catalog, partial(_read, config, staged))), staged)
    return WrittenArchives(years, whole, cells)


def _run(config: BuildConfig, store: TaskStore, tasks: Sequence[Task], staged: Path) -> None:
    """Run the stale tasks, each with a function that reads a file of the new site."""

    def write(task: Task) -> bytes:
        return write_output(store, staged, Task(task.name, partial(task.run(), partial(_read, config, staged))))

    store.plan(tasks)
    stage = task_stage(store, write, config.jobs, max_chunk=1, few=1)
    list(run_stages([stage], config.jobs, config.progress.count))


def _read(config: BuildConfig, staged: Path, name: str) -> bytes:
    """Return a file of the new site."""
    new = staged / name
    return (new if new.exists() else config.site / name).read_bytes()


def _yearly(catalog: Catalog, files: Mapping[str, bytes]) -> Iterator[Task]:
    """Yield a task for each yearly archive; the digests of the exports in it are its input."""
    for archive in archives(catalog):
        if archive.name != ALL:
            (year,) = archive.reports
            exports = [files[name] for name in archive.exports]
            yield Task(f"{FOLDER}/{archive.name}", partial(_year, catalog, year, archive.demo, exports))


def _year(catalog: Catalog, year: int, demo: bool, exports: Sequence[bytes]) -> Callable[[ReadFile], bytes]:
    return partial(year_package, catalog, year, demo=demo)


def _whole(catalog: Catalog, years: Sequence[bytes]) -> Callable[[ReadFile], bytes]:
    return partial(whole_package, catalog)
