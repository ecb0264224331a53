"""Find what an original prints besides its text: an excerpt, a table of contents, hints at tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from generator.importers.dates import is_date
from generator.importers.document import Paragraph, Part
from generator.importers.fact_words import PAIR
from generator.importers.furniture import is_button_line, is_furniture
from generator.importers.labels import fold
from generator.importers.stray_lines import is_greeting, is_short

_MIN_EXCERPT_CHARS = 10
"""Fewer characters may begin two paragraphs that have nothing else in common."""

_EXCERPT_LINES = 10
"""Lines of the text that an excerpt may cover."""

_CONTENTS = "目录"
_LEADERS = re.compile(r"[.．·…]{2,}\s*[0-9]{1,3}$")
"""The end of an entry in a table of contents: dots and the page."""


_MIN_HINT_CHARS = 4
"""Shorter lines, such as 无, may be the whole text of several sections."""

_NO_HINT = re.compile("[：0-9]")

_MIN_REPEATS = 3
"""The forms have three tables; text of the report stands in no three places."""


def is_excerpt(text: str, following: Iterable[str]) -> bool:
    """Return whether the line gives only the beginning of the lines that follow it."""
    word = PAIR.match(text)
    start = fold(text[word.end() if word else 0 :].rstrip("…. "))
    after = "".join(fold(line) for line in islice(following, _EXCERPT_LINES) if not PAIR.match(line))
    return len(start) >= _MIN_EXCERPT_CHARS and after.startswith(start)


def find_extras(lines: Sequence[str], titles: range) -> set[int]:
    """Return the indexes of the lines above the sections that are no text; `titles` reach from the first to the last.

    All lines before the title are the page's if the report's first sentence follows it.
    """
    extras = _contents(lines) | {at for at, line in enumerate(lines) if is_excerpt(line, lines[at + 1 :])}
    follows = any("。" in line for line in lines[titles.stop :])
    return extras | {at for at in range(titles.start) if follows and lines[at]}


def _contents(lines: Sequence[str]) -> set[int]:
    """Return the indexes of the lines of a table of contents: its title, the short lines below, entries with pages."""
    found = {at for at, line in enumerate(lines) if _LEADERS.search(line.strip())}
    at = next((at for at, line in enumerate(lines) if fold(line) == _CONTENTS), len(lines))
    while at < len(lines) and lines[at] and is_greeting(lines[at]) and not is_date(lines[at]):
        found.add(at)
        at += 1
    return found


def take_furniture(notes: dict[str, list[Paragraph]]) -> list[Paragraph]:
    """Remove from the notes beside each table what a page shows there; return the lines removed."""
    repeated = hints(part.text for lines in notes.values() for part in lines)
    removed = [part for lines in notes.values() for part in lines if is_furniture(part.text) or part.text in repeated]
    for section, lines in notes.items():
        notes[section] = [part for part in lines if part not in removed]
    return removed


def take_buttons(texts: dict[str, list[Part]]) -> list[Paragraph]:
    """Remove lines of buttons from the text of each section but its end; return the lines removed."""
    removed = []
    for section, parts in texts.items():
        buttons = [part for part in parts if isinstance(part, Paragraph) and is_button_line(part.text)]
        texts[section] = [part for part in parts if part not in buttons]
        removed += buttons
    return removed


def hints(lines: Iterable[str]) -> frozenset[str]:
    """Return the short lines that stand in several places, such as how to see the whole of a table.

    A line with a colon may be the unit of each table, one with a figure says something of it.
    """
    repeated = (text for text, count in Counter(lines).items() if count >= _MIN_REPEATS)
    return frozenset(
        text for text in repeated if len(text) >= _MIN_HINT_CHARS and is_short(text) and not _NO_HINT.search(text)
    )
