"""What the pages on who has filed show, put together for their templates: every agency of a year, counted by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model.agency import AGENCY_KINDS, Agency
from generator.model.catalog import Catalog, grouped
from generator.model.filing import Status, due_day, existed, filing_years, must_file, status
from generator.model.report import Report

DUE = (Status.ON_TIME, Status.LATE, Status.UNDATED, Status.WITHDRAWN, Status.MISSING, Status.NOT_DUE)
"""How an agency that owes a report may stand."""

NOT_OWED = (Status.COLLECTED, Status.UNCOLLECTED, Status.EXEMPT)
"""How one may stand that has declared no duty, or none for the year."""

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
"""What each word says and what it does not say."""


@dataclass(frozen=True)
class Standing:
    """How one agency stands with the year's report; `due` is None where it owes none."""

    agency: Agency
    name: str
    region: str
    kind: str
    state: Status
    due: date | None
    report: Report | None

    @property
    def days_late(self) -> int:
        """How many days after the last day the report was published; 0 where it was not late."""
        published = self.report.published if self.report else None
        return max(0, (published - self.due).days) if published and self.due else 0


@dataclass(frozen=True)
class Count:
    """How many agencies of one place, or of all, stand in each way."""

    label: str
    states: Counter[Status]

    @property
    def owing(self) -> int:
        """How many owe a report."""
        return sum(self.states[state] for state in DUE)


@dataclass(frozen=True)
class Board:
    """The agencies of a year, real ones or demonstration data: counts by place, all of them, and the day judged on."""

    demo: bool
    day: date | None
    counts: tuple[Count, ...]
    whole: Count
    rows: tuple[Standing, ...]
    deadlines: tuple[tuple[date, int], ...]

    @property
    def says_something(self) -> bool:
        """Whether any agency owes a report or has one; of a year before all that, only absences could be told."""
        return any(self.whole.states[state] for state in (*DUE, Status.COLLECTED))


def status_view(catalog: Catalog, year: int) -> dict[str, Any]:
    """The variables of `pages/status.md.j2`. Demonstration data stands apart and enters no total."""
    return {
        "year": year,
        "boards": [board for demo in (False, True) if (board := board_of(catalog, year, demo=demo)).says_something],
        "years": filing_years(catalog),
        "collected": catalog.years,
        "DUE": DUE,
        "NOT_OWED": NOT_OWED,
        "explained": EXPLAINED,
    }


def statuses_view(catalog: Catalog) -> dict[str, Any]:
    """The variables of `pages/statuses.md.j2`: the totals of every year."""
    boards = {year: [board_of(catalog, year, demo=demo) for demo in (False, True)] for year in filing_years(catalog)}
    return {
        "groups": [
            (demo, [(year, each[demo]) for year, each in boards.items() if each[demo].says_something])
            for demo in (False, True)
        ],
        "DUE": DUE,
        "NOT_OWED": NOT_OWED,
        "explained": EXPLAINED,
    }


def board_of(catalog: Catalog, year: int, *, demo: bool) -> Board:
    """The year's board of real agencies or of demonstration data, of those that there were in the year."""
    those = [agency for agency in catalog.agencies.values() if catalog.is_demo(agency.id) is demo]
    rows = tuple(
        _standing(catalog, agency, year)
        for agency in those
        if existed(agency, year) or (agency.id, year) in catalog.reports
    )
    deadlines = Counter(row.due for row in rows if row.due)
    return Board(
        demo=demo,
        day=catalog.day_for(those[0].id) if those else None,
        counts=tuple(_count(place, group) for place, group in grouped(rows, lambda row: row.region).items()),
        whole=_count("合计", rows),
        rows=rows,
        deadlines=tuple(sorted(deadlines.items())),
    )


def _count(label: str, rows: Iterable[Standing]) -> Count:
    return Count(label, Counter(row.state for row in rows))


def _standing(catalog: Catalog, agency: Agency, year: int) -> Standing:
    return Standing(
        agency,
        agency.name_in(year),
        catalog.government(agency).name.removesuffix("人民政府"),
        AGENCY_KINDS[agency.kind],
        status(catalog, agency, year, catalog.day_for(agency.id)),
        due_day(catalog, agency, year) if must_file(catalog, agency, year) else None,
        catalog.reports.get((agency.id, year)),
    )
