"""Views of the check pages: the results of the equations of all reports, and every warning and accepted fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypedDict

from generator.checks import Subject
from generator.checks.catalogue import catalogue
from generator.checks.equations import equation_count, equations
from generator.model.catalog import Catalog
from generator.model.problem import Problem
from generator.model.report import Report
from generator.sources.declared import DeclaredCheck

ProblemsByReport = Mapping[tuple[str, int], Sequence[Problem]]
"""The problems of each report that has any, by agency and year."""


@dataclass
class Tally:
    """Counts over a group of reports: the reports, their equations by verdict, and their problems by check."""

    reports: int = 0
    held: int = 0
    broken: int = 0
    unjudged: int = 0
    warnings: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)

    @property
    def equations(self) -> int:
        """The number of equations."""
        return self.held + self.broken + self.unjudged

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.reports + other.reports,
            self.held + other.held,
            self.broken + other.broken,
            self.unjudged + other.unjudged,
            self.warnings + other.warnings,
            self.accepted + other.accepted,
        )


class YearTallies(NamedTuple):
    """The tallies of real reports, or of demonstration data, by year and overall."""

    demo: bool
    years: Mapping[int, Tally]
    overall: Tally


class ReportProblems(NamedTuple):
    """A report and its problems."""

    report: Report
    problems: Sequence[Problem]


class YearResults(NamedTuple):
    """The results of a year's real reports, or of its demonstration data."""

    demo: bool
    tally: Tally
    reports: Sequence[ReportProblems]


class ChecksView(TypedDict):
    """Variables of `pages/checks.md.j2`."""

    groups: Sequence[YearTallies]
    entries: Mapping[str, DeclaredCheck]


class ChecksYearView(TypedDict):
    """Variables of `pages/checks-year.md.j2`."""

    year: int
    groups: Sequence[YearResults]
    entries: Mapping[str, DeclaredCheck]
    years: Sequence[int]
    name_in: Callable[[str, int], str]


def checks_view(catalog: Catalog, problems: ProblemsByReport) -> ChecksView:
    """Return the variables of `pages/checks.md.j2`: tallies by year and overall, demonstration data separate."""
    groups = []
    for demo in (False, True):
        tallies = {year: _tally(catalog, _reports(catalog, year, demo=demo), problems) for year in catalog.years}
        years = {year: tally for year, tally in tallies.items() if tally.reports}
        if years:
            groups.append(YearTallies(demo, years, sum(years.values(), Tally())))
    return {"groups": groups, "entries": _entries(catalog)}


def checks_year_view(catalog: Catalog, year: int, problems: ProblemsByReport) -> ChecksYearView:
    """Return the variables of `pages/checks-year.md.j2`: the year's reports that have problems."""
    groups = []
    for demo in (False, True):
        reports = _reports(catalog, year, demo=demo)
        if reports:
            listed = [
                ReportProblems(report, problems[key])
                for report in reports
                if (key := (report.agency, report.year)) in problems
            ]
            groups.append(YearResults(demo, _tally(catalog, reports, problems), listed))
    return {
        "year": year,
        "groups": groups,
        "entries": _entries(catalog),
        "years": catalog.years,
        "name_in": catalog.name_in,
    }


def _entries(catalog: Catalog) -> dict[str, DeclaredCheck]:
    return {check.id: check for group in catalogue(catalog.forms.values()) for check in group.checks}


def _reports(catalog: Catalog, year: int, *, demo: bool) -> list[Report]:
    return [report for report in catalog.reports_in(year) if catalog.is_demo(report.agency) is demo]


def _tally(catalog: Catalog, reports: Iterable[Report], problems: ProblemsByReport) -> Tally:
    """Return the counts over the reports. In a report without problems every equation holds."""
    tally = Tally()
    for report in reports:
        form, found = catalog.form_of(report), problems.get((report.agency, report.year), ())
        tally.reports += 1
        if not found:
            tally.held += equation_count(form)
            continue
        verdicts = Counter(equation.holds for equation in equations(Subject(report, form)))
        tally.held, tally.broken = tally.held + verdicts[True], tally.broken + verdicts[False]
        tally.unjudged += verdicts[None]
        tally.accepted.update(problem.check for problem in found if problem.accepted)
        tally.warnings.update(problem.check for problem in found if not problem.accepted)
    return tally
