"""The files of a site beside its pages, as tasks: downloads, findings, feeds and calendars; after these, archives.

Archives of years and checksums are made from the exports on the site, the archive of all years from these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.builder.cell_tasks import cell_tasks, package_tasks, table_tasks, year_tasks
from generator.builder.context import BuildContext
from generator.builder.engine.fingerprints import Unfingerprinted
from generator.builder.engine.stages import task_stage, write_output
from generator.builder.engine.tasks import Task, TaskStore
from generator.builder.feed_tasks import feed_tasks
from generator.exporters import FORMATS, available_formats, export_path
from generator.exporters.archives import ALL, DEMO, FOLDER, archives, whole_package, year_package
from generator.exporters.checksums import checksums
from generator.exporters.formats import CHECKSUMS
from generator.exporters.ical import calendar
from generator.formatters.findings import findings
from generator.model.catalog import Catalog, grouped
from generator.model.filing import filing_years
from generator.model.problem import Problem


def output_tasks(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Task]:
    """Yield a task for each file, named by its path below the site; it returns the bytes."""
    of_reports = chain(_report_downloads(catalog), _findings(catalog, problems))
    return chain(of_reports, feed_tasks(catalog), _calendars(catalog), year_tasks(catalog))


def _report_downloads(catalog: Catalog) -> Iterator[Task]:
    """Yield a task for each report and format; withdrawn reports have no downloads."""
    formats = available_formats()
    for report in catalog.active_reports.values():
        for suffix, each in formats.items():
            agency, form = catalog.agencies[report.agency], catalog.form_of(report)
            run = partial(each.publish, report, form, agency, catalog.site)
            yield Task(export_path(report, suffix), run)


def _findings(catalog: Catalog, problems: Sequence[Problem]) -> Iterator[Task]:
    """Yield a task for the problems and equations of each report, as JSON."""
    by_file = grouped(problems, lambda problem: problem.at.path)
    for report in catalog.active_reports.values():
        run = partial(findings, report, catalog.form_of(report), by_file.get(report.path, ()))
        yield Task(f"{report.agency}/{report.year}/findings.json", run)


def _calendars(catalog: Catalog) -> Iterator[Task]:
    """Yield a task for the calendar of each year's filing deadlines; demo data has separate calendars."""
    has_demo = any(agency.demo for agency in catalog.agencies.values())
    for year in filing_years(catalog):
        yield Task(f"status/{year}/due.ics", partial(calendar, catalog, year, demo=False))
        if has_demo:
            yield Task(f"status/{year}/demo.ics", partial(calendar, catalog, year, demo=True))


_WHOLE, _DEMO = f"{FOLDER}/{ALL}", f"{FOLDER}/{DEMO}"


class WrittenArchives(NamedTuple):
    """The task stores of the yearly archives, of the archive and table of all years, and of the rest.

    The rest are cell files, the data packages of the tables, and the checksums of the exported reports.
    """

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
    context: BuildContext, files: Mapping[str, bytes], staged: Path, *, full_rebuild: bool
) -> WrittenArchives:
    """Write the stale archives, cell files, data packages and checksums below `staged`.

    `files` has the digests of the site's files by name; those that are not below `staged` are read from the old site.
    """
    config, catalog = context.config, context.catalog
    read = Unfingerprinted(partial(_read_new, staged, config.site))

    def run(store: TaskStore, tasks: Sequence[Task]) -> None:
        store.plan(tasks)
        list(context.run(task_stage(store, partial(write_output, store, staged), config.jobs, max_chunk=1, few=1)))

    years, whole, cells = (
        context.task_store(stage, full_rebuild=full_rebuild) for stage in ("archives", "whole archive", "cells")
    )
    run(years, list(_yearly(catalog, files, read)) if config.downloads else [])
    real = [digest for name, digest in years.outputs().items() if not name.startswith(_DEMO)]
    archive = [Task(_WHOLE, partial(_whole, catalog, real, read))] if real else []
    run(whole, [*archive, *(table_tasks(catalog, files, read) if config.downloads else ())])
    made = {**files, **whole.outputs()}
    described = chain(package_tasks(catalog, made, read), _checksums(catalog, files, read)) if config.downloads else ()
    run(cells, [*cell_tasks(catalog, read.value), *described])
    return WrittenArchives(years, whole, cells)


def _checksums(catalog: Catalog, files: Mapping[str, bytes], read: Unfingerprinted) -> Iterator[Task]:
    """Yield a task for the checksums of each agency's exported reports; the digests of these are its input."""
    for id in catalog.agencies:
        paths = [export_path(report, suffix) for report in catalog.reports_of(id) for suffix in FORMATS]
        if made := [path for path in paths if path in files]:
            yield Task(f"{id}/{CHECKSUMS}", partial(_sums, id, made, [files[path] for path in made], read))


def _sums(agency: str, paths: Sequence[str], digests: Sequence[bytes], read: Unfingerprinted) -> bytes:
    return checksums(agency, paths, read.value)


def _read_new(staged: Path, site: Path, name: str) -> bytes:
    """Return the bytes of a file of the new site."""
    new = staged / name
    return (new if new.exists() else site / name).read_bytes()


def _yearly(catalog: Catalog, files: Mapping[str, bytes], read: Unfingerprinted) -> Iterator[Task]:
    """Yield a task for each yearly archive; the digests of the exports in it are its input."""
    for archive in archives(catalog):
        if archive.name != ALL:
            (year,) = archive.reports
            exports = [files[name] for name in archive.exports]
            yield Task(f"{FOLDER}/{archive.name}", partial(_year, catalog, year, archive.demo, exports, read))


def _year(catalog: Catalog, year: int, demo: bool, exports: Sequence[bytes], read: Unfingerprinted) -> bytes:
    return year_package(catalog, year, read.value, demo=demo)


def _whole(catalog: Catalog, years: Sequence[bytes], read: Unfingerprinted) -> bytes:
    return whole_package(catalog, read.value)
