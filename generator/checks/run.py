"""Run the families of checks over reports, and apply the `accepts` decisions of their authors."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.checks.arithmetic import check_arithmetic
from generator.checks.catalogue import catalogue
from generator.checks.cells import check_cells
from generator.checks.corrections import check_corrections
from generator.checks.duties import check_late, check_missing
from generator.checks.hierarchy import check_hierarchy
from generator.checks.identity import check_identity
from generator.checks.law import check_law
from generator.checks.local_rules import check_local_rules
from generator.checks.narrative import check_copies, check_narrative
from generator.checks.references import check_references
from generator.checks.repeated_tables import check_repeated_tables
from generator.checks.subject import Subject
from generator.checks.years import check_years
from generator.gc_tuning import gc_paused
from generator.model.catalog import Catalog
from generator.model.problem import Problem, abridged
from generator.model.report import Accept, Report, plain_number
from generator.sources.declared import ACCEPTS_STALE, CHECKS, listed

Family = Callable[[Subject], Iterator[Problem]]

FAMILIES: tuple[Family, ...] = (
    check_identity,
    check_references,
    check_cells,
    check_arithmetic,
    check_corrections,
    check_years,
    check_hierarchy,
    check_late,
    check_law,
    check_local_rules,
    check_narrative,
    check_copies,
    check_repeated_tables,
)
"""The functions that `sources/checks.yml` declares for a report or the reports of a year, in the order they run."""

_SCOPES = {check.function: check.scope for check in CHECKS.values()}

PER_REPORT = tuple(family for family in FAMILIES if _SCOPES[family.__name__] == "report")
"""Families that depend on a report and a few others: its agency's previous report and those of subordinate agencies."""

PER_YEAR = tuple(family for family in FAMILIES if _SCOPES[family.__name__] == "year")
"""Families that depend on all reports of a year, run year by year."""

_UNACCEPTABLE = frozenset(check.id for check in CHECKS.values() if not check.acceptable)
_MAX_SUGGESTIONS = 30
"""Wrong ids in `accepts` for which a similar one is looked up, which takes some milliseconds each."""


def check_report(subject: Subject, families: Sequence[Family] = FAMILIES) -> list[Problem]:
    """Return all problems of the report in file order; accepted ones are notes with the author's reason.

    An `accepts` entry that settles no problem yields a warning.
    """
    return settle(subject, find_problems(subject, families))


def check_per_report(catalog: Catalog, report: Report) -> list[Problem]:
    """Return the problems that the families of `PER_REPORT` find in the report."""
    return find_problems(subject_of(catalog, report), PER_REPORT)


def check_by(family: Family, catalog: Catalog, report: Report) -> list[Problem]:
    """Return the problems that one family finds in the report."""
    return find_problems(subject_of(catalog, report), (family,))


def find_problems(subject: Subject, families: Sequence[Family]) -> list[Problem]:
    """Return the problems that the families find in the report, in the order of the families."""
    return [problem for family in families for problem in listed(family(subject))]


def settle(subject: Subject, found: Sequence[Problem]) -> list[Problem]:
    """Return the problems in file order, accepted ones as notes, plus a warning for each unused decision."""
    accepts: dict[str, list[Accept]] = {}
    for each in subject.report.accepts:
        accepts.setdefault(each.check, []).append(each)
    decisions = [
        next((accept for accept in accepts.get(problem.check, ()) if _settles(accept, problem)), None)
        for problem in found
    ]
    settled = [_settled(problem, accept) for problem, accept in zip(found, decisions, strict=True)]
    used = {id(accept) for accept in decisions}
    rest = [accept for accept in subject.report.accepts if id(accept) not in used]
    known = _check_ids(subject) if rest else []
    unused = listed(
        _unused(subject, each, known, suggest=number < _MAX_SUGGESTIONS) for number, each in enumerate(rest)
    )
    return sorted(settled + unused, key=lambda problem: problem.at)


def subject_of(catalog: Catalog, report: Report) -> Subject:
    """Return the report as a subject, with its form, agency and previous report from the catalog."""
    agency = catalog.agencies.get(report.agency)
    return Subject(report, catalog.form_of(report), agency, catalog.report_before(report), catalog)


def check_catalog(catalog: Catalog) -> list[Problem]:
    """Return all problems of the catalog's files and reports, sorted by file and line."""
    with gc_paused():
        found = {key: check_per_report(catalog, report) for key, report in catalog.reports.items()}
        for key, report in sorted(catalog.reports.items(), key=lambda item: item[0][1]):
            found[key] += find_problems(subject_of(catalog, report), PER_YEAR)
        return apply_accepts(catalog, found)


def apply_accepts(catalog: Catalog, found: Mapping[tuple[str, int], Sequence[Problem]]) -> list[Problem]:
    """Return all problems of the catalog, given those found in each report, sorted by file and line."""
    problems = [*catalog.problems, *check_missing(catalog)]
    for key, in_report in found.items():
        if in_report or catalog.reports[key].accepts:
            problems += settle(subject_of(catalog, catalog.reports[key]), in_report)
    return sorted(problems, key=lambda problem: problem.at)


def _settles(accept: Accept, problem: Problem) -> bool:
    """Return whether the decision covers the problem: the same check and, if given, the same cell or row and sides."""
    if accept.check != problem.check or accept.check in _UNACCEPTABLE or accept.sides not in (None, problem.sides):
        return False
    return accept.cell is None or accept.cell == problem.cell or (problem.cell or "").startswith(f"{accept.cell}.")


def _settled(problem: Problem, accept: Accept | None) -> Problem:
    """Return the problem; if accepted, as a note with the author's reason."""
    if accept is None:
        return problem
    message = problem.message.removesuffix(problem.advice)
    return replace(problem, level="note", message=message, accepted=accept.reason)


def _check_ids(subject: Subject) -> list[str]:
    """Return the ids of all checks."""
    forms = subject.catalog.forms.values() if subject.catalog else [subject.form]
    return [check.id for group in catalogue(forms) for check in group.checks]


def _unused(subject: Subject, accept: Accept, known: Sequence[str], *, suggest: bool) -> Problem:
    about = f"{accept.check}，{accept.cell}" if accept.cell else accept.check
    if accept.sides:
        about += f"，两边是 {' 和 '.join(map(plain_number, accept.sides))}"
    if accept.check in _UNACCEPTABLE:
        message = f"accepts 里的这一条（{about}）不起作用：这样的问题不能照原样公布。请按提示改好，再删去这一条。"
    elif accept.check not in known:
        close = difflib.get_close_matches(accept.check, known, 1) if suggest else []
        advice = f"是不是想写“{close[0]}”？" if close else "检查名是提示末尾方括号里的那个词，例如 cell.text。"
        message = f"没有“{abridged(accept.check)}”这项检查，accepts 里的这一条不起作用。{advice}"
    else:
        message = f"accepts 里的这一条（{about}）没有对应的问题。改好了的请删去这一条，否则请核对检查名、单元格名和数。"
    return ACCEPTS_STALE.at(accept.at or subject.report.position("accepts"), message, cell=accept.cell)
