"""The rows of a grid, each with the line of the form that its label names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from generator.importers.column_headings import is_of_another_year
from generator.importers.document import Box, Grid
from generator.importers.expected import ExpectedTable
from generator.importers.labels import HAN, Choices, clean, closest, is_label
from generator.importers.resolve import VALUE

_MAX_LABEL_BOXES = 4
"""Maximum number of boxes into which a label may be broken."""


@dataclass(frozen=True)
class GridRow:
    """A row of a grid; `line` is the form's line that its label names, `first_figure` the index of its first figure.

    `doubt` says why its figures may not be its own, or not complete.
    """

    boxes: tuple[Box, ...]
    texts: tuple[str, ...]
    line: str = ""
    first_figure: int = 0
    misprinted: bool = False
    doubt: str = ""

    @property
    def place(self) -> str:
        """The place of the row in the original."""
        return self.boxes[0].place

    @property
    def figures(self) -> tuple[str, ...]:
        """The texts after the label."""
        return self.texts[self.first_figure :]


def rows_of(grid: Grid) -> Iterator[GridRow]:
    """Yield the rows of the grid, each with the boxes that begin in it."""
    boxes = sorted(grid.boxes, key=lambda box: (box.row, box.column))
    for _, group in groupby(boxes, key=lambda box: box.row):
        yield row_of(tuple(group))


def row_of(boxes: tuple[Box, ...]) -> GridRow:
    """Return the row that the boxes make."""
    return GridRow(boxes, tuple(clean(box.text) for box in boxes))


def labelled_rows(grid: Grid, expected: ExpectedTable) -> list[GridRow]:
    """Return the rows of the grid with the lines that their labels name."""
    return _with_broken_labels([labelled(row, expected) for row in rows_of(grid)], expected)


def _choices(expected: ExpectedTable) -> Choices:
    return tuple((label.name, label.texts) for label in expected.rows if not expected.is_one_row(label.block))


class _LabelMatch(NamedTuple):
    """A label found in a row: its line of the form, its misprints, the index of its first box and after its last."""

    line: str
    misprints: int
    start: int
    end: int

    def beats(self, other: _LabelMatch | None) -> bool:
        """Return whether this match is closer than the other; if as close, whether it is further right, or longer."""
        return other is None or (self.misprints, -self.end, self.start) < (other.misprints, -other.end, other.start)


def labelled(row: GridRow, expected: ExpectedTable) -> GridRow:
    """Return the row with the line that its label names: the last boxes before the figures that form a label."""
    if sum(_is_heading(text, expected) for text in row.texts) > 1:
        return row
    choices = _choices(expected)
    best: _LabelMatch | None = None
    for end in range(1, len(row.texts) + 1):
        if not HAN.search(row.texts[end - 1]) or VALUE.fullmatch(row.texts[end - 1]):
            continue
        for start in range(end - 1, max(end - 1 - _MAX_LABEL_BOXES, -1), -1):
            text = "".join(row.texts[start:end])
            match = closest(text, choices)
            if not match or is_of_another_year(text, match.name, choices):
                continue
            candidate = _LabelMatch(match.name, match.misprints, start, end)
            if candidate.beats(best):
                best = candidate
    return replace(row, line=best.line, first_figure=best.end, misprinted=best.misprints > 0) if best else row


def _with_broken_labels(rows: list[GridRow], expected: ExpectedTable) -> list[GridRow]:
    """Return the rows, also with the lines of labels that are broken over two or three rows."""
    result = list(rows)
    for at, row in enumerate(rows):
        label, figures = label_and_figures(row)
        if row.line or not label or not any(row.texts[figures:]) or is_header(row, expected):
            continue
        before = _label_fragment(rows[at - 1], expected) if at else ""
        after = _label_fragment(rows[at + 1], expected) if at + 1 < len(rows) else ""
        for text in (before + label, label + after, before + label + after):
            if text != label and (match := closest(text, _choices(expected))):
                result[at] = replace(row, line=match.name, first_figure=figures, misprinted=match.misprints > 0)
                break
    return result


def _label_fragment(row: GridRow, expected: ExpectedTable) -> str:
    """Return the last text of an unlabelled row without figures, as it may be part of a label; empty for other rows."""
    filled = [text for text in row.texts if text]
    has_figures = label_and_figures(row)[1] < len(filled)
    return filled[-1] if filled and not row.line and not has_figures and not is_header(row, expected) else ""


def label_and_figures(row: GridRow) -> tuple[str, int]:
    """Return the last text before the figures, and the index at which the figures begin."""
    first = next((at for at, text in enumerate(row.texts) if VALUE.fullmatch(text)), len(row.texts))
    return next((text for text in reversed(row.texts[:first]) if text), ""), first


def _is_heading(text: str, expected: ExpectedTable) -> bool:
    """Return whether the text is a column heading, or a label above or beside column headings."""
    if not text or not HAN.search(text):
        return False
    return any(
        is_label(text, label.texts)
        for label in expected.labels
        if label.kind in ("column", "title", "corner")
        or (label.kind in ("row", "group") and expected.is_one_row(label.block))
    )


def is_header(row: GridRow, expected: ExpectedTable) -> bool:
    """Return whether the row holds column headings or a block's title, and no figures."""
    filled = [text for text in row.texts if text]
    has_headings = any(_is_heading(text, expected) for text in filled)
    return has_headings and not any(re.fullmatch("[0-9.]+", text) for text in filled)
