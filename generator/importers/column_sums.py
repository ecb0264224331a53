"""Check lines that were split or placed against the sums of the columns, one line at a time: these only raise doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.importers.splits import Texts
from generator.model.rule import Rule
from generator.model.table import Block, Table
from generator.sources.reading.cells import read_cell

Rows = Mapping[str, Texts]

_COUNT = re.compile("0|[1-9][0-9]*")


def contradicts_column_sums(table: Table, rows: Rows, row: str) -> bool:
    """Return whether any equation over a column that includes the row fails."""
    return _failing_columns(table, rows, row) > 0


def better_split(table: Table, rows: Rows, row: str) -> Texts | None:
    """Return the row with two neighbouring figures split differently, so that fewer equations fail, or None."""
    texts = rows[row]
    failing = _failing_columns(table, rows, row)
    if not failing:
        return None
    for at in range(len(texts) - 1):
        digits = texts[at] + texts[at + 1]
        for cut in range(1, len(digits)):
            left, right = digits[:cut], digits[cut:]
            if cut != len(texts[at]) and _COUNT.fullmatch(left) and _COUNT.fullmatch(right):
                other = (*texts[:at], left, right, *texts[at + 2 :])
                if _failing_columns(table, {**rows, row: other}, row) < failing:
                    return other
    return None


def _failing_columns(table: Table, rows: Rows, row: str) -> int:
    """Count the failing equations that include the row, over all columns."""
    block = table.rows[row][0]
    return sum(
        bool(difference) for rule in _equations(block, row) for difference in _differences(rule, block, rows).values()
    )


def column_equations(block: Block) -> Iterator[Rule]:
    """Yield the equations over the block's columns."""
    return (rule for rule in block.rules if rule.each == "column" and rule.is_certain)


def values_of(texts: Texts | None, block: Block) -> tuple[Decimal | None, ...]:
    """Return the figures of a row; None for each cell that holds no number, and for all if there is no such row."""
    return tuple(_value(texts, at, 1) for at in range(len(block.column_names)))


def _equations(block: Block, row: str) -> Iterator[Rule]:
    """Yield the equations over the block's columns that include the row."""
    return (rule for rule in column_equations(block) if any(term.name == row for term in rule.left + rule.right))


def _differences(rule: Rule, block: Block, rows: Rows) -> dict[str, Decimal]:
    """Return the difference between the equation's sides for each column in which all its cells hold numbers."""
    result = {}
    for at, column in enumerate(block.column_names):
        values = [_value(rows.get(term.name), at, term.sign) for term in rule.left]
        values += [_value(rows.get(term.name), at, -term.sign) for term in rule.right]
        numbers = [value for value in values if value is not None]
        if len(numbers) == len(values):
            result[column] = sum(numbers, Decimal(0))
    return result


def _value(texts: Texts | None, at: int, sign: int) -> Decimal | None:
    value = read_cell(texts[at], "")[0].value if texts else None
    return None if value is None else sign * value
