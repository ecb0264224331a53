"""Zip archives of the data: one per year, and one of all years joined from these; demonstration data has its own.

A yearly archive is put together from the files exported for its reports, so that none of them is made twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.exporters.columns import CELLS, REPORTS
from generator.exporters.csv import BOM, csv_header, csv_rows
from generator.exporters.data_package import archive_package
from generator.exporters.formats import ARCHIVE_SUFFIX, DATA_PACKAGE, export_path
from generator.exporters.office import environment
from generator.exporters.package import EARLIEST_DATE, Member, compress, read_members, zip_members
from generator.model.catalog import Catalog
from generator.model.report import Report

FOLDER = "data"
ALL, DEMO, README = f"all.{ARCHIVE_SUFFIX}", "demo-", "README.txt"

ReadFile = Callable[[str], bytes]
"""Returns the contents of a file by its path below the site."""


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
    def exports(self) -> list[str]:
        """The paths below the site of the exported files that a yearly archive is made of."""
        reports = (report for each in self.reports.values() for report in each)
        return [export_path(report, kind) for report in reports for kind in ("csv", "json")]

    @property
    def as_of(self) -> date | None:
        """The newest publication day of the reports; None if no report has one."""
        days = (each.evident_day for reports in self.reports.values() for each in reports)
        return max(filter(None, days), default=None)


def year_archive(catalog: Catalog, year: int, *, demo: bool = False) -> Archive:
    """Return the archive of a year's real reports, or of its demonstration data."""
    reports = [each for each in catalog.reports_in(year) if catalog.is_demo(each.agency) is demo]
    return Archive(f"{DEMO if demo else ''}{year}.{ARCHIVE_SUFFIX}", {year: reports}, demo)


def whole_archive(catalog: Catalog) -> Archive:
    """Return the archive of all real reports."""
    years = [year_archive(catalog, year) for year in catalog.years]
    return Archive(ALL, {year: reports for each in years for year, reports in each.reports.items() if reports})


def archives(catalog: Catalog) -> list[Archive]:
    """Return the archives that have reports: all years, then each year from the newest, then demonstration data."""
    years = [year_archive(catalog, year, demo=demo) for demo in (False, True) for year in catalog.years]
    return [each for each in (whole_archive(catalog), *years) if each.report_count]


def year_package(catalog: Catalog, year: int, read: ReadFile, *, demo: bool = False) -> bytes:
    """Return the archive of a year, with the CSV and JSON files of its reports as they are on the site."""
    archive = year_archive(catalog, year, demo=demo)
    members = [*_about(catalog, archive), *_members(catalog, year, archive.reports[year], read)]
    return zip_members(members, _member_date(archive))


def whole_package(catalog: Catalog, read: ReadFile) -> bytes:
    """Return the archive of all years, with the members of the yearly archives as they are on the site."""
    whole = whole_archive(catalog)
    members = list(_about(catalog, whole))
    for year in whole.reports:
        found = read_members(read(f"{FOLDER}/{year}.{ARCHIVE_SUFFIX}"))
        members += [each for each in found if each.name not in (README, DATA_PACKAGE)]
    return zip_members(members, _member_date(whole))


def _member_date(archive: Archive) -> date:
    return max(archive.as_of or EARLIEST_DATE, EARLIEST_DATE)


def _about(catalog: Catalog, archive: Archive) -> Iterator[Member]:
    """Yield the files that describe the archive, one for people and one for programs."""
    values = {"archive": archive, "site": catalog.site, "columns": CELLS}
    text = environment().get_template("data/README.txt.j2").render(values)
    yield compress(README, [BOM, text.replace("\n", "\r\n").encode()])
    years = sorted(archive.reports, reverse=True)
    yield compress(DATA_PACKAGE, [archive_package(catalog, years, demo=archive.demo)])


def _members(catalog: Catalog, year: int, reports: Sequence[Report], read: ReadFile) -> Iterator[Member]:
    """Yield the year's files: a list of the reports, all their cells, and the reports as a JSON array."""
    header = BOM + csv_header()

    def cells() -> Iterator[bytes]:
        yield header
        for report in reports:
            yield read(export_path(report, "csv")).removeprefix(header)

    def records() -> Iterator[bytes]:
        for number, report in enumerate(reports):
            yield b",\n" if number else b"[\n"
            yield read(export_path(report, "json")).rstrip()
        yield b"\n]\n"

    list_rows: list[list[object]] = [
        [each.name for each in REPORTS],
        *(_list_row(catalog, report) for report in reports),
    ]
    yield compress(f"{year}/reports.csv", [BOM, csv_rows(list_rows)])
    yield compress(f"{year}/cells.csv", cells())
    yield compress(f"{year}/reports.json", records())


def _list_row(catalog: Catalog, report: Report) -> list[object]:
    agency = catalog.agencies[report.agency]
    names = (report.agency, agency.name_in(report.year), agency.kind, report.year, report.form, catalog.title(report))
    return [*names, report.published, report.source, report.licence, f"{report.agency}/{report.year}/"]
