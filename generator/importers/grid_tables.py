"""Read the lines of an official table from a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.importers.column_headings import ColumnOrder, PrintedHeading, column_order
from generator.importers.document import Grid, Paragraph
from generator.importers.expected import ExpectedTable, Line
from generator.importers.grid_alignment import aligned_line, usual_columns
from generator.importers.grid_rows import GridRow, is_header, label_and_figures, labelled_rows
from generator.importers.labels import fold
from generator.importers.raw_line import RawLine
from generator.importers.resolve import VALUE
from generator.importers.row_parts import line_of_parts, row_named_in
from generator.importers.torn_rows import join_torn_rows


@dataclass
class GridTable:
    """The lines of figures in a grid, and its texts that are neither labels nor figures.

    `known_headings` is the number of column headings that name a column of the form.
    """

    lines: list[RawLine] = field(default_factory=list)
    other_texts: list[Paragraph] = field(default_factory=list)
    known_headings: int = 0


def read_grid_table(
    grid: Grid, expected: ExpectedTable, orders: dict[int, ColumnOrder], headings: list[PrintedHeading]
) -> GridTable:
    """Return the lines of the official table in the grid.

    `orders` are the column orders of the blocks in the grids above, `headings` the last headings there; both hold on
    in a grid without headings, and are brought up to date.
    """
    rows = _rows(grid, expected)
    usual = usual_columns(rows, expected)
    result = GridTable()
    if rows and is_header(rows[0], expected):
        headings.clear()
    for number, row in enumerate(rows):
        if row.line:
            line = expected.by_name[row.line]
            if headings:
                orders[line.block] = column_order(headings, expected, line.block)
                result.known_headings += orders[line.block].known
                headings.clear()
            if row.figures:
                order = orders.get(line.block, ColumnOrder())
                candidates = [columns for columns in (order.columns, usual.get(len(line.cells))) if columns]
                result.lines.append(aligned_line(row, expected, candidates, order))
        elif is_header(row, expected):
            headings += [
                PrintedHeading(text, number, box.column) for text, box in zip(row.texts, row.boxes, strict=True) if text
            ]
        elif any(VALUE.fullmatch(text) for text in row.texts) or _is_blank_line(row, headings, expected):
            result.lines.append(_unlabelled_line(row, headings, expected, result))
        else:
            result.other_texts += [Paragraph(text, row.place) for text in row.texts if text]
    if any(order.names or order.exact or order.open_reason for order in orders.values()):
        doubt = "旁边没有行名，表头各栏又与格式不同"
        result.lines = [raw if raw.name else replace(raw, open_reason=doubt) for raw in result.lines]
    return result


def _rows(grid: Grid, expected: ExpectedTable) -> list[GridRow]:
    """Return the labelled rows, joined where pages tore them, with the doubts of the grid."""
    doubts = dict(grid.doubts)
    rows = join_torn_rows(labelled_rows(grid, expected), grid.seams, expected)
    return [replace(row, doubt=row.doubt or doubts.get(row.boxes[0].row, "")) for row in rows]


def _is_blank_line(row: GridRow, headings: Sequence[PrintedHeading], expected: ExpectedTable) -> bool:
    """Return whether the row is the blank line of a block that is printed as one row."""
    widths = [len(line.cells) for line in expected.lines if expected.is_one_row(line.block)]
    return bool(headings) and not any(row.texts) and len(row.texts) in widths


def _unlabelled_line(
    row: GridRow, headings: list[PrintedHeading], expected: ExpectedTable, result: GridTable
) -> RawLine:
    """Return a line of figures without a label of the form; a block printed as one row needs none.

    For such a block, clear `headings` and add the number of known ones to the result.
    """
    label, first_figure = label_and_figures(row)
    figures = row.texts[first_figure:] if label else row.texts
    for line in expected.lines:
        if expected.is_one_row(line.block) and len(figures) == len(line.cells):
            order = column_order(headings, expected, line.block)
            result.known_headings += order.known
            headings.clear()
            texts = _in_form_order(figures, order.rows, line) if order.rows else figures
            reason = row.doubt or order.open_reason
            return RawLine(line.name, texts, row.place, from_grid=True, aligned=True, open_reason=reason)
    whole = line_of_parts(expected, len(figures)) if (headings or label) and not row.doubt else None
    if whole:
        named = row_named_in([label, *(heading.text for heading in headings)], expected, whole)
        result.known_headings += column_order(headings, expected, whole.block).known
        headings.clear()
        return RawLine(whole.name, figures, row.place, from_grid=True, part_of=whole.name, part=named)
    unknown_label = label if fold(label) else ""
    return RawLine(
        "", figures, row.place, from_grid=True, aligned=True, unknown_label=unknown_label, open_reason=row.doubt
    )


def _in_form_order(figures: Sequence[str], rows: Sequence[str], line: Line) -> tuple[str, ...]:
    """Return the figures of rows printed side by side in the order `rows`, rearranged into the form's order."""
    starts = [rows.index(name) * line.width for name in line.rows]
    return tuple(figure for start in starts for figure in figures[start : start + line.width])
