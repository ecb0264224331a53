"""Problems as GitHub annotations, which are shown on the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from generator.markup.printed import printed
from generator.model.paths import shown_path
from generator.model.problem import Problem


def as_github(problems: Iterable[Problem]) -> str:
    """Return one workflow command for each problem."""
    commands = {"error": "error", "warning": "warning", "note": "notice"}
    return "".join(
        f"::{commands[problem.level]} file={_escaped(shown_path(problem.at.path), ':,')},line={problem.at.line},"
        f"col={problem.at.column},title={_escaped(problem.check, ':,')}::{_escaped(problem.message)}\n"
        for problem in problems
    )


def _escaped(text: str, reserved: str = "") -> str:
    """Return a value as GitHub's workflow commands require it: line ends percent-encoded, nothing in it obeyed."""
    text = printed(text)
    for char in f"%\r\n{reserved}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
