"""Split figures run together, and propose repairs of torn or shifted ones, as far as the line's own sums allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from generator.importers.expected import Line, Sum

Texts = tuple[str, ...]


class Splits(NamedTuple):
    """Ways to split a text into cells; `complete` is true if there are no others."""

    found: list[Texts]
    complete: bool


# Limits of one search. Beyond them a line stays open: its text alone evidently does not decide.
MAX_SPLITS = 40
"""Ways to split one line. Ambiguous lines of real reports have 2 to 28; people read the first four."""

_MAX_CHARS = 60
"""Digits in one line. Fifteen cells of four digits; the longest in real reports has 26."""

_MAX_STEPS = 150_000
"""Cell ends tried, a quarter of a second. Lines of real reports take up to 7,000."""

_SHAPES = {
    "count": re.compile(r"0|-|[1-9][0-9]{0,8}"),
    "signed": re.compile(r"0|-|-?[1-9][0-9]{0,8}"),
    "amount": re.compile(r"-|(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?(?:亿元|万元|元)?"),
}
"""Figures by kind of number, up to 999,999,999; `-` stands for nothing to count."""

PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""A number with ASCII digits, suitable for computing sums."""


def holds(row_sum: Sum, texts: Sequence[str]) -> bool | None:
    """Return whether the sum is correct; None if one of its figures is not a plain number."""
    figures = [texts[index] for index, _ in row_sum.terms]
    if not all(PLAIN.fullmatch(text) for text in figures):
        return None
    return sum(sign * Decimal(text) for (_, sign), text in zip(row_sum.terms, figures, strict=True)) == 0


def all_hold(line: Line, texts: Sequence[str]) -> bool:
    """Return whether the line has sums and all of them are correct."""
    return bool(line.sums) and all(holds(row_sum, texts) for row_sum in line.sums)


def all_hold_with_zeros(line: Line, texts: Texts) -> bool:
    """Return whether the line has sums and all of them are correct, with blanks counted as 0."""
    return all_hold(line, [text or "0" for text in texts])


def any_fails(line: Line, texts: Sequence[str]) -> bool:
    """Return whether any sum is wrong, among those whose figures are all plain numbers."""
    return any(holds(row_sum, texts) is False for row_sum in line.sums)


@lru_cache(maxsize=1024)
def splits(chunks: Texts, line: Line, *, by_sums: bool = True, blanks: bool = False) -> Splits:
    """Return the ways to split the text into the line's cells, at most MAX_SPLITS + 1.

    A cell never crosses the end of a chunk, and no number has leading zeros. With `by_sums`, the line's sums must be
    correct; with `blanks`, cells may be blank and count as 0.
    """
    text = "".join(chunks)
    if len(text) > _MAX_CHARS or (len(text) < len(line.cells) and not blanks):
        return Splits([], complete=len(text) <= _MAX_CHARS)
    search = _Search(text, tuple(accumulate(map(len, chunks))), line, by_sums, blanks)
    found = search.splits(0, 0)[: MAX_SPLITS + 1]
    return Splits(found, complete=len(found) <= MAX_SPLITS and search.steps < _MAX_STEPS)


