"""What the pages of checks show: how the equations of all reports come out, and every question and accepted fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.checks import Subject
from generator.checks.catalogue import Entry, catalogue
from generator.checks.equations import equation_count, equations
from generator.model.catalog import Catalog
from generator.model.problem import Problem
from generator.model.report import Report

Noted = Mapping[tuple[str, int], Sequence[Problem]]
"""What is told of each report, where anything is."""


@dataclass
class Tally:
    """Reports of one kind: how many, how their equations come out, and what is told of them by check."""

    reports: int = 0
    held: int = 0
    broken: int = 0
    unjudged: int = 0
    questions: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)

    @property
    def equations(self) -> int:
        """How many equations there are."""
        return self.held + self.broken + self.unjudged

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.reports + other.reports,
            self.held + other.held,
            self.broken + other.broken,
            self.unjudged + other.unjudged,
            self.questions + other.questions,
            self.accepted + other.accepted,
        )


def checks_view(catalog: Catalog, noted: Noted) -> dict[str, Any]:
    """The variables of `pages/checks.md.j2`: every year's tally, and all of them by check; demonstration data apart."""
    groups = []
    for demo in (False, True):
        tallies = {year: _tally(catalog, _reports(catalog, year, demo=demo), noted) for year in catalog.years}
        years = {year: tally for year, tally in tallies.items() if tally.reports}
        if years:
            groups.append((demo, years, sum(years.values(), Tally())))
    return {"groups": groups, "entries": _entries(catalog)}


def checks_year_view(catalog: Catalog, year: int, noted: Noted) -> dict[str, Any]:
    """The variables of `pages/checks-year.md.j2`: the reports of the year of which anything is told."""
    groups = []
    for demo in (False, True):
        reports = _reports(catalog, year, demo=demo)
        if reports:
            told = [(report, noted[key]) for report in reports if (key := (report.agency, report.year)) in noted]
            groups.append((demo, _tally(catalog, reports, noted), told))
    return {
        "year": year,
        "groups": groups,
        "entries": _entries(catalog),
        "years": catalog.years,
        "name_in": catalog.name_in,
        "form_of": catalog.form_of,
    }


def _entries(catalog: Catalog) -> dict[str, Entry]:
    return {entry.id: entry for group in catalogue(catalog.forms.values()) for entry in group.entries}


def _reports(catalog: Catalog, year: int, *, demo: bool) -> list[Report]:
    return [report for report in catalog.reports_in(year) if catalog.is_demo(report.agency) is demo]


def _tally(catalog: Catalog, reports: Iterable[Report], noted: Noted) -> Tally:
    """All the reports together. Of one of which nothing is told, every equation holds."""
    tally = Tally()
    for report in reports:
        form, problems = catalog.form_of(report), noted.get((report.agency, report.year), ())
        tally.reports += 1
        if not problems:
            tally.held += equation_count(form)
            continue
        verdicts = Counter(equation.holds for equation in equations(Subject(report, form)))
        tally.held, tally.broken = tally.held + verdicts[True], tally.broken + verdicts[False]
        tally.unjudged += verdicts[None]
        tally.accepted.update(problem.check for problem in problems if problem.accepted)
        tally.questions.update(problem.check for problem in problems if not problem.accepted)
    return tally
