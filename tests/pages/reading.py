"""Reads generated pages as Markdown: what stands below the front matter, and tables as rows of what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|\*\*|<[^>]*>")
"""A link, bold or a tag. Text of authors has none of these signs: they are character references in it."""


def body(page: str) -> str:
    """Return the page without its front matter."""
    return page.partition("\n---\n")[2]


def plain(text: str) -> str:
    """Return what readers see of a stretch of Markdown: links and bold as text, references as characters."""
    return unescape(_MARKUP.sub(r"\1", text)).strip()


def pipe_tables(markdown: str) -> Iterator[list[list[str]]]:
    """Yield each pipe table as its rows, the headings first, without the line below them."""
    for is_table, lines in groupby(markdown.split("\n"), key=lambda line: line.startswith("|")):
        if is_table:
            head, ruler, *rows = ([plain(cell) for cell in line[1:-1].split("|")] for line in lines)
            assert all(re.fullmatch(":?-+:?", cell) for cell in ruler), ruler
            yield [head, *rows]


def rows(markdown: str) -> dict[str, list[str]]:
    """Return the other cells of every row by its first, the headings left out; the last of equal rows wins."""
    return {first: cells for _, *found in pipe_tables(markdown) for first, *cells in found}
