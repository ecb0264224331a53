"""The findings file of a report: its problems and the verdict on each equation, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator.checks.verdicts import Proof, Verdict, proofs
from generator.formatters.json import as_object
from generator.model.form import Form
from generator.model.problem import Problem
from generator.model.report import Report, int_or_float

VERDICTS = {True: "holds", False: "fails", None: "unjudged"}
"""Names of the verdicts; an equation with a cell that holds no number cannot be judged."""


def findings(report: Report, form: Form, problems: Iterable[Problem]) -> bytes:
    """Return `{"reports": 1, "problems": [...], "equations": [{check, says, lines: [{line, cell, left, right, …}]}]}`.

    The problems are as in `gongkai check --format json`, with paths relative to the reports folder.
    """
    path = f"{report.agency}/{report.year}.yml"
    record = {
        "reports": 1,
        "problems": [as_object(problem, lambda _: path) for problem in problems],
        "equations": [_rule(proof) for proof in proofs(report, form)],
    }
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _rule(proof: Proof) -> dict[str, Any]:
    return {"check": proof.rule.id, "says": proof.says, "lines": [_line(verdict) for verdict in proof.verdicts]}


def _line(verdict: Verdict) -> dict[str, Any]:
    """Return both sides as numbers (null if a cell has none) and as printed, and the verdict."""
    return {
        "line": verdict.line,
        "cell": verdict.cell,
        "left": _number(verdict.left),
        "right": _number(verdict.right),
        "sides": verdict.sides,
        "verdict": VERDICTS[verdict.holds],
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else int_or_float(value)
