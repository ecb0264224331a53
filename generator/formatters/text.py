"""Problems as text for people at a terminal."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from generator.model.paths import shown_path
from generator.model.problem import Level, Position, Problem

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


def summary(reports: int, problems: Sequence[Problem]) -> str:
    """How many reports were read and how many problems of each level there are."""
    counts = {level: sum(problem.level == level for problem in problems) for level in LEVELS}
    return f"共 {reports} 份报告：{counts['error']} 个错误，{counts['warning']} 个疑问，{counts['note']} 条说明。"


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
