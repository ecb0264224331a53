"""Figures run together, torn or moved: the ways to cut them that a line's own sums allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.importers.lines import Line, Sum

Texts = tuple[str, ...]

MOST = 40
"""So many ways are enough to know that the text does not settle it."""

_LONGEST = 60
_STEPS = 400_000
_SHAPES = {
    "count": re.compile(r"0|[1-9][0-9]{0,11}"),
    "signed": re.compile(r"0|-?[1-9][0-9]{0,11}"),
    "amount": re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?(?:亿元|万元|元)?"),
}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def holds(each: Sum, texts: Sequence[str]) -> bool | None:
    """Whether the sum comes out; None where one of its figures is not a plain number."""
    figures = [texts[place] for place, _ in each.terms]
    if not all(_NUMBER.fullmatch(text) for text in figures):
        return None
    return sum(sign * Decimal(text) for (_, sign), text in zip(each.terms, figures, strict=True)) == 0


def all_hold(line: Line, texts: Sequence[str]) -> bool:
    """Whether the line has sums and every one of them comes out."""
    return bool(line.sums) and all(holds(each, texts) for each in line.sums)


def any_fails(line: Line, texts: Sequence[str]) -> bool:
    """Whether a sum that can be judged does not come out."""
    return any(holds(each, texts) is False for each in line.sums)


def splits(chunks: Sequence[str], line: Line, *, by_sums: bool = True) -> tuple[list[Texts], bool]:
    """The ways to cut the text into the line's cells, and whether those are all.

    The end of a chunk is the end of a cell. No cell is blank and no number begins with a needless 0.
    """
    search = _Search("".join(chunks), frozenset(_ends(chunks)), line, by_sums)
    if len(search.text) > _LONGEST:
        return [], False
    found: list[Texts] = []
    for each in search.cuts(0, ()):
        found.append(each)
        if len(found) > MOST:
            return found, False
    return found, search.steps < _STEPS


def _ends(chunks: Sequence[str]) -> Iterator[int]:
    end = 0
    for chunk in chunks:
        end += len(chunk)
        yield end


@dataclass
class _Search:
    """A search for cuts, cell by cell; a sum is tried as soon as its last cell is cut."""

    text: str
    ends: frozenset[int]
    line: Line
    by_sums: bool
    steps: int = 0
    due: dict[int, list[Sum]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.line.sums if self.by_sums else ():
            self.due.setdefault(each.last, []).append(each)

    def cuts(self, at: int, before: Texts) -> Iterator[Texts]:
        place, width = len(before), len(self.line.cells)
        if place == width:
            if at == len(self.text):
                yield before
            return
        border = min((end for end in self.ends if end > at), default=at)
        latest = min(border, len(self.text) - (width - place - 1))
        shape = _SHAPES[self.line.numbers[place]]
        for end in range(at + 1, latest + 1):
            if self.steps >= _STEPS:
                return
            self.steps += 1
            if not shape.fullmatch(self.text, at, end):
                continue
            texts = (*before, self.text[at:end])
            if all(holds(each, texts) for each in self.due.get(place, ())):
                yield from self.cuts(end, texts)


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
