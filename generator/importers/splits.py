"""Figures run together, torn or moved: the ways to cut them that a line's own sums allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate

from generator.importers.lines import Line, Sum

Texts = tuple[str, ...]

MOST = 40
"""So many ways are enough to know that the text does not settle it."""

_LONGEST = 60
_STEPS = 150_000
_SHAPES = {
    "count": re.compile(r"0|[1-9][0-9]{0,8}"),
    "signed": re.compile(r"0|-?[1-9][0-9]{0,8}"),
    "amount": re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?(?:亿元|万元|元)?"),
}
PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""A number as sums are reckoned with."""


def holds(each: Sum, texts: Sequence[str]) -> bool | None:
    """Whether the sum comes out; None where one of its figures is not a plain number."""
    figures = [texts[place] for place, _ in each.terms]
    if not all(PLAIN.fullmatch(text) for text in figures):
        return None
    return sum(sign * Decimal(text) for (_, sign), text in zip(each.terms, figures, strict=True)) == 0


def all_hold(line: Line, texts: Sequence[str]) -> bool:
    """Whether the line has sums and every one of them comes out."""
    return bool(line.sums) and all(holds(each, texts) for each in line.sums)


def any_fails(line: Line, texts: Sequence[str]) -> bool:
    """Whether a sum that can be judged does not come out."""
    return any(holds(each, texts) is False for each in line.sums)


@lru_cache(maxsize=1024)
def splits(chunks: Texts, line: Line, *, by_sums: bool = True, blanks: bool = False) -> tuple[list[Texts], bool]:
    """The ways to cut the text into the line's cells, and whether those are all.

    The end of a chunk is the end of a cell. No number begins with a needless 0; no cell is blank unless `blanks` says
    that blanks may stand for nothing.
    """
    text = "".join(chunks)
    if len(text) > _LONGEST or (len(text) < len(line.cells) and not blanks):
        return [], len(text) <= _LONGEST
    search = _Search(text, tuple(accumulate(map(len, chunks))), line, by_sums, blanks)
    found = search.cuts(0, 0)[: MOST + 1]
    return found, len(found) <= MOST and search.steps < _STEPS


@dataclass
class _Search:
    """A search for cuts, row by row of the line; what follows a row depends only on where it begins."""

    text: str
    ends: tuple[int, ...]
    line: Line
    by_sums: bool
    blanks: bool = False
    steps: int = 0
    known: dict[tuple[int, int], list[Texts]] = field(default_factory=dict)

    @cached_property
    def width(self) -> int:
        """How many cells a row of the line has."""
        return len(self.line.cells) // len({row for row, _ in self.line.cells})

    @cached_property
    def due(self) -> dict[int, list[Sum]]:
        """The sums by the last cell they need."""
        due: dict[int, list[Sum]] = {}
        for each in self.line.sums if self.by_sums else ():
            due.setdefault(each.last, []).append(each)
        return due

    def cuts(self, place: int, at: int) -> list[Texts]:
        """The ways to cut the text from here into the cells from here, no more than enough."""
        if place == len(self.line.cells):
            return [()] if at == len(self.text) else []
        if (place, at) not in self.known:
            found: list[Texts] = []
            for end, texts in self.row(place, at, ()):
                found += [(*texts, *rest) for rest in self.cuts(place + self.width, end)]
                if len(found) > MOST:
                    break
            self.known[place, at] = found
        return self.known[place, at]

    def row(self, start: int, at: int, before: Texts) -> Iterator[tuple[int, Texts]]:
        """The ways to cut one row from here, each with where it ends."""
        if len(before) == self.width:
            yield at, before
            return
        for end in self.cell_ends(start, at, before):
            texts = (*before, self.text[at:end])
            if all(self.holds(each, start, texts) for each in self.due.get(start + len(before), ())):
                yield from self.row(start, end, texts)

    def cell_ends(self, start: int, at: int, before: Texts) -> Iterator[int]:
        """Where the next cell may end."""
        place = start + len(before)
        border = next((end for end in self.ends if end > at), at)
        waiting = len(self.line.cells) - place - 1
        latest = min(border, len(self.text) - (0 if self.blanks else waiting))
        shape = _SHAPES[self.line.numbers[place]]
        if self.blanks and (waiting or at == len(self.text)):
            yield at
        for end in range(at + 1 if waiting else max(latest, len(self.text), at + 1), latest + 1):
            self.steps += 1
            if self.steps > _STEPS:
                return
            if shape.fullmatch(self.text, at, end):
                yield end

    def holds(self, each: Sum, start: int, texts: Texts) -> bool:
        """Whether the sum comes out over the cells of the row; a blank result speaks against nothing."""
        if self.blanks and not texts[each.terms[0][0] - start]:
            return True
        figures = [texts[place - start] or "0" for place, _ in each.terms]
        if all(map(str.isdecimal, figures)):
            return sum(sign * int(text) for (_, sign), text in zip(each.terms, figures, strict=True)) == 0
        return (
            all(map(PLAIN.fullmatch, figures))
            and sum(sign * Decimal(text) for (_, sign), text in zip(each.terms, figures, strict=True)) == 0
        )


def repairs(texts: Texts, line: Line) -> list[Texts]:
    """The lines that meet all sums and differ from this one by a torn digit or a shift of all figures by one."""
    tried = dict.fromkeys([*_rejoined(texts), *_shifted(texts, line)])
    return [each for each in tried if each != texts and all_hold(line, [text or "0" for text in each])]


def _rejoined(texts: Texts) -> Iterator[Texts]:
    """One digit given to the neighbour, either way."""
    for at in range(len(texts) - 1):
        one, other = texts[at], texts[at + 1]
        if not re.fullmatch("[0-9]*", one + other):
            continue
        for cut in (len(one) - 1, len(one) + 1):
            left, right = (one + other)[: max(cut, 0)], (one + other)[max(cut, 0) :]
            if 0 <= cut <= len(one + other) and _proper(left) and _proper(right):
                yield (*texts[:at], left, right, *texts[at + 2 :])


def _proper(text: str) -> bool:
    return text == "" or bool(_SHAPES["count"].fullmatch(text))


def _shifted(texts: Texts, line: Line) -> Iterator[Texts]:
    """All figures of a row moved by one place, the outermost to the other end."""
    rows = list(dict.fromkeys(row for row, _ in line.cells))
    width = len(texts) // len(rows)
    for start in range(0, len(texts), width):
        part, head, tail = texts[start : start + width], texts[:start], texts[start + width :]
        yield (*head, *part[1:], part[0], *tail)
        yield (*head, part[-1], *part[:-1], *tail)
    if len(rows) > 1:
        yield (*texts[1:], texts[0])
        yield (texts[-1], *texts[:-1])
