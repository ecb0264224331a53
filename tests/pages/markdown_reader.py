"""Read generated Markdown pages: the body below the front matter, and tables as rows of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*|<[^>]*>")
"""Pattern of a link, bold marks or a tag, none of which authors can write because their text is escaped."""


def body(page: str) -> str:
    """Return the page without its front matter."""
    return page.partition("\n---\n")[2]


def plain(text: str) -> str:
    """Return Markdown as readers see it: links and bold as text, character references decoded."""
    return unescape(_MARKUP.sub(r"\1", text)).strip()


def pipe_tables(markdown: str) -> Iterator[list[list[str]]]:
    """Yield each pipe table as its rows: the headings first, without the delimiter row."""
    for is_table, lines in groupby(markdown.split("\n"), key=lambda line: line.startswith("|")):
        if is_table:
            head, delimiters, *rows = ([plain(cell) for cell in line[1:-1].split("|")] for line in lines)
            assert all(re.fullmatch(":?-+:?", cell) for cell in delimiters), delimiters
            yield [head, *rows]


def rows(markdown: str) -> dict[str, list[str]]:
    """Map the first cell of every data row to the other cells; of rows with the same first cell the last counts."""
    return {first: cells for _, *found in pipe_tables(markdown) for first, *cells in found}
