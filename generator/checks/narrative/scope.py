"""Describe the year, the agency and the area of a report, and recognise parts of the area in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.checks.narrative.numbers import chinese_number
from generator.checks.subject import AREA_KINDS, Subject

YEAR = "(?:[0-9]{4}|二[〇零○][〇零○一二三四五六七八九]{2})年"
"""Regular expression for a year as written in texts."""

_PLACE_LEVELS = "县|市(?!场)|区|省|州|盟|旗|镇|乡|街道"
WHOLE_AREA = re.compile(f"全(?:{_PLACE_LEVELS}|域|辖区)|各(?:级|单位|部门|地|县|区|乡|镇|街道)")
PART_OF_AREA = re.compile(
    "(?<![、和及与])(?:[县市区州旗]直各(?:部门|单位)|各(?:镇街|乡|镇|街道)(?:共|新)*(?=[收受办答]))"
    "|(?<![全各])(?:本级|办公室|办公厅|局|委员会|中心|大队|(?<!各级)部门|单位|街道|镇|乡)"
)
LOCAL_KINDS = frozenset({"township", "subdistrict"})


def scope_of(subject: Subject) -> Scope:
    """Return the scope of the report."""
    agency = subject.agency
    if agency is None:
        return Scope(subject.report.year)
    names = (agency.name, *agency.short_names, *(former.name for former in agency.formerly))
    plain = tuple(name.replace("人民政府", "政府") for name in names)
    return Scope(subject.report.year, agency.kind, agency.name, plain)


@dataclass(frozen=True)
class Scope:
    """The year and the agency of a report; `names` are all names of the agency, with 人民政府 shortened to 政府."""

    year: int
    kind: str = ""
    name: str = ""
    names: tuple[str, ...] = ()

    @property
    def next_year(self) -> str:
        """The year after the report's as written in texts."""
        return f"{self.year + 1}年"

    @property
    def covers_area(self) -> bool:
        """Whether the report covers a whole area, so that its text may also be about its own office alone."""
        return self.kind in AREA_KINDS

    @property
    def decides_disputes(self) -> bool:
        """Whether the agency decides on applications for review against others (行政复议法, articles 4 and 24)."""
        return self.covers_area or any("司法" in name for name in self.names)

    def names_part(self, text: str, start: int, end: int) -> bool:
        """Return whether the words name a part of the area (市本级, 各县区), and not all of it (全市)."""
        whole = [match[0] for match in WHOLE_AREA.finditer(text, start, end)]
        if any(word.startswith("全") for word in whole):
            return False
        return bool(whole) or PART_OF_AREA.search(text, start, end) is not None


def chinese_year(text: str) -> int:
    """Return 2024年 or 二〇二四年 as 2024."""
    digits = text.removesuffix("年")
    return int(digits) if digits.isdigit() and digits.isascii() else chinese_number(digits)
