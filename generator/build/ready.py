"""Sources read and checked: what everything else is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from generator.build.packing import pack, unpack
from generator.build.progress import Progress
from generator.build.shelf import Shelf
from generator.build.sources import Sources
from generator.build.watch import EVERYTHING, Answers, Notes, watched
from generator.build.works import Ledger, Work, one_by_one, perform
from generator.catalog import Catalog
from generator.checks import find_near, find_wide
from generator.report import Problem

Found = dict[tuple[str, int], list[Problem]]
"""What the checks say of each report, before it is settled what its author has accepted."""


@dataclass(frozen=True)
class Ready:
    """A catalog as it is and as it is watched, and the digests of its answers. `seen` is the state of its folder."""

    plain: Catalog
    catalog: Catalog
    answers: Answers
    notes: Notes
    seen: str

    @property
    def state(self) -> str:
        """A digest of all sources."""
        return self.answers.digest(EVERYTHING).hex()

    def ledger(self, shelf: Shelf, stage: str, *, anew: bool = False) -> Ledger:
        """The ledger of a stage."""
        return Ledger(shelf, stage, self.answers, self.notes, anew=anew)


def get_ready(sources: Sources) -> Ready:
    """The sources, watched."""
    notes = Notes()
    catalog = watched(sources.catalog, notes)
    return Ready(sources.catalog, catalog, Answers(sources.catalog, sources.files), notes, sources.state)


def find_problems(ready: Ready, keys: list[tuple[str, int]], shelf: Shelf, jobs: int, progress: Progress) -> Found:
    """What the checks say of the reports; they are checked again only where something has changed for them."""
    by_year = sorted(keys, key=lambda key: key[1])
    named = {f"{kind} {id} {year}": (id, year) for kind in ("near", "wide") for id, year in by_year}
    find = {"near": partial(find_near, ready.catalog), "wide": partial(find_wide, ready.catalog)}
    ledger = ready.ledger(shelf, "check")
    ledger.plan([Work(name, partial(find[name[:4]], ready.plain.reports[key])) for name, key in named.items()])
    for stage in perform([one_by_one(ledger, _found, jobs)], jobs, progress.counted):
        stage.ledger.keep()
    found: Found = {key: [] for key in keys}
    for name, product in ledger.products().items():
        if product:
            found[named[name]] += unpack(product)
    return found


def _found(work: Work) -> bytes:
    problems = work.make()
    return pack(problems) if problems else b""
