"""The search data of a site: an index for each place, kept from build to build, joined into one.

The part of a place is a file named after a digest of its bytes, which is never written over: a build that breaks off
spoils nothing, and a damaged part is noticed.

What makes an index is loaded only where one is made: its arrays take a while to load, and mostly nothing has changed.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.builder.engine.serializer import DamagedError
from generator.builder.engine.tasks import Ledger, Stage, Work, one_by_one
from generator.model.catalog import Catalog
from generator.model.report import Report
from generator.search.places import reports_by_place

if TYPE_CHECKING:
    from generator.search.join import Joined, JoinState

FOLDER = "search/data"

_LONGEST = 3600
"""Seconds that no build takes: a part that none remembers by then has been left by one that broke off."""


def index_places(ledger: Ledger, catalog: Catalog, parts: Path, mine: Callable[[str], bool], jobs: int) -> Stage:
    """What brings the index of each place up to date below `parts`, with the reports of agencies that `mine` takes."""
    places = {
        place: own
        for place, reports in reports_by_place(catalog).items()
        if (own := [report for report in reports if mine(f"{report.agency}/")])
    }
    _sweep(parts, {done.product for done in ledger.done.values()})
    works = [Work(place, partial(_index, catalog, place, reports)) for place, reports in places.items()]
    ledger.plan(works, lambda digest: _file(parts, digest).is_file())
    return one_by_one(ledger, partial(_write, parts), jobs, most=1, few=1)


def indexed_places(ledger: Ledger, parts: Path) -> list[Path]:
    """The parts of all places, when they have been brought up to date."""
    return [_file(parts, digest) for digest in ledger.products().values()]


def _index(catalog: Catalog, place: str, reports: list[Report]) -> bytes:
    from generator.search.part import index_part

    return index_part(catalog, reports)


def _write(parts: Path, work: Work) -> bytes:
    data: bytes = work.make()
    digest = _digest(data)
    try:
        parts.mkdir(exist_ok=True)
        _file(parts, digest).write_bytes(data)
    except OSError as error:
        raise DamagedError(str(error)) from error
    return digest


def _sweep(parts: Path, known: set[bytes]) -> None:
    """Delete the parts that no build remembers, unless one that is under way may have made them."""
    names = {_file(parts, digest).name for digest in known}
    for file in parts.glob("*.part"):
        with suppress(OSError):
            if file.name not in names and file.stat().st_mtime < time.time() - _LONGEST:
                file.unlink()


def _file(parts: Path, digest: bytes) -> Path:
    return parts / f"{digest.hex()}.part"


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def join_places(ledger: Ledger, catalog: Catalog, parts: list[Path], site: Path) -> list[str]:
    """Join the parts where they, or the agencies, have changed, and write below `site` what is then another.

    Returns the files that are no more. What comes of this work are the notes that the next joining goes by. Raises
    DamagedError where a part is not as it was written.
    """
    gone: list[str] = []
    ledger.plan([Work("joined", partial(_joining, catalog, parts))])
    ledger.enter(ledger.outcome(number, partial(_join, ledger, site, gone)) for number in range(len(ledger.due)))
    return gone


def undamaged(part: Path) -> bytes:
    """The bytes of a part. Raises DamagedError where they are not those that were written."""
    try:
        data = part.read_bytes()
    except OSError as error:
        raise DamagedError(str(error)) from error
    if part.stem != _digest(data).hex():
        raise DamagedError(str(part))
    return data


def _joining(catalog: Catalog, parts: list[Path]) -> Callable[[JoinState | None], Joined]:
    """What joins the parts, when they have been looked through, given the notes of the last time."""
    from generator.search.join import join_parts

    for part in parts:
        undamaged(part)
    return partial(join_parts, catalog, parts)


def _join(ledger: Ledger, site: Path, gone: list[str], work: Work) -> bytes:
    """Write what is another than in the notes of the last time; the new notes."""
    from generator.search.join import read_join_state

    notes = ledger.before(work)
    joined: Joined = work.make()(read_join_state(notes.decode()) if notes else None)
    for name, data in joined.files:
        path = site / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    gone += [f"{FOLDER}/{name}" for name in joined.gone]
    return joined.notes.dump().encode()
