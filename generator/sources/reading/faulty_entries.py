"""Find the entries of a text that are not YAML even alone: faults beyond the first one that stops the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import yaml

from generator.sources.yaml_data import first_too_deep

LITERAL_BLOCK = re.compile(r"( *)(?:- )?[^\s#'\"{\[][^:#]*:\s*[|>][-+0-9]*\s*(?:#.*)?")
"""The first line of a text (`key: |`)."""

_ENTRY = re.compile(r" *(?:- |[A-Za-z_][A-Za-z0-9_.-]*:(?: |$))")
"""The first line of an entry: a key, or an item of a list."""

_MAX_LEVELS = 4
"""Levels of entries searched; a report has three."""


class FaultyEntry(NamedTuple):
    """An entry that is not YAML: the number of lines above it, its text, and the parser's error within the text."""

    lines_above: int
    text: str
    error: yaml.YAMLError

    @property
    def lines(self) -> range:
        """The entry's lines in the file, counted from 1."""
        return range(self.lines_above + 1, self.lines_above + 2 + self.text.count("\n"))


def faulty_entries(text: str) -> Iterator[FaultyEntry]:
    """Yield the innermost entries that are not YAML, though everything indented below them is taken with them."""
    lines = text.split("\n")
    return _faulty(lines, range(len(lines)), 1)


def _faulty(lines: Sequence[str], within: range, level: int) -> Iterator[FaultyEntry]:
    for entry in _entries(lines, within):
        text = "\n".join(lines[entry.start : entry.stop])
        if error := _error(text):
            is_text = LITERAL_BLOCK.fullmatch(lines[entry.start].rstrip())
            inner = range(entry.start + 1, entry.stop)
            below = [] if is_text or level == _MAX_LEVELS else list(_faulty(lines, inner, level + 1))
            yield from below or [FaultyEntry(entry.start, text, error)]


def _entries(lines: Sequence[str], within: range) -> Iterator[range]:
    """Yield the least indented entries; lines that begin none belong to the entry above."""
    starts = [number for number in within if _ENTRY.match(lines[number])]
    indent = min((_indent(lines[number]) for number in starts), default=0)
    tops = [number for number in starts if _indent(lines[number]) == indent]
    return (range(start, stop) for start, stop in pairwise([*tops, within.stop]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _error(text: str) -> yaml.YAMLError | None:
    """Return the parser's error; None if there is none, or brackets are too deep to go on."""
    try:
        first_too_deep(text)
    except yaml.YAMLError as error:
        return error
    return None
