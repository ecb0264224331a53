"""Find page numbers, running headers and footers, and those that browsers print, on the pages of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from generator.importers.readers.pdf_text import Line

EDGE_SHARE = 0.12
"""Height of the strips searched at the top and bottom of a page, as a share of the page."""

MIN_EDGE_POINTS = 60.0
"""Minimum height of these strips, in points."""

_PAGE_NUMBER = re.compile(
    r"(?P<before>[\W_]*第?)\s*(?P<number>\d{1,4})\s*"
    r"(?P<after>页?(?:(?:(?<=页)\W*|\W*共\s*|\s*[/／|｜]\s*)\d{1,4}\s*页?)?[\W_]*)"
)
"""The number of a page, perhaps with marks or with the number of all pages, which a word or a stroke parts from it."""

_NEGATIVE = re.compile(r"[-−－]\d+")
"""A figure, whose sign is no mark of a page number."""


_BROWSER_EDGE_POINTS = 32.0
"""Browsers print date, title, address and page number within their usual margin of 0.4 inches, and hardly below it."""

_PRINTED_AT = re.compile(
    r"\d{1,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?,?\s*(?:[上下]午|[AP]M)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?"
)
_ADDRESS = re.compile(r"(?:https?|file)://[^\s\u2e80-\uffef]+|about:blank")


class Print(NamedTuple):
    """The title and address of a page that a browser printed, each empty if it is not there."""

    title: str
    address: str


def printed_page(pages: list[list[Line]], heights: list[float]) -> Print:
    """Return the title and address that a browser printed on the first page that has them."""
    title = address = ""
    for lines, height in zip(pages, heights, strict=True):
        for line in (line for line in lines if _is_of_browser(line, height)):
            if found := _PRINTED_AT.match(line.text):
                title = title or line.text[found.end() :].strip()
            elif found := _ADDRESS.match(line.text):
                address = address or found.group()
    return Print(title, address)


def find_headers(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Return the page numbers, the lines repeated on other pages and those of a browser; heights in points."""
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
            is_marked = bool(found["before"].strip() or found["after"].strip()) and not _NEGATIVE.fullmatch(line.text)
            return is_marked or offsets[_page_offset(line, page)] >= min_repeats
        return repeats[_without_page_count(line)] >= min_repeats and not re.fullmatch(r"[\d\s.,]+", line.text)

    return [
        [line for line in edge if is_header(line, page) or _is_of_browser(line, height)]
        for page, (edge, height) in enumerate(zip(edges, heights, strict=True))
    ]


def _is_of_browser(line: Line, height: float) -> bool:
    """Return whether a browser printed the line in its margin: time and title, or address and page number."""
    if line.bottom > _BROWSER_EDGE_POINTS and line.top < height - _BROWSER_EDGE_POINTS:
        return False
    return bool(_PRINTED_AT.match(line.text) or _ADDRESS.match(line.text))


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
