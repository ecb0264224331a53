"""Zip archives of the data: one per year, and one of all years joined from these; demonstration data has its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.exporters.cells import cell_records
from generator.exporters.csv import BOM, csv_header, csv_rows
from generator.exporters.json import export_json
from generator.exporters.office import environment
from generator.exporters.package import EARLIEST_DATE, Member, compress, read_members, zip_members
from generator.model.catalog import Catalog
from generator.model.report import Report

FOLDER = "data"
ALL, DEMO, README = "all.zip", "demo-", "README.txt"

_COLUMNS = ("agency", "name", "kind", "year", "form", "title", "published", "source", "licence", "page")


class Archive(NamedTuple):
    """An archive in `data/`: its file name, its reports by year, and whether they are demonstration data."""

    name: str
    reports: Mapping[int, Sequence[Report]]
    demo: bool = False

    @property
    def report_count(self) -> int:
        """The number of reports."""
        return sum(map(len, self.reports.values()))

    @property
    def as_of(self) -> date | None:
        """The newest publication day of the reports; None if no report has one."""
        days = (each.evident_day for reports in self.reports.values() for each in reports)
        return max(filter(None, days), default=None)


def year_archive(catalog: Catalog, year: int, *, demo: bool = False) -> Archive:
    """Return the archive of a year's real reports, or of its demonstration data."""
    reports = [each for each in catalog.reports_in(year) if catalog.is_demo(each.agency) is demo]
    return Archive(f"{DEMO}{year}.zip" if demo else f"{year}.zip", {year: reports}, demo)


def whole_archive(catalog: Catalog) -> Archive:
    """Return the archive of all real reports."""
    years = [year_archive(catalog, year) for year in catalog.years]
    return Archive(ALL, {year: reports for each in years for year, reports in each.reports.items() if reports})


def archives(catalog: Catalog) -> list[Archive]:
    """Return the archives that have reports: all years, then each year from the newest, then demonstration data."""
    years = [year_archive(catalog, year, demo=demo) for demo in (False, True) for year in catalog.years]
    return [each for each in (whole_archive(catalog), *years) if each.report_count]


def yearly_archives(catalog: Catalog) -> Iterator[tuple[str, partial[bytes]]]:
    """Yield each yearly archive: its path below the site, and a function that returns its bytes."""
    for archive in archives(catalog):
        if archive.name != ALL:
            (year,) = archive.reports
            yield f"{FOLDER}/{archive.name}", partial(_archive_bytes, catalog, year, demo=archive.demo)


def join_archives(catalog: Catalog, new: Path, old: Path) -> None:
    """Join the yearly archives into the archive of all years, which is written below `new`.

    Changed yearly archives are read from `new`, unchanged ones from `old`.
    """
    whole = whole_archive(catalog)
    if not whole.report_count:
        return
    members = [_readme(whole)]
    for year in whole.reports:
        name = Path(FOLDER, f"{year}.zip")
        package = (new / name if (new / name).exists() else old / name).read_bytes()
        members += [each for each in read_members(package) if each.name != README]
    (new / FOLDER).mkdir(parents=True, exist_ok=True)
    (new / FOLDER / ALL).write_bytes(zip_members(members, _member_date(whole)))


def _archive_bytes(catalog: Catalog, year: int, *, demo: bool) -> bytes:
    archive = year_archive(catalog, year, demo=demo)
    return zip_members([_readme(archive), *_members(catalog, year, archive.reports[year])], _member_date(archive))


def _member_date(archive: Archive) -> date:
    return max(archive.as_of or EARLIEST_DATE, EARLIEST_DATE)


def _readme(archive: Archive) -> Member:
    text = environment().get_template("data/README.txt.j2").render(archive=archive)
    return compress(README, [BOM, text.replace("\n", "\r\n").encode()])


def _members(catalog: Catalog, year: int, reports: Sequence[Report]) -> Iterator[Member]:
    """Yield the year's files: a list of the reports, all their cells, and the reports as a JSON array."""

    def cells() -> Iterator[bytes]:
        yield BOM + csv_header()
        for report in reports:
            yield csv_rows(cell_records(report, catalog.form_of(report), catalog.agencies[report.agency]))

    def records() -> Iterator[bytes]:
        for number, report in enumerate(reports):
            yield b",\n" if number else b"[\n"
            yield export_json(report, catalog.form_of(report), catalog.agencies[report.agency]).rstrip()
        yield b"\n]\n"

    list_rows = [_COLUMNS, *(_list_row(catalog, report) for report in reports)]
    yield compress(f"{year}/reports.csv", [BOM, csv_rows(list_rows)])
    yield compress(f"{year}/cells.csv", cells())
    yield compress(f"{year}/reports.json", records())


def _list_row(catalog: Catalog, report: Report) -> list[object]:
    agency = catalog.agencies[report.agency]
    names = (report.agency, agency.name_in(report.year), agency.kind, report.year, report.form, catalog.title(report))
    return [*names, report.published, report.source, report.licence, f"{report.agency}/{report.year}/"]
