"""Recognise short lines that are no sentence: what a page shows around a report rather than text of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from generator.importers.agency_names import is_organ
from generator.importers.dates import is_date
from generator.importers.fact_lines import MAX_FACTS_LINE_CHARS, pairs_in

_MAX_SHORT_CHARS = 60
"""Menu lines, counters and footers are not longer; a line without a full stop that is longer may be a paragraph."""

_MIN_FACTS = 2
"""Facts with a colon at the beginning of a line that is running text; one may be part of a sentence."""

_SENTENCE = re.compile("[。！？；，]")
_ITEM = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．]|[①-⑳]|第?[一二三四五六七八九十][是章节]|[-*•·●]\s|附[件表]?\s*[:：0-9]|附[件表]$)"
    r"|.*[见如附][下后]表?[:：]?$"
)
"""The beginning of a list item, a heading, or an attachment; a line that announces what follows."""

_NOTE = re.compile(r"[（(]?(?:备?注|说明)\s*[0-9]{0,2}\s*[:：]")
"""What begins a note, which need not be a sentence: 注：不含街道."""


def is_short(text: str) -> bool:
    """Return whether the line is short, has no mark of a sentence, and begins no list item."""
    return len(text) <= _MAX_SHORT_CHARS and not _SENTENCE.search(text) and not _ITEM.match(text)


def is_greeting(text: str) -> bool:
    """Return whether the line is short and has no full stop, as menus and greetings above the title of a page."""
    return len(text) <= _MAX_SHORT_CHARS and not re.search("[。；]", text)


def stray_lines_before(text: str) -> Iterator[str]:
    """Yield the doubtful lines of a preamble: short ones, rows of tables and facts, but no signature and date."""
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_byline = is_organ(line) and is_date(following)
        has_facts = len(pairs_in(line[:MAX_FACTS_LINE_CHARS])) >= _MIN_FACTS
        if line.startswith("|") or has_facts or (line and is_short(line) and not is_byline and not _is_expected(line)):
            yield line


def stray_lines_after(text: str) -> list[str]:
    """Return the doubtful lines at the end of the last section: short ones after its first paragraph."""
    return list(reversed(list(takewhile(is_short, reversed(text.split("\n")[1:])))))


def stray_lines_beside(text: str) -> Iterator[str]:
    """Yield the doubtful lines of the notes beside a table: short ones that are not marked as notes."""
    return (line for line in text.split("\n") if line and is_short(line) and not _NOTE.match(line))


def _is_expected(line: str) -> bool:
    """Return whether the line is a date, or addresses bodies with a colon."""
    addressed = line.rstrip("：: ")
    is_address = addressed != line and ("各" in addressed or is_organ(addressed))
    return is_address or is_date(line)
