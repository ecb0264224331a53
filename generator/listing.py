"""Problems as listings: text for people, JSON for programs, annotations for GitHub."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from generator.report import Level, Position, Problem

LEVELS: dict[Level, str] = {"error": "错误", "warning": "疑问", "note": "说明"}

_MAX_LINE = 100
_MAX_BYTES = 1_000_000


def as_text(problems: Iterable[Problem]) -> str:
    """`file:line:column: level: sentence [check]`, each followed by the line of the source it is about."""
    return "".join(f"{text_of(problem)}\n{_source_line(problem.at)}" for problem in problems)


def text_of(problem: Problem) -> str:
    """The problem in one line."""
    reason = f"（已说明：{problem.accepted}）" if problem.accepted else ""
    place = f"{shown_path(problem.at.path)}:{problem.at.line}:{problem.at.column}"
    return f"{place}: {LEVELS[problem.level]}: {problem.message}{reason} [{problem.check}]"


def as_json(reports: int, problems: Iterable[Problem]) -> str:
    """`{"reports": n, "problems": [...]}`, one object a problem."""
    listed = [
        {
            "path": shown_path(problem.at.path),
            "line": problem.at.line,
            "column": problem.at.column,
            "level": problem.level,
            "check": problem.check,
            "cell": problem.cell,
            "message": problem.message,
            "accepted": problem.accepted,
        }
        for problem in problems
    ]
    return json.dumps({"reports": reports, "problems": listed}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """One workflow command a problem, so that it is shown on its line of the changed file."""
    commands = {"error": "error", "warning": "warning", "note": "notice"}
    return "".join(
        f"::{commands[problem.level]} file={_escaped(shown_path(problem.at.path), ':,')},line={problem.at.line},"
        f"col={problem.at.column},title={_escaped(problem.check, ':,')}::{_escaped(problem.message)}\n"
        for problem in problems
    )


def summary(reports: int, problems: Sequence[Problem]) -> str:
    """How many reports were read and how many problems of each level there are."""
    counts = {level: sum(problem.level == level for problem in problems) for level in LEVELS}
    return f"共 {reports} 份报告：{counts['error']} 个错误，{counts['warning']} 个疑问，{counts['note']} 条说明。"


def shown_path(path: Path) -> str:
    """Relative to the current directory where the file lies below it, else absolute."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  (links are kept)
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def _escaped(text: str, also: str = "") -> str:
    """A value as GitHub's workflow commands want it."""
    for char in f"%\r\n{also}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _source_line(at: Position) -> str:
    lines = _lines(at.path)
    line = lines[at.line - 1].strip() if at.line <= len(lines) else ""
    shown = line if len(line) <= _MAX_LINE else f"{line[:_MAX_LINE]}…"
    return f"    {shown}\n" if shown else ""


@cache
def _lines(path: Path) -> list[str]:
    """The lines of an ordinary file of ordinary size; what a link leads to is nobody's business here."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
            return []
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
