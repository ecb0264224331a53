"""Pieces of work, and which of them have to be done: those that are new, were given something else, or would read
something else than last time. All others are left as they are.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.builder.engine.dependencies import Questions
from generator.builder.engine.pool import FEW, over, shares
from generator.builder.engine.tracking import Notes, Question

_AT_ONCE = 200

_ATTEMPTS = 5


class Work(NamedTuple):
    """A piece of work: its name, and the function over given values that does it."""

    name: str
    make: Callable[[], Any]


class Done(NamedTuple):
    """A work done: what it was given (a digest), the numbers of what it asked, and what came of it."""

    given: bytes
    asked: bytes
    product: bytes


class Outcome(NamedTuple):
    """What came of the work of that number, as bytes, and what it asked."""

    number: int
    asked: frozenset[Question]
    product: bytes


class Ledger:
    """The works of one stage: what is on the shelf of them, what has to be done, and what came of it."""

    def __init__(self, stage: str, questions: Questions, notes: Notes, *, anew: bool = False) -> None:
        """With `anew` nothing on the shelf counts: what came of the works is lost."""
        self.stage, self._questions, self.notes = stage, questions, notes
        self.done = {name: Done(*each) for name, each in (questions.ledger(stage) or {}).items()}
        self._forgotten = set(self.done) if anew else set[str]()
        self._changed = questions.changed(stage)
        self._given: dict[str, bytes] = {}
        self._outcomes: dict[str, Outcome] = {}
        self.due: list[Work] = []
        self.gone: list[str] = []

    def plan(self, works: Sequence[Work], still: Callable[[bytes], bool] | None = None) -> None:
        """Find out which of the works, and they are all there are, have to be done, and which are no more.

        Those too are done whose product of last time is not `still` what it was; an empty one is a product as well.
        """
        self._given = {work.name: self._questions.answers.given(work.make) for work in works}
        stands = [work for work in works if self._stands(work.name)]
        lasting = {work.name for work in stands if still is None or still(self.done[work.name].product)}
        self.due = [work for work in works if work.name not in lasting]
        self.gone = [name for name in self.done if name not in self._given]

    def _stands(self, name: str) -> bool:
        done = self.done.get(name)
        if done is None or name in self._forgotten or done.given != self._given[name]:
            return False
        return not self._changed or self._changed.isdisjoint(array("I", done.asked))

    def before(self, work: Work) -> bytes | None:
        """What came of the work last time, if that still exists."""
        done = self.done.get(work.name)
        return done.product if done and work.name not in self._forgotten else None

    def outcome(self, number: int, do: Callable[[Work], bytes]) -> Outcome:
        """Do the due work of that number, noting what it asks."""
        self.notes.asked = set()
        product = do(self.due[number])
        return Outcome(number, frozenset(self.notes.asked), product)

    def enter(self, outcomes: Iterable[Outcome]) -> None:
        """Take what came of due works."""
        self._outcomes |= {self.due[outcome.number].name: outcome for outcome in outcomes}

    @property
    def altered(self) -> int:
        """How many of the due works have come to something else than last time, or for the first time."""
        return sum(self._outcomes[work.name].product != self.before(work) for work in self.due)

    def products(self) -> dict[str, bytes]:
        """What came of all works, done now or before, in the order they were planned."""
        found = {name: self._outcomes.get(name) or self.done[name] for name in self._given}
        return {name: each.product for name, each in found.items()}

    def known(self) -> dict[str, tuple[bytes, ...]]:
        """What is to be kept of the works, when all due ones have been done."""
        works = {name: tuple(each) for name, each in self.done.items() if name in self._given}
        return works | {name: self._entry(name, outcome) for name, outcome in self._outcomes.items()}

    def _entry(self, name: str, outcome: Outcome) -> tuple[bytes, ...]:
        return tuple(Done(self._given[name], self._questions.numbers(outcome.asked), outcome.product))


@dataclass(frozen=True)
class Stage:
    """The due works of a ledger, dealt out in shares, what does a share of them, and what is left to do after the last.

    Where they are few, they are done `here`: in this process, while others do the shares of other stages.
    """

    ledger: Ledger
    shares: Sequence[range]
    do: Callable[[range], list[Outcome]]
    finish: Callable[[], object] = lambda: None
    here: bool = False


def one_by_one(ledger: Ledger, do: Callable[[Work], bytes], jobs: int, most: int = _AT_ONCE, few: int = FEW) -> Stage:
    """The stage whose works are done each for itself, no more than `most` in a share; `few` are done here."""
    due = len(ledger.due)
    return Stage(ledger, shares(due, most, jobs), partial(_share, ledger, do), here=due <= few)


def write_product(ledger: Ledger, folder: Path, work: Work, unchanged: Path | None = None) -> bytes:
    """Do a work that makes a file, and write it below `folder`; returns a digest of its bytes.

    What has the digest of last time is written below `unchanged`, if that is given.
    """
    data: bytes = work.make()
    digest = hashlib.blake2b(data, digest_size=16).digest()
    target = folder if digest != ledger.before(work) else unchanged
    if target:
        _write(target / work.name, data)
    return digest


def _write(path: Path, data: bytes) -> None:
    """Write a file, in a folder of its own if need be.

    Another process may at that moment put a folder full of pages in the place of the empty one.
    """
    for attempt in range(_ATTEMPTS, 0, -1):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(data)
        except FileNotFoundError:
            if attempt == 1:
                raise
        else:
            return


def _share(ledger: Ledger, do: Callable[[Work], bytes], numbers: range) -> list[Outcome]:
    return [ledger.outcome(number, do) for number in numbers]


def perform(stages: Sequence[Stage], jobs: int, tell: Callable[[int, int], None]) -> Iterator[Stage]:
    """Do all due works of the stages, sharing them among processes; gives each stage when it is done."""
    done, due = 0, sum(len(stage.ledger.due) for stage in stages)

    def enter(stage: Stage, outcomes: list[Outcome]) -> None:
        nonlocal done
        stage.ledger.enter(outcomes)
        done += len(outcomes)
        tell(done, due)

    left = [0 if stage.here else len(stage.shares) for stage in stages]
    elsewhere = [(number, stage.shares[each]) for number, stage in enumerate(stages) for each in range(left[number])]
    with over(partial(_do, stages), elsewhere, jobs) as results:
        for stage, open_shares in zip(stages, left, strict=True):
            if not open_shares:
                for share in stage.shares:
                    enter(stage, stage.do(share))
                stage.finish()
                yield stage
        for number, outcomes in results:
            enter(stages[number], outcomes)
            left[number] -= 1
            if not left[number]:
                stages[number].finish()
                yield stages[number]


def _do(stages: Sequence[Stage], item: tuple[int, range]) -> tuple[int, list[Outcome]]:
    number, share = item
    return number, stages[number].do(share)
