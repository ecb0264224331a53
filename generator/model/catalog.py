"""The catalog: all agencies and their reports, and the tree that the agencies form."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, TypedDict, TypeVar

from generator.model.agency import Agency
from generator.model.days import Days
from generator.model.form import Form, Forms
from generator.model.local_rule import LocalRule
from generator.model.moves import moved_ids
from generator.model.problem import Problem
from generator.model.report import Report
from generator.model.site import SiteSettings

Item = TypeVar("Item")
Key = TypeVar("Key")


class Summary(TypedDict):
    """Facts about the catalog as a whole: its years, newest first, and the days of real and demonstration data."""

    years: list[int]
    newest: date | None
    real: Days
    demo: Days


@dataclass(frozen=True)
class Catalog:
    """The contents of a reports folder: agencies by id and reports by agency and year, both in reading order.

    `versions` are the superseded versions of each report, v1 first, which lists leave out. `rules` has one key, "".

    Every lookup but that of `site`, which changes every page, goes through one of the mappings named in `INDEXES`, so
    that a build can record which keys are read.
    """

    INDEXES: ClassVar[tuple[str, ...]] = (
        "agencies", "reports", "versions", "active_reports", "_children", "_reports_by_agency", "_reports_by_year",
        "_filers", "_demo_flags", "_agencies_by_name", "_summary", "moved", "rules",
    )  # fmt: skip

    root: Path
    forms: Forms
    agencies: Mapping[str, Agency]
    reports: Mapping[tuple[str, int], Report]
    problems: tuple[Problem, ...] = ()
    versions: Mapping[tuple[str, int], tuple[Report, ...]] = field(default_factory=dict)
    rules: Mapping[str, tuple[LocalRule, ...]] = field(default_factory=dict)
    site: SiteSettings = field(default_factory=SiteSettings)

    @cached_property
    def active_reports(self) -> Mapping[tuple[str, int], Report]:
        """The reports that are not withdrawn; lists, totals and search cover only these."""
        return {key: report for key, report in self.reports.items() if not report.withdrawn}

    @cached_property
    def _children(self) -> Mapping[str | None, list[Agency]]:
        return grouped(self.agencies.values(), lambda agency: agency.parent)

    @cached_property
    def _reports_by_agency(self) -> Mapping[str, list[Report]]:
        return grouped((report for _, report in sorted(self.active_reports.items())), lambda report: report.agency)

    @cached_property
    def _reports_by_year(self) -> Mapping[int, list[Report]]:
        keys = ((id, year) for year in self.years for id in self.agencies)
        return grouped(
            (self.active_reports[key] for key in keys if key in self.active_reports), lambda report: report.year
        )

    @cached_property
    def _filers(self) -> Mapping[tuple[str | None, int], list[str]]:
        filed: dict[tuple[str | None, int], list[str]] = {}
        for report in (report for reports in self._reports_by_year.values() for report in reports):
            filed.setdefault((self.agencies[report.agency].parent, report.year), []).append(report.agency)
        return filed

    @cached_property
    def _demo_flags(self) -> Mapping[str, bool]:
        return {id: any(each.demo for each in (agency, *self.above(agency))) for id, agency in self.agencies.items()}

    @cached_property
    def _agencies_by_name(self) -> Mapping[tuple[str | None, str], Agency]:
        return {(agency.parent, agency.name): agency for agency in self.agencies.values()}

    @cached_property
    def _summary(self) -> Summary:
        demo_flags = [(self._is_demo(report), report) for report in self.reports.values()]
        real, demo = (Days.of(report for flag, report in demo_flags if flag is each) for each in (False, True))
        return {
            "years": sorted({year for _, year in self.active_reports}, reverse=True),
            "newest": max(filter(None, (real.newest, demo.newest)), default=None),
            "real": real,
            "demo": demo,
        }

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id of the agency that each old id leads to."""
        return moved_ids(self.agencies)

    def indexes(self) -> dict[str, Mapping[Any, Any]]:
        """Return the mappings named in `INDEXES`."""
        return {name: getattr(self, name) for name in self.INDEXES}

    def with_indexes(self, wrap: Callable[[str, Mapping[Any, Any]], Mapping[Any, Any]]) -> Catalog:
        """Return a copy whose indexes are replaced by what `wrap` returns for their names and mappings."""
        twin = copy.copy(self)
        for name, index in self.indexes().items():
            object.__setattr__(twin, name, wrap(name, index))
        return twin

    @property
    def years(self) -> list[int]:
        """The years that have reports, newest first."""
        return list(self._summary["years"])

    @property
    def as_of(self) -> date | None:
        """The catalog's newest publication day, so that it depends on the sources alone."""
        return self._summary["newest"]

    def common_day(self, *, demo: bool) -> date | None:
        """Return the reference day of real or demonstration data: the newest that two agencies have reached.

        No author's date alone decides it, so that a typo does not make other agencies late.
        """
        return self._summary["demo" if demo else "real"].common

    def day_for(self, agency: str) -> date | None:
        """Return the reference day for an agency: the common one, or its own newest if that is later."""
        days = self._summary["demo" if self.is_demo(agency) else "real"]
        return days.newest if days.first == agency else days.common

    def form_of(self, report: Report) -> Form:
        """Return the form that the report uses."""
        return self.forms[report.form]

    def title(self, report: Report) -> str:
        """Return the report's own title, or one built from the form and the agency's name in that year."""
        return report.title or self.form_of(report).titled(self.name_in(report.agency, report.year), report.year)

    def name_in(self, agency: str, year: int) -> str:
        """Return the agency's name in `year`."""
        return self.agencies[agency].name_in(year)

    def predecessors(self, agency: Agency) -> list[Agency]:
        """Return the agencies that this one replaced: others under the same parent whose names it lists as former."""
        found = (self._agencies_by_name.get((agency.parent, former.name)) for former in agency.formerly)
        return [each for each in found if each and each.id != agency.id]

    def report_before(self, report: Report) -> Report | None:
        """Return the previous year's report of the agency or of the one agency that it replaced.

        None if that report was withdrawn, or if several agencies merged, since no single report covers all of them.
        """
        year, agency = report.year, self.agencies.get(report.agency)
        ended = [each.id for each in self.predecessors(agency) if (each.id, year) not in self.reports] if agency else []
        found = [
            self.active_reports[id, year - 1] for id in (report.agency, *ended) if (id, year - 1) in self.active_reports
        ]
        return found[0] if len(found) == 1 else None

    def is_demo(self, agency: str) -> bool:
        """Return whether the agency, or one above it, is marked as demonstration data."""
        return self._demo_flags[agency]

    def _is_demo(self, report: Report) -> bool:
        return report.agency in self.agencies and self.is_demo(report.agency)

    def reports_of(self, agency: str) -> list[Report]:
        """Return the agency's reports, oldest first."""
        return self._reports_by_agency.get(agency, [])

    def reports_in(self, year: int) -> list[Report]:
        """Return the year's reports in the order of the agency tree."""
        return self._reports_by_year.get(year, [])

    def filers(self, parent: str | None, year: int) -> list[str]:
        """Return the ids of the agencies directly below `parent` with a report for the year, in tree order."""
        return self._filers.get((parent, year), [])

    def below(self, agency: str | None) -> list[Agency]:
        """Return the agency's children; for None, the top-level agencies."""
        return self._children.get(agency, [])

    def above(self, agency: Agency) -> list[Agency]:
        """Return the agencies above this one, from the top down."""
        parts = agency.id.split("/")
        ids = ["/".join(parts[:count]) for count in range(1, len(parts))]
        return [self.agencies[id] for id in ids if id in self.agencies]

    def government(self, agency: Agency) -> Agency:
        """Return the government that the agency belongs to: the nearest at or above it, else the topmost agency."""
        line = [agency, *reversed(self.above(agency))]
        return next((each for each in line if each.kind == "government"), line[-1])


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return the items grouped by key, in order."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
