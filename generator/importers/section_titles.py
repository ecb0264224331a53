"""Find the titles of a form's sections in a paragraph, on a line of their own or within running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from generator.importers.document import Grid, Paragraph, Part
from generator.importers.labels import distance, fold, fold_with_positions, without_numbering
from generator.importers.section_words import continuation_length
from generator.model.form import Form, Section

_NUMERAL = re.compile(
    r"(?<![一二三四五六七八九十（(第])(?<!^[表图件])(?<![附见如下上于\s，。；：、（(《][表图件])"
    r"[一二三四五六七八九十]{1,2}\s*[、.．,，:：]\s*"
)
"""The numeral of a title rather than that of a table, a figure or an annex (附件一、); a sentence before it may end in
these words too (公开信息14件二、)."""
_PAGE_REFERENCE = re.compile(r"[\s.．…·]*[0-9]{1,3}\s*$")
"""Dots, if any, and a page number, as in a table of contents."""

_MIN_DISTINCT_CHARS = 8
"""Minimum length of an alias that other text may follow, in characters; a shorter one must be alone on its line."""

_CHARS_PER_MISPRINT = 6
"""Number of characters in a title for each misprint that is tolerated."""

_MAX_NUMERALS = 1_000
"""Maximum number of numerals in one paragraph that are tried as the beginning of a title."""

_LOOKAHEAD_CHARS = 300
"""Maximum number of characters examined after a numeral."""

_MAX_TITLE_CHARS = 60
"""Characters that are compared with a title: the longest has 24, with a space between any two."""

_TITLE_WEIGHT = 10.0
_ALIAS_WEIGHT = 8.0
_WHOLE_LINE_WEIGHT = 7.0
_MISPRINT_WEIGHT = 6.0
"""Weights of a title in the form's words, as an alias, without its numeral, and misprinted (less 1 for each misprint).

Their order decides between lines for one section, their sum between lines that exclude each other: one good title
does not outweigh two. The worst (four misprints) is below a title in other words with the right numeral, by design.
"""


Variant = Literal["", "wording", "running text", "position"]
"""Why a title is not one of the form's: by its wording, by that and an uncertain end in running text, or wholly."""


class Title(NamedTuple):
    """A possible title: the indices of its section and part, its range of characters, and the weight of the match."""

    section: int
    part: int
    start: int
    end: int
    weight: float
    variant: Variant = ""


class _TitleMatch(NamedTuple):
    """A title at the beginning of a text: its length in characters, and the weight of the match."""

    length: int
    weight: float


def may_hold_title(text: str, form: Form) -> bool:
    """Return whether a title of the form may be in the text."""
    return any(titles_in(0, Paragraph(text, ""), form))


def titles_in(number: int, part: Part, form: Form) -> Iterator[Title]:
    """Yield the possible section titles in the part with this index."""
    if isinstance(part, Grid):
        return
    folded = fold(part.text)
    for index, section in enumerate(form.sections):
        if folded == without_numbering(section.title) and not _NUMERAL.match(part.text):
            yield Title(index, number, 0, len(part.text), _WHOLE_LINE_WEIGHT)
    for numeral in islice(_NUMERAL.finditer(part.text), _MAX_NUMERALS):
        rest = part.text[numeral.end() : numeral.end() + _LOOKAHEAD_CHARS]
        beginning = fold_with_positions(rest[:_MAX_TITLE_CHARS])
        for index, section in enumerate(form.sections):
            if match := _match_title(beginning.text, section, alone=numeral.start() == 0):
                end = beginning.positions[match.length - 1] + 1 if match.length else 0
                if not _PAGE_REFERENCE.fullmatch(rest[end:]):
                    is_line = numeral.start() == 0 and len(rest) < _LOOKAHEAD_CHARS
                    more = continuation_length(rest[end:], is_whole_line=is_line)
                    end += more
                    end += len(rest[end:]) - len(rest[end:].lstrip("）)。.：:　 "))
                    # Prefer the later of equally good titles.
                    weight = match.weight + number / 1e6
                    is_misprinted = match.weight <= _MISPRINT_WEIGHT
                    variant: Variant = (
                        "running text" if more and not is_line else "wording" if more or is_misprinted else ""
                    )
                    yield Title(index, number, numeral.start(), numeral.end() + end, weight, variant)


def _match_title(folded: str, section: Section, *, alone: bool) -> _TitleMatch | None:
    """Return the match of the section's title at the beginning of the text; None if the text does not begin with it.

    `alone`: nothing comes before the text in its paragraph.
    """
    title, aliases = without_numbering(section.title), [without_numbering(alias) for alias in section.aliases]
    for wording in (title, *aliases):
        is_distinct = len(wording) >= _MIN_DISTINCT_CHARS or wording == title or (alone and folded == wording)
        if is_distinct and folded.startswith(wording):
            return _TitleMatch(len(wording), _TITLE_WEIGHT if wording == title else _ALIAS_WEIGHT)
    best: tuple[int, int] | None = None  # Fewest misprints, then the longest.
    for wording in (title, *(alias for alias in aliases if len(alias) >= _MIN_DISTINCT_CHARS)):
        limit = len(wording) // _CHARS_PER_MISPRINT
        if len(set(wording) - set(folded[: len(wording) + limit])) > limit:
            continue
        for length in range(len(wording) - limit, len(wording) + limit + 1):
            misprints = distance(folded[:length], wording, limit)
            if length <= len(folded) and misprints <= limit and (best is None or (misprints, -length) < best):
                best = (misprints, -length)
    return _TitleMatch(-best[1], _MISPRINT_WEIGHT - best[0]) if best else None
