"""Archives as tasks, run after the files: those of years from the exports on the site, that of all years from these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.builder.config import BuildConfig
from generator.builder.context import BuildContext
from generator.builder.engine.stages import run_stages, task_stage, write_output
from generator.builder.engine.tasks import Task, TaskStore
from generator.exporters.archives import ALL, DEMO, FOLDER, ReadFile, archives, whole_package, year_package
from generator.model.catalog import Catalog

_WHOLE, _DEMO = f"{FOLDER}/{ALL}", f"{FOLDER}/{DEMO}"


class WrittenArchives(NamedTuple):
    """The task stores of the yearly archives and of the archive of all years."""

    years: TaskStore
    whole: TaskStore

    @property
    def outputs(self) -> dict[str, bytes]:
        """The digests of all archives, by name."""
        return self.years.outputs() | self.whole.outputs()

    @property
    def removed(self) -> list[str]:
        """The names of the archives to delete."""
        return [*self.years.removed, *self.whole.removed]


def write_archives(
    config: BuildConfig, context: BuildContext, files: Mapping[str, bytes], staged: Path, *, full_rebuild: bool
) -> WrittenArchives:
    """Write the stale archives below `staged`.

    `files` has the digests of the site's files by name; those that are not below `staged` are read from the old site.
    """
    years, whole = (context.task_store(stage, full_rebuild=full_rebuild) for stage in ("archives", "whole archive"))
    _run(config, years, list(_yearly(context.catalog, files)) if config.downloads else [], staged)
    real = [digest for name, digest in years.outputs().items() if not name.startswith(_DEMO)]
    _run(config, whole, [Task(_WHOLE, partial(_whole, context.catalog, real))] if real else [], staged)
    return WrittenArchives(years, whole)


def _run(config: BuildConfig, store: TaskStore, tasks: Sequence[Task], staged: Path) -> None:
    """Run the stale tasks, each with a function that reads a file of the new site."""

    def read(name: str) -> bytes:
        new = staged / name
        return (new if new.exists() else config.site / name).read_bytes()

    def write(task: Task) -> bytes:
        return write_output(store, staged, Task(task.name, partial(task.run(), read)))

    store.plan(tasks)
    stage = task_stage(store, write, config.jobs, max_chunk=1, few=1)
    list(run_stages([stage], config.jobs, config.progress.count))


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
