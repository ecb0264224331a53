"""The neutral document that every reader makes: paragraphs and grids of text, in the order of the original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """A line of text as read. `place` tells a person where it stands in the original: `第 12 段`, `第 3 页`…

    `role` is what the file's own styles make of it: `title`, `heading`, `item` of a list, `facts` of the page's head,
    `number` that may count pages;
    a line without text tells what begins: `closing` after the last section, `data` that repeats the tables.
    """

    text: str
    place: str
    role: str = ""


@dataclass(frozen=True)
class Box:
    """A cell of a grid, as wide and high as the original has it; row and column count from 0.

    `place` tells a person where it stands in the original: `第 2 个表格第 5 行第 3 列`, `表格“数据”C7`…
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: str


@dataclass(frozen=True)
class Grid:
    """A table as the original has it, with whatever spans it claims; boxes in reading order."""

    boxes: tuple[Box, ...]
    place: str


@dataclass(frozen=True)
class Document:
    """What a file says. `labels` holds what it says of itself: page labels such as `PubDate`, the page's title."""

    parts: tuple[Paragraph | Grid, ...]
    labels: Mapping[str, str] = field(default_factory=dict)


class UnreadableError(ValueError):
    """The file cannot be read as what it claims to be; carries one sentence in Chinese that says why and what to do."""
