"""Checks as tasks: reports are checked again only if something that their checks read has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from generator.builder.context import BuildContext
from generator.builder.engine.serializer import deserialize, serialize
from generator.builder.engine.stages import run_task, task_stage
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
    per_year, per_report = (context.task_store(stage) for stage in ("checks per year", "checks per report"))
    reports = {key: context.untracked.reports[key] for key in keys}

    def task(name: str, check: Check, checked: Iterable[Report]) -> Task:
        return Task(name, partial(_check, check, context.catalog, list(checked)))

    by_year = grouped(reports.values(), lambda report: report.year)
    per_year.plan(
        [
            task(f"{family.__name__} {year}", partial(check_by, family), own)
            for family in PER_YEAR
            for year, own in by_year.items()
        ]
    )
    per_report.plan([task(f"{id} {year}", check_per_report, [each]) for (id, year), each in reports.items()])
    jobs = context.config.jobs
    list(context.run(task_stage(per_year, run_task, jobs, large=True), task_stage(per_report, run_task, jobs)))
    context.save((per_year, per_report))
    found: FoundProblems = {key: [] for key in keys}
    for output in (*per_report.outputs().values(), *per_year.outputs().values()):
        for key, problems in deserialize(output) if output else ():
            found[key] += problems
    return found


def _check(check: Check, catalog: Catalog, reports: Iterable[Report]) -> bytes:
    """Return each report that has problems, by its key, with these; nothing if no report has any."""
    found = [((report.agency, report.year), check(catalog, report)) for report in reports]
    found = [(key, problems) for key, problems in found if problems]
    return serialize(found) if found else b""
