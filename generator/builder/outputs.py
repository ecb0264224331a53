"""The files of a site beside its pages, as tasks: downloads, findings, feeds and calendars; after these, archives.

Archives and checksums are made from the exports on the site. Sitemap and marker come last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from generator.builder.cell_tasks import cell_tasks, package_tasks, table_tasks, year_tasks
from generator.builder.context import BuildContext
from generator.builder.engine.stages import task_stage, write_file, write_output
from generator.builder.engine.tasks import Task, TaskStore
from generator.builder.engine.tracking import TrackedFiles
from generator.builder.feed_tasks import feed_tasks
from generator.builder.fingerprints import combined_digest
from generator.builder.install import SITE_MARKER
from generator.builder.mkdocs.hand_written import hand_written_pages
from generator.builder.mkdocs.runner import html_of
from generator.exporters import FORMATS, available_formats, export_path
from generator.exporters.archives import ALL, FOLDER, ReadFile, archives, whole_package, year_package
from generator.exporters.checksums import checksums
from generator.exporters.formats import CHECKSUMS
from generator.exporters.ical import calendar
from generator.exporters.sitemap import robots, sitemap
from generator.formatters.findings import findings
from generator.model.catalog import Catalog, grouped
from generator.model.filing import filing_years
from generator.model.problem import Problem
from generator.pages import all_pages


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


def write_archives(
    context: BuildContext, files: Mapping[str, bytes], staged: Path, *, full_rebuild: bool
) -> list[TaskStore]:
    """Write what is made from other files and is stale below `staged`; return the task stores.

    `files` has the digests of the site's files by name; those that are not below `staged` are read from the old site.
    """
    catalog, jobs, stores = context.catalog, context.config.jobs, list[TaskStore]()
    read = TrackedFiles((staged, context.config.site), context.recorder).read
    for stage, tasks_of in (("from files", partial(_tasks_from_files, files)), ("of all years", _tasks_of_all_years)):
        context.fingerprints.add_files(files)
        stores.append(store := context.task_store(stage, full_rebuild=full_rebuild))
        store.plan([task for task in tasks_of(catalog, read) if context.config.wants(task.name)])
        list(context.run(task_stage(store, partial(write_output, store, staged), jobs, large=True)))
        files = store.outputs()
    return stores


def _tasks_from_files(files: Collection[str], catalog: Catalog, read: ReadFile) -> Iterator[Task]:
    """Yield a task for each yearly archive, table of all years, cell file, and list of an agency's checksums."""
    for archive in archives(catalog):
        if archive.name != ALL:
            (year,) = archive.reports
            yield Task(f"{FOLDER}/{archive.name}", partial(year_package, catalog, year, read, demo=archive.demo))
    yield from table_tasks(catalog, read)
    yield from cell_tasks(catalog, read)
    for id in catalog.agencies:
        paths = [export_path(report, suffix) for report in catalog.reports_of(id) for suffix in FORMATS]
        if made := [path for path in paths if path in files]:
            yield Task(f"{id}/{CHECKSUMS}", partial(checksums, id, made, read))


def _tasks_of_all_years(catalog: Catalog, read: ReadFile) -> Iterator[Task]:
    """Yield a task for the archive of all years, made from those of each year, and for each data package of tables."""
    if any(archive.name == ALL for archive in archives(catalog)):
        yield Task(f"{FOLDER}/{ALL}", partial(whole_package, catalog, read))
    yield from package_tasks(catalog, read)


def write_site_files(context: BuildContext, outputs: Mapping[str, bytes], staged: Path) -> None:
    """Write `robots.txt` unless the site has its own, the sitemap if the site's address is known, and the marker.

    The marker holds a digest of everything that the site is built from, and of its `outputs`.
    """
    url, hand_written = context.catalog.site.url, context.hand_written.files
    if "robots.txt" not in hand_written:
        write_file(staged / "robots.txt", robots(url))
    if url:
        listed = {html_of(page.file): page.changed for page in all_pages(context.untracked, ()) if page.is_listed}
        own = dict.fromkeys(map(html_of, hand_written_pages(hand_written)))
        for name, data in sitemap(listed | own, url).items():
            write_file(staged / name, data)
    write_marker(context, outputs, staged)


def write_marker(context: BuildContext, outputs: Mapping[str, bytes], staged: Path) -> None:
    """Write the marker file alone, for a part of a site."""
    write_file(staged / SITE_MARKER, f"{combined_digest(context.inputs, outputs)}\n".encode("ascii"))
