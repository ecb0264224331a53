"""Formulas of spreadsheets that are evaluated: sums and differences of cells, and no others."""

from decimal import Decimal

import pytest

from generator.importers.readers.formula import evaluate

CELLS = {(1, 1): 1, (1, 2): 20, (2, 1): 300, (2, 2): 4000, (3, 3): 0}


def _look_up(row: int, column: int) -> Decimal | None:
    return Decimal(CELLS[row, column]) if (row, column) in CELLS else None


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=A1+B1", "21"), ("=B1-A1", "19"), ("=-A1+B1", "19"), ("=+A1", "1"), ("=SUM(A1:B2)", "4321"),
        ("=sum(a1:b1,A2)-$B$1", "301"), ("=SUM(A1:A2)-SUM(B1)", "281"), ("= A1 + 2.5", "3.5"), ("=12-C3", "12"),
        ("=SUM(A1,A1)", "2"), ("A1", "1"),
    ],
)  # fmt: skip
def test_sums_and_differences(formula: str, result: str) -> None:
    assert evaluate(formula, _look_up) == Decimal(result)


@pytest.mark.parametrize(
    "formula",
    [
        "=",
        "=A1*B1",
        "=A1/2",
        "=MAX(A1:B2)",
        "=SUM(A1:B2",
        "=A1+",
        "=A1B1",
        "=A1 B1",
        "=(A1+B1)",
        "=Sheet2!A1",
        "=A1+D4",
        "=SUM(A1:C2)",
        "=SUM(A:A)",
        "=SUM(1:1)",
        "=SUM(A1:CV101)",
        "=IF(A1,1,2)",
        '="甲"',
        "=A1&B1",
        "=1.2345678",
    ],
)
def test_other_formulas_have_no_certain_result(formula: str) -> None:
    assert evaluate(formula, _look_up) is None
