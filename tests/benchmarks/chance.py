"""Chance that falls alike on every machine and Python: nothing but `random()` of a seeded generator is used."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A source of throws that depends on its seed alone."""

    def __init__(self, *seed: object) -> None:
        self.throw = random.Random("/".join(str(part) for part in seed)).random

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.throw() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.throw() * len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.number(0, last)
            result[last], result[other] = result[other], result[last]
        return result

    def about(self, usual: float) -> int:
        """A count near the usual one, 0 included; over many throws the mean is `usual`."""
        amount = usual * (0.6 + 0.8 * self.throw())
        return int(amount) + (self.throw() < amount % 1)


class Odds:
    """Names to be drawn by weight."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.names = list(weights)
        self._marks = list(accumulate(weights.values()))

    def draw(self, dice: Dice) -> str:
        return self.names[bisect(self._marks, dice.throw() * self._marks[-1])]
