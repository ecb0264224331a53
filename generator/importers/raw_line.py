"""A line of figures as found in the original, before it is interpreted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class RawLine:
    """The texts of one line; `name` is the form's name for the line, empty if there is no known label beside it.

    `from_grid`: the texts are boxes of a grid, including blank ones.
    `aligned`: there is exactly one text for each column.
    `unknown_label`: the label beside the line, if the form does not have it.
    `open_reason`: why the line must not be accepted as read; empty if there is no objection.
    `misprinted`: the label was recognised in spite of misprints.
    `by_position`: the line has no label and was named after its position alone.
    `part_of`: the line of which the texts are one row, if the form prints its rows side by side and the original apart.
    `part`: the form's name of that row, if the original gives it.
    """

    name: str
    texts: tuple[str, ...]
    place: str
    from_grid: bool = False
    aligned: bool = False
    unknown_label: str = ""
    open_reason: str = ""
    misprinted: bool = False
    by_position: bool = False
    part_of: str = ""
    part: str = ""


class LocatedLine(NamedTuple):
    """A line of figures found in running text, and the range of characters that its figures take up."""

    line: RawLine
    start: int
    end: int
