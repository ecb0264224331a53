"""Reproducible random numbers: only `random()` is used, which is the same on every machine and Python version."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class RandomSource:
    """A source of random numbers that depends on its seed alone."""

    def __init__(self, *seed: object) -> None:
        self.random = random.Random("/".join(str(part) for part in seed)).random

    def integer(self, low: int, high: int) -> int:
        """Return an integer from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def choice(self, items: Sequence[T]) -> T:
        return items[int(self.random() * len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in random order."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.integer(0, last)
            result[last], result[other] = result[other], result[last]
        return result

    def count_around(self, mean: float) -> int:
        """Return a count, possibly 0, whose expected value is `mean`."""
        amount = mean * (0.6 + 0.8 * self.random())
        return int(amount) + (self.random() < amount % 1)


class WeightedChoice:
    """Names to be drawn with given weights."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.names = list(weights)
        self._bounds = list(accumulate(weights.values()))

    def draw(self, rng: RandomSource) -> str:
        return self.names[bisect(self._bounds, rng.random() * self._bounds[-1])]
