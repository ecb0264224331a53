"""Sums and differences in spreadsheets, worked out anew: a result kept in a file may be older than its figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from openpyxl.utils import range_boundaries

Look = Callable[[int, int], Decimal | None]
"""The number in a row and a column (from 1); zero for a blank, none for what is no number."""

_TERM = re.compile(
    r"([+-]?)(?:SUM\(([A-Z0-9$:,]+)\)|(\$?[A-Z]{1,3}\$?\d{1,7})|(\d{1,12}(?:\.\d{1,6})?))", re.IGNORECASE
)
MAX_CELLS = 10_000


def worked_out(formula: str, look: Look) -> Decimal | None:
    """The result of a formula that adds and subtracts cells of its own sheet; none for any other."""
    rest, total = formula.removeprefix("=").replace(" ", ""), Decimal(0)
    first = True
    while rest or first:
        found = _TERM.match(rest)
        if not found or not (first or found.group(1)):
            return None
        first = False
        sign, summed, cell, number = found.groups()
        value = Decimal(number) if number else _sum(summed or cell, look)
        if value is None:
            return None
        total += -value if sign == "-" else value
        rest = rest[found.end() :]
    return total


def _sum(areas: str, look: Look) -> Decimal | None:
    total = Decimal(0)
    for area in areas.split(","):
        try:
            left, top, right, bottom = range_boundaries(area)
        except ValueError:
            return None
        if not (left and top and right and bottom) or (right - left + 1) * (bottom - top + 1) > MAX_CELLS:
            return None
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                value = look(row, column)
                if value is None:
                    return None
                total += value
    return total
