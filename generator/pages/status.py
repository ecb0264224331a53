"""Views of the filing-status pages: the status of every agency for a year, and counts by region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypedDict

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog, grouped
from generator.model.filing import Status, due_day, existed, filing_years, must_file, status
from generator.model.report import Report

OWED = (Status.ON_TIME, Status.LATE, Status.UNDATED, Status.WITHDRAWN, Status.MISSING, Status.NOT_DUE)
"""Statuses of an agency that must file for the year."""

NOT_OWED = (Status.COLLECTED, Status.UNCOLLECTED, Status.EXEMPT)
"""Statuses of an agency that has declared no duty to file, or none for the year."""

EXPLAINED = {
    Status.ON_TIME: "声明了报送义务，在最后期限当天或以前公布。",
    Status.LATE: "声明了报送义务，公布日期晚于最后期限。",
    Status.UNDATED: "声明了报送义务，报告已收录，没有写公布日期，不能判断是否按时。",
    Status.WITHDRAWN: "声明了报送义务，报告公布以后撤回了。",
    Status.MISSING: "声明了报送义务，最后期限已过，本站没有它的报告。也可能已经公布而没有收录。",
    Status.NOT_DUE: "声明了报送义务，最后期限还没有到。",
    Status.COLLECTED: "没有声明这一年的报送义务，报告已收录。",
    Status.UNCOLLECTED: "没有声明报送义务，本站没有收录它的报告。这不表示它没有公布。",
    Status.EXEMPT: "声明的报送义务不包括这一年。",
}
"""What each status means, in the words of the pages."""


@dataclass(frozen=True)
class AgencyStatus:
    """The filing status of one agency for a year; `due` is None if it need not file."""

    agency: Agency
    name: str
    region: str
    kind: str
    status: Status
    due: date | None
    report: Report | None

    @property
    def days_late(self) -> int:
        """Days between the due date and the publication date; 0 if the report was not late."""
        published = self.report.published if self.report else None
        return max(0, (published - self.due).days) if published and self.due else 0


@dataclass(frozen=True)
class StatusCount:
    """The number of agencies of one region, or of all, in each status."""

    label: str
    by_status: Counter[Status]

    @property
    def owing(self) -> int:
        """The number of agencies that must file."""
        return sum(self.by_status[status] for status in OWED)


@dataclass(frozen=True)
class StatusTable:
    """The filing status of a year's agencies, real ones or demonstration data, as of `day`.

    `counts` are by region; `deadlines` are the due dates with the number of agencies for each.
    """

    demo: bool
    day: date | None
    counts: tuple[StatusCount, ...]
    overall: StatusCount
    rows: tuple[AgencyStatus, ...]
    deadlines: tuple[tuple[date, int], ...]

    @property
    def is_published(self) -> bool:
        """Whether the table has anything to show: an agency that must file, or one that has a report without a duty."""
        return any(self.overall.by_status[status] for status in (*OWED, Status.COLLECTED))


class StatusView(TypedDict):
    """Variables of `pages/status.md.j2`."""

    year: int
    tables: Sequence[StatusTable]
    years: Sequence[int]
    collected: Sequence[int]
    owed: Sequence[Status]
    not_owed: Sequence[Status]
    explained: Mapping[Status, str]


class YearTotals(NamedTuple):
    """The totals of each year, of real agencies or of demonstration data."""

    demo: bool
    years: Sequence[tuple[int, StatusCount]]


class StatusesView(TypedDict):
    """Variables of `pages/statuses.md.j2`."""

    groups: Sequence[YearTotals]
    owed: Sequence[Status]
    not_owed: Sequence[Status]
    explained: Mapping[Status, str]


def status_view(catalog: Catalog, year: int) -> StatusView:
    """Return the variables of `pages/status.md.j2`. Demonstration data is listed separately and enters no total."""
    tables = [status_table(catalog, year, demo=demo) for demo in (False, True)]
    return {
        "year": year,
        "tables": [table for table in tables if table.is_published],
        "years": filing_years(catalog),
        "collected": catalog.years,
        "owed": OWED,
        "not_owed": NOT_OWED,
        "explained": EXPLAINED,
    }


def statuses_view(catalog: Catalog) -> StatusesView:
    """Return the variables of `pages/statuses.md.j2`: the totals of every year."""
    groups = [_year_totals(catalog, demo=demo) for demo in (False, True)]
    return {
        "groups": [group for group in groups if group.years],
        "owed": OWED,
        "not_owed": NOT_OWED,
        "explained": EXPLAINED,
    }


def _year_totals(catalog: Catalog, *, demo: bool) -> YearTotals:
    tables = ((year, status_table(catalog, year, demo=demo)) for year in filing_years(catalog))
    return YearTotals(demo, [(year, table.overall) for year, table in tables if table.is_published])


def status_table(catalog: Catalog, year: int, *, demo: bool) -> StatusTable:
    """Return the year's table of real agencies, or of demonstration data, that existed in the year or have a report."""
    agencies = [agency for agency in catalog.agencies.values() if catalog.is_demo(agency.id) is demo]
    rows = tuple(
        _agency_status(catalog, agency, year)
        for agency in agencies
        if existed(agency, year) or (agency.id, year) in catalog.reports
    )
    deadlines = Counter(row.due for row in rows if row.due)
    return StatusTable(
        demo=demo,
        day=catalog.common_day(demo=demo),
        counts=tuple(_count(region, group) for region, group in grouped(rows, lambda row: row.region).items()),
        overall=_count("合计", rows),
        rows=rows,
        deadlines=tuple(sorted(deadlines.items())),
    )


def _count(label: str, rows: Iterable[AgencyStatus]) -> StatusCount:
    return StatusCount(label, Counter(row.status for row in rows))


def _agency_status(catalog: Catalog, agency: Agency, year: int) -> AgencyStatus:
    return AgencyStatus(
        agency,
        agency.name_in(year),
        catalog.government(agency).name.removesuffix("人民政府"),
        AGENCY_KINDS[agency.kind],
        status(catalog, agency, year, catalog.day_for(agency.id)),
        due_day(catalog, agency, year) if must_file(catalog, agency, year) else None,
        catalog.reports.get((agency.id, year)),
    )
