"""Join the rows of a table that the end of a page tore in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.importers.document import Box
from generator.importers.expected import ExpectedTable
from generator.importers.grid_rows import GridRow, is_header, label_and_figures, labelled, row_of
from generator.importers.resolve import VALUE

_DOUBT = "这一行在换页处，可能断成了两行，分不清哪些数是它的"


def join_torn_rows(rows: Sequence[GridRow], seams: Sequence[int], expected: ExpectedTable) -> list[GridRow]:
    """Return the rows, with those that were torn at a seam as one; `seams` are the rows that begin a page.

    A row is torn if one of its parts is blank, if one has only figures and the other only a label, or if both labels
    together are one of the form. Rows that may be torn in another way get a doubt.
    """
    result: list[GridRow] = []
    for row in rows:
        if row.boxes[0].row not in seams or not result:
            result.append(row)
        elif joined := _joined(result[-1], row, expected):
            result[-1] = joined
        else:
            is_doubtful = _may_be_torn(result[-1], row) and not _has_headings(result[-1], row, expected)
            result[-1] = replace(result[-1], doubt=_DOUBT) if is_doubtful else result[-1]
            result.append(replace(row, doubt=_DOUBT) if is_doubtful else row)
    return result


def _has_headings(upper: GridRow, lower: GridRow, expected: ExpectedTable) -> bool:
    """Return whether one of the rows holds headings, which are no labels even if they are torn."""
    return is_header(upper, expected) or is_header(lower, expected)


def _joined(upper: GridRow, lower: GridRow, expected: ExpectedTable) -> GridRow | None:
    """Return the two parts of a row as one, or None if they are two rows or it is not certain."""
    if _has_figures(upper) and _has_figures(lower):
        return None
    row = labelled(row_of(_merged(upper, lower)), expected)
    if not {*row.figures} <= {*upper.texts, *lower.texts}:
        return None
    if not any(upper.texts) or not any(lower.texts) or _is_whole(row):
        return row
    is_sure = not (_label(upper) and _label(lower)) and not _has_headings(upper, lower, expected)
    return row if is_sure else None


def _may_be_torn(upper: GridRow, lower: GridRow) -> bool:
    """Return whether two rows at a seam may be one: one has a label without figures, or no label of the form."""
    if _has_figures(upper) and _has_figures(lower):
        return not (upper.line and lower.line)
    return (_has_figures(upper) or _has_figures(lower)) and not (_is_whole(upper) and _is_whole(lower))


def _is_whole(row: GridRow) -> bool:
    return bool(row.line) and not row.misprinted


def _label(row: GridRow) -> str:
    return label_and_figures(row)[0]


def _has_figures(row: GridRow) -> bool:
    return any(VALUE.fullmatch(text) for text in row.texts)


def _merged(upper: GridRow, lower: GridRow) -> tuple[Box, ...]:
    """Return the boxes of both rows in the row of the upper one, with one box for each column."""
    boxes = {box.column: box for box in upper.boxes}
    for box in lower.boxes:
        above = boxes.get(box.column)
        moved = replace(box, row=upper.boxes[0].row)
        boxes[box.column] = replace(above, text=above.text + box.text) if above else moved
    return tuple(boxes[column] for column in sorted(boxes))
