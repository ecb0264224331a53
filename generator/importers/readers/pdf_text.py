"""Group the characters of a PDF page into lines of text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.importers.readers.text_effects import mark_digits, resolve_raised

Char = dict[str, Any]
"""A character as pdfplumber returns it: `text`, `x0`, `x1`, `top`, `bottom`, `size`."""

GAP = "  "
"""The text for a wide space, such as between the cells of a table without ruling lines."""

HAN = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Line:
    """A line of text and its bounds on the page, in points; `limit` is the right edge of a narrow column, or 0."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    limit: float = 0

    def holds(self, char: Char) -> bool:
        """Return whether a character is on the line."""
        return self.top <= _middle(char) <= self.bottom and self.x0 <= char["x0"] <= self.x1


def group_lines(chars: Iterable[Char]) -> list[Line]:
    """Return the lines that the characters form, from top to bottom."""
    lines = map(_line, group_rows(chars))
    return [line for line in lines if line.text.strip()]


def group_rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Return the characters of each line, from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: (_middle(each), each["x0"])):
        if rows and _middle(char) - _middle(rows[-1][0]) < 0.4 * max(char["size"], rows[-1][0]["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda each: each["x0"]) for row in rows]


def group_words(chars: Iterable[Char]) -> list[list[Char]]:
    """Return adjacent ASCII characters as words, and every other character by itself."""
    words: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: (round(_middle(each)), each["x0"])):
        last = words[-1][-1] if words else None
        if last and _is_ascii(last) and _is_ascii(char) and _is_adjacent(last, char):
            words[-1].append(char)
        else:
            words.append([char])
    return words


def is_han(character: str) -> bool:
    """Return whether a character is Chinese or Chinese punctuation, beside which no space is needed."""
    return bool(HAN.match(character))


def _is_ascii(char: Char) -> bool:
    return bool(char["text"].isascii() and char["text"].strip())


def _is_adjacent(last: Char, char: Char) -> bool:
    gap = float(char["x0"] - last["x1"]) / max(1.0, char["size"])
    return -0.5 < gap < 0.15 and abs(_middle(char) - _middle(last)) < 1


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _line(row: list[Char]) -> Line:
    visible = [char for char in row if char["text"].strip()] or row
    base, text = row[0], mark_digits(row[0]["text"], raised=False, struck=False)
    for before, char in itertools.pairwise(row):
        raised = _is_raised(base, char)
        text += _gap(before, char) + mark_digits(char["text"], raised=raised, struck=False)
        base = base if raised else char
    return Line(
        resolve_raised(text.strip()),
        float(visible[0]["x0"]),
        float(max(char["x1"] for char in visible)),
        float(min(char["top"] for char in visible)),
        float(max(char["bottom"] for char in visible)),
        float(max(char["size"] for char in visible)),
    )


def _is_raised(base: Char, char: Char) -> bool:
    """Return whether `char` is a small digit raised above `base`, as a note mark is."""
    is_small = char["size"] < 0.85 * base["size"] and char["text"].isdigit()
    return bool(is_small and base["bottom"] - char["bottom"] > 0.15 * base["size"])


def _gap(before: Char, char: Char) -> str:
    """Return the white space between two characters; a small gap beside a Chinese one only justifies the line."""
    width = (char["x0"] - before["x1"]) / max(1.0, char["size"])
    if not before["text"].strip() or not char["text"].strip() or width < 0.3:
        return ""
    if width > 0.8:
        return GAP
    return "" if is_han(before["text"]) or is_han(char["text"]) else " "
