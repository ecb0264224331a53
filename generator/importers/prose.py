"""Write the text of an original's sections in the grammar of narratives, without losing or moving anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.importers.document import Grid, Paragraph, Part
from generator.importers.grid_rows import rows_of
from generator.sources.reading.text_file import INVISIBLE

_REFERENCE_OR_BOLD = re.compile(r"\{\{|\*\*")
_LIST_OR_TABLE = re.compile(r"[-*]\s|\|.*\|$")
_HEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_BREAK = re.compile(
    r"(?<=[。！？；：:])\s*(?=[（(][一二三四五六七八九十]{1,3}[）)])|\s+(?=[（(][一二三四五六七八九十]{1,3}[）)])"
)

_MIN_RUNNING_CHARS = 400
"""Length above which a paragraph with several headings is split at them, in characters."""


def text_of(parts: Sequence[Part]) -> str:
    """Return the parts as narrative, with one line for each paragraph or table row."""
    lines: list[str] = []
    for is_grid, group in groupby(parts, key=lambda part: isinstance(part, Grid)):
        members = list(group)
        if is_grid:
            lines += (line for part in members if isinstance(part, Grid) for line in _table_lines(part))
        else:
            texts = [part for part in members if isinstance(part, Paragraph)]
            lines += (escape_markers(text.strip()) for text in _paragraphs(texts))
    return "\n".join(line for line in (escape_references(line.strip()) for line in lines) if line)


def escape_references(text: str) -> str:
    """Escape text that the grammar would take for a reference or for bold text."""
    return _REFERENCE_OR_BOLD.sub(r"\\\g<0>", text)


def escape_markers(line: str) -> str:
    """Escape a line that the grammar would take for part of a list or table."""
    return f"\\{line}" if _LIST_OR_TABLE.match(line) else line


def _paragraphs(parts: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the paragraphs; long running text is split at its headings."""
    for text in (INVISIBLE.sub("", part.text).strip() for part in parts):
        if len(text) > _MIN_RUNNING_CHARS and len(_HEADING.findall(text)) > 1:
            yield from _BREAK.split(text)
        else:
            yield text


def _table_lines(grid: Grid) -> Iterator[str]:
    """Yield a line for each row of a table in the text; rows with a single cell become plain paragraphs."""
    for row in rows_of(grid):
        filled = [text for text in row.texts if text]
        if len(row.texts) == 1:
            yield from filled
        elif filled:
            yield f"| {' | '.join(text.replace('|', '｜') for text in row.texts)} |"
