"""All reports by agency and year, and the tree of agencies, from a folder of source files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.problem import Problem
from generator.model.report import Report

Item = TypeVar("Item")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Catalog:
    """What a reports folder holds: agencies by id and reports by agency and year, both in reading order.

    `versions` are the superseded versions of a report, v1 first; they enter no list, total or search.

    All that is known stands in mappings, kept once made: a build replaces them by such as note what they are asked.
    """

    root: Path
    forms: Forms
    agencies: Mapping[str, Agency]
    reports: Mapping[tuple[str, int], Report]
    problems: tuple[Problem, ...] = ()
    versions: Mapping[tuple[str, int], tuple[Report, ...]] = field(default_factory=dict)

    @cached_property
    def standing(self) -> Mapping[tuple[str, int], Report]:
        """The reports that have not been withdrawn: those that lists, totals and search speak of."""
        return {key: report for key, report in self.reports.items() if not report.withdrawn}

    @cached_property
    def _below(self) -> Mapping[str | None, list[Agency]]:
        return grouped(self.agencies.values(), lambda agency: agency.parent)

    @cached_property
    def _by_agency(self) -> Mapping[str, list[Report]]:
        return grouped((report for _, report in sorted(self.standing.items())), lambda report: report.agency)

    @cached_property
    def _by_year(self) -> Mapping[int, list[Report]]:
        keys = ((id, year) for year in self.years for id in self.agencies)
        return grouped((self.standing[key] for key in keys if key in self.standing), lambda report: report.year)

    @cached_property
    def _filed(self) -> Mapping[tuple[str | None, int], list[str]]:
        filed: dict[tuple[str | None, int], list[str]] = {}
        for report in (report for reports in self._by_year.values() for report in reports):
            filed.setdefault((self.agencies[report.agency].parent, report.year), []).append(report.agency)
        return filed

    @cached_property
    def _demo(self) -> Mapping[str, bool]:
        return {id: any(each.demo for each in (agency, *self.above(agency))) for id, agency in self.agencies.items()}

    @cached_property
    def _named(self) -> Mapping[tuple[str | None, str], Agency]:
        return {(agency.parent, agency.name): agency for agency in self.agencies.values()}

    @cached_property
    def _whole(self) -> Mapping[str, Any]:
        days = [(self._is_demo(report), report.published) for report in self.reports.values() if report.published]
        return {
            "years": sorted({year for _, year in self.standing}, reverse=True),
            "as_of": max((day for _, day in days), default=None),
            "real day": max((day for demo, day in days if not demo), default=None),
            "demo day": max((day for demo, day in days if demo), default=None),
        }

    @property
    def years(self) -> list[int]:
        """The years that have reports, newest first."""
        return list(self._whole["years"])

    @property
    def as_of(self) -> date | None:
        """The day it speaks of: the newest publication date, the same for the same sources."""
        day: date | None = self._whole["as_of"]
        return day

    def day_for(self, agency: str) -> date | None:
        """The day on which it judges an agency: the newest publication date, demonstration data apart from the rest."""
        day: date | None = self._whole["demo day" if self.is_demo(agency) else "real day"]
        return day

    def form_of(self, report: Report) -> Form:
        """The form the report uses."""
        return self.forms[report.form]

    def title(self, report: Report) -> str:
        """The report's own title, or one made from the agency's name in that year and the form."""
        return report.title or self.form_of(report).titled(self.name_in(report.agency, report.year), report.year)

    def name_in(self, agency: str, year: int) -> str:
        """The name the agency bore in `year`."""
        return self.agencies[agency].name_in(year)

    def predecessors(self, agency: Agency) -> list[Agency]:
        """The agencies in folders of their own whose place this one has taken: it bore their names."""
        found = (self._named.get((agency.parent, former.name)) for former in agency.formerly)
        return [each for each in found if each and each.id != agency.id]

    def report_before(self, report: Report) -> Report | None:
        """The agency's report of the year before, under whatever name, or that of the one agency whose place it took.

        None where it has been withdrawn, or where two became one in between: the figures of one of them say nothing
        about those of both.
        """
        year, agency = report.year, self.agencies.get(report.agency)
        ended = [each.id for each in self.predecessors(agency) if (each.id, year) not in self.reports] if agency else []
        found = [self.standing[id, year - 1] for id in (report.agency, *ended) if (id, year - 1) in self.standing]
        return found[0] if len(found) == 1 else None

    def is_demo(self, agency: str) -> bool:
        """Whether the agency or one above it is declared as demonstration data."""
        return self._demo[agency]

    def _is_demo(self, report: Report) -> bool:
        return report.agency in self.agencies and self.is_demo(report.agency)

    def reports_of(self, agency: str) -> list[Report]:
        """The agency's reports, oldest first."""
        return self._by_agency.get(agency, [])

    def reports_in(self, year: int) -> list[Report]:
        """The year's reports in the order of the agency tree."""
        return self._by_year.get(year, [])

    def filers(self, parent: str | None, year: int) -> list[str]:
        """The ids of the agencies directly below one that have a report of the year, in the order of the tree."""
        return self._filed.get((parent, year), [])

    def below(self, agency: str | None) -> list[Agency]:
        """The agencies directly below one, or those at the top."""
        return self._below.get(agency, [])

    def above(self, agency: Agency) -> list[Agency]:
        """The agencies above one, from the top down."""
        parts = agency.id.split("/")
        ids = ["/".join(parts[:count]) for count in range(1, len(parts))]
        return [self.agencies[id] for id in ids if id in self.agencies]

    def government(self, agency: Agency) -> Agency:
        """The agency whose place this one belongs to: the nearest government at or above it, or what is at the top."""
        line = [agency, *reversed(self.above(agency))]
        return next((each for each in line if each.kind == "government"), line[-1])


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """The items by key, in order."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
