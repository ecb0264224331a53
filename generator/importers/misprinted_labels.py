"""Find misprinted labels in running text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple


class FuzzyMatch(NamedTuple):
    """A misprinted spelling in a folded text: its number of misprints and its range of characters."""

    misprints: int
    start: int
    end: int


def fuzzy_matches(spelling: str, text: str, limit: int) -> Iterator[FuzzyMatch]:
    """Yield the ranges of the text that match the spelling with at most `limit` misprints.

    A digit is no misprint: it may be one of a figure that stands between the lines of a label.
    """
    if not any(piece in text for piece in _pieces(spelling, limit + 1)):
        return  # as each misprint spoils one piece at most
    row = [(count, 0) for count in range(len(spelling) + 1)]
    for end, character in enumerate(text, 1):
        cost = limit + 1 if character.isdigit() else 1
        diagonal, row[0] = row[0], (0, end)
        for index, expected in enumerate(spelling, 1):
            change = (diagonal[0] + cost * (expected != character), diagonal[1])
            diagonal = row[index]
            row[index] = min(change, (row[index][0] + cost, row[index][1]), (row[index - 1][0] + 1, row[index - 1][1]))
        if row[-1][0] <= limit:
            yield FuzzyMatch(row[-1][0], row[-1][1], end)


def _pieces(spelling: str, count: int) -> list[str]:
    """Return the spelling cut into pieces of about the same length."""
    cuts = [len(spelling) * number // count for number in range(count + 1)]
    return [spelling[start:end] for start, end in pairwise(cuts)]
