"""The files of a site beside its pages, as tasks: downloads, findings, feeds and calendars; after these, archives.

Archives of years and checksums are made from the exports on the site, the archive of all years from these. Sitemap and
marker come last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from generator.builder.cell_tasks import cell_tasks, package_tasks, table_tasks, year_tasks
from generator.builder.context import BuildContext
from generator.builder.engine.fingerprints import Unfingerprinted
from generator.builder.engine.stages import task_stage, write_file, write_output
from generator.builder.engine.tasks import Task, TaskStore
from generator.builder.feed_tasks import feed_tasks
from generator.builder.fingerprints import combined_digest
from generator.builder.install import SITE_MARKER
from generator.builder.mkdocs.hand_written import hand_written_pages
from generator.builder.mkdocs.runner import html_of
from generator.exporters import FORMATS, available_formats, export_path
from generator.exporters.archives import ALL, FOLDER, archives, whole_package, year_package
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
    """Write the stale archives, tables, their descriptions and cell files below `staged`; return their task stores.

    `files` has the digests of the site's files by name; those that are not below `staged` are read from the old site.
    Each stage reads files of the stages before it.
    """
    catalog, jobs = context.catalog, context.config.jobs
    read = Unfingerprinted(partial(_read_new, staged, context.config.site))
    stages = {"archives": _yearly, "whole archive": _whole_tasks, "descriptions": _descriptions}
    stores = []
    for stage, tasks_of in {**(stages if context.config.downloads else {}), "cells": _cell_tasks}.items():
        stores.append(store := context.task_store(stage, full_rebuild=full_rebuild))
        store.plan(list(tasks_of(catalog, files, read)))
        list(context.run(task_stage(store, partial(write_output, store, staged), jobs, max_chunk=1, few=1)))
        files = {**files, **store.outputs()}
    return stores


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


def _whole_tasks(catalog: Catalog, files: Mapping[str, bytes], read: Unfingerprinted) -> Iterator[Task]:
    """Yield a task for the archive and for the table of all years; the digests of the yearly ones are their input."""
    if years := [files[f"{FOLDER}/{each.name}"] for each in archives(catalog) if each.name != ALL and not each.demo]:
        yield Task(f"{FOLDER}/{ALL}", partial(_whole, catalog, years, read))
    yield from table_tasks(catalog, files, read)


def _whole(catalog: Catalog, years: Sequence[bytes], read: Unfingerprinted) -> bytes:
    return whole_package(catalog, read.value)


def _descriptions(catalog: Catalog, files: Mapping[str, bytes], read: Unfingerprinted) -> Iterator[Task]:
    """Yield a task for each data package of tables, and for the checksums of each agency's exported reports."""
    yield from package_tasks(catalog, files, read)
    for id in catalog.agencies:
        paths = [export_path(report, suffix) for report in catalog.reports_of(id) for suffix in FORMATS]
        if made := [path for path in paths if path in files]:
            yield Task(f"{id}/{CHECKSUMS}", partial(_checksums, id, made, [files[path] for path in made], read))


def _checksums(agency: str, paths: Sequence[str], digests: Sequence[bytes], read: Unfingerprinted) -> bytes:
    return checksums(agency, paths, read.value)


def _cell_tasks(catalog: Catalog, files: Mapping[str, bytes], read: Unfingerprinted) -> Iterator[Task]:
    return cell_tasks(catalog, read.value)


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
