"""All that works have asked, each question once, so that what has another answer now is found once for all stages."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Set
from operator import eq
from typing import Any

from generator.builder.engine.cache import Shelf
from generator.builder.engine.serializer import pack, unpack
from generator.builder.engine.tracking import Answers, Question

_NAME = "questions"


class Questions:
    """Questions by number, with the answers of today and those of the last time.

    A build may break off after some of its stages. So of each stage it is known which answers have changed since the
    stage was last kept. Questions that nobody asks any more stay until the program changes.
    """

    def __init__(self, shelf: Shelf, answers: Answers) -> None:
        """Those on the shelf."""
        self._shelf, self.answers = shelf, answers
        kept = shelf.ledger(_NAME)
        asked, then, since = unpack(kept) if kept else ([], [], {})
        self._numbers: dict[Question, int] = {each: number for number, each in enumerate(asked)}
        same = map(eq, answers.digests(asked), then)
        changed = {number for number, is_same in enumerate(same) if not is_same}
        self._since = {stage: changed.union(array("I", numbers)) for stage, numbers in since.items()}

    def changed(self, stage: str) -> Set[int]:
        """The numbers of the questions whose answers have changed since the stage was last kept."""
        return self._since.get(stage, frozenset())

    def numbers(self, asked: Iterable[Question]) -> bytes:
        """The numbers of these questions, new ones for new questions; packed, as there are a great many."""
        return array("I", sorted(self._numbers.setdefault(each, len(self._numbers)) for each in asked)).tobytes()

    def ledger(self, stage: str) -> Any:
        """What is known of the works of a stage, as it was kept; None where nothing is."""
        kept = self._shelf.ledger(stage)
        return unpack(kept) if kept else None

    def keep(self, ledgers: Mapping[str, object]) -> None:
        """Put what is known of the works of these stages on the shelf, and what they have asked, all or nothing."""
        self._since |= {stage: set() for stage in ledgers}
        since = {stage: array("I", sorted(numbers)).tobytes() for stage, numbers in self._since.items()}
        asked = list(self._numbers)
        known = {**ledgers, _NAME: (asked, self.answers.digests(asked), since)}
        self._shelf.keep_ledgers({stage: pack(each) for stage, each in known.items()})
