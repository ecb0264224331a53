"""What the equations of the columns say about lines that were cut or placed: doubts, never repairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.form import Block, Table
from generator.importers.splits import Texts
from generator.report import plain_number
from generator.rule import Rule
from generator.source.cells import read_cell

Rows = Mapping[str, Texts]


def in_failing(table: Table, rows: Rows, row: str) -> bool:
    """Whether any equation of a column that takes in the row does not come out."""
    return any(off for rule, block in _rules(table, row) for off in _missing(rule, block, rows).values())


def other_reading(table: Table, rows: Rows, row: str) -> Texts | None:
    """Another way to cut the row's digits with which every column comes out that now does not."""
    wanted: dict[str, Decimal] = {}
    for rule, block in _rules(table, row):
        sign = sum(term.sign for term in rule.left if term.name == row)
        sign -= sum(term.sign for term in rule.right if term.name == row)
        for column, off in _missing(rule, block, rows).items():
            change = -off / sign if sign else Decimal(0)
            if wanted.setdefault(column, change) != change:
                return None
    if not any(wanted.values()):
        return None
    texts = [
        text if not wanted.get(column) else plain_number(Decimal(text) + wanted[column])
        for column, text in zip(table.rows[row][0].column_names, rows[row], strict=True)
    ]
    return tuple(texts) if "".join(texts) == "".join(rows[row]) else None


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
