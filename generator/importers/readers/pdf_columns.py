"""Separate the columns of text on a PDF page: that of the report, and those beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.importers.readers.pdf_text import Char, group_rows

_MIN_LINES = 3
"""Both columns have so many lines; fewer lines side by side are signatures, or facts about the report."""

_MIN_GUTTER_EMS = 0.8
"""The white strip between columns is so wide; a narrower one is a space between words."""

_MIN_COLUMN_EMS = 4
"""Columns are so wide; a narrower one holds the numbers of a list."""

_MIN_PROSE_EMS = 12
"""Lines of running text are so long; those of a table without ruling lines hold labels and figures."""

_MAX_FIGURE_SHARE = 0.3
"""If more of the pieces of a column are figures, it is one of a table."""

_MAX_PIECES = 400
"""A page with more pieces of text than this is no report; 30 rows of a table with ten columns make 300."""

_FIGURE = re.compile(r"[\d.,%]+|[-—/]")


@dataclass
class PageText:
    """The characters of a page: of its main column, of those at its left, and of those at its right.

    `narrow` are the parts of the page where the main column is narrower than elsewhere.
    """

    main: list[Char]
    left: list[Char]
    right: list[Char]
    narrow: list[Area]


class Area(NamedTuple):
    """A part of a page, in points: a piece of a line, a table or a column; `chars` of a piece only."""

    x0: float
    top: float
    x1: float
    bottom: float
    chars: Sequence[Char] = ()

    @property
    def size(self) -> float:
        """The size of the letters of a piece."""
        return max((float(char["size"]) for char in self.chars), default=0)

    @property
    def is_prose(self) -> bool:
        """Whether the area may be a line of running text, or is a table."""
        return not self.chars or self.x1 - self.x0 > _MIN_PROSE_EMS * self.size


class _Pair(NamedTuple):
    """Two columns side by side."""

    left: list[Area]
    right: list[Area]


def split_columns(chars: Sequence[Char], tables: Sequence[Area]) -> PageText:
    """Return the characters by column; tables help to tell columns from each other."""
    areas = [*_pieces(chars), *tables]
    text = PageText([], [], [], [])
    while len(areas) < _MAX_PIECES and (pair := _widest_pair(areas)):
        is_left_main = _weight(pair.left) >= _weight(pair.right)
        main, side = pair if is_left_main else reversed(pair)
        (text.right if is_left_main else text.left).extend(_chars(side))
        text.narrow.append(_bounds(main))
        areas = [area for area in areas if not any(area is each for each in side)]
    text.main = _chars(areas)
    return text


def _pieces(chars: Sequence[Char]) -> Iterator[Area]:
    """Yield the pieces of lines between wide spaces, typed or not."""
    for row in group_rows(chars):
        piece: list[Char] = []
        spaces: list[Char] = []
        for char in row:
            if not char["text"].strip():
                spaces.append(char)
                continue
            if piece and char["x0"] - piece[-1]["x1"] > _MIN_GUTTER_EMS * char["size"]:
                yield _piece(piece)
                piece, spaces = [], []
            piece += [*spaces, char] if piece else [char]
            spaces = []
        if piece:
            yield _piece(piece)


def _piece(chars: Sequence[Char]) -> Area:
    """Return the area of characters."""
    left, top = min(char["x0"] for char in chars), min(char["top"] for char in chars)
    return Area(left, top, max(char["x1"] for char in chars), max(char["bottom"] for char in chars), chars)


def _widest_pair(areas: Sequence[Area]) -> _Pair | None:
    """Return the pair of columns that takes up the most areas."""
    ordered = sorted(areas, key=lambda area: (area.top, area.x0))
    pairs = (_pair_at(ordered, at) for at in range(len(ordered)))
    found = [pair for pair in pairs if pair and _are_columns(pair)]
    return max(found, key=lambda pair: len(pair.left) + len(pair.right), default=None)


def _pair_at(ordered: Sequence[Area], at: int) -> _Pair | None:
    """Return the columns at both sides of the strip at the right end of an area: all that does not cross it."""
    first = ordered[at]
    beside = [each for each in ordered if each.x0 > first.x1 and each.top < first.bottom and first.top < each.bottom]
    if not first.chars or not beside:
        return None
    start, end = first.x1, min(each.x0 for each in beside)
    pair, least = _Pair([first], []), _MIN_GUTTER_EMS * first.size
    for others in (ordered[at + 1 :], ordered[:at][::-1]):
        for area in others:
            if max(start, area.x1) + least <= end:
                start = max(start, area.x1)
                pair.left.append(area)
            elif start + least <= min(end, area.x0):
                end = min(end, area.x0)
                pair.right.append(area)
            else:
                break
    return pair


def _are_columns(pair: _Pair) -> bool:
    """Return whether both sides are columns of text, rather than columns of a table or marks beside a list."""
    return any(_lines_of_prose(side) >= _MIN_LINES for side in pair) and all(
        (len(side) >= _MIN_LINES or any(not area.chars for area in side))
        and max(area.x1 - area.x0 - _MIN_COLUMN_EMS * area.size for area in side) >= 0
        and sum(bool(_FIGURE.fullmatch(_text(area))) for area in side) <= _MAX_FIGURE_SHARE * len(side)
        for side in pair
    )


def _lines_of_prose(side: Sequence[Area]) -> int:
    return sum(area.is_prose * (1 if area.chars else _MIN_LINES) for area in side)


def _weight(side: Sequence[Area]) -> float:
    """Return the area that a column's lines and tables take up."""
    return sum((area.x1 - area.x0) * (area.bottom - area.top) for area in side)


def _text(area: Area) -> str:
    return "".join(char["text"] for char in area.chars)


def _chars(areas: Sequence[Area]) -> list[Char]:
    return [char for area in areas for char in area.chars]


def _bounds(areas: Sequence[Area]) -> Area:
    lefts, tops, rights, bottoms, _ = zip(*areas, strict=True)
    return Area(min(lefts), min(tops), max(rights), max(bottoms))
