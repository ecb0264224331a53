"""Everything that has been found of one report, as JSON beside its page: its problems, and each equation's verdict."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any

from generator.checks import Subject
from generator.checks.equations import Equation, equations, total
from generator.checks.wording import both_sides, statement
from generator.form import Form
from generator.listing.json import as_object
from generator.report import Problem, Report

VERDICTS = {True: "holds", False: "fails", None: "unjudged"}
"""How an equation may come out; one with a cell that has no number cannot be judged."""


def findings(report: Report, form: Form, problems: Iterable[Problem]) -> bytes:
    """`{"reports": 1, "problems": [...], "equations": [{check, says, lines: [{line, cell, left, right, …}]}]}`.

    The problems are as `gongkai check --format json` tells them, the file named from the folder of reports.
    """
    path = f"{report.agency}/{report.year}.yml"
    rules = groupby(equations(Subject(report, form)), key=lambda equation: equation.rule.id)
    found = {
        "reports": 1,
        "problems": [as_object(problem, lambda _: path) for problem in problems],
        "equations": [_rule(check, list(members)) for check, members in rules],
    }
    return (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _rule(check: str, members: list[Equation]) -> dict[str, Any]:
    return {"check": check, "says": statement(members[0]), "lines": [_line(equation) for equation in members]}


def _line(equation: Equation) -> dict[str, Any]:
    """Both sides as numbers (null where a cell has none) and as printed, and the verdict."""
    holds = equation.holds
    judged = holds is not None
    return {
        "line": equation.line,
        "cell": equation.at.name,
        "left": _number(total(equation.left)) if judged else None,
        "right": _number(total(equation.right)) if judged else None,
        "sides": both_sides(equation, holds),
        "verdict": VERDICTS[holds],
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value % 1 == 0 else float(value)
