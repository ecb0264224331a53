"""Search the readings of several run-together rows at once for those that meet the equations of all columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import NamedTuple

from generator.importers.splits import Texts

Vector = tuple[int, ...]
"""One number for each equation in each column; number n belongs to column n modulo the number of columns."""

_MAX_FAULTS = 1
"""Columns whose equations a solution may break and still be possible; of the rows' own sums it may break one, too.

One misprinted figure breaks the equations of its row and of its column. So what all possible solutions agree on is
right as long as the original has one misprint. With 0, a misprint could make a wrong solution the only one; with 2,
little would be left to agree on, as the ways to split a row often differ in two cells only.
"""

_MAX_STEPS = 20_000
"""Readings tried in one search, about half a second. Real tables take up to 800."""

_MAX_SOLUTIONS = 30
"""The search stops after so many possible solutions: the original evidently does not decide."""

_COUNT = re.compile("0|-?[1-9][0-9]*")


@dataclass(frozen=True)
class Row:
    """A run-together row: its digits, the ways to split them that meet its own sums, its sign in each equation.

    `may_break_sums`: the row has sums of its own, which a misprint may break.
    """

    digits: str
    readings: tuple[Texts, ...]
    signs: tuple[int, ...]
    may_break_sums: bool

    def terms(self, texts: Texts) -> Vector:
        """Return what the row adds to each equation in each column."""
        return tuple(sign * int(text) for sign in self.signs for text in texts)


class Solution(NamedTuple):
    """One reading for each row; `exact` if no equation is broken."""

    readings: tuple[Texts, ...]
    exact: bool


def possible_solutions(base: Vector, rows: Sequence[Row], columns: int) -> list[Solution] | None:
    """Return all joint readings that break equations in at most one row and one column; None if there are too many.

    `base` is what the rows that are certain add to each equation; an equation holds if all its terms add up to 0.
    """
    search = _Search(columns, rows)
    found: list[Solution] = []
    for solution in search.all(base):
        found.append(solution)
        if len(found) > _MAX_SOLUTIONS:
            return None
    return None if search.steps > _MAX_STEPS else found


@dataclass
class _Search:
    """A depth-first search; `steps` counts the readings that were tried."""

    columns: int
    rows: Sequence[Row]
    steps: int = 0
    terms: list[list[tuple[Texts, Vector]]] = field(default_factory=list)

    def all(self, base: Vector) -> Iterator[Solution]:
        """Yield the solutions in which all rows meet their own sums, then those in which one does not."""
        self.terms = [[(texts, row.terms(texts)) for texts in row.readings] for row in self.rows]
        everyone = range(len(self.rows))
        for sums, chosen in self.choices(base, everyone):
            yield Solution(tuple(chosen[at] for at in everyone), not any(sums))
        for broken in everyone:
            if self.rows[broken].may_break_sums:
                for sums, chosen in self.choices(base, [at for at in everyone if at != broken], self.rows[broken]):
                    for texts in self.unsound(self.rows[broken], sums):
                        yield Solution(tuple(chosen.get(at, texts) for at in everyone), exact=False)

    def choices(
        self, base: Vector, order: Sequence[int], broken: Row | None = None
    ) -> Iterator[tuple[Vector, dict[int, Texts]]]:
        """Yield the sums and the readings of the rows in the order, where not too many columns are out of reach.

        The reading of the `broken` row is not chosen here, so its equations may come to anything.
        """
        order = sorted(order, key=lambda at: len(self.terms[at]))
        is_open = [bool(broken and broken.signs[number // self.columns]) for number in range(len(base))]
        low, high = [tuple(0 for _ in base)], [tuple(0 for _ in base)]
        for at in reversed(order):
            vectors = [terms for _, terms in self.terms[at]]
            low.append(tuple(map(add, low[-1], map(min, zip(*vectors, strict=True)))))
            high.append(tuple(map(add, high[-1], map(max, zip(*vectors, strict=True)))))

        def continued(done: int, sums: Vector, chosen: dict[int, Texts]) -> Iterator[tuple[Vector, dict[int, Texts]]]:
            rest = len(order) - done
            reach = zip(sums, low[rest], high[rest], is_open, strict=True)
            missed = [not free and not -most <= total <= -least for total, least, most, free in reach]
            if self.failing(missed) > _MAX_FAULTS or self.steps > _MAX_STEPS:
                return
            if not rest:
                yield sums, chosen
                return
            for texts, terms in self.terms[order[done]]:
                self.steps += 1
                yield from continued(done + 1, tuple(map(add, sums, terms)), {**chosen, order[done]: texts})

        return continued(0, base, {})

    def failing(self, missed: Sequence[bool] | Vector) -> int:
        """Count the columns with an equation that is missed."""
        return len({number % self.columns for number, miss in enumerate(missed) if miss})

    def unsound(self, row: Row, sums: Vector) -> set[Texts]:
        """Return the readings that break the row's own sums but fit the sums of the others in all columns but one."""
        rule = next(number for number, sign in enumerate(row.signs) if sign)
        needed = [str(-row.signs[rule] * each) for each in sums[rule * self.columns : (rule + 1) * self.columns]]
        found = set()
        for at in range(self.columns):
            before, after = "".join(needed[:at]), "".join(needed[at + 1 :])
            middle = row.digits[len(before) : len(row.digits) - len(after)]
            if before + middle + after == row.digits and _COUNT.fullmatch(middle):
                texts = (*needed[:at], middle, *needed[at + 1 :])
                if self.failing(tuple(map(add, sums, row.terms(texts)))) <= _MAX_FAULTS:
                    found.add(texts)
        return found - set(row.readings)
