"""Set up the equations over the columns of a block whose run-together rows must be settled together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import add
from typing import NamedTuple

from generator.importers.column_sums import column_equations, values_of
from generator.importers.expected import Line
from generator.importers.joint_search import Row, Vector
from generator.importers.splits import Texts, splits
from generator.importers.table_reading import TableReading
from generator.model.rule import Rule
from generator.model.table import Block

_COUNT = re.compile("-?[0-9]+")


class System(NamedTuple):
    """Run-together rows by name, and what the other rows add to the equations that they share."""

    rows: dict[str, Row]
    base: Vector


def signs(rule: Rule) -> dict[str, int]:
    """Return the sign of each row when all terms of the equation stand on one side."""
    return {term.name: term.sign for term in rule.left} | {term.name: -term.sign for term in rule.right}


def column_systems(block: Block, lines: Sequence[Line], reading: TableReading) -> Iterator[System]:
    """Yield a system for each set of equations that share run-together rows.

    Equations that cannot be evaluated in every column are left out: in the others, two ways to split a row always
    differ in two cells that are checked.
    """
    chunks = _chunks(reading)
    together = {line.name: line for line in lines if line.name in chunks}
    ways = {row: _splits(chunks[row], line) for row, line in together.items()}
    certain = {row: counts for row in signs_of(block) if row not in ways and (counts := _counts(reading, row, block))}
    usable = [rule for rule in column_equations(block) if all(ways.get(row) or row in certain for row in signs(rule))]
    while usable:
        rules = _linked(usable, ways)
        members = [row for row in ways if any(row in signs(rule) for rule in rules)]
        rows = {
            row: Row("".join(chunks[row]), ways[row], _signs_in(rules, row), bool(together[row].sums))
            for row in members
        }
        if rows:
            yield System(rows, _base(rules, certain, len(block.column_names)))


def signs_of(block: Block) -> set[str]:
    """Return the rows that enter equations over the columns."""
    return {row for rule in column_equations(block) for row in signs(rule)}


def _linked(usable: list[Rule], ways: Mapping[str, object]) -> list[Rule]:
    """Take an equation from the list, and those that share run-together rows with it, directly or through others."""
    rules = [usable.pop()]
    while linked := next((each for each in usable if any(_share(each, rule, ways) for rule in rules)), None):
        usable.remove(linked)
        rules.append(linked)
    return rules


def _share(one: Rule, other: Rule, ways: Mapping[str, object]) -> bool:
    return any(row in ways for row in signs(one).keys() & signs(other).keys())


def _signs_in(rules: Sequence[Rule], row: str) -> tuple[int, ...]:
    return tuple(signs(rule).get(row, 0) for rule in rules)


def _base(rules: Sequence[Rule], certain: Mapping[str, Vector], columns: int) -> Vector:
    """Return what the rows that are certain add to each equation in each column."""
    base: Vector = (0,) * columns * len(rules)
    for row, counts in certain.items():
        base = tuple(map(add, base, (sign * count for sign in _signs_in(rules, row) for count in counts)))
    return base


def _chunks(reading: TableReading) -> dict[str, Texts]:
    """Return the run-together digits of each row that is open or was derived from its own sums."""
    open_rows = {row: each.chunks for each in reading.open_rows for row in each.rows if each.chunks}
    return open_rows | {row: each.chunks for row, each in reading.derived.items() if each.chunks}


def _splits(chunks: Texts, line: Line) -> tuple[Texts, ...]:
    """Return all ways to split the digits that meet the line's own sums; none if there are too many."""
    found, complete = splits(chunks, line, by_sums=bool(line.sums))
    are_counts = all(_COUNT.fullmatch(text) for texts in found for text in texts)
    return tuple(found) if complete and are_counts else ()


def _counts(reading: TableReading, row: str, block: Block) -> Vector:
    """Return the figures of a row; nothing if not every cell holds a whole number."""
    values = values_of(reading.rows.get(row), block)
    counts = tuple(int(value) for value in values if value is not None and value == int(value))
    return counts if len(counts) == len(values) else ()
