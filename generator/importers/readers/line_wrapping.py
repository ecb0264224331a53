"""Tell hard-wrapped lines of plain text, which the next line continues, from lines that end a paragraph."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.importers.readers.pagination import Line

_LIST_MARK = re.compile(
    r"\s*(?:"
    r"[（(]\s*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2}|[a-zA-Z])\s*[）)]"
    r"|(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*(?:[、．)）]|[.](?![0-9]))"
    r"|[一二三四五六七八九十]{1,2}(?:是|则)|第[一二三四五六七八九十]{1,2}(?:[，,、：:]|部分|章|节)"
    r"|其[一二三四五六七八九十][，,、：:]|(?:首先|其次|再次|最后)[，,、：:]"
    r"|[①-⓿❶-➓㈠-㈩]|[-*•·●○■□◆◇▪►▶➢✓√※★☆\uf06c-\uf0fc]\s*(?=[^\s0-9])|#{1,6}\s)"
)
"""Marks at the beginning of a line with which a new item of a list begins, or a heading."""

_SENTENCE_END = re.compile(r"[。！？；：:.!?;]['\"”’）)》」』]*\s*$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_SENTENCE_PART = re.compile("[，。；]")
_SINGLE_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")
_INDENT = re.compile(r"(?:\u3000|\xa0| {2}|\t)")

_MIN_WIDTH = 20
"""In Chinese characters; text is not wrapped at less: e-mail breaks at 36 to 38, a printed official page at 28."""

_MAX_WIDTH = 60
"""In Chinese characters; wider lines are whole paragraphs: 120 Latin letters are the most that editors wrap at."""

_EVEN_SHARE = 0.9
"""Most lines of wrapped text are as wide as this share of the widest: 25 of 28 characters."""

_FULL_SHARE = 0.8
"""A line as wide as this share is full in a text known to be wrapped: a long number may have gone to the next line."""

_MIN_FULL_LINES = 3
"""Two paragraphs may happen to be of one width."""

_LINES_PER_WIDER_LINE = 10
"""One line in so many may be wider than the text is wrapped at: an address, a title, a row of a table."""

_MIN_INDENTS = 3
"""Fewer may be a title and a signature that spaces put in their place."""

_MAX_GAP_AT_END = 1
"""In Chinese characters: a line that ends with its sentence and leaves more room ends its paragraph."""


class _Wrapping(NamedTuple):
    """How a text is hard-wrapped: its width in Chinese characters, and what else marks the end of a paragraph."""

    width: float
    is_indented: bool
    has_blank_lines: bool


def wrapped_lines(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that the next one continues; empty if the text is not hard-wrapped."""
    numbers = {number for number, _ in lines}
    filled = [line for line in lines if line[1].strip()]
    wrapping = _wrapping_of(filled, numbers)
    if wrapping is None:
        return set()
    return {line[0] for line, after in pairwise(filled) if _is_continued(line, after, numbers, wrapping)}


def _wrapping_of(filled: Sequence[Line], numbers: Container[int]) -> _Wrapping | None:
    """Return how the lines are wrapped; None if they are not."""
    prose = [line for line in filled if _SENTENCE_PART.search(_BRACKETED.sub("", line[1]))]
    widths = sorted((_width(text) for _, text in prose), reverse=True)
    width = widths[len(widths) // _LINES_PER_WIDER_LINE] if widths else 0
    full = {line for line in prose if _width(line[1]) >= width * _EVEN_SHARE}
    broken = [(line, after) for line, after in pairwise(filled) if line in full and _breaks_off(line, after)]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH or len(broken) < max(_MIN_FULL_LINES, len(full) / 2):
        return None
    indents = sum(bool(_INDENT.match(text)) for _, text in filled)
    indented = sum(bool(_INDENT.match(after[1])) for _, after in broken)
    apart = sum(_has_blank_line_between(line, after, numbers) for line, after in broken)
    return _Wrapping(width, indents >= _MIN_INDENTS and indented * 2 < len(broken), apart * 2 < len(broken))


def _is_continued(line: Line, after: Line, numbers: Container[int], wrapping: _Wrapping) -> bool:
    """Return whether the line is full and no blank line, indent, list mark or full stop shows its paragraph's end."""
    width, is_finished = _width(line[1]), bool(_SENTENCE_END.search(line[1]))
    if width < wrapping.width * _FULL_SHARE:
        return False
    if wrapping.has_blank_lines and _has_blank_line_between(line, after, numbers):
        return False
    begins_item = bool(_LIST_MARK.match(after[1]))
    if wrapping.is_indented:
        return not _INDENT.match(after[1]) and not (is_finished and begins_item)
    return not begins_item and (not is_finished or wrapping.width - width < _MAX_GAP_AT_END)


def _breaks_off(line: Line, after: Line) -> bool:
    """Return whether the line ends in the middle of a sentence and no list item follows."""
    return not _SENTENCE_END.search(line[1]) and not _LIST_MARK.match(after[1])


def _has_blank_line_between(line: Line, after: Line, numbers: Container[int]) -> bool:
    """Return whether there are blank lines between two lines, and none that was left out as the end of a page."""
    between = range(line[0] + 1, after[0])
    return bool(between) and all(number in numbers for number in between)


def _width(text: str) -> float:
    """Return the width of the line in Chinese characters, with its indent.

    Single spaces count nothing: those around numbers are often there in the file alone.
    """
    return sum(0.5 if character.isascii() else 1 for character in _SINGLE_SPACE.sub("", text.rstrip()))
