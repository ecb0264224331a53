"""What an import found, as text and as JSON: problems of the source file, each with its place in the original."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from generator.formatters.json import as_object
from generator.formatters.text import text_of
from generator.model.problem import Problem

Traced = tuple[Problem, str | None]
"""A problem of the source file, and its place in the original."""


def import_as_json(reports: int, problems: Iterable[Traced]) -> str:
    """Return the object that `check --format json` prints, each problem with `origin`, its place in the original."""
    listed = [{**as_object(problem), "origin": origin} for problem, origin in problems]
    return json.dumps({"reports": reports, "problems": listed}, ensure_ascii=False, indent=2) + "\n"


def import_as_text(name: str, problems: Iterable[Traced], waiting: int) -> str:
    """Return one line a problem of the file `name`, then how many are `waiting` to be settled."""
    lines = [
        text_of(replace(problem, message=f"（原件{origin}）{problem.message}") if origin else problem)
        for problem, origin in problems
    ]
    lines.append(f"{name}：{f'有 {waiting} 处待核实' if waiting else '没有待核实的地方'}。")
    return "".join(f"{line}\n" for line in lines)
