"""Join the lines of a PDF into paragraphs, judging by the positions at which they begin and end."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from generator.importers.readers.pdf_text import GAP, Line, is_han

_OPENING, _CLOSING, _EITHER = "（《〈「【", "，。、；：！？）》〉」】%", "“”‘’…—"
_UNBREAKABLE = re.compile(
    rf"[{_OPENING}{_EITHER}]*(?:[\x21-\x7e]+|.)(?:[{_CLOSING}]|[{_EITHER}][\x21-\x7e]*)*", re.DOTALL
)
"""The unbreakable beginning of a line: a word or Chinese character with the punctuation that must stay beside it."""


_MIN_LINE_EMS = 6
"""A line of a paragraph is so long; columns beside the text list links, which are shorter and may be of one length."""

_PROSE_EMS = 12
"""A line of running text is so long; those of lists and headings may be shorter."""

_MIN_FULL_LINES = 3
"""So many long lines end at the right edge inside a sentence; if fewer do, no text is broken there, and tables show
where the edge is."""

_SENTENCE_END = "。！？；："

_MAX_INDENT_EMS = 2.6
"""The first line of a paragraph is indented by two characters; a line that begins further right is centred."""

_HEADING = re.compile("[一二三四五六七八九十]+、[^，。；：]+")
_MAX_HEADING_EMS = 20
"""A shorter line with a number and no comma is a heading of its own; the longest title of a section has 19 letters."""


@dataclass(frozen=True)
class Column:
    """The text column: its left and right edges and its usual line spacing, in points."""

    left: float
    right: float
    pitch: float


def measure_column(pages: list[list[Line]], table_right: float = 0) -> Column:
    """Return the text column of a document, estimated from all its lines, and from the right edge of its tables."""
    lines = [line for page in pages for line in page]
    if not lines:
        return Column(0, 0, 0)
    starts = Counter(round(line.x0) for line in lines)
    min_count = max(2, len(lines) // 20)
    left = min((x for x, count in starts.items() if count >= min_count), default=min(starts))
    ends = sorted(line.x1 for line in lines)
    right = ends[int(0.9 * (len(ends) - 1))]
    prose = [line for line in lines if _begins_at(left, line) and line.x1 - line.x0 > _PROSE_EMS * line.size]
    full = [line for line in prose if abs(line.x1 - right) < line.size and not line.text.endswith(tuple(_SENTENCE_END))]
    pitches = Counter(round(after.top - line.top) for page in pages for line, after in itertools.pairwise(page))
    pitch = pitches.most_common(1)[0][0] if pitches else 0
    return Column(left, right if len(full) >= _MIN_FULL_LINES else max(right, table_right), pitch)


def continues_paragraph(line: Line, after: Line, column: Column, *, new_page: bool) -> bool:
    """Return whether the line `after` continues the paragraph of `line`."""
    if GAP in line.text or GAP in after.text:
        return False
    is_heading = line.x1 - line.x0 < _MAX_HEADING_EMS * line.size and bool(_HEADING.fullmatch(line.text))
    is_long = line.x1 - line.x0 > _MIN_LINE_EMS * line.size
    is_full = (
        is_long
        and not is_heading
        and line.x1 > (line.limit or column.right) - max(1.8, _unbreakable_width(after.text)) * line.size
    )
    is_flush = after.x0 < column.left + 0.9 * after.size and _begins_at(column.left, line)
    has_same_size = abs(line.size - after.size) < 1.5
    is_next = new_page or after.top - line.top <= max(1.4 * column.pitch, 1.2 * line.size)
    return is_full and is_flush and has_same_size and is_next


def _begins_at(left: float, line: Line) -> bool:
    """Return whether the line begins at the edge of the column, or indented as the first of a paragraph."""
    return line.x0 < left + _MAX_INDENT_EMS * line.size


def join_lines(text: str, more: str) -> str:
    """Return two lines of a paragraph as one text, with a space unless there is a Chinese character at the break."""
    return text + ("" if is_han(text[-1]) or is_han(more[0]) else " ") + more


def _unbreakable_width(text: str) -> float:
    """Return the approximate width of the unbreakable beginning of a line, in Chinese characters."""
    found = _UNBREAKABLE.match(text)
    return sum(0.6 if each.isascii() else 1.0 for each in found.group()) if found else 0.0
