"""Decide which year and whom a sentence with a number is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.checks.narrative.numbers import chinese_number
from generator.checks.narrative.passages import Passage
from generator.checks.subject import Subject

YEAR = "(?:[0-9]{4}|二[〇零○][〇零○一二三四五六七八九]{2})年"
"""Regular expression for a year as written in texts."""

_TIME = re.compile(
    "(?=[0-9一上下二今以全入前力历去当同往截报拟施明月期本每季累计近年])(?:"  # first characters, to fail fast
    r"(?P<range>[0-9]{4})年1月1日起?(?:[至到]|[-—~～]+)(?:(?P<to>[0-9]{4})年)?12月31日"
    r"|截[至止]到?(?:(?P<until>[0-9]{4})年)?(?:12月31日|12月底|年?底|年末)"
    r"|(?P<now>(?:今年|本年度?|[0-9]{4}年|入?年)以来|今年|本年|全年|年内|当年|一年来|报告期|年底|年末)"
    rf"|(?P<year>{YEAR})"
    r"|(?P<then>去年|(?<!结转)上一?年(?!度?(?:末|底)?(?:的|所)?(?:结转|转|接转|遗留|未))|往年|前年|同期|近[二两三四五六]年|历年"
    r"|以往|明年|下一步|今后|拟|力争|计划|上半年|下半年|季度|月均|每月|(?<![0-9个])[0-9]{1,2}月|期间|以来|施行后)"
    r"|(?P<summed>累计))"
)
_ONE_OF_SEVERAL = re.compile(f"(?:{YEAR}|[0-9]{{4}})度?[、和与及至到~～—-]+$")
_SENTENCE_OPENING_CHARS = 14
_CLAUSE_END = re.compile("[，；]")
_COMPARED = re.compile("(?:较|比|与|同|由|从|于|相比)$")

_PLACE_LEVELS = "县|市(?!场)|区|省|州|盟|旗|镇|乡|街道"
_WHOLE_AREA = re.compile(f"全(?:{_PLACE_LEVELS}|域|辖区)|各(?:级|单位|部门|地|县|区|乡|镇|街道)")
_PART_OF_AREA = re.compile(
    "(?<![、和及与])(?:[县市区州旗]直各?(?:部门|单位)|各(?:乡镇|镇街|街镇|乡|镇|街道)(?:（[^）]*）)?(?:共|新|累计)*(?=[收受办答]))"
    "|(?<![全各])(?:本级|办公室|办公厅|局|委员会|中心|大队|(?<!各级)部门|单位|街道|镇|乡)"
)
_AGENCY = re.compile(
    "(?P<branch>[局委厅办]机关|局属|(?:直属|所属|下属|二级|基层|派出)(?:事业)?(?:单位|机构)|分局)|局|委员会|办公室|办公厅|(?<!为)中心|大队|支队|公司|学校|法院|本级"
    "|(?<=[县市区镇乡省民])政府(?!信息|网|门户|集中|采购|公报)|街道|(?<=[一-鿿])[镇乡](?=[0-9共累收受])"
)
_SELF_CHARS = "我本全各"
_AREA_KINDS = frozenset({"government", "zone"})
_LOCAL_KINDS = frozenset({"township", "subdistrict"})


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
        return self.kind in _AREA_KINDS

    def is_about_year(self, passage: Passage, start: int, end: int) -> bool:
        """Return whether the words before `end`, in the sentence from `start`, are about the report's whole year."""
        verdict = self._last_time_is_year(passage.text, start, end)
        if verdict is None:
            verdict = self._earlier_sentence_is_year(passage, start)
        return verdict is not False

    def _last_time_is_year(self, text: str, start: int, end: int) -> bool | None:
        """Return whether the last time expression before `end` means the report's year; None if there is none."""
        marks = [match for match in _TIME.finditer(text, start, end) if not _is_in_title(text, start, match.start())]
        for index, match in reversed(list(enumerate(marks))):
            if _COMPARED.search(text, start, match.start()) and _CLAUSE_END.search(text, match.end(), end):
                continue
            if match.lastgroup == "summed":
                before = marks[index - 1] if index else None
                return before is not None and self._is_report_year(before)
            return self._is_report_year(match) and not _ONE_OF_SEVERAL.search(text, start, match.start())
        return None

    def _is_report_year(self, match: re.Match[str]) -> bool:
        """Return whether the time expression means the report's year."""
        if match["now"]:
            return not match["now"][0].isdigit() or int(match["now"][:4]) == self.year
        years = [chinese_year(match[group]) for group in ("range", "to", "until", "year") if match[group]]
        return match["then"] is None and all(year == self.year for year in years)

    def _earlier_sentence_is_year(self, passage: Passage, start: int) -> bool | None:
        """Return whether the nearest earlier sentence opening with a year means the report's; None if there is none."""
        for begin, end in reversed([each for each in passage.sentences if each[1] <= start]):
            match = _TIME.search(passage.text, begin, min(end, begin + _SENTENCE_OPENING_CHARS))
            if match and match["year"] and not _COMPARED.search(passage.text, begin, match.start()):
                return self._is_report_year(match)
        return None

    def is_about_author(self, passage: Passage, start: int, begin: int, end: int) -> bool:
        """Return whether the words from `begin` to `end` are about the whole agency or area of the report.

        Their sentence begins at `start`.
        """
        if not self.covers_area:
            return self._names_author_last(passage.text, start, end)
        for span in _spans(passage, start, begin, end):
            whole = [match.end() for match in _WHOLE_AREA.finditer(passage.text, *span)]
            part = [match.end() for match in _PART_OF_AREA.finditer(passage.text, *span)]
            if whole or part:
                return max(whole, default=-1) > max(part, default=-1)
        return False

    def names_part(self, text: str, start: int, end: int) -> bool:
        """Return whether the words name a part of the area (市本级, 各县区), and not all of it (全市)."""
        whole = [match[0] for match in _WHOLE_AREA.finditer(text, start, end)]
        if any(word.startswith("全") for word in whole):
            return False
        return bool(whole) or _PART_OF_AREA.search(text, start, end) is not None

    def _names_author_last(self, text: str, start: int, end: int) -> bool:
        """Return whether the last agency or area named in the sentence is the author, or none is named."""
        own, other = -1, -1
        for match in _AGENCY.finditer(text, start, end):
            if self._is_author(text, start, match):
                own = match.end()
            else:
                other = match.end()
        for match in _WHOLE_AREA.finditer(text, start, end):
            if self.kind in _LOCAL_KINDS and match[0][1:] in ("镇", "乡", "街道"):
                own = max(own, match.end())
            else:
                other = max(other, match.end())
        return own >= other

    def _is_author(self, text: str, start: int, match: re.Match[str]) -> bool:
        before = text[max(start, match.start() - 2) : match.start()]
        if match["branch"]:
            return any(match[0] in name for name in self.names)
        if not before or before[-1] in _SELF_CHARS or "我" in before or not "一" <= before[-1] <= "鿿":
            return True
        count = 1 if match[0] == "政府" else 2
        return any(before[-count:] + match[0] in name for name in self.names)


def chinese_year(text: str) -> int:
    """Return 2024年 or 二〇二四年 as 2024."""
    digits = text.removesuffix("年")
    return int(digits) if digits.isdigit() and digits.isascii() else chinese_number(digits)


def _is_in_title(text: str, start: int, index: int) -> bool:
    """Return whether the index is within 《》."""
    return text.rfind("《", start, index) > text.rfind("》", start, index)


def _spans(passage: Passage, start: int, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the spans that may name the agency, nearest first: the clause, the rest of its sentence, earlier ones."""
    clause = max(passage.text.rfind(mark, start, begin) for mark in "，；：。（") + 1 or start
    clause = max(clause, start)
    earlier = [each for each in reversed(passage.sentences) if each[1] <= start]
    main = [(low, _main_part_end(passage.text, low, high)) for low, high in earlier]
    return [(clause, end), (start, clause), *main]


def _main_part_end(text: str, start: int, end: int) -> int:
    """Return the index at which the sentence turns to a part of a total (其中), or else its end."""
    found = text.find("其中", start, end)
    return end if found < 0 else found
