"""Find which official table comes next after a place in the document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.importers.document import Paragraph, Part
from generator.importers.expected import expected_table
from generator.importers.labels import fold
from generator.importers.section_words import titles_of
from generator.model.form import Form

_MIN_LABEL_CHARS = 4
"""Shorter labels are ordinary words."""

_MIN_LABELS_IN_PROSE = 3
"""Labels of one table that a text with sentences must have: a sentence may mention one or two."""

_MAX_CHARS = 6_000
"""Characters that are searched in one part: in running text, the tables take up about 2,500 after a short text."""


class FollowingTable(NamedTuple):
    """The section whose table comes next, and the index of the part in which it begins."""

    section: str
    part: int


class FollowingTables:
    """For each place in the document, the official table that begins next."""

    def __init__(self, parts: Sequence[Part], form: Form) -> None:
        self._parts, self._form = parts, form
        self._after: list[FollowingTable | None] = []
        following: FollowingTable | None = None
        for number in range(len(parts) - 1, -1, -1):
            self._after.append(following)
            section = _table_in(parts[number], 0, form)
            following = FollowingTable(section, number) if section else following
        self._after.reverse()

    def after(self, number: int, end: int) -> FollowingTable | None:
        """Return the first table that begins after a character of a part; None if there is none."""
        section = _table_in(self._parts[number], end, self._form)
        return FollowingTable(section, number) if section else self._after[number]


def _table_in(part: Part, start: int, form: Form) -> str:
    """Return the section of the table that is first in the part; empty if it shows no table."""
    text = part.text[start:] if isinstance(part, Paragraph) else "|".join(box.text for box in part.boxes)
    if not text.strip():
        return ""
    folded = fold(text[:_MAX_CHARS])
    is_prose = isinstance(part, Paragraph) and bool(re.search("[，。；]", text))
    first: dict[int, str] = {}
    for section, labels in distinct_labels(form).items():
        positions = [at for label in labels if (at := folded.find(label)) >= 0]
        if len(positions) >= (_MIN_LABELS_IN_PROSE if is_prose else 1):
            first.setdefault(min(positions), section)
    return first[min(first)] if first else ""


@lru_cache(maxsize=64)
def distinct_labels(form: Form) -> Mapping[str, frozenset[str]]:
    """Return for each table the labels that neither another table nor the title of a section has."""
    titles = "|".join(title for section in form.sections for title in titles_of(section))
    spellings = {
        section: {spelling for label in expected_table(table).labels for spelling in label.spellings}
        for section, table in form.tables.items()
    }
    return {
        section: frozenset(
            label
            for label in own
            if len(label) >= _MIN_LABEL_CHARS
            and label not in titles
            and not any(label in others for other, others in spellings.items() if other != section)
        )
        for section, own in spellings.items()
    }
