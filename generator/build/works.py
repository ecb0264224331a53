"""Pieces of work, and which of them have to be done: those that are new, were given something else, or would read
something else than last time. All others are left as they are.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import eq
from typing import Any, NamedTuple

from generator.build.packing import pack, unpack
from generator.build.pool import over, shares
from generator.build.shelf import Shelf
from generator.build.watch import EVERYTHING, Answers, Notes, Question, UnknownValueError

_AT_ONCE = 200


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

    def __init__(self, shelf: Shelf, stage: str, answers: Answers, notes: Notes, *, anew: bool = False) -> None:
        """With `anew` nothing on the shelf counts: what came of the works is lost."""
        self._shelf, self._stage, self._answers, self.notes = shelf, stage, answers, notes
        kept = shelf.ledger(stage)
        works, answers_then = unpack(kept) if kept else ({}, [])
        self.done = {name: Done(*each) for name, each in works.items()}
        self._forgotten = set(self.done) if anew else set[str]()
        self._numbers = {Question(*asked): number for number, (asked, _) in enumerate(answers_then)}
        then = (answer for _, answer in answers_then)
        now = map(answers.digest, self._numbers)
        self._changed = {number for number, same in enumerate(map(eq, now, then)) if not same}
        self._given: dict[str, bytes] = {}
        self._outcomes: dict[str, Outcome] = {}
        self.due: list[Work] = []
        self.gone: list[str] = []

    def plan(self, works: Sequence[Work], still: Callable[[bytes], bool] | None = None) -> None:
        """Find out which of the works, and they are all there are, have to be done, and which are no more.

        Those too are done whose product of last time is not `still` what it was; an empty one is a product as well.
        """
        self._given = {work.name: self._digest(work) for work in works}
        stands = [work for work in works if self._stands(work.name)]
        lasting = {work.name for work in stands if still is None or still(self.done[work.name].product)}
        self.due = [work for work in works if work.name not in lasting]
        self.gone = [name for name in self.done if name not in self._given]

    def _digest(self, work: Work) -> bytes:
        try:
            return self._answers.of(work.make)
        except UnknownValueError:
            return self._answers.digest(EVERYTHING)

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

    def products(self) -> dict[str, bytes]:
        """What came of all works, done now or before, in the order they were planned."""
        found = {name: self._outcomes.get(name) or self.done[name] for name in self._given}
        return {name: each.product for name, each in found.items()}

    def keep(self) -> None:
        """Put what is known on the shelf. All due works must have been done."""
        works = {name: tuple(each) for name, each in self.done.items() if name in self._given}
        works |= {name: tuple(self._entry(name, outcome)) for name, outcome in self._outcomes.items()}
        answers = [(tuple(question), self._answers.digest(question)) for question in self._numbers]
        self._shelf.keep_ledger(self._stage, pack((works, answers)))

    def _entry(self, name: str, outcome: Outcome) -> Done:
        asked = (self._numbers.setdefault(each, len(self._numbers)) for each in outcome.asked)
        return Done(self._given[name], array("I", sorted(asked)).tobytes(), outcome.product)


def perform(ledger: Ledger, do: Callable[[Work], bytes], jobs: int, tell: Callable[[int, int], None]) -> None:
    """Do all due works of the ledger, sharing them among processes."""
    performed = 0
    for outcomes in over(partial(_share, ledger, do), shares(len(ledger.due), _AT_ONCE, jobs), jobs):
        ledger.enter(outcomes)
        performed += len(outcomes)
        tell(performed, len(ledger.due))


def _share(ledger: Ledger, do: Callable[[Work], bytes], numbers: range) -> list[Outcome]:
    return [ledger.outcome(number, do) for number in numbers]
