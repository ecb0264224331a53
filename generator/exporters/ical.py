"""The last days for publishing a year's reports as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.model.agency import Agency
from generator.model.catalog import Catalog, grouped
from generator.model.filing import DEADLINE, DEADLINE_OF_GOVERNMENTS, due_day, must_file

_LINE = 75
"""How many bytes a line may have."""

_LAW = "《中华人民共和国政府信息公开条例》第四十九条"
_BY_LAW = (
    (DEADLINE, "县级以上人民政府部门"),
    (DEADLINE_OF_GOVERNMENTS, "县级以上地方人民政府"),
)


def calendar(catalog: Catalog, year: int, *, demo: bool) -> bytes:
    """One event for each last day by law, and one for each last day of the agencies of a government that owe a report.

    Of real agencies or of demonstration data. The same catalog gives the same bytes.
    """
    those = [agency for agency in catalog.agencies.values() if catalog.is_demo(agency.id) is demo]
    known = catalog.day_for(those[0].id) if those else None
    stamp = f"{known or date(year, 12, 31):%Y%m%d}T000000Z"
    name = f"{year}年度政府信息公开工作年度报告公布期限{'（示例数据）' if demo else ''}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Gongkai//Deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for day, summary, description in [*(() if demo else _by_law(year)), *_declared(catalog, year, those)]:
        lines += _event(day, f"{'【示例数据】' if demo else ''}{summary}", description, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _by_law(year: int) -> Iterator[tuple[date, str, str]]:
    for day, who in _BY_LAW:
        due = date.fromisoformat(f"{year + 1}-{day}")
        yield due, f"{who}公布{year}年度报告的最后一天", f"依据：{_LAW}。本地有更早要求的，从其规定。"


def _declared(catalog: Catalog, year: int, agencies: Sequence[Agency]) -> Iterator[tuple[date, str, str]]:
    """The last days that agencies have declared, those of one government and one day together."""
    owing = [agency for agency in agencies if must_file(catalog, agency, year)]
    groups = grouped(owing, lambda each: (due_day(catalog, each, year), catalog.government(each).id))
    for (due, government), group in sorted(groups.items()):
        place = catalog.agencies[government].name_in(year)
        many = f"{place}所属 {len(group)} 个机关" if len(group) > 1 else group[0].name_in(year)
        names = "、".join(each.name_in(year) for each in group)
        yield due, f"{many}公布{year}年度报告的最后一天", names


def _event(day: date, summary: str, description: str, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'gongkai {day} {summary}')}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line cut into pieces that fit, no letter torn; a piece that goes on begins with a space."""
    pieces, size = [""], 0
    for letter in line:
        size += len(letter.encode())
        if size > _LINE:
            pieces.append(" ")
            size = 1 + len(letter.encode())
        pieces[-1] += letter
    return "\r\n".join(pieces)
