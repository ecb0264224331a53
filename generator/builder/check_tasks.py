"""Checks as tasks: reports are checked again only if something that their checks read has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.builder.context import BuildContext
from generator.builder.engine.serializer import deserialize, serialize
from generator.builder.engine.stages import task_stage
from generator.builder.engine.tasks import Task
from generator.checks import PER_YEAR, apply_accepts, check_by, check_per_report
from generator.model.catalog import Catalog, grouped
from generator.model.problem import Problem
from generator.model.report import Report

Check = Callable[[Catalog, Report], list[Problem]]

ReportKey = tuple[str, int]
"""Agency and year."""

FoundProblems = dict[ReportKey, list[Problem]]
"""The problems of each report, before `apply_accepts`."""


class CheckResult(NamedTuple):
    """The problems of each report before `apply_accepts`, and all problems after it."""

    found: FoundProblems
    problems: list[Problem]

    @property
    def has_errors(self) -> bool:
        """Whether an error stops the build."""
        return any(problem.level == "error" for problem in self.problems)


def check_reports(context: BuildContext, keys: Sequence[ReportKey]) -> CheckResult:
    """Check the reports and apply what their authors accepted, as one stage of the build."""
    with context.config.progress.stage("核对"):
        found = _find_problems(context, keys)
        return CheckResult(found, apply_accepts(context.untracked, found))


def _find_problems(context: BuildContext, keys: Sequence[ReportKey]) -> FoundProblems:
    """Return the problems of the reports.

    The checks of single reports run as one task per report, each family that compares the reports of a year as one per
    year: a changed text then leaves tables alone, and the other way round.
    """
    by_year = grouped(keys, lambda key: key[1])
    years = {
        f"{family.__name__} {year}": (partial(check_by, family), own)
        for family in PER_YEAR
        for year, own in by_year.items()
    }
    groups = {f"{id} {year}": [(id, year)] for id, year in keys} | {name: own for name, (_, own) in years.items()}
    per_year, per_report = (context.task_store(stage) for stage in ("checks per year", "checks per report"))
    per_year.plan([Task(name, _checking(context, check, own)) for name, (check, own) in years.items()])
    per_report.plan([Task(f"{id} {year}", _checking(context, check_per_report, [(id, year)])) for id, year in keys])
    jobs = context.config.jobs
    list(context.run(task_stage(per_year, _run, jobs, max_chunk=1, few=1), task_stage(per_report, _run, jobs)))
    context.save((per_year, per_report))
    found: FoundProblems = {key: [] for key in keys}
    for name, output in chain(per_report.outputs().items(), per_year.outputs().items()):
        for key, problems in zip(groups[name], deserialize(output) if output else (), strict=False):
            found[key] += problems
    return found


def _checking(context: BuildContext, check: Check, keys: Sequence[ReportKey]) -> partial[list[list[Problem]]]:
    return partial(_check_each, check, context.catalog, [context.untracked.reports[key] for key in keys])


def _check_each(check: Check, catalog: Catalog, reports: list[Report]) -> list[list[Problem]]:
    """Return the list of problems of each report; return an empty list if no report has any."""
    found = [check(catalog, report) for report in reports]
    return found if any(found) else []


def _run(task: Task) -> bytes:
    found = task.run()
    return serialize(found) if found else b""
