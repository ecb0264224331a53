"""An official table as a grid: its lines of figures with the labels beside them, whatever the spans say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from generator.importers.document import Box, Grid, Paragraph
from generator.importers.headers import Head, Order, is_of_another_year, order_of, other_unit
from generator.importers.labels import Choices, clean, closest, fold
from generator.importers.lines import Expected, Line
from generator.importers.settle import VALUE
from generator.importers.strips import Strip

_HAN = re.compile("[㐀-鿿]")
_PIECES = 4
"""Into so many boxes or rows a label may be torn."""


@dataclass(frozen=True)
class Row:
    """A row of a grid; `row` names the line its label means, `values` is where its figures begin."""

    boxes: tuple[Box, ...]
    texts: tuple[str, ...]
    row: str = ""
    values: int = 0
    misprinted: bool = False

    @property
    def place(self) -> str:
        """Where the row stands."""
        return self.boxes[0].place

    @property
    def figures(self) -> tuple[str, ...]:
        """The texts after the label."""
        return self.texts[self.values :]


@dataclass
class Gridded:
    """What a grid says: lines of figures, and texts that are neither labels nor figures."""

    strips: list[Strip] = field(default_factory=list)
    rest: list[Paragraph] = field(default_factory=list)
    known: int = 0


def rows_of(grid: Grid) -> Iterator[Row]:
    """The rows of the grid, each with the boxes that begin in it."""
    boxes = sorted(grid.boxes, key=lambda box: (box.row, box.column))
    for _, group in groupby(boxes, key=lambda box: box.row):
        members = tuple(group)
        yield Row(members, tuple(clean(box.text) for box in members))


def read_grid(grid: Grid, expected: Expected) -> Gridded:
    """The lines of the official table in the grid."""
    rows = _joined([_labelled(row, expected) for row in rows_of(grid)], expected)
    zones = _zones(rows, expected)
    found, heads = Gridded(), list[Head]()
    orders: dict[int, Order] = {}
    framed: dict[int, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        if row.row:
            block = expected.by_name[row.row].block
            if heads:
                orders[block] = order_of(heads, expected, block)
                framed[block] = orders[block].columns
                found.known += orders[block].known
                heads = []
            if row.figures:
                frames = [each for each in (framed.get(block), zones.get(len(expected.by_name[row.row].cells))) if each]
                found.strips.append(_strip(row, expected, frames, orders.get(block, Order())))
        elif _is_header(row, expected):
            heads += [Head(text, number, box.column) for text, box in zip(row.texts, row.boxes, strict=True) if text]
        elif any(VALUE.fullmatch(text) for text in row.texts) or _is_blank_line(row, heads, expected):
            found.strips.append(_unlabelled(row, heads, expected, found))
        else:
            found.rest += [Paragraph(text, row.place) for text in row.texts if text]
    return found


def _is_blank_line(row: Row, heads: Sequence[Head], expected: Expected) -> bool:
    """Whether the row is the one row of a block with nothing filled in."""
    widths = [len(line.cells) for line in expected.lines if expected.one_row(line.block)]
    return bool(heads) and not any(row.texts) and len(row.texts) in widths


def _choices(expected: Expected) -> Choices:
    return tuple((label.name, label.texts) for label in expected.rows if not expected.one_row(label.block))


def _labelled(row: Row, expected: Expected) -> Row:
    """The row with the line its label means: the last boxes before the figures that together are one."""
    if sum(_heads(text, expected) for text in row.texts) > 1:
        return row
    choices, best = _choices(expected), None
    for end in range(1, len(row.texts) + 1):
        if not _HAN.search(row.texts[end - 1]) or VALUE.fullmatch(row.texts[end - 1]):
            continue
        for start in range(end - 1, max(end - 1 - _PIECES, -1), -1):
            text = "".join(row.texts[start:end])
            match = closest(text, choices)
            if match and is_of_another_year(text, match[0], choices):
                continue
            if match and (best is None or match[1] < best[1] or (match[1] == best[1] and end > best[2])):
                best = (match[0], match[1], end)
    return replace(row, row=best[0], values=best[2], misprinted=best[1] > 0) if best else row


def _joined(rows: list[Row], expected: Expected) -> list[Row]:
    """The rows with labels that were broken over two of them put together."""
    result = list(rows)
    for at, row in enumerate(rows):
        label, figures = _parted(row)
        if row.row or not label or not any(row.texts[figures:]) or _is_header(row, expected):
            continue
        near = [rows[other] for other in (at - 1, at + 1) if 0 <= other < len(rows)]
        before = _fragment(near[0], expected) if at else ""
        after = _fragment(near[-1], expected) if at + 1 < len(rows) else ""
        for text in (before + label, label + after, before + label + after):
            if text != label and (match := closest(text, _choices(expected))):
                result[at] = replace(row, row=match[0], values=figures, misprinted=match[1] > 0)
                break
    return result


def _fragment(row: Row, expected: Expected) -> str:
    """The text of a row that holds nothing else: perhaps a piece of a label."""
    filled = [text for text in row.texts if text]
    return (
        filled[-1]
        if filled and not row.row and _parted(row)[1] >= len(filled) and not _is_header(row, expected)
        else ""
    )


def _parted(row: Row) -> tuple[str, int]:
    """The last text before the figures, and where those begin."""
    begin = next((at for at, text in enumerate(row.texts) if VALUE.fullmatch(text)), len(row.texts))
    words = [text for text in row.texts[:begin] if text]
    return (words[-1] if words else ""), begin


def _heads(text: str, expected: Expected) -> bool:
    """Whether the text is a column heading, or stands over or beside them."""
    if not text or not _HAN.search(text):
        return False
    labels = [label for label in expected.labels if label.kind in ("column", "title", "corner")]
    labels += [label for label in expected.labels if expected.one_row(label.block) and label.kind in ("row", "group")]
    return any(closest(text, (("", label.texts),)) for label in labels)


def _is_header(row: Row, expected: Expected) -> bool:
    """Whether the row holds headings of columns, a block's title, and no figures."""
    filled = [text for text in row.texts if text]
    return any(_heads(text, expected) for text in filled) and not any(re.fullmatch("[0-9.]+", text) for text in filled)


