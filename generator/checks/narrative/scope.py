"""Of which year and of whom a sentence speaks where it states a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.checks.narrative.numbers import chinese_number
from generator.checks.narrative.passages import Passage
from generator.checks.subject import Subject

YEAR = "(?:[0-9]{4}|二[〇零○][〇零○一二三四五六七八九]{2})年"
"""A year as texts write it."""

_TIME = re.compile(
    "(?=[0-9一上下二今以全入前力历去当同往截报拟施明月期本每季累计近年])(?:"  # its first letters: others end here
    r"(?P<range>[0-9]{4})年1月1日起?(?:[至到]|[-—~～]+)(?:(?P<to>[0-9]{4})年)?12月31日"
    r"|截[至止]到?(?:(?P<until>[0-9]{4})年)?(?:12月31日|12月底|年?底|年末)"
    r"|(?P<now>(?:今年|本年度?|[0-9]{4}年|入?年)以来|今年|本年|全年|年内|当年|一年来|报告期|年底|年末)"
    rf"|(?P<year>{YEAR})"
    r"|(?P<then>去年|(?<!结转)上一?年(?!度?(?:末|底)?(?:的|所)?(?:结转|转|接转|遗留|未))|往年|前年|同期|近[二两三四五六]年|历年"
    r"|以往|明年|下一步|今后|拟|力争|计划|上半年|下半年|季度|月均|每月|(?<![0-9个])[0-9]{1,2}月|期间|以来|施行后)"
    r"|(?P<summed>累计))"
)
_ONE_OF_SEVERAL = re.compile(f"(?:{YEAR}|[0-9]{{4}})度?[、和与及至到~～—-]+$")
_CLAUSE_END = re.compile("[，；]")
_COMPARED = re.compile("(?:较|比|与|同|由|从|于|相比)$")

_LEVELS = "县|市(?!场)|区|省|州|盟|旗|镇|乡|街道"
_ALL = re.compile(f"全(?:{_LEVELS}|域|辖区)|各(?:级|单位|部门|地|县|区|乡|镇|街道)")
_PART = re.compile(
    "(?<![、和及与])(?:[县市区州旗]直各?(?:部门|单位)|各(?:乡镇|镇街|街镇|乡|镇|街道)(?:（[^）]*）)?(?:共|新|累计)*(?=[收受办答]))"
    "|(?<![全各])(?:本级|办公室|办公厅|局|委员会|中心|大队|(?<!各级)部门|单位|街道|镇|乡)"
)
_ORGAN = re.compile(
    "(?P<branch>[局委厅办]机关|局属|(?:直属|所属|下属|二级|基层|派出)(?:事业)?(?:单位|机构)|分局)|局|委员会|办公室|办公厅|(?<!为)中心|大队|支队|公司|学校|法院|本级"
    "|(?<=[县市区镇乡省民])政府(?!信息|网|门户|集中|采购|公报)|街道"
)
_SELF = "我本全各"
_COLLECTIVE = frozenset({"government", "zone"})
_LOCAL = frozenset({"township", "subdistrict"})


def scope_of(subject: Subject) -> Scope:
    """The scope of the report being checked."""
    agency = subject.agency
    if agency is None:
        return Scope(subject.report.year)
    names = (agency.name, *agency.short_names, *(former.name for former in agency.formerly))
    plain = tuple(name.replace("人民政府", "政府") for name in names)
    return Scope(subject.report.year, agency.kind, agency.name, plain)


@dataclass(frozen=True)
class Scope:
    """Whose report of which year is read; `names` are all the agency's, with 人民政府 and 政府 as one."""

    year: int
    kind: str = ""
    name: str = ""
    names: tuple[str, ...] = ()

    @property
    def next_year(self) -> str:
        """The year after the report's, as texts write it."""
        return f"{self.year + 1}年"

    @property
    def is_collective(self) -> bool:
        """Whether the report is that of a whole area, whose text may speak of its own office alone."""
        return self.kind in _COLLECTIVE

    def is_of_the_year(self, passage: Passage, start: int, place: int) -> bool:
        """Whether what stands at the place, in the sentence from `start`, is said of the report's whole year."""
        verdict = self._time(passage.text, start, place)
        if verdict is None:
            verdict = self._carried(passage, start)
        return verdict is not False

    def _time(self, text: str, start: int, place: int) -> bool | None:
        """What the last word of time before the place says; None where there is none."""
        marks = [match for match in _TIME.finditer(text, start, place) if not _in_title(text, start, match.start())]
        for index, match in reversed(list(enumerate(marks))):
            if _COMPARED.search(text, start, match.start()) and _CLAUSE_END.search(text, match.end(), place):
                continue
            if match.lastgroup == "summed":
                before = marks[index - 1] if index else None
                return before is not None and self._is_now(before)
            return self._is_now(match) and not _ONE_OF_SEVERAL.search(text, start, match.start())
        return None

    def _is_now(self, match: re.Match[str]) -> bool:
        if match["now"]:
            return not match["now"][0].isdigit() or int(match["now"][:4]) == self.year
        years = [chinese_year(match[group]) for group in ("range", "to", "until", "year") if match[group]]
        return match["then"] is None and all(year == self.year for year in years)

    def _carried(self, passage: Passage, start: int) -> bool | None:
        """What the nearest earlier sentence of the paragraph that begins with a time says."""
        for begin, end in reversed([each for each in passage.sentences if each[1] <= start]):
            match = _TIME.search(passage.text, begin, min(end, begin + 14))
            if match and match["year"] and not _COMPARED.search(passage.text, begin, match.start()):
                return self._is_now(match)
        return None

    def is_own(self, passage: Passage, start: int, begin: int, place: int) -> bool:
        """Whether the words from `begin` to a number at `place` are said of the whole report's organ or area.

        Their sentence begins at `start`.
        """
        if not self.is_collective:
            return self._speaks_for_itself(passage.text, start, place)
        for stretch in _stretches(passage, start, begin, place):
            whole = [match.end() for match in _ALL.finditer(passage.text, *stretch)]
            part = [match.end() for match in _PART.finditer(passage.text, *stretch)]
            if whole or part:
                return max(whole, default=-1) > max(part, default=-1)
        return False

    def _speaks_for_itself(self, text: str, start: int, place: int) -> bool:
        """Whether the last organ or area named in the sentence is the author; one that names none speaks of itself."""
        own, other = -1, -1
        for match in _ORGAN.finditer(text, start, place):
            if self._is_self(text, start, match):
                own = match.end()
            else:
                other = match.end()
        for match in _ALL.finditer(text, start, place):
            if self.kind in _LOCAL and match[0][1:] in ("镇", "乡", "街道"):
                own = max(own, match.end())
            else:
                other = max(other, match.end())
        return own >= other

    def _is_self(self, text: str, start: int, match: re.Match[str]) -> bool:
        before = text[max(start, match.start() - 2) : match.start()]
        if match["branch"]:
            return any(match[0] in name for name in self.names)
        if not before or before[-1] in _SELF or "我" in before or not "一" <= before[-1] <= "鿿":
            return True
        reach = 1 if match[0] == "政府" else 2
        return any(before[-reach:] + match[0] in name for name in self.names)


def chinese_year(text: str) -> int:
    """2024年 or 二〇二四年 as 2024."""
    digits = text.removesuffix("年")
    return int(digits) if digits.isdigit() and digits.isascii() else chinese_number(digits)


def _in_title(text: str, start: int, place: int) -> bool:
    """Whether the place stands within 《》."""
    return text.rfind("《", start, place) > text.rfind("》", start, place)


def _stretches(passage: Passage, start: int, begin: int, place: int) -> list[tuple[int, int]]:
    """Where to look for whose number it is: the clause, the sentence before it, and the sentences before that."""
    cut = max(passage.text.rfind(mark, start, begin) for mark in "，；：。（") + 1 or start
    cut = max(cut, start)
    earlier = [each for each in reversed(passage.sentences) if each[1] <= start]
    main = [(low, _main_part(passage.text, low, high)) for low, high in earlier]
    return [(cut, place), (start, cut), *main]


def _main_part(text: str, start: int, end: int) -> int:
    """Where the sentence's words about a part (其中) begin, or its end."""
    found = text.find("其中", start, end)
    return end if found < 0 else found
