"""The neutral document that every reader produces: paragraphs and grids of text, in the order of the original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """A line of text as read; `place` is its position in the original, as shown to people: `第 12 段`, `第 3 页`…

    `role` is its kind by the file's own styles: `title`, `heading`, `item` (of a list), `facts` (about the report,
    at the head of the page) or `number` (possibly a page number). A paragraph without text can mark the beginning of
    `closing`, the text after the last section, or of `data`, a sheet that repeats the tables.

    `wrapped`: the line was broken at the edge of the text, so the next paragraph may continue this one. Otherwise its
    end is a paragraph mark of the original.
    """

    text: str
    place: str
    role: str = ""
    wrapped: bool = False


@dataclass(frozen=True)
class Box:
    """A cell of a grid, as wide and high as in the original; `row` and `column` count from 0.

    `place` is its position in the original, as shown to people: `第 2 个表格第 5 行第 3 列`, `表格“数据”C7`…
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: str


@dataclass(frozen=True)
class Grid:
    """A table of the original with the spans it declares, right or wrong; boxes in reading order.

    `seams` are the rows that begin a page, and may be the rest of the row before. `doubts` say, by row, why its figures
    may not be complete.
    """

    boxes: tuple[Box, ...]
    place: str
    seams: tuple[int, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()


Part = Paragraph | Grid


@dataclass(frozen=True)
class Document:
    """The content of a file. `labels` holds its metadata: page labels such as `PubDate`, the title of the page.

    `omitted` are the lines that the file shows around the report and that were left out as not belonging to it.
    """

    parts: tuple[Part, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    omitted: tuple[Paragraph, ...] = ()


class UnreadableError(ValueError):
    """Error for a file that cannot be read as its type; the message is one Chinese sentence with reason and remedy."""
