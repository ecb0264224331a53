"""Find page numbers and running headers and footers of a PDF."""

from __future__ import annotations

import re
from collections import Counter

from generator.importers.readers.pdf_text import Line

EDGE_SHARE = 0.12
"""Height of the strips searched at the top and bottom of a page, as a share of the page."""

MIN_EDGE_POINTS = 60.0
"""Minimum height of these strips, in points."""

_PAGE_NUMBER = re.compile(
    r"(?P<before>[\W_]*第?)\s*(?P<number>\d{1,4})\s*(?P<after>页?(\W*共?\s*\d{1,4}\s*页?)?[\W_]*)"
)


def without_headers(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Return each page's lines without page numbers and repeated headers and footers; `heights` are in points."""
    edges = [
        [line for line in lines if _is_at_edge(line, height)] for lines, height in zip(pages, heights, strict=True)
    ]
    repeats = Counter(text for lines in edges for text in {_without_page_count(line) for line in lines})
    offsets: Counter[int | None] = Counter(
        offset for page, lines in enumerate(edges) for offset in {_page_offset(line, page) for line in lines}
    )
    min_repeats = max(2, len(pages) // 2)

    def is_header(line: Line, page: int) -> bool:
        found = _PAGE_NUMBER.fullmatch(line.text)
        if found:
            is_marked = bool(found["before"].strip() or found["after"].strip())
            return is_marked or offsets[_page_offset(line, page)] >= min_repeats
        return repeats[_without_page_count(line)] >= min_repeats and not re.fullmatch(r"[\d\s.,]+", line.text)

    return [
        [line for line in lines if not (line in edge and is_header(line, page))]
        for page, (lines, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _is_at_edge(line: Line, height: float) -> bool:
    edge = max(MIN_EDGE_POINTS, EDGE_SHARE * height)
    return line.bottom < edge or line.top > height - edge


def _without_page_count(line: Line) -> str:
    """Return the text of a line with a page number such as `2/5` replaced by `/`."""
    return re.sub(r"\d+ ?/ ?\d+", "/", line.text)


def _page_offset(line: Line, page: int) -> int | None:
    """Return a line's page number minus the page index; None if the line is not a page number."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    return int(found["number"]) - page if found else None
