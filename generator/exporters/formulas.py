"""Spreadsheet formulas for sums that a form defines; a cell gets one only if the result is the printed figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.model.layout import Grid
from generator.model.report import Cell
from generator.model.rule import Rule
from generator.model.table import Block, Table

Place = tuple[int, int]
"""Row and column on a sheet, from 0."""


class Operand(NamedTuple):
    """A signed operand of a sum: its row's name and its index among the cells of the row."""

    sign: int
    row: str
    cell_index: int


class Sum(NamedTuple):
    """A sum: its operands, and its spreadsheet formula."""

    operands: tuple[Operand, ...]
    formula: str


def cell_reference(row: int, column: int) -> str:
    """Return the spreadsheet reference, such as `C7`, of a row and a column, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def matching_formula(sums: Sequence[Sum], rows: Mapping[str, tuple[Cell, ...]], value: Decimal) -> str | None:
    """Return the formula of the first sum without blank operands that equals the printed value; None if none does."""
    for each in sums:
        values = [rows[row][index].value for _, row, index in each.operands]
        known = [value for value in values if value is not None]
        signs = [operand.sign for operand in each.operands]
        if len(known) == len(values) and sum(sign * part for sign, part in zip(signs, known, strict=True)) == value:
            return each.formula
    return None


def sums_of(table: Table, grid: Grid, top: int) -> dict[tuple[str, int], list[Sum]]:
    """Return the sums that define each cell, by row name and index; the sheet has `top` rows above the grid."""
    places = {box.name: (box.row + top, box.column) for box in grid.boxes if box.kind == "cell"}
    sums: dict[tuple[str, int], list[Sum]] = {}
    for block in table.blocks:
        for target, operands in defined_cells(block):
            signed = [(sign, places[f"{row}.{block.column_names[index]}"]) for sign, row, index in operands]
            sums.setdefault(target, []).append(Sum(operands, _formula(signed)))
    return sums


def defined_cells(block: Block) -> Iterator[tuple[tuple[str, int], tuple[Operand, ...]]]:
    """Yield each cell that a rule of the block defines as a sum, by row name and index, and its operands."""
    for rule in filter(_defines_line, block.rules):
        yield from _definitions(block, rule)


def _defines_line(rule: Rule) -> bool:
    """Return whether the rule defines a line: an error-level equation within a year, with only the line on its left."""
    return rule.is_certain and len(rule.left) == 1 and rule.left[0].sign == 1


def _definitions(block: Block, rule: Rule) -> Iterator[tuple[tuple[str, int], tuple[Operand, ...]]]:
    """Yield each cell that the rule defines, by row name and index, and its operands."""
    (left,), index_of = rule.left, {name: index for index, name in enumerate(block.column_names)}
    if rule.each == "row":
        for row in block.row_leaves:
            operands = tuple(Operand(term.sign, row.name, index_of[term.name]) for term in rule.right)
            yield (row.name, index_of[left.name]), operands
    else:
        for index in range(len(index_of)):
            yield (left.name, index), tuple(Operand(term.sign, term.name, index) for term in rule.right)


def _formula(operands: list[tuple[int, Place]]) -> str:
    """Return a formula such as `SUM(D6:D24,D26)-D25`: adjacent cells are written as ranges."""
    added = ",".join(_ranges([place for sign, place in operands if sign > 0]))
    return f"SUM({added})" + "".join(f"-{cell_reference(*place)}" for sign, place in operands if sign < 0)


def _ranges(places: list[Place]) -> Iterable[str]:
    start = end = places[0]
    for place in places[1:]:
        is_next = place in ((end[0] + 1, start[1]), (start[0], end[1] + 1))
        if is_next and (start == end or _is_in_line(start, end, place)):
            end = place
        else:
            yield _range(start, end)
            start = end = place
    yield _range(start, end)


def _is_in_line(start: Place, end: Place, place: Place) -> bool:
    return start[0] == end[0] == place[0] or start[1] == end[1] == place[1]


def _range(start: Place, end: Place) -> str:
    return cell_reference(*start) if start == end else f"{cell_reference(*start)}:{cell_reference(*end)}"
