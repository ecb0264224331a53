"""The search data of a site: an index for each place, kept from build to build, joined into one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.build.works import Ledger, Work, perform
from generator.catalog import Catalog
from generator.report import Report
from generator.search import index_part, join_parts, read_notes, reports_by_place

FOLDER = "search/data"


def index_places(
    ledger: Ledger,
    catalog: Catalog,
    parts: Path,
    mine: Callable[[str], bool],
    jobs: int,
    tell: Callable[[int, int], None],
) -> list[Path]:
    """Bring the index of each place up to date below `parts`, with the reports of agencies that `mine` takes."""
    places = {
        place: own
        for place, reports in reports_by_place(catalog).items()
        if (own := [report for report in reports if mine(f"{report.agency}/")])
    }
    ledger.plan([Work(place, partial(_index, catalog, place, reports)) for place, reports in places.items()])
    perform(ledger, partial(_write, parts), jobs, tell)
    for place in ledger.gone:
        _file(parts, place).unlink(missing_ok=True)
    return [_file(parts, place) for place in places]


def _index(catalog: Catalog, place: str, reports: list[Report]) -> bytes:
    return index_part(catalog, reports)


def _write(parts: Path, work: Work) -> bytes:
    data: bytes = work.make()
    _file(parts, work.name).write_bytes(data)
    return hashlib.blake2b(data, digest_size=16).digest()


def _file(parts: Path, place: str) -> Path:
    return parts / f"{place.replace('/', '+')}.part"


def join_places(catalog: Catalog, parts: list[Path], site: Path, notes: str) -> tuple[str, list[str]]:
    """Write what has changed of the joined index below `site`, given the notes of the old one ("" for none).

    Returns the new notes, and the files that are no more.
    """
    joined = join_parts(catalog, parts, read_notes(notes) if notes else None)
    for name, data in joined.files:
        path = site / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return joined.notes.dump(), [f"{FOLDER}/{name}" for name in joined.gone]
