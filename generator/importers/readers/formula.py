"""Evaluate sums and differences in spreadsheets: a result stored in a file may be out of date."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from openpyxl.utils import range_boundaries

CellLookup = Callable[[int, int], Decimal | None]
"""Function that returns the number at a row and column, counted from 1: zero for a blank, None for other content."""

_TERM = re.compile(
    r"([+-]?)(?:SUM\(([A-Z0-9$:,]+)\)|(\$?[A-Z]{1,3}\$?\d{1,7})|(\d{1,12}(?:\.\d{1,6})?))", re.IGNORECASE
)
MAX_CELLS_PER_RANGE = 10_000


def evaluate(formula: str, look_up: CellLookup) -> Decimal | None:
    """Return the result of a formula that adds and subtracts cells of its own sheet; None for any other formula."""
    rest, total = formula.removeprefix("=").replace(" ", ""), Decimal(0)
    is_first = True
    while rest or is_first:
        found = _TERM.match(rest)
        if not found or not (is_first or found.group(1)):
            return None
        is_first = False
        sign, summed, cell, number = found.groups()
        value = Decimal(number) if number else _sum(summed or cell, look_up)
        if value is None:
            return None
        total += -value if sign == "-" else value
        rest = rest[found.end() :]
    return total


def _sum(ranges: str, look_up: CellLookup) -> Decimal | None:
    total = Decimal(0)
    for each in ranges.split(","):
        try:
            left, top, right, bottom = range_boundaries(each)
        except ValueError:
            return None
        if not (left and top and right and bottom) or (right - left + 1) * (bottom - top + 1) > MAX_CELLS_PER_RANGE:
            return None
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                value = look_up(row, column)
                if value is None:
                    return None
                total += value
    return total