@dataclass
class _Search:
    """A search for splits of a line, row by row; memoised, as the splits of the rest depend only on where it begins.

    `chunk_ends` are positions in the text, `steps` counts the cell ends that were tried.
    """

    text: str
    chunk_ends: tuple[int, ...]
    line: Line
    by_sums: bool
    blanks: bool = False
    steps: int = 0
    memo: dict[tuple[int, int], list[Texts]] = field(default_factory=dict)

    @cached_property
    def sums_by_last_cell(self) -> dict[int, list[Sum]]:
        """The sums, by the index of the last cell in each."""
        result: dict[int, list[Sum]] = {}
        for row_sum in self.line.sums if self.by_sums else ():
            result.setdefault(row_sum.last_index, []).append(row_sum)
        return result

    def splits(self, index: int, start: int) -> list[Texts]:
        """Return ways to split the text from `start` into the cells from `index`; may exceed MAX_SPLITS slightly."""
        if index == len(self.line.cells):
            return [()] if start == len(self.text) else []
        if (index, start) not in self.memo:
            found: list[Texts] = []
            for end, texts in self.rows(index, start, ()):
                found += [(*texts, *rest) for rest in self.splits(index + self.line.width, end)]
                if len(found) > MAX_SPLITS:
                    break
            self.memo[index, start] = found
        return self.memo[index, start]

    def rows(self, first: int, start: int, before: Texts) -> Iterator[tuple[int, Texts]]:
        """Yield the ways to split off the row whose first cell is `first`, each with its end position.

        `before` are the cells of the row to the left of `start`.
        """
        if len(before) == self.line.width:
            yield start, before
            return
        for end in self.cell_ends(first + len(before), start):
            texts = (*before, self.text[start:end])
            complete_sums = self.sums_by_last_cell.get(first + len(before), ())
            if all(self.holds(row_sum, first, texts) for row_sum in complete_sums):
                yield from self.rows(first, end, texts)

    def cell_ends(self, index: int, start: int) -> Iterator[int]:
        """Yield the positions at which the cell that begins at `start` may end."""
        chunk_end = next((end for end in self.chunk_ends if end > start), start)
        cells_left = len(self.line.cells) - index - 1
        latest = min(chunk_end, len(self.text) - (0 if self.blanks else cells_left))
        shape = _SHAPES[self.line.numbers[index]]
        if self.blanks and (cells_left or start == len(self.text)):
            yield start
        for end in range(start + 1 if cells_left else max(latest, len(self.text), start + 1), latest + 1):
            self.steps += 1
            if self.steps > _MAX_STEPS:
                return
            if shape.fullmatch(self.text, start, end):
                yield end

    def holds(self, row_sum: Sum, first: int, texts: Texts) -> bool:
        """Return whether the sum is correct for the row's cells; with `blanks`, also if its result is blank."""
        if self.blanks and not texts[row_sum.terms[0][0] - first]:
            return True
        figures = [texts[index - first] or "0" for index, _ in row_sum.terms]
        if all(map(str.isdecimal, figures)):
            return sum(sign * int(text) for (_, sign), text in zip(row_sum.terms, figures, strict=True)) == 0
        return (
            all(map(PLAIN.fullmatch, figures))
            and sum(sign * Decimal(text) for (_, sign), text in zip(row_sum.terms, figures, strict=True)) == 0
        )


def repairs(texts: Texts, line: Line) -> list[Texts]:
    """Return the lines with correct sums that differ from `texts` only by one torn digit or a shift by one cell."""
    tried = dict.fromkeys([*_with_digit_moved(texts), *_shifted(texts, line)])
    return [other for other in tried if other != texts and all_hold_with_zeros(line, other)]


def _with_digit_moved(texts: Texts) -> Iterator[Texts]:
    """Yield the texts with one digit moved between neighbouring cells, in either direction."""
    for at in range(len(texts) - 1):
        one, other = texts[at], texts[at + 1]
        if not re.fullmatch("[0-9]*", one + other):
            continue
        for cut in (len(one) - 1, len(one) + 1):
            left, right = (one + other)[: max(cut, 0)], (one + other)[max(cut, 0) :]
            if 0 <= cut <= len(one + other) and _is_blank_or_count(left) and _is_blank_or_count(right):
                yield (*texts[:at], left, right, *texts[at + 2 :])


def _is_blank_or_count(text: str) -> bool:
    return text == "" or bool(_SHAPES["count"].fullmatch(text))


def _shifted(texts: Texts, line: Line) -> Iterator[Texts]:
    """Yield the texts with all figures of one row, or of the line, moved by one cell; the outermost wraps around."""
    width = line.width
    for start in range(0, len(texts), width):
        row, head, tail = texts[start : start + width], texts[:start], texts[start + width :]
        yield (*head, *row[1:], row[0], *tail)
        yield (*head, row[-1], *row[:-1], *tail)
    if len(line.rows) > 1:
        yield (*texts[1:], texts[0])
        yield (texts[-1], *texts[:-1])
