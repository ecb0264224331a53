"""The problems of an import, as text and as JSON, each with its place in the original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.formatters.json import as_object
from generator.formatters.text import text_of
from generator.markup.printed import printed_json
from generator.model.problem import Problem

LocatedProblem = tuple[Problem, str | None]
"""A problem of the source file and its place in the original, None if unknown."""


def import_as_json(reports: int, problems: Iterable[LocatedProblem]) -> str:
    """Return the object that `check --format json` prints, each problem with `origin`, its place in the original."""
    listed = [{**as_object(problem), "origin": origin} for problem, origin in problems]
    return printed_json({"reports": reports, "problems": listed})


def import_as_text(name: str, problems: Iterable[LocatedProblem], unsettled: int) -> str:
    """Return one line for each problem of the file `name`, then the number of problems still to be settled."""
    lines = [
        text_of(replace(problem, message=f"（原件{origin}）{problem.message}") if origin else problem)
        for problem, origin in problems
    ]
    lines.append(f"{name}：{f'有 {unsettled} 处待核实' if unsettled else '没有待核实的地方'}。")
    return "".join(f"{line}\n" for line in lines)
