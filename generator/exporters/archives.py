"""Downloads of everything: a zip for each year, one of all years made of these, and demonstration data apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.exporters.cells import cell_lines
from generator.exporters.csv import BOM, csv_head, csv_lines, csv_rows
from generator.exporters.json import export_json
from generator.exporters.office import environment
from generator.exporters.package import FIRST_DAY, Member, press, zip_contents, zip_members
from generator.model.catalog import Catalog
from generator.model.report import Report

FOLDER = "data"
ALL, DEMO, README = "all.zip", "demo-", "README.txt"

_COLUMNS = ("agency", "name", "kind", "year", "form", "title", "published", "source", "licence", "page")


class Archive(NamedTuple):
    """A zip below `data/`: its name, the reports in it by year, and whether they are demonstration data."""

    name: str
    reports: Mapping[int, Sequence[Report]]
    demo: bool = False

    @property
    def report_count(self) -> int:
        """How many reports are in it."""
        return sum(map(len, self.reports.values()))

    @property
    def as_of(self) -> date | None:
        """The day it speaks of: the newest publication date of its reports."""
        days = [each.published for reports in self.reports.values() for each in reports if each.published]
        return max(days, default=None)


def year_archive(catalog: Catalog, year: int, *, demo: bool = False) -> Archive:
    """The year's reports that are demonstration data, or those that are not."""
    reports = [each for each in catalog.reports_in(year) if catalog.is_demo(each.agency) is demo]
    return Archive(f"{DEMO}{year}.zip" if demo else f"{year}.zip", {year: reports}, demo)


def whole_archive(catalog: Catalog) -> Archive:
    """All reports that are not demonstration data."""
    years = [year_archive(catalog, year) for year in catalog.years]
    return Archive(ALL, {year: reports for each in years for year, reports in each.reports.items() if reports})


def archives(catalog: Catalog) -> list[Archive]:
    """Those that hold any report: everything first, then by year, newest first, demonstration data last."""
    years = [year_archive(catalog, year, demo=demo) for demo in (False, True) for year in catalog.years]
    return [each for each in (whole_archive(catalog), *years) if each.report_count]


def yearly_archives(catalog: Catalog) -> Iterator[tuple[str, partial[bytes]]]:
    """Path below the site and maker of each archive but the one that `join_archives` makes of them."""
    for archive in archives(catalog):
        if archive.name != ALL:
            (year,) = archive.reports
            yield f"{FOLDER}/{archive.name}", partial(_make, catalog, year, demo=archive.demo)


def join_archives(catalog: Catalog, new: Path, old: Path) -> None:
    """Write the archive of all years below `new`, made of those of the years; what is not there stands below `old`."""
    whole = whole_archive(catalog)
    if not whole.report_count:
        return
    members = [_readme(whole)]
    for year in whole.reports:
        name = Path(FOLDER, f"{year}.zip")
        package = (new / name if (new / name).exists() else old / name).read_bytes()
        members += [each for each in zip_contents(package) if each.name != README]
    (new / FOLDER).mkdir(parents=True, exist_ok=True)
    (new / FOLDER / ALL).write_bytes(zip_members(members, _dated(whole)))


def _make(catalog: Catalog, year: int, *, demo: bool) -> bytes:
    archive = year_archive(catalog, year, demo=demo)
    return zip_members([_readme(archive), *_members(catalog, year, archive.reports[year])], _dated(archive))


def _dated(archive: Archive) -> date:
    return max(archive.as_of or FIRST_DAY, FIRST_DAY)


def _readme(archive: Archive) -> Member:
    text = environment().get_template("data/README.txt.j2").render(archive=archive)
    return press(README, [BOM, text.replace("\n", "\r\n").encode()])


def _members(catalog: Catalog, year: int, reports: Sequence[Report]) -> Iterator[Member]:
    """The year's files: a list of the reports, all their cells, and the reports whole, one a line."""

    def cells() -> Iterator[bytes]:
        yield BOM + csv_head()
        for report in reports:
            yield csv_lines(cell_lines(report, catalog.form_of(report), catalog.agencies[report.agency]))

    def records() -> Iterator[bytes]:
        for number, report in enumerate(reports):
            yield b",\n" if number else b"[\n"
            yield export_json(report, catalog.form_of(report), catalog.agencies[report.agency]).rstrip()
        yield b"\n]\n"

    listed = [_COLUMNS, *(_entry(catalog, report) for report in reports)]
    yield press(f"{year}/reports.csv", [BOM, csv_rows(listed)])
    yield press(f"{year}/cells.csv", cells())
    yield press(f"{year}/reports.json", records())


def _entry(catalog: Catalog, report: Report) -> list[object]:
    agency = catalog.agencies[report.agency]
    names = (report.agency, agency.name_in(report.year), agency.kind, report.year, report.form, catalog.title(report))
    return [*names, report.published, report.source, report.licence, f"{report.agency}/{report.year}/"]
