"""What belongs to the paper and not to the text: page numbers, and lines that stand on page after page."""

from __future__ import annotations

import re
from collections import Counter

from generator.importers.readers.pdf_text import Line

ZONE = 0.12
MARGIN = 60.0
"""The part of a page, above and below, where such lines stand, and how much it is at least, in points."""

_NUMBER = re.compile(r"(?P<before>[\W_]*第?)\s*(?P<number>\d{1,4})\s*(?P<after>页?(\W*共?\s*\d{1,4}\s*页?)?[\W_]*)")


def without_running_lines(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The lines of each page, less its page number and what it repeats from other pages."""
    edges = [[line for line in lines if _at_edge(line, height)] for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(text for lines in edges for text in {_lasting(line) for line in lines})
    steps = Counter(step for at, lines in enumerate(edges) for step in {_step(line, at) for line in lines} if step)
    often = max(2, len(pages) // 2)

    def runs(line: Line, at: int) -> bool:
        found = _NUMBER.fullmatch(line.text)
        if found:
            marked = bool(found["before"].strip() or found["after"].strip())
            return marked or steps[_step(line, at)] >= often
        return seen[_lasting(line)] >= often and not re.fullmatch(r"[\d\s.,]+", line.text)

    return [
        [line for line in lines if not (line in edge and runs(line, at))]
        for at, (lines, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _at_edge(line: Line, height: float) -> bool:
    zone = max(MARGIN, ZONE * height)
    return line.bottom < zone or line.top > height - zone


def _lasting(line: Line) -> str:
    """A line less the `2/5` in it that counts pages."""
    return re.sub(r"\d+ ?/ ?\d+", "/", line.text)


def _step(line: Line, at: int) -> str:
    """How far a number at the edge is from counting pages."""
    found = _NUMBER.fullmatch(line.text)
    return f"step {int(found['number']) - at}" if found else ""
