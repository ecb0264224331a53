"""Cells of a report that are still open: what a filled-in form settles, and what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.exporters.formulas import Operand, defined_cells
from generator.model.form import Form
from generator.model.report import OPEN, Cell, Report
from generator.model.table import Table

Rows = Mapping[str, tuple[Cell, ...]]


def keep_open(read: Report, current: Report, form: Form) -> Report:
    """Return the report as read from a file, with cells left open that are open in the current one and not filled in.

    A blank does not settle an open figure, nor does a sum of nothing but blanks, which a spreadsheet shows as 0.
    """
    tables = {
        section: _without_empty_sums(table, _blanked(read.tables[section], current.tables[section]), current)
        for section, table in form.tables.items()
    }
    return replace(read, tables=tables)


def _blanked(read: Rows, current: Rows) -> Rows:
    """Return the rows as read, with open cells in place of blank ones that are open in the current report."""
    return {
        row: tuple(
            Cell(OPEN) if was.printed == OPEN and cell.printed == "" else cell
            for cell, was in zip(cells, current[row], strict=True)
        )
        for row, cells in read.items()
    }


def _without_empty_sums(table: Table, rows: Rows, current: Report) -> Rows:
    """Return the rows with sums open if all their operands are, sums of sums included."""
    result = {row: list(cells) for row, cells in rows.items()}
    sums = [each for block in table.blocks for each in defined_cells(block)]
    was_open = {
        (row, index)
        for row, cells in current.tables[table.section].items()
        for index, cell in enumerate(cells)
        if cell.printed == OPEN
    }

    def is_empty(place: tuple[str, int], operands: tuple[Operand, ...]) -> bool:
        row, index = place
        is_zero = place in was_open and result[row][index].value == 0
        return is_zero and all(result[each.row][each.cell_index].printed == OPEN for each in operands)

    while empty := [place for place, operands in sums if is_empty(place, operands)]:
        for row, index in empty:
            result[row][index] = Cell(OPEN)
    return {row: tuple(cells) for row, cells in result.items()}
