"""The duty to file: who must file for which year, by when, and with what status on a given day.

政府信息公开条例 第四十九条: departments publish by 31 January, governments by 31 March. An agency without a declared
duty is never reported as late; a missing report of it counts as not collected.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from generator.model.agency import Agency, Duty
from generator.model.catalog import Catalog

DEADLINE, GOVERNMENT_DEADLINE = "01-31", "03-31"
"""The legal deadlines in the following year, as `MM-DD`, for departments and for governments."""


class Status(Enum):
    """The filing status of an agency for a year; the values are the words shown to readers."""

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
    """Return the agency's declared duty, else that of an abolished agency it replaced, from the year of abolition."""
    return _duty_of(catalog, agency, frozenset())


def _duty_of(catalog: Catalog, agency: Agency, visited: frozenset[str]) -> Duty | None:
    """Return the duty, skipping agencies already visited: two agencies may name each other as predecessors."""
    if agency.duty:
        return agency.duty
    for predecessor in catalog.predecessors(agency):
        if predecessor.until is None or predecessor.id in visited:
            continue
        if inherited := _duty_of(catalog, predecessor, visited | {agency.id}):
            return Duty(max(predecessor.until, inherited.first_year), inherited.last_year, inherited.due)
    return None


def filing_years(catalog: Catalog) -> list[int]:
    """Return the years with reports or duties, newest first: from the first report or duty to the newest report."""
    if not catalog.years:
        return []
    duties = (duty_of(catalog, agency) for agency in catalog.agencies.values())
    first = min([catalog.years[-1], *(duty.first_year for duty in duties if duty)])
    return list(range(catalog.years[0], first - 1, -1))


def must_file(catalog: Catalog, agency: Agency, year: int) -> bool:
    """Return whether the agency must file for the year; in the year of its abolition, its successor files instead."""
    duty = duty_of(catalog, agency)
    if duty is None or not duty.first_year <= year <= (duty.last_year or year) or year < (agency.since or year):
        return False
    return agency.until is None or year < agency.until


def existed(agency: Agency, year: int) -> bool:
    """Return whether the agency existed in the year, as far as its file says."""
    return (agency.since or year) <= year <= (agency.until or year)


def due_day(catalog: Catalog, agency: Agency, year: int) -> date:
    """Return the last day for publishing the year's report: the declared one, else the legal one."""
    duty = duty_of(catalog, agency)
    legal = GOVERNMENT_DEADLINE if agency.kind == "government" else DEADLINE
    return date.fromisoformat(f"{year + 1}-{duty.due if duty and duty.due else legal}")


def status(catalog: Catalog, agency: Agency, year: int, day: date | None) -> Status:
    """Return the agency's filing status for the year on that day; without a day, nothing is due yet."""
    report, obliged = catalog.active_reports.get((agency.id, year)), must_file(catalog, agency, year)
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
