"""Lines of a PDF put together to paragraphs again, by how far they reach and where they begin."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from generator.importers.readers.pdf_text import GAP, Line, is_han

_OPENING, _CLOSING, _EITHER = "（《〈「【", "，。、；：！？）》〉」】%", "“”‘’…—"
_WHOLE = re.compile(rf"[{_OPENING}{_EITHER}]*(?:[\x21-\x7e]+|.)(?:[{_CLOSING}]|[{_EITHER}][\x21-\x7e]*)*", re.DOTALL)


@dataclass(frozen=True)
class Column:
    """The column that text is set in: where its lines begin and end, and how far apart they stand."""

    left: float
    right: float
    pitch: float


def column_of(pages: list[list[Line]]) -> Column:
    """The column of a document, from all its lines."""
    lines = [line for page in pages for line in page]
    if not lines:
        return Column(0, 0, 0)
    starts = Counter(round(line.x0) for line in lines)
    often = max(2, len(lines) // 20)
    left = min((x for x, count in starts.items() if count >= often), default=min(starts))
    ends = sorted(line.x1 for line in lines)
    pitches = Counter(round(after.top - line.top) for page in pages for line, after in itertools.pairwise(page))
    pitch = pitches.most_common(1)[0][0] if pitches else 0
    return Column(left, ends[int(0.9 * (len(ends) - 1))], pitch)


def goes_on(line: Line, after: Line, column: Column, *, new_page: bool) -> bool:
    """Whether the paragraph of a line goes on in the line after it."""
    if GAP in line.text or GAP in after.text:
        return False
    full = line.x1 > column.right - max(1.8, _width(after.text)) * line.size
    flush = after.x0 < column.left + 0.9 * after.size
    alike = abs(line.size - after.size) < 1.5
    near = new_page or after.top - line.top <= max(1.4 * column.pitch, 1.2 * line.size)
    return full and flush and alike and near


def _width(text: str) -> float:
    """About how wide, in characters, the beginning of a line is that could not be parted: it had to move as a whole."""
    found = _WHOLE.match(text)
    return sum(0.6 if each.isascii() else 1.0 for each in found.group()) if found else 0.0


def together(text: str, more: str) -> str:
    """Two lines of one paragraph as one text."""
    return text + ("" if is_han(text[-1]) or is_han(more[0]) else " ") + more
