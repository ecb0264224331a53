"""The checks that `checks.yml` declares, all but the equations; importing any other fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

from generator.model.problem import Check, Problem
from generator.sources.yaml_data import read_data

Scope = Literal["file", "report", "year", "catalog", "revisions"]
"""What a check looks at: a file as it is read, a report, the reports of a year, all reports, or two revisions."""

MAX_LISTED = 1_000
"""Problems of one kind listed for a file; a report has some 250 cells, so more are no help to its author."""


@dataclass(frozen=True)
class DeclaredCheck(Check):
    """A check with its title, meaning, remedy, legitimate causes, and source of the rule.

    `function` finds its problems, among those of the `scope`. `acceptable` says whether `accepts` can settle them.
    """

    title: str
    means: str
    do: str
    causes: str = ""
    by: str = ""
    scope: Scope = "report"
    function: str = ""
    acceptable: bool = True


class Group(NamedTuple):
    """Checks of one kind, with a title and an introduction; the group without checks stands for the equations."""

    title: str
    about: str
    checks: tuple[DeclaredCheck, ...]


def _group(data: Mapping[str, Any]) -> Group:
    """Return a group of the data file; its scope, function and acceptability hold for checks without their own."""
    shared = {key: data[key] for key in ("scope", "function", "acceptable") if key in data}
    checks = tuple(DeclaredCheck(**{"id": id, **shared, **entry}) for id, entry in data["checks"].items())
    return Group(data["family"], data["about"], checks)


GROUPS = tuple(map(_group, read_data(Path(__file__).with_name("checks.yml"))))
CHECKS: Mapping[str, DeclaredCheck] = {check.id: check for group in GROUPS for check in group.checks}


def check_of(id: str) -> DeclaredCheck:
    """Return the check. Raises AttributeError if none has the id, so that its import fails."""
    if check := CHECKS.get(id):
        return check
    raise AttributeError(f"checks.yml declares no check {id}")


def __getattr__(name: str) -> DeclaredCheck:
    """Return a check to a module that imports it: `narrative.sum` as NARRATIVE_SUM."""
    return check_of(name.lower().replace("_", ".", 1))


_TOO_MANY = check_of("source.problems")


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first MAX_LISTED problems; if there are more, the rest is not looked for, and an error says so."""
    found = list(islice(problems, MAX_LISTED + 1))
    if len(found) > MAX_LISTED:
        finding = f"从这里起问题多于 {MAX_LISTED} 个，后面的没有再列。请先改好前面的，再核对一次。"
        found[-1] = _TOO_MANY.at(found[-1].at, finding)
    return found
