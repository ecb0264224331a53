"""Find all matches of a pattern in a text once, however often the text is asked about a place in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

_Found = tuple[list[re.Match[str]], list[int], list[int]]
"""Matches in order, and where they start and end."""


class Matches:
    """The matches in one text, of patterns and of plain words; each is looked for once, in the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._patterns: dict[re.Pattern[str], _Found] = {}
        self._words: dict[str, list[int]] = {}

    def before(self, pattern: re.Pattern[str], low: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches between `low` and `end`, the last one first."""
        matches, starts, ends = self._all(pattern)
        for index in range(bisect_right(ends, end) - 1, bisect_left(starts, low) - 1, -1):
            yield matches[index]

    def last(self, pattern: re.Pattern[str], low: int, end: int) -> re.Match[str] | None:
        """Return the last match between `low` and `end`."""
        matches, starts, ends = self._all(pattern)
        index = bisect_right(ends, end) - 1 if matches else -1
        return matches[index] if index >= 0 and starts[index] >= low else None

    def last_word(self, word: str, low: int, end: int) -> int:
        """Return where the word occurs last between `low` and `end`; -1 if it does not, as `str.rfind`."""
        places = self._words.get(word)
        if places is None:
            places = self._words[word] = [match.start() for match in re.finditer(re.escape(word), self._text)]
        index = bisect_right(places, end - len(word)) - 1
        return places[index] if index >= 0 and places[index] >= low else -1

    def first_word(self, word: str, low: int, end: int) -> int:
        """Return where the word occurs first between `low` and `end`; -1 if it does not, as `str.find`."""
        self.last_word(word, 0, 0)
        places = self._words[word]
        index = bisect_left(places, low)
        return places[index] if index < len(places) and places[index] + len(word) <= end else -1

    def _all(self, pattern: re.Pattern[str]) -> _Found:
        found = self._patterns.get(pattern)
        if found is None:
            matches = list(pattern.finditer(self._text))
            found = matches, [each.start() for each in matches], [each.end() for each in matches]
            self._patterns[pattern] = found
        return found
