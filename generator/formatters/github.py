"""Problems as annotations, which GitHub shows on the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.paths import shown_path
from generator.model.problem import Problem


def as_github(problems: Iterable[Problem]) -> str:
    """One workflow command a problem, so that it is shown on its line of the changed file."""
    commands = {"error": "error", "warning": "warning", "note": "notice"}
    return "".join(
        f"::{commands[problem.level]} file={_escaped(shown_path(problem.at.path), ':,')},line={problem.at.line},"
        f"col={problem.at.column},title={_escaped(problem.check, ':,')}::{_escaped(problem.message)}\n"
        for problem in problems
    )


def _escaped(text: str, also: str = "") -> str:
    """A value as GitHub's workflow commands want it."""
    for char in f"%\r\n{also}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
