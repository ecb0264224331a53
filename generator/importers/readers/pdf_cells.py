"""Put the words on a PDF page into the cells of a table, and say in which rows a figure may be in the wrong cell."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.importers.readers.pdf_text import HAN, Char, Line, group_lines, group_words, is_han

_BORDER_EMS = 0.1
"""Letters may reach so far over the border beside them, by the shape of the font."""

_MAX_OVERHANG_EMS = 0.3
"""A word that reaches further into the next cell may belong to it."""

_MAX_GAP_EMS = 0.08
"""Digits so close together touch, and may be of one figure in spite of the border between them."""

_SPACED = 1.2
"""Digits are of one figure, too, if they are hardly further apart than others on their line, as if spaced out."""

_MAX_GUESS_EMS = 1.0
"""Digits further apart than this are of two figures."""

_NARROW_EMS = 12
"""Cells of labels and figures are hardly wider; in a wider one, a line that is not full ends its paragraph."""

_FULL_EMS = 4
"""A line of Chinese text that lacks less is full: padding, an indent, and a character with its punctuation."""

_LETTER_SPACES = re.compile(rf"(?<={HAN.pattern}) +(?={HAN.pattern})")
"""Spaces between the Chinese characters of a label that is spread over the width of its cell."""


class Bounds(NamedTuple):
    """A rectangle on a page, in points."""

    left: float
    top: float
    right: float
    bottom: float


class _Word(NamedTuple):
    """A word in a cell."""

    chars: list[Char]
    cell: Bounds

    @property
    def middle(self) -> float:
        """The height at which the word stands."""
        return float(self.chars[0]["top"] + self.chars[0]["bottom"]) / 2

    @property
    def size(self) -> float:
        """The size of the letters."""
        return float(self.chars[0]["size"])

    @property
    def is_figure(self) -> bool:
        """Whether the word has only digits and what may stand between them."""
        text = "".join(char["text"] for char in self.chars)
        return text.isascii() and any(map(str.isdigit, text))


class Contents(NamedTuple):
    """The characters in each cell, those outside, and the cells of figures that may be in the wrong cell."""

    inside: dict[Bounds, list[Char]]
    outside: list[Char]
    doubtful: set[Bounds]


def fill_cells(cells: Sequence[Bounds], chars: Sequence[Char]) -> Contents:
    """Return the contents of the cells: whole words, as a number may be wider than its cell."""
    words: list[_Word] = []
    outside: list[Char] = []
    edge: set[Bounds] = set()
    borders = sorted({x for cell in cells for x in (cell.left, cell.right)})[1:-1]
    for word in (piece for each in group_words(chars) for piece in _split_at(borders, each)):
        x, y = (word[0]["x0"] + word[-1]["x1"]) / 2, (word[0]["top"] + word[0]["bottom"]) / 2
        level = [cell for cell in cells if cell.top <= y <= cell.bottom]
        found = next((cell for cell in level if cell.left <= x <= cell.right), None)
        if not found and (found := next((cell for cell in level if _reaches_into(word, cell)), None)):
            edge.add(found)
        if found:
            words.append(_Word(word, found))
        else:
            outside.extend(word)
    inside: dict[Bounds, list[Char]] = {cell: [] for cell in cells}
    for each in words:
        inside[each.cell].extend(each.chars)
    figures = {word.cell for word in words if word.is_figure}
    return Contents(inside, outside, {*edge, *_close_together(words), *_overhanging(words, cells)} & figures)


def _reaches_into(word: list[Char], cell: Bounds) -> bool:
    """Return whether a word that stands beside the table reaches into the cell."""
    reach = _BORDER_EMS * word[0]["size"]
    return bool(word[0]["x0"] + reach < cell.right and cell.left < word[-1]["x1"] - reach)


def _split_at(borders: Sequence[float], word: list[Char]) -> Iterator[list[Char]]:
    """Yield the pieces of a word between the borders that run between two of its letters."""
    piece = word[:1]
    for before, char in itertools.pairwise(word):
        reach = _BORDER_EMS * char["size"]
        if any(before["x1"] - reach <= x <= char["x0"] + reach for x in borders):
            yield piece
            piece = []
        piece.append(char)
    yield piece


def _close_together(words: Sequence[_Word]) -> Iterator[Bounds]:
    """Yield the cells of figures that stand as close together as the digits of one, with a border between them.

    Also those into which the letters of another cell run.
    """
    lines: defaultdict[int, list[_Word]] = defaultdict(list)
    for word in words:
        lines[round(word.middle)].append(word)
    for line in lines.values():
        pairs = list(itertools.pairwise(sorted(line, key=lambda word: word.chars[0]["x0"])))
        limit = min(_SPACED * max(_inner_gaps(line, pairs), default=0), _MAX_GUESS_EMS * line[0].size)
        for one, other in pairs:
            gap = _gap(one.chars[-1], other.chars[0])
            if one.cell == other.cell or gap > max(limit * one.is_figure, _MAX_GAP_EMS * one.size):
                continue
            if one.is_figure == other.is_figure:
                yield from (one.cell, other.cell)


def _inner_gaps(line: Sequence[_Word], pairs: Sequence[tuple[_Word, _Word]]) -> Iterator[float]:
    """Yield the distances between the digits on a line that have no border between them."""
    yield from (_gap(*pair) for word in line if word.is_figure for pair in itertools.pairwise(word.chars))
    for one, other in pairs:
        if one.cell == other.cell and one.is_figure and other.is_figure:
            yield _gap(one.chars[-1], other.chars[0])


def _gap(before: Char, char: Char) -> float:
    return float(char["x0"] - before["x1"])


def _overhanging(words: Sequence[_Word], cells: Sequence[Bounds]) -> Iterator[Bounds]:
    """Yield the cells of figures that reach far into another cell, which is blank and may be their own."""
    filled = {word.cell for word in words}
    for word in words:
        if not word.is_figure:
            continue
        reach = _MAX_OVERHANG_EMS * word.size
        left, right = word.chars[0]["x0"] + reach, word.chars[-1]["x1"] - reach
        beside = (cell for cell in cells if cell.top <= word.middle <= cell.bottom and cell not in filled)
        if any(left < cell.right and cell.left < right for cell in beside):
            yield word.cell


def cell_text(chars: Sequence[Char], width: float) -> str:
    """Return the text of a cell; `width` is in points."""
    return _LETTER_SPACES.sub("", _join_lines(group_lines(chars), width))


def _join_lines(lines: list[Line], width: float) -> str:
    """Return the lines as one text; one that breaks inside Chinese text or a number is joined with the next."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            text = line.text
            continue
        last, first, room = text[-1], line.text[0], width - (before.x1 - before.x0)
        is_open = width < _NARROW_EMS * line.size or room < _FULL_EMS * line.size
        continues = is_open if is_han(last) and is_han(first) else _breaks_number(last, first, room / line.size)
        text += ("" if continues else "\n") + line.text
    return text


def _breaks_number(last: str, first: str, room: float) -> bool:
    """Return whether a line ends inside a number or word; `room` is what it lacks to be full, in ems."""
    return last.isascii() and first.isascii() and room < 1.2
