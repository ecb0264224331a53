"""What the equations of the columns say about lines that were cut or placed: doubts, never repairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.importers.splits import Texts
from generator.model.rule import Rule
from generator.model.table import Block, Table
from generator.sources.cells import read_cell

Rows = Mapping[str, Texts]

_COUNT = re.compile("0|[1-9][0-9]*")


def in_failing(table: Table, rows: Rows, row: str) -> bool:
    """Whether any equation of a column that takes in the row does not come out."""
    return _failing(table, rows, row) > 0


def other_reading(table: Table, rows: Rows, row: str) -> Texts | None:
    """Another way to part two neighbouring figures of the row that makes more of the columns come out."""
    texts = rows[row]
    worst = _failing(table, rows, row)
    for at in range(len(texts) - 1) if worst else ():
        digits = texts[at] + texts[at + 1]
        for cut in range(1, len(digits)):
            left, right = digits[:cut], digits[cut:]
            if cut != len(texts[at]) and all(_COUNT.fullmatch(each) for each in (left, right)):
                other = (*texts[:at], left, right, *texts[at + 2 :])
                if _failing(table, {**rows, row: other}, row) < worst:
                    return other
    return None


def _failing(table: Table, rows: Rows, row: str) -> int:
    """How many columns miss an equation that takes in the row."""
    return sum(bool(off) for rule, block in _rules(table, row) for off in _missing(rule, block, rows).values())


def _rules(table: Table, row: str) -> Iterator[tuple[Rule, Block]]:
    block = table.rows[row][0]
    for rule in block.rules:
        judged = rule.each == "column" and rule.relation == "=" and rule.weight == "error" and not rule.across_years
        if judged and any(term.name == row for term in rule.left + rule.right):
            yield rule, block


def _missing(rule: Rule, block: Block, rows: Rows) -> dict[str, Decimal]:
    """By how much each column misses the equation; columns that cannot be judged are left out."""
    result = {}
    for at, column in enumerate(block.column_names):
        left = [_value(rows.get(term.name), at, term.sign) for term in rule.left]
        right = [_value(rows.get(term.name), at, -term.sign) for term in rule.right]
        values = left + right
        if all(value is not None for value in values):
            result[column] = sum((value for value in values if value is not None), Decimal(0))
    return result


def _value(texts: Texts | None, at: int, sign: int) -> Decimal | None:
    value = read_cell(texts[at], "")[0].value if texts else None
    return None if value is None else sign * value
