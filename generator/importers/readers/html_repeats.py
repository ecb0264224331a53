"""Find what a page repeats: an excerpt above the text, hints at each table, buttons beside each section title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.importers.fact_words import PAIR
from generator.importers.furniture import without_trailing_buttons
from generator.importers.labels import fold
from generator.importers.readers.html_flow import PageLine
from generator.importers.stray_lines import is_short

_MIN_EXCERPT_CHARS = 10
"""Fewer characters may begin two paragraphs that have nothing else in common."""

_EXCERPT_LINES = 10
"""Lines of the text that an excerpt may cover."""

_MIN_HINT_CHARS = 4
"""Shorter lines, such as 无, may be the whole text of several sections."""

_MIN_REPEATS = 3
"""The forms have three tables; text of the report stands in no three places."""


def is_excerpt(page: Sequence[PageLine], at: int) -> bool:
    """Return whether the line gives only the beginning of the text that follows it."""
    word = PAIR.match(page[at].text)
    text = fold(page[at].text[word.end() if word else 0 :].rstrip("…. "))
    following = "".join(fold(line.text) for line in page[at + 1 : at + 1 + _EXCERPT_LINES] if not PAIR.match(line.text))
    return len(text) >= _MIN_EXCERPT_CHARS and following.startswith(text)


def split_buttons(line: PageLine) -> tuple[PageLine, PageLine]:
    """Return a section title without the buttons beside it, and a line of the buttons, which may have no text."""
    text = line.text if line.boxes else without_trailing_buttons(line.text)
    return replace(line, text=text), PageLine(line.text[len(text) :].strip())


def hints(page: Sequence[PageLine], places: Iterable[int]) -> frozenset[str]:
    """Return the short lines that stand in several of the places, such as how to see the whole of a table.

    A line with a colon may be the unit of each table.
    """
    texts = (page[at].text for at in places if not page[at].boxes)
    repeated = (text for text, count in Counter(texts).items() if count >= _MIN_REPEATS)
    return frozenset(text for text in repeated if len(text) >= _MIN_HINT_CHARS and is_short(text) and "：" not in text)
