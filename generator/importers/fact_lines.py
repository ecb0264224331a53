"""Read the facts in a line, `word: value`, or in a table: words beside or above their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.importers.dates import ARABIC_DATE
from generator.importers.document import Grid
from generator.importers.fact_words import GLUED_WORD, PAIR, SPACED_WORD, is_distinct, is_plausible, key_of
from generator.importers.furniture import without_trailing_buttons
from generator.importers.grid_rows import rows_of

MAX_FACTS_LINE_CHARS = 120
"""Lines of facts are not longer; longer lines may be running text with boilerplate before it."""

_BARS = re.compile(r"\s*[|｜│┃]\s*")
_SENTENCE = re.compile("[。；！？]")
_STAMP = re.compile(
    rf"(?P<before>[^0-9]*)(?P<day>{ARABIC_DATE})(?P<time>\s*[0-9]{{1,2}}[:：][0-9]{{2}}(?:[:：][0-9]{{2}})?)?"
)
"""A day and time without a word, as below the title of a page: `甲县发布 2025-01-20 10:00`."""

_MAX_SOURCE_CHARS = 20
"""Names of sources and places beside a time are not longer."""

_MIN_WORDS = 2
"""Words for facts that a table of facts has at least."""


class Pair(NamedTuple):
    """A fact as printed: its word and its value, which is empty if nothing is printed."""

    word: str
    value: str

    @property
    def key(self) -> str:
        """The key of the fact, empty if it is dropped."""
        return key_of(self.word) or ""


def pairs_in(text: str) -> list[Pair]:
    """Return the pairs of words with a colon and their values, wherever they are in the text."""
    words = list(PAIR.finditer(text))
    ends = [*(word.start() for word in words), len(text)][1:]
    return [Pair(word["word"], _value(text[word.end() : end])) for word, end in zip(words, ends, strict=True)]


def pairs_of_line(text: str) -> list[Pair]:
    """Return the facts of a line that consists of nothing else; none if it is another line."""
    if len(text) > MAX_FACTS_LINE_CHARS or _SENTENCE.search(text.replace("；", "") if _is_keyword_line(text) else text):
        return []
    if _BARS.search(text):
        return _pairs_of_cells(_BARS.split(text)) if _has_words([_BARS.split(text)], 1) else []
    if PAIR.match(text):
        pairs = pairs_in(text)
        return pairs if len(pairs) > 1 or "，" not in text else []
    if stamped := _pairs_beside_time(text):
        return stamped
    cells = _spaced_cells(text)
    is_first = len(cells) > 1 and (is_distinct(cells[0]) or key_of(cells[0]) == "named")
    return _pairs_of_cells(cells) if is_first else _glued_pairs(text)


def _glued_pairs(text: str) -> list[Pair]:
    """Return the facts of a line of words directly before their values, one of which must be a number or a date."""
    words = list(GLUED_WORD.finditer(text))
    if not words or words[0].start() or not is_distinct(words[0][0]):
        return []
    ends = [*(word.start() for word in words), len(text)][1:]
    pairs = [Pair(word[0], _value(text[word.end() : end])) for word, end in zip(words, ends, strict=True)]
    if not all(text[word.end() : word.end() + 1].isalnum() for word in words):
        return []
    is_certain = any(pair.key not in ("", "named", "organ") and is_plausible(pair.key, pair.value) for pair in pairs)
    return pairs if is_certain else []


def _is_keyword_line(text: str) -> bool:
    """Return whether the line is one fact that is dropped, such as keywords, which semicolons may part."""
    words = list(PAIR.finditer(text))
    return len(words) == 1 and words[0].start() == 0 and key_of(words[0]["word"]) == "" and "，" not in text


def _pairs_beside_time(text: str) -> list[Pair]:
    """Return the facts of a line with a day that no word introduces: a time of day or other facts must follow it."""
    stamp = _STAMP.match(text)
    if stamp is None:
        return []
    before, after = stamp["before"].strip(), text[stamp.end() :].strip()
    following = pairs_of_line(after)
    if not (stamp["time"] or following):
        return []
    sources = [before] if following else [before, after]
    if any(len(source) > _MAX_SOURCE_CHARS for source in sources):
        return []
    return [Pair("时间", stamp["day"]), *(Pair("来源", source) for source in sources if source), *following]


def pairs_of_grid(grid: Grid) -> list[Pair] | None:
    """Return the facts of a table of facts; None for any other table."""
    rows = [list(row.texts) for row in rows_of(grid)]
    if not _has_words(rows, _MIN_WORDS):
        return None
    result: list[Pair] = []
    below: list[str] = []
    for row, following in pairwise([*rows, []]):
        if row is below:
            continue
        if _is_head(row, following):
            below = following
            result += (Pair(word, _value(value)) for word, value in zip(row, following, strict=True) if word.strip())
        else:
            result += _pairs_of_cells(row)
    return result


def _has_words(rows: Sequence[Sequence[str]], minimum: int) -> bool:
    """Return whether enough cells are words for facts, and one of them is distinct or several have a colon."""
    paired = [pair.word for row in rows for cell in row for pair in _pairs_at_start(cell)]
    words = [*paired, *(cell for row in rows for cell in row if key_of(cell) is not None)]
    return len(words) >= minimum and (len(paired) > 1 or any(map(is_distinct, words)))


def _is_head(row: Sequence[str], following: Sequence[str]) -> bool:
    """Return whether all cells of the row are words for facts, and none below them is."""
    words = [key_of(cell) is not None for cell in row if cell.strip()]
    is_below = len(row) == len(following) and not any(key_of(cell) is not None for cell in following)
    return len(words) >= _MIN_WORDS and all(words) and is_below


def _pairs_of_cells(cells: Sequence[str]) -> list[Pair]:
    """Return the facts in a row of cells: a word's value stands in its own cell or in the next."""
    return list(_read_cells(cells))


def _read_cells(cells: Sequence[str]) -> Iterator[Pair]:
    word = ""
    for cell in (*cells, ""):
        inner = _pairs_at_start(cell)
        is_word = key_of(cell) is not None
        if word:
            yield Pair(word, "" if is_word or inner else _value(cell))
        word = cell if is_word else ""
        if inner and not is_word:
            yield from inner[:-1]
            if inner[-1].value:
                yield inner[-1]
            else:
                word = inner[-1].word


def _pairs_at_start(cell: str) -> list[Pair]:
    return pairs_in(cell) if PAIR.match(cell) else []


def _spaced_cells(text: str) -> list[str]:
    """Split a line at its words for facts that stand between spaces; a value may hold spaces.

    Where all words come first, as many values follow them.
    """
    words = list(SPACED_WORD.finditer(text))
    if not words or words[0].start():
        return []
    ends = [*(word.start() for word in words), len(text)][1:]
    values = [text[word.end() : end].strip() for word, end in zip(words, ends, strict=True)]
    if len(words) == len(values[-1].split()) and not any(values[:-1]):
        values = values[-1].split()
    return [cell for word, value in zip(words, values, strict=True) for cell in (word[0], value)]


def _value(text: str) -> str:
    return without_trailing_buttons(text).strip(" 　|｜】]")
