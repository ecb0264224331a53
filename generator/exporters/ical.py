"""The calendar (iCalendar, RFC 5545) of deadlines for publishing a year's reports."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from generator.model.agency import Agency
from generator.model.catalog import Catalog, grouped
from generator.model.filing import DEADLINE, GOVERNMENT_DEADLINE, due_day, must_file

_MAX_LINE_BYTES = 75

_LAW = "《中华人民共和国政府信息公开条例》第四十九条"
_DEADLINES_BY_LAW = (
    (DEADLINE, "县级以上人民政府部门"),
    (GOVERNMENT_DEADLINE, "县级以上地方人民政府"),
)


class _Event(NamedTuple):
    """An all-day event."""

    day: date
    summary: str
    description: str


def calendar(catalog: Catalog, year: int, *, demo: bool) -> bytes:
    """Return a calendar of deadlines: legal and declared ones of real agencies, or declared ones of demonstration data.

    Agencies of one government with the same deadline share an event. The same catalog gives the same bytes.
    """
    agencies = [agency for agency in catalog.agencies.values() if catalog.is_demo(agency.id) is demo]
    as_of = catalog.common_day(demo=demo)
    stamp = f"{as_of or date(year, 12, 31):%Y%m%d}T000000Z"
    name = f"{year}年度政府信息公开工作年度报告公布期限{'（示例数据）' if demo else ''}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Gongkai//Deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in [*(() if demo else _by_law(year)), *_declared(catalog, year, agencies)]:
        lines += _event_lines(event._replace(summary=f"【示例数据】{event.summary}") if demo else event, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _by_law(year: int) -> Iterator[_Event]:
    for day, who in _DEADLINES_BY_LAW:
        due = date.fromisoformat(f"{year + 1}-{day}")
        yield _Event(due, f"{who}公布{year}年度报告的最后一天", f"依据：{_LAW}。本地有更早要求的，从其规定。")


def _declared(catalog: Catalog, year: int, agencies: Sequence[Agency]) -> Iterator[_Event]:
    """Yield an event for each government and due date, listing the agencies that must file by then."""
    filing = [agency for agency in agencies if must_file(catalog, agency, year)]
    groups = grouped(filing, lambda each: (due_day(catalog, each, year), catalog.government(each).id))
    for (due, government), group in sorted(groups.items()):
        place = catalog.agencies[government].name_in(year)
        who = f"{place}所属 {len(group)} 个机关" if len(group) > 1 else group[0].name_in(year)
        names = "、".join(each.name_in(year) for each in group)
        yield _Event(due, f"{who}公布{year}年度报告的最后一天", names)


def _event_lines(event: _Event, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'gongkai {event.day} {event.summary}')}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(event.summary)}",
        f"DESCRIPTION:{_escaped(event.description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a content line folded at 75 bytes (RFC 5545); continuation lines begin with a space."""
    pieces, size = [""], 0
    for letter in line:
        size += len(letter.encode())
        if size > _MAX_LINE_BYTES:
            pieces.append(" ")
            size = 1 + len(letter.encode())
        pieces[-1] += letter
    return "\r\n".join(pieces)
