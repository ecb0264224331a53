"""Sources read and checked: what everything else is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain

from generator.builder.engine.cache import Shelf
from generator.builder.engine.dependencies import Questions
from generator.builder.engine.serializer import pack, unpack
from generator.builder.engine.tasks import Ledger, Work, one_by_one, perform
from generator.builder.engine.tracking import EVERYTHING, Answers, Notes, watched
from generator.builder.progress import Progress
from generator.builder.source_cache import Sources
from generator.checks import check_per_report, check_per_year
from generator.model.catalog import Catalog, grouped
from generator.model.problem import Problem
from generator.model.report import Report

Find = Callable[[Catalog, Report], list[Problem]]

Found = dict[tuple[str, int], list[Problem]]
"""What the checks say of each report, before it is settled what its author has accepted."""


@dataclass(frozen=True)
class Ready:
    """A catalog as it is and as it is watched, and what is asked of it.

    `seen` is the state of its folder, `state` a digest of all sources.
    """

    plain: Catalog
    catalog: Catalog
    questions: Questions
    notes: Notes
    seen: str
    state: str

    def ledger(self, stage: str, *, anew: bool = False) -> Ledger:
        """The ledger of a stage."""
        return Ledger(stage, self.questions, self.notes, anew=anew)

    def keep(self, ledgers: Iterable[Ledger]) -> None:
        """Remember what was done for the next build. All due works of these ledgers must have been done."""
        self.questions.keep({ledger.stage: ledger.known() for ledger in ledgers})


def get_ready(sources: Sources, notes: Notes, shelf: Shelf) -> Ready:
    """The sources, watched, and what has been asked of them."""
    catalog = watched(sources.catalog, notes)
    answers = Answers(sources.catalog, sources.files, sources.heads, sources.bodies)
    state = answers.digest(EVERYTHING).hex()
    return Ready(sources.catalog, catalog, Questions(shelf, answers), notes, sources.state, state)


def find_problems(ready: Ready, keys: list[tuple[str, int]], jobs: int, progress: Progress) -> Found:
    """What the checks say of the reports; they are checked again only where something has changed for them.

    What looks at all reports of a year is one piece of work.
    """
    by_year = grouped(keys, lambda key: key[1])
    groups = {f"{id} {year}": [(id, year)] for id, year in keys} | {str(year): own for year, own in by_year.items()}
    wide, near = (ready.ledger(stage) for stage in ("wide", "near"))
    wide.plan([Work(str(year), _checking(ready, check_per_year, own)) for year, own in by_year.items()])
    near.plan([Work(f"{id} {year}", _checking(ready, check_per_report, [(id, year)])) for id, year in keys])
    stages = [one_by_one(wide, _packed, jobs, most=1, few=1), one_by_one(near, _packed, jobs)]
    list(perform(stages, jobs, progress.counted))
    ready.keep((wide, near))
    found: Found = {key: [] for key in keys}
    for name, product in chain.from_iterable(ledger.products().items() for ledger in (near, wide)):
        for key, problems in zip(groups[name], unpack(product) if product else (), strict=False):
            found[key] += problems
    return found


def _checking(ready: Ready, find: Find, keys: list[tuple[str, int]]) -> partial[list[list[Problem]]]:
    return partial(_each, find, ready.catalog, [ready.plain.reports[key] for key in keys])


def _each(find: Find, catalog: Catalog, reports: list[Report]) -> list[list[Problem]]:
    """What is found of each of the reports; nothing at all where nothing is found of any."""
    found = [find(catalog, report) for report in reports]
    return found if any(found) else []


def _packed(work: Work) -> bytes:
    found = work.make()
    return pack(found) if found else b""