def _zones(rows: Sequence[Row], expected: Expected) -> dict[int, tuple[int, ...]]:
    """For each number of columns, the grid columns its figures usually stand in: where all cells are filled."""
    found: dict[int, Counter[tuple[int, ...]]] = {}
    for row in rows:
        if row.row and len(row.figures) == (width := len(expected.by_name[row.row].cells)) and all(row.figures):
            columns = tuple(box.column for box in row.boxes[row.values :])
            found.setdefault(width, Counter())[columns] += 1
    return {width: counts.most_common(1)[0][0] for width, counts in found.items()}


def _strip(row: Row, expected: Expected, frames: Sequence[tuple[int, ...]], order: Order) -> Strip:
    """The row's figures, one for each column where that is certain."""
    line = expected.by_name[row.row]
    doubt = order.doubt or other_unit(row.texts[: row.values], expected, line.block)
    texts = _under(row, order.columns, len(line.cells)) if order.exact else _aligned(row, len(line.cells), frames)
    if order.exact and texts is None and not doubt:
        doubt = "表头多了别的栏，或者栏的次序不同，各格又没有正对着表头"
    if texts and order.names:
        own = [column for _, column in line.cells]
        texts = tuple(texts[order.names.index(name)] for name in own)
    return Strip(
        row.row, texts or row.figures, row.place, bordered=True, aligned=texts is not None, doubt=doubt,
        misprinted=row.misprinted,
    )  # fmt: skip


def _under(row: Row, columns: Sequence[int], width: int) -> tuple[str, ...] | None:
    """The figures that stand in these very columns, or None where not every column has one box."""
    places = {box.column: text for box, text in zip(row.boxes[row.values :], row.figures, strict=True)}
    if len(columns) != width or not set(columns) <= set(places):
        return None
    return tuple(places[column] for column in columns)


def _aligned(row: Row, width: int, frames: Sequence[tuple[int, ...]]) -> tuple[str, ...] | None:
    """The figures one for each column, or None where blanks leave it open which is which.

    Blanks may be left over from the label or the frame; `frames` are the grid columns of the headings and of rows that
    are filled in every cell.
    """
    figures, boxes = row.figures, row.boxes[row.values :]
    if len(figures) == width and all(figures):
        return figures
    for frame in frames:
        inside = tuple(text for text, box in zip(figures, boxes, strict=True) if box.column in frame)
        outside = [text for text, box in zip(figures, boxes, strict=True) if box.column not in frame]
        if len(frame) == len(inside) == width and not any(outside):
            return inside
    if len(figures) == width and (figures[0] or not any(figures)):
        return figures
    starts = [at for at in range(len(figures) - width + 1) if not any((*figures[:at], *figures[at + width :]))]
    windows = {figures[at : at + width] for at in starts}
    return next((each for each in windows if all(each) or not any(figures)), None)


def _unlabelled(row: Row, heads: list[Head], expected: Expected, found: Gridded) -> Strip:
    """A line of figures with no label the form knows; in a block of one row none is needed."""
    label, begin = _parted(row)
    figures = row.texts[begin:] if label else row.texts
    doubt = ""
    for line in expected.lines:
        if expected.one_row(line.block) and len(figures) == len(line.cells):
            order = order_of(heads, expected, line.block)
            found.known += order.known
            doubt = order.doubt
            if order.rows:
                figures = _in_forms_order(figures, order.rows, line)
            heads.clear()
            return Strip(line.name, figures, row.place, bordered=True, aligned=True, doubt=doubt)
    return Strip("", figures, row.place, bordered=True, aligned=True, label=label if fold(label) else "")


def _in_forms_order(figures: Sequence[str], rows: Sequence[str], line: Line) -> tuple[str, ...]:
    """The figures of rows that are printed beside one another in this order, in the form's."""
    width = len(figures) // len(rows)
    starts = [rows.index(name) * width for name in dict.fromkeys(row for row, _ in line.cells)]
    return tuple(each for start in starts for each in figures[start : start + width])
