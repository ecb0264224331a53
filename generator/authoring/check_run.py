"""Check the reports at some paths, by themselves and against an earlier git revision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.authoring.checkout import checkout
from generator.authoring.errors import RefusedError
from generator.checks import check_catalog
from generator.checks.identity import check_future
from generator.checks.report_changes import ReportChange, report_changes
from generator.checks.since import check_since
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.model.problem import Problem
from generator.sources.catalog import root_of
from generator.sources.git import changed_paths


@dataclass
class CheckRun:
    """The reports checked: how many, their catalogs and problems, and what changed since a revision, if given.

    `touched` are the paths with problems that are new or differ from the revision.
    """

    reports: int = 0
    catalogs: list[Catalog] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    revised: list[ReportChange] | None = None
    touched: frozenset[Path] = frozenset()


def check_paths(paths: Sequence[Path], catalogs: Iterable[Catalog], since: str | None, today: date) -> CheckRun:
    """Check the reports at the paths, or all if there are none; `since` is a git revision to compare with.

    `today` is the day that dates must not be after.

    Raises RefusedError if there is no report at the paths, or git cannot give the revision.
    """
    run, source_files = CheckRun(), 0
    for catalog in catalogs:
        found = sum(is_within(report.path, paths) for report in catalog.reports.values())
        run.reports += found
        run.catalogs.append(catalog)
        source_files += found + sum(is_within(agency.path, paths) for agency in catalog.agencies.values())
        problems = sorted([*check_catalog(catalog), *check_future(catalog, today)], key=lambda problem: problem.at)
        if since is not None:
            with checkout(catalog, since) as (before, names):
                changed, revised = check_since(before, catalog, today), report_changes(before, names, catalog)
            problems = sorted([*problems, *changed], key=lambda problem: problem.at)
            run.touched |= changed_paths(catalog.root, since, {problem.at.path for problem in problems})
            run.revised = [*(run.revised or []), *(each for each in revised if is_within(each.path, paths))]
        run.problems += [problem for problem in problems if is_within(problem.at.path, paths)]
    if paths and not source_files and not run.problems:
        raise RefusedError(f"{'、'.join(map(shown_path, paths))} 里没有报告文件。")
    return run


def roots_of(paths: Sequence[Path], root: Path) -> list[Path]:
    """Return the reports folders that contain the paths, or `root` if there are no paths.

    Raises RefusedError for a file outside any reports folder.
    """
    for path in paths:
        if path.is_file() and not path.is_relative_to(root) and not (path.parent / "agency.yml").exists():
            raise RefusedError(f"{shown_path(path)} 不在报告文件夹里：它旁边没有 agency.yml。")
    return list(dict.fromkeys(root_of(path, root) for path in paths)) if paths else [root]


def is_within(path: Path, paths: Sequence[Path]) -> bool:
    """Return whether the path is one of `paths` or below one; true if there are none."""
    return not paths or any(path.is_relative_to(each) for each in paths)
