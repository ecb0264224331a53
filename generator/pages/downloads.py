"""The view of the download page: each archive, its scope and its approximate size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from generator.exporters.archives import ALL, Archive, archives
from generator.exporters.formats import DATA_PACKAGE
from generator.model.catalog import Catalog
from generator.pages.address import DATA
from generator.pages.citation import LICENCE

_AVERAGE_REPORT_BYTES = 4_200
"""Average compressed size of a report, in bytes; sizes are estimated because archives are written after the pages."""


class ArchiveRow(NamedTuple):
    """One archive of the list: what it covers and its approximate size, in words, and the CSV table of its reports."""

    archive: Archive
    scope: str
    size: str
    table: str


class ArchiveGroup(NamedTuple):
    """The archives of real reports, or of demonstration data."""

    demo: bool
    rows: Sequence[ArchiveRow]


class DownloadsView(TypedDict):
    """Variables of `pages/data.md.j2`."""

    groups: Sequence[ArchiveGroup]
    coverage: str
    files: Sequence[tuple[str, str]]
    forms: Sequence[str]
    licence: str
    address: str | None
    publisher: str


def downloads_view(catalog: Catalog) -> DownloadsView:
    """Return the variables of `pages/data.md.j2`."""
    found = archives(catalog)
    groups = [ArchiveGroup(demo, [_row(each) for each in found if each.demo is demo]) for demo in (False, True)]
    return {
        "groups": [group for group in groups if group.rows],
        "coverage": _coverage(found),
        "files": [
            ("all.csv", "text/csv"),
            (DATA_PACKAGE, "application/json"),
            (ALL, "application/zip"),
        ]
        if found and not found[0].demo
        else [],
        "forms": list(catalog.forms),
        "licence": LICENCE,
        "address": catalog.site.address(DATA),
        "publisher": catalog.site.publisher,
    }


def _coverage(found: Sequence[Archive]) -> str:
    """Return the period of the real reports as schema.org writes it; empty if there are none."""
    years = [year for archive in found if not archive.demo for year in archive.reports]
    return f"{min(years)}-01-01/{max(years)}-12-31" if years else ""


def _row(archive: Archive) -> ArchiveRow:
    return ArchiveRow(archive, _scope(archive), _size(archive), f"{Path(archive.name).stem}.csv")


def _scope(archive: Archive) -> str:
    scope = "全部年度" if archive.name == ALL else f"{min(archive.reports)}年度"
    return f"示例{scope}" if archive.demo else scope


def _size(archive: Archive) -> str:
    size = archive.report_count * _AVERAGE_REPORT_BYTES
    return f"约 {size / 1e6:.1f} MB" if size >= 1e6 else f"约 {max(10, round(size / 1e4) * 10)} kB"
