"""The worksheets of official tables: cells as printed, with formulas for sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from generator.exporters.excel_xml import MAX_HEIGHT_POINTS, Sheet, Style, cell_content, is_exact_number
from generator.exporters.formulas import Sum, cell_reference, matching_formula, sums_of
from generator.exporters.office import environment
from generator.exporters.print_layout import column_shares, row_line_counts
from generator.exporters.table_template import SLOT, Slot, TableTemplate, grid_rows, split_at_slots
from generator.model.layout import Box, Grid, lay_out
from generator.model.report import Cell, Report
from generator.model.table import Table

_ROWS_ABOVE = 1
"""Number of rows above a table, for its title."""

_TABLE_WIDTH_CHARS = 100
"""Width of a table, in ASCII characters of the default font size."""

_LINE_POINTS, _ROW_PADDING_POINTS = 15, 6
"""The height of a line of 10 points, in the highest of the usual fonts, and the space around the lines."""

_MAX_SHEET_NAME_CHARS = 31


def table_sheet(report: Report, table: Table, heading: str, *, is_empty: bool = False) -> Sheet:
    """Return the sheet of a section's table; `heading` is the section's title.

    In an empty form, blanks that the form defines as sums have a formula.
    """
    rows = report.tables[table.section]
    layout = _sheet_layout(table, heading, _row_heights(table, tuple(_wrapped_texts(table, rows))))

    def write(slot: Slot, cell: Cell) -> str:
        sums = layout.sums.get((slot.row, slot.cell_index))
        if sums and is_empty and not cell.printed:
            return cell_content(cell, sums[0].formula)
        return cell_content(cell, matching_formula(sums, rows, cell.value) if sums and cell.value is not None else None)

    return Sheet(sheet_name(heading), layout.template.fill(rows, write), layout.header_rows)


def sheet_name(heading: str) -> str:
    """Return the name of the sheet for a section's table: `表三`."""
    numeral, mark, _ = heading.partition("、")
    return f"表{numeral}" if mark else re.sub(r"[\[\]:*?/\\']", "", heading)[:_MAX_SHEET_NAME_CHARS]


class _SheetLayout(NamedTuple):
    """Layout for rows of some height: number of rows to repeat, XML of the sheet, sums by row name and cell index."""

    header_rows: int
    template: TableTemplate
    sums: dict[tuple[str, int], list[Sum]]


@lru_cache(100)
def _sheet_layout(table: Table, heading: str, heights: tuple[int, ...]) -> _SheetLayout:
    grid = lay_out(table)
    widths = _column_widths(grid)
    header_rows = grid.bodies[0][0] if len(grid.bodies) == 1 else 0
    xml = (
        environment()
        .get_template("excel/table.xml.j2")
        .render(
            title=heading,
            rows=list(zip(grid_rows(grid), heights, strict=True)),
            widths=widths,
            merged=list(_merged_ranges(grid)),
            rows_above=_ROWS_ABOVE,
            header_rows=header_rows,
            stub=grid.stub,
            style_of=partial(_style, grid.stub),
            slot=SLOT,
            reference=cell_reference,
        )
    )
    repeated = _ROWS_ABOVE + header_rows if header_rows else 0
    return _SheetLayout(repeated, split_at_slots(xml, grid, table), sums_of(table, grid, _ROWS_ABOVE))


def _merged_ranges(grid: Grid) -> Iterator[str]:
    yield f"A1:{cell_reference(0, grid.width - 1)}"
    for box in grid.boxes:
        if box.width > 1 or box.height > 1:
            last = cell_reference(_ROWS_ABOVE + box.row + box.height - 1, box.column + box.width - 1)
            yield f"{cell_reference(_ROWS_ABOVE + box.row, box.column)}:{last}"


def _column_widths(grid: Grid) -> list[float]:
    """Return the width of each column in ASCII characters."""
    return [round(share * _TABLE_WIDTH_CHARS, 2) for share in column_shares(grid)]


def _wrapped_texts(table: Table, rows: Mapping[str, tuple[Cell, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the data cells whose text is wrapped, which are few; numbers are shrunk to fit."""
    for row, cells in rows.items():
        for index, cell in enumerate(cells):
            if len(cell.printed) > 1 and (cell.value is None or not is_exact_number(cell)):
                yield f"{row}.{table.rows[row][0].column_names[index]}", cell.printed


@lru_cache(100)
def _row_heights(table: Table, wrapped: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    """Return the height of each row in points, from the number of lines that its labels and wrapped texts need."""
    grid, texts = lay_out(table), dict(wrapped)
    widths = [width / 2 - 0.5 for width in _column_widths(grid)]
    counts = row_line_counts(grid, widths, lambda box: box.text or texts.get(box.name, ""))
    return tuple(min(_ROW_PADDING_POINTS + _LINE_POINTS * count, MAX_HEIGHT_POINTS) for count in counts)


def _style(stub: int, box: Box) -> int:
    if box.kind == "cell":
        return Style.NUMBER
    if box.kind == "title":
        return Style.BAND
    return Style.ROW_HEAD if box.kind == "row" and stub > 1 and box.height == 1 else Style.COLUMN_HEAD
