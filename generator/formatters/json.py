"""Problems as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from generator.markup.printed import printed_json
from generator.model.paths import shown_path
from generator.model.problem import Problem


def as_json(reports: int, problems: Iterable[Problem]) -> str:
    """Return `{"reports": n, "problems": [...]}` with one object for each problem."""
    listed = [as_object(problem) for problem in problems]
    return printed_json({"reports": reports, "problems": listed})


def as_object(problem: Problem, path: Callable[[Path], str] = shown_path) -> dict[str, Any]:
    """Return the problem's fields; `path` formats the path of its file."""
    return {
        "path": path(problem.at.path),
        "line": problem.at.line,
        "column": problem.at.column,
        "level": problem.level,
        "check": problem.check,
        "cell": problem.cell,
        "message": problem.message,
        "accepted": problem.accepted,
    }
