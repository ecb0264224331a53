"""Problems as GitHub annotations, which are shown on the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from generator.markup.printed import printed
from generator.model.paths import shown_path
from generator.model.problem import Level, Problem

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
"""The workflow command of each level, from the level to be shown first to the last."""

MAX_SHOWN = 10
"""Annotations of each level that GitHub shows of a step; it drops the others and does not say so."""


def as_github(problems: Iterable[Problem], touched: Collection[Path] = ()) -> str:
    """Return a workflow command for each problem that GitHub will show, and one that counts the others.

    Problems of the `touched` files come first, then those of higher level.
    """
    levels = list(_COMMANDS)
    ordered = sorted(problems, key=lambda each: (each.at.path not in touched, levels.index(each.level), each.at))
    shown = _shown(ordered, MAX_SHOWN)
    if len(shown) == len(ordered):
        return "".join(map(_annotation, shown))
    shown = _shown(ordered, MAX_SHOWN - 1)
    return "".join(
        [*map(_annotation, shown), f"::notice title=gongkai::另有 {len(ordered) - len(shown)} 条，见摘要。\n"]
    )


def _shown(problems: Iterable[Problem], notices: int) -> list[Problem]:
    """Return the problems that GitHub shows, if up to `notices` of them are notices."""
    room = {**dict.fromkeys(_COMMANDS, MAX_SHOWN), "note": notices}
    shown = []
    for problem in problems:
        if room[problem.level]:
            room[problem.level] -= 1
            shown.append(problem)
    return shown


def _annotation(problem: Problem) -> str:
    return (
        f"::{_COMMANDS[problem.level]} file={_escaped(shown_path(problem.at.path), ':,')},line={problem.at.line},"
        f"col={problem.at.column},title={_escaped(problem.check, ':,')}::{_escaped(problem.message)}\n"
    )


def _escaped(text: str, reserved: str = "") -> str:
    """Return a value as GitHub's workflow commands require it: line ends percent-encoded, nothing in it obeyed."""
    text = printed(text)
    for char in f"%\r\n{reserved}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
