"""Who must file for which year by when, and how it stands on a day.

政府信息公开条例 第四十九条: departments publish by 31 January, the governments' own reports by 31 March. Nobody is
accused by default: without a declared duty an absent report is only not collected here.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from generator.model.agency import Agency, Duty
from generator.model.catalog import Catalog

DEADLINE, GOVERNMENT_DEADLINE = "01-31", "03-31"
"""The last days of the year after, by the regulation."""


class Status(Enum):
    """How an agency stands with a year's report, in the words shown to readers."""

    ON_TIME = "按时"
    LATE = "逾期"
    UNDATED = "已报送，未写公布日期"
    COLLECTED = "已收录"
    WITHDRAWN = "已撤回"
    MISSING = "应报未见"
    NOT_DUE = "尚未到期"
    EXEMPT = "无须报送"
    UNCOLLECTED = "未收录"


def duty_of(catalog: Catalog, agency: Agency) -> Duty | None:
    """The duty the agency has declared, else that of an abolished one whose place it took, from that year on."""
    return _duty_of(catalog, agency, frozenset())


def _duty_of(catalog: Catalog, agency: Agency, after: frozenset[str]) -> Duty | None:
    """The duty, where none of the agencies `after` it is asked again: two may name each other."""
    if agency.duty:
        return agency.duty
    for before in catalog.predecessors(agency):
        inherited = _duty_of(catalog, before, after | {agency.id}) if before.until and before.id not in after else None
        if before.until and inherited:
            return Duty(max(before.until, inherited.first_year), inherited.last_year, inherited.due)
    return None


def filing_years(catalog: Catalog) -> list[int]:
    """The years there is something to say about, newest first: from the first report or duty to the newest report."""
    if not catalog.years:
        return []
    duties = (duty_of(catalog, agency) for agency in catalog.agencies.values())
    first = min([catalog.years[-1], *(duty.first_year for duty in duties if duty)])
    return list(range(catalog.years[0], first - 1, -1))


def must_file(catalog: Catalog, agency: Agency, year: int) -> bool:
    """Whether the agency must file for the year; who is abolished leaves that year's report to its successor."""
    duty = duty_of(catalog, agency)
    if duty is None or not duty.first_year <= year <= (duty.last_year or year) or year < (agency.since or year):
        return False
    return agency.until is None or year < agency.until


def existed(agency: Agency, year: int) -> bool:
    """Whether there was such an agency in the year, as far as it says."""
    return (agency.since or year) <= year <= (agency.until or year)


def due_day(catalog: Catalog, agency: Agency, year: int) -> date:
    """The last day for publishing the report of the year: the one declared, else the one in the regulation."""
    duty = duty_of(catalog, agency)
    usual = GOVERNMENT_DEADLINE if agency.kind == "government" else DEADLINE
    return date.fromisoformat(f"{year + 1}-{duty.due if duty and duty.due else usual}")


def status(catalog: Catalog, agency: Agency, year: int, day: date | None) -> Status:
    """How the agency stands with the report of the year on that day; without a day nothing is due yet."""
    report, obliged = catalog.standing.get((agency.id, year)), must_file(catalog, agency, year)
    due = due_day(catalog, agency, year)
    if report:
        if not obliged:
            return Status.COLLECTED
        if report.published is None:
            return Status.UNDATED
        return Status.ON_TIME if report.published <= due else Status.LATE
    if obliged and (agency.id, year) in catalog.reports:
        return Status.WITHDRAWN
    if obliged:
        return Status.MISSING if day and day > due else Status.NOT_DUE
    if duty_of(catalog, agency) or not existed(agency, year):
        return Status.EXEMPT
    return Status.UNCOLLECTED
