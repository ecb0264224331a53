"""The characters of a PDF page as lines of text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.importers.readers.marked import as_set, levelled

Char = dict[str, Any]
"""A character as pdfplumber gives it: `text`, `x0`, `x1`, `top`, `bottom`, `size`."""

GAP = "  "
"""Stands where a line leaves room: between the cells of a table without lines, for one."""

HAN = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Line:
    """A line of text and where it stands on its page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """The lines that the characters stand on, from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: (_middle(each), each["x0"])):
        if rows and _middle(char) - _middle(rows[-1][0]) < 0.4 * max(char["size"], rows[-1][0]["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = (_line(sorted(row, key=lambda each: each["x0"])) for row in rows)
    return [line for line in lines if line.text.strip()]


def runs_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters by themselves, but figures and letters that stand close together as the word that they are."""
    runs: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: (round(_middle(each)), each["x0"])):
        last = runs[-1][-1] if runs else None
        if last and _solid(last) and _solid(char) and _close(last, char):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _solid(char: Char) -> bool:
    return bool(char["text"].isascii() and char["text"].strip())


def _close(last: Char, char: Char) -> bool:
    gap = float(char["x0"] - last["x1"]) / max(1.0, char["size"])
    return -0.5 < gap < 0.15 and abs(_middle(char) - _middle(last)) < 1


def is_han(character: str) -> bool:
    """Whether it is a Chinese character or its punctuation, between which a line may end anywhere."""
    return bool(HAN.match(character))


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _line(row: list[Char]) -> Line:
    text, shown = row[0]["text"], [char for char in row if char["text"].strip()] or row
    base = row[0]
    for before, char in itertools.pairwise(row):
        raised = _is_raised(base, char)
        text += _gap(before, char) + as_set(char["text"], raised=raised, struck=False)
        base = base if raised else char
    return Line(
        levelled(text.strip()),
        float(shown[0]["x0"]),
        float(max(char["x1"] for char in shown)),
        float(min(char["top"] for char in shown)),
        float(max(char["bottom"] for char in shown)),
        float(max(char["size"] for char in shown)),
    )


def _is_raised(before: Char, char: Char) -> bool:
    """Whether a small digit stands higher than the line it follows, as the mark of a note does."""
    small = char["size"] < 0.85 * before["size"] and char["text"].isdigit()
    return bool(small and before["bottom"] - char["bottom"] > 0.15 * before["size"])


def _gap(before: Char, char: Char) -> str:
    """A space where the page leaves one; between Chinese characters a little room is only how the line was filled."""
    width = (char["x0"] - before["x1"]) / max(1.0, char["size"])
    if not before["text"].strip() or not char["text"].strip() or width < 0.3:
        return ""
    if width > 0.8:
        return GAP
    return "" if is_han(before["text"]) or is_han(char["text"]) else " "
