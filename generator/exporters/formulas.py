"""The sums a form defines, as spreadsheet formulas: for the cells whose printed figure is what the formula gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.model.layout import Grid
from generator.model.report import Cell
from generator.model.rule import Rule
from generator.model.table import Block, Table

Place = tuple[int, int]
"""Row and column on a sheet, from 0."""


class Sum(NamedTuple):
    """What a cell is the sum of: signed operands by row and index in the row, and how a spreadsheet says it."""

    operands: tuple[tuple[int, str, int], ...]
    formula: str


def ref(row: int, column: int) -> str:
    """A place as a spreadsheet calls it: `C7`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def formula(sums: Sequence[Sum], rows: Mapping[str, tuple[Cell, ...]], value: Decimal) -> str | None:
    """The formula among those of a cell that gives its printed value; blanks are not zeros."""
    for each in sums:
        values = [rows[name][place].value for _, name, place in each.operands]
        known = [value for value in values if value is not None]
        signs = [sign for sign, _, _ in each.operands]
        if len(known) == len(values) and sum(sign * part for sign, part in zip(signs, known, strict=True)) == value:
            return each.formula
    return None


def sums_of(table: Table, grid: Grid, top: int) -> dict[tuple[str, int], list[Sum]]:
    """The sums that the form's equations define, by row and index; `top` rows stand above the grid on the sheet."""
    places = {box.name: (box.row + top, box.column) for box in grid.boxes if box.kind == "cell"}
    found: dict[tuple[str, int], list[Sum]] = {}
    for block in table.blocks:
        for rule in filter(_defines, block.rules):
            for target, operands in _lines(block, rule):
                signed = [(sign, places[f"{row}.{block.column_names[index]}"]) for sign, row, index in operands]
                found.setdefault(target, []).append(Sum(operands, _formula(signed)))
    return found


def _defines(rule: Rule) -> bool:
    """Whether the rule says what one line is: certain, of one year, and with that line alone on its left."""
    certain = rule.relation == "=" and rule.weight == "error" and not rule.across_years
    return certain and len(rule.left) == 1 and rule.left[0].sign == 1


def _lines(block: Block, rule: Rule) -> Iterable[tuple[tuple[str, int], tuple[tuple[int, str, int], ...]]]:
    """The rule for each line it holds for: the cell it defines, and the signed cells it is made of."""
    (left,), index = rule.left, {name: number for number, name in enumerate(block.column_names)}
    if rule.each == "row":
        for row in block.row_leaves:
            terms = tuple((term.sign, row.name, index[term.name]) for term in rule.right)
            yield (row.name, index[left.name]), terms
    else:
        for place in range(len(index)):
            yield (left.name, place), tuple((term.sign, term.name, place) for term in rule.right)


def _formula(operands: list[tuple[int, Place]]) -> str:
    """`SUM(D6:D24,D26)-D25`: neighbours are taken together."""
    added = ",".join(_areas([place for sign, place in operands if sign > 0]))
    return f"SUM({added})" + "".join(f"-{ref(*place)}" for sign, place in operands if sign < 0)


def _areas(places: list[Place]) -> Iterable[str]:
    start = end = places[0]
    for place in places[1:]:
        if place in ((end[0] + 1, start[1]), (start[0], end[1] + 1)) and (start == end or _in_line(start, end, place)):
            end = place
        else:
            yield _area(start, end)
            start = end = place
    yield _area(start, end)


def _in_line(start: Place, end: Place, place: Place) -> bool:
    return start[0] == end[0] == place[0] or start[1] == end[1] == place[1]


def _area(start: Place, end: Place) -> str:
    return ref(*start) if start == end else f"{ref(*start)}:{ref(*end)}"
