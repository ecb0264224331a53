"""Find the numbers that a text splits among the parts of an area: 市本级89件、各县（市、区）1136件."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.scope import Scope
from generator.checks.narrative.topics import CLAUSE_MARKS

_MAX_SIBLINGS = 4
_REACH_CHARS = 60
"""Characters before a number in which the part of the area it belongs to is named."""


def siblings(passage: Passage, scope: Scope, start: int, numbers: Sequence[Number]) -> tuple[Number, ...]:
    """Return the numbers of other parts of the area next to the number at `start`, if that is of a part as well."""
    index = bisect_left(numbers, start, key=lambda each: each.start)
    near = numbers[max(0, index - _MAX_SIBLINGS) : index + _MAX_SIBLINGS + 1]
    low, high = passage.sentence_at(start)
    own = numbers[index]

    def is_part(number: Number) -> bool:
        begin = _clause_start(passage, max(low, number.start - _REACH_CHARS), number.start)
        return scope.names_part(passage.text, begin, number.start)

    parts = [each for each in near if low <= each.start < high and each.unit == own.unit and is_part(each)]
    return tuple(each for each in parts if each is not own and not each.rough) if own in parts else ()


def _clause_start(passage: Passage, low: int, end: int) -> int:
    """Return the start of the clause before `end`, which may hold a remark in brackets: 各县（市、区）."""
    close = passage.matches.last_word("）", low, end)
    opened = passage.matches.last_word("（", low, close) if close >= 0 else -1
    start = passage.clause_start(f"、{CLAUSE_MARKS}", low, end)
    return _clause_start(passage, low, opened) if 0 <= opened < start <= close else start
