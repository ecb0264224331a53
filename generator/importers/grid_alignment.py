"""Assign the figures of a grid's row to the columns of the form, regardless of the declared spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.importers.column_headings import ColumnOrder, unit_mismatch
from generator.importers.expected import ExpectedTable
from generator.importers.grid_rows import GridRow
from generator.importers.labels import HAN, is_label
from generator.importers.raw_line import RawLine
from generator.importers.resolve import VALUE

GridColumns = tuple[int, ...]
"""Grid columns of a line's figures, counted from 0."""


def usual_columns(rows: Sequence[GridRow], expected: ExpectedTable) -> Mapping[int, GridColumns]:
    """Map each row length to the grid columns that complete rows of that length usually fill."""
    counts: dict[int, Counter[GridColumns]] = {}
    for row in rows:
        if row.line and len(row.figures) == (width := len(expected.by_name[row.line].cells)) and all(row.figures):
            columns = tuple(box.column for box in row.boxes[row.first_figure :])
            counts.setdefault(width, Counter())[columns] += 1
    return {width: counter.most_common(1)[0][0] for width, counter in counts.items()}


def aligned_line(
    row: GridRow, expected: ExpectedTable, candidates: Sequence[GridColumns], order: ColumnOrder
) -> RawLine:
    """Return the row's figures as a line, one for each column if their alignment is certain.

    `candidates` are the grid columns of the headings and of rows that are filled in every cell.
    """
    line = expected.by_name[row.line]
    open_reason = row.doubt or order.open_reason or unit_mismatch(row.texts[: row.first_figure], expected, line.block)
    open_reason = open_reason or _label_among(row.figures, expected)
    width = len(line.cells)
    texts = _in_columns(row, order.columns, width) if order.exact else _aligned(row, width, candidates)
    if order.exact and texts is None and not open_reason:
        open_reason = "表头多了别的栏，或者栏的次序不同，各格又没有正对着表头"
    if texts and order.names:
        texts = tuple(texts[order.names.index(column)] for _, column in line.cells)
    return RawLine(
        row.line,
        texts or row.figures,
        row.place,
        from_grid=True,
        aligned=texts is not None,
        open_reason=open_reason,
        misprinted=row.misprinted,
    )


def _label_among(figures: Sequence[str], expected: ExpectedTable) -> str:
    """Return a sentence about a label of the table among the figures, as where two rows became one; empty if none."""
    words = [text for text in figures if HAN.search(text) and not VALUE.fullmatch(text)]
    found = next((word for word in words if any(is_label(word, label.texts) for label in expected.labels)), "")
    return f"这一行里还有“{found}”，分不清哪些数是哪一行的" if found else ""


def _in_columns(row: GridRow, columns: GridColumns, width: int) -> tuple[str, ...] | None:
    """Return the figures that stand exactly in these grid columns; None unless each column has one."""
    by_column = {box.column: text for box, text in zip(row.boxes[row.first_figure :], row.figures, strict=True)}
    if len(columns) != width or not set(columns) <= set(by_column):
        return None
    return tuple(by_column[column] for column in columns)


def _aligned(row: GridRow, width: int, candidates: Sequence[GridColumns]) -> tuple[str, ...] | None:
    """Return one figure for each column; None if blank boxes make it unclear which figure belongs to which column.

    A blank box may be a blank cell, or a remnant of the label or the frame.
    """
    figures, boxes = row.figures, row.boxes[row.first_figure :]
    if len(figures) == width and all(figures):
        return figures
    for columns in candidates:
        inside = tuple(text for text, box in zip(figures, boxes, strict=True) if box.column in columns)
        outside = [text for text, box in zip(figures, boxes, strict=True) if box.column not in columns]
        if len(columns) == len(inside) == width and not any(outside):
            return inside
    if len(figures) == width and (figures[0] or not any(figures)):
        return figures
    starts = [at for at in range(len(figures) - width + 1) if not any((*figures[:at], *figures[at + width :]))]
    windows = (figures[at : at + width] for at in starts)
    return next((window for window in windows if all(window) or not any(figures)), None)
