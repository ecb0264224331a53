"""Problems as text for people at a terminal."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from generator.markup.visible import visible
from generator.model.paths import shown_path
from generator.model.problem import Level, Position, Problem

LEVEL_NAMES: dict[Level, str] = {"error": "错误", "warning": "疑问", "note": "说明"}
"""The Chinese names of the levels, as shown to authors."""

_MAX_SOURCE_LINE_CHARS = 100
_MAX_READ_CHARS = 1_000
"""Characters of a line that are looked at, its indent included; a line may be as long as the file."""

_MAX_FILE_BYTES = 1_000_000


def as_text(problems: Iterable[Problem]) -> str:
    """Return one line for each problem, followed by the line of the source file that it is about."""
    return "".join(f"{text_of(problem)}\n{_source_line(problem.at)}" for problem in problems)


def text_of(problem: Problem) -> str:
    """Return the problem as `file:line:column: level: message [check]`, on one line that shows what is invisible."""
    reason = f"（已说明：{problem.accepted}）" if problem.accepted else ""
    place = f"{shown_path(problem.at.path)}:{problem.at.line}:{problem.at.column}"
    return visible(f"{place}: {LEVEL_NAMES[problem.level]}: {problem.message}{reason} [{problem.check}]")


def summary(reports: int, problems: Sequence[Problem]) -> str:
    """Return a sentence with the number of reports and of problems of each level."""
    counts = {level: sum(problem.level == level for problem in problems) for level in LEVEL_NAMES}
    return f"共 {reports} 份报告：{counts['error']} 个错误，{counts['warning']} 个疑问，{counts['note']} 条说明。"


def _source_line(at: Position) -> str:
    lines = _lines(at.path)
    line = lines[at.line - 1][:_MAX_READ_CHARS].strip() if at.line <= len(lines) else ""
    abridged = line if len(line) <= _MAX_SOURCE_LINE_CHARS else f"{line[:_MAX_SOURCE_LINE_CHARS]}…"
    return f"    {visible(abridged)}\n" if abridged else ""


@cache
def _lines(path: Path) -> list[str]:
    """Return the lines of a regular file of up to _MAX_FILE_BYTES; none for any other file, such as a symbolic link."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_FILE_BYTES:
            return []
        return path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
