"""Decide which year and whom a sentence with a number is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.checks.narrative.names import abbreviates, own_areas
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.scope import LOCAL_KINDS, PART_OF_AREA, WHOLE_AREA, YEAR, Scope, chinese_year
from generator.checks.narrative.topics import CLAUSE_MARKS, PART_MARK

_TIME = re.compile(
    "(?=[0-9一上下二今以全前力历去当同往截报拟施明月期本每季累计近年])(?:"  # first characters, to fail fast
    r"(?P<range>[0-9]{4})年1月1日起?(?:[至到]|[-—~～]+)(?:(?P<to>[0-9]{4})年)?12月31日"
    r"|截[至止]到?(?:(?P<until>[0-9]{4})年)?(?:12月31日|12月底|年底|年末)"
    r"|(?P<now>(?:今年|本年度?|[0-9]{4}年|年)以来|今年|本年|全年|年内|当年|一年来|报告期|年底|年末)"
    rf"|(?P<year>{YEAR}(?!度?的?结转(?![至到])))"
    r"|(?P<then>去年|(?<!结转)上一?年(?!度?(?:末|底)?(?:的|所)?(?:结转|转|接转|遗留|未))|往年|前年|同期|近[二两三四五六]年|历年"
    r"|以往|明年|下一步|今后|拟|力争|计划|上半年|下半年|季度|月均|每月|[0-9]{1,2}月|期间|以来|施行后)"
    r"|(?P<summed>累计))"
)
_ONE_OF_SEVERAL = re.compile(f"(?:{YEAR}|[0-9]{{4}})度?[、和与及至到~～—-]+$")
_SENTENCE_OPENING_CHARS = 14
_CLAUSE_END = re.compile("[，；]")
_COMPARED = re.compile("(?:较|比|与|同|由|从|于)$")

_AGENCY = re.compile(
    "(?P<branch>[局委厅办]机关|局属|(?:直属|所属|下属|二级|基层|派出)(?:事业)?(?:单位|机构)|分局)|局|委员会|办公室|办公厅|(?<!为)中心|大队|支队|公司|学校|法院|本级"
    "|(?<=[县市区镇乡省民])政府(?!信息|网|门户|集中|采购|公报)|街道|[镇乡](?=[0-9共累收受])"
)
_SELF_CHARS = "本全各"
_MAX_WORD_CHARS = 8
"""Longest words before a time that say how it is meant: 2023年度——2024年."""


@dataclass(frozen=True)
class Attribution:
    """What the sentences of a paragraph are about: the report's year or another, the whole agency or a part."""

    passage: Passage
    scope: Scope

    def is_about_year(self, start: int, end: int) -> bool:
        """Return whether the words before `end`, in the sentence from `start`, are about the report's whole year."""
        verdict = self._last_time_is_year(start, end)
        if verdict is None:
            verdict = self._years_before[self._sentence(start)]
        return verdict is not False

    def is_about_author(self, start: int, begin: int, end: int) -> bool:
        """Return whether the words from `begin` to `end` are about the whole agency or area of the report.

        Their sentence begins at `start`.
        """
        if not self.scope.covers_area:
            return self._names_author_last(start, end)
        clause = self.passage.clause_start(CLAUSE_MARKS + "。", start, begin)
        for span in ((clause, end), (start, clause)):
            if (verdict := self._names_whole_last(*span)) is not None:
                return verdict
        return self._areas_before[self._sentence(start)] is True

    def _sentence(self, start: int) -> int:
        """Return the index of the sentence that begins at `start`."""
        return self.passage.sentence_number(start)

    @cached_property
    def _years_before(self) -> list[bool | None]:
        """For each sentence, whether the nearest earlier one that opens with a year means the report's."""
        return self._nearest_before(self._opens_with_year)

    @cached_property
    def _areas_before(self) -> list[bool | None]:
        """For each sentence, whether the nearest earlier one that names an area names the whole of it last."""
        return self._nearest_before(lambda low, high: self._names_whole_last(low, self._main_part_end(low, high)))

    def _nearest_before(self, decide: Callable[[int, int], bool | None]) -> list[bool | None]:
        """Return for each sentence the verdict of the nearest earlier one that has one; None if none has."""
        verdicts: list[bool | None] = [None]
        for low, high in self.passage.sentences:
            found = decide(low, high)
            verdicts.append(verdicts[-1] if found is None else found)
        return verdicts

    def _last_time_is_year(self, start: int, end: int) -> bool | None:
        """Return whether the last time expression before `end` means the report's year; None if there is none."""
        text, marks = self.passage.text, self._times_before(start, end)
        for match in marks:
            near = max(start, match.start() - _MAX_WORD_CHARS), match.start()
            if _COMPARED.search(text, *near) and _CLAUSE_END.search(text, match.end(), end):
                continue
            if match.lastgroup == "summed":
                before = next(marks, None)
                return before is not None and self._is_report_year(before)
            return self._is_report_year(match) and not _ONE_OF_SEVERAL.search(text, *near)
        return None

    def _times_before(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the time expressions outside 《》, the last one first."""
        last = self.passage.matches.last_word
        for match in self.passage.matches.before(_TIME, start, end):
            if "《" not in self.passage.text or last("《", start, match.start()) <= last("》", start, match.start()):
                yield match

    def _is_report_year(self, match: re.Match[str]) -> bool:
        """Return whether the time expression means the report's year."""
        year = self.scope.year
        if match["now"]:
            return not match["now"][0].isdigit() or int(match["now"][:4]) == year
        years = [chinese_year(match[group]) for group in ("range", "to", "until", "year") if match[group]]
        return match["then"] is None and all(each == year for each in years)

    def _opens_with_year(self, low: int, high: int) -> bool | None:
        """Return whether the year that the sentence opens with is the report's; None if it opens with none."""
        match = _TIME.search(self.passage.text, low, min(high, low + _SENTENCE_OPENING_CHARS))
        if match and match["year"] and not _COMPARED.search(self.passage.text, low, match.start()):
            return self._is_report_year(match)
        return None

    @cached_property
    def _own_area(self) -> re.Pattern[str]:
        """The area's own name before what it received: 云溪县共收到."""
        areas = "|".join(map(re.escape, own_areas(self.scope))) or "(?!)"
        return re.compile(f"(?:{areas})(?=(?:全年|共|累计|总共)*(?:新收|收到|受理|接收))")

    def _names_whole_last(self, low: int, high: int) -> bool | None:
        """Return whether the last area or agency named is the whole area; None if none is named."""
        named = [self.passage.matches.last(each, low, high) for each in (WHOLE_AREA, self._own_area)]
        whole = max(filter(None, named), key=lambda match: match.end(), default=None)
        part = self.passage.matches.last(PART_OF_AREA, low, high)
        return None if not whole and not part else (whole.end() if whole else -1) > (part.end() if part else -1)

    def _main_part_end(self, low: int, high: int) -> int:
        """Return the index at which the sentence turns to a part of a total (其中), or else its end."""
        found = self.passage.text.find(PART_MARK, low, high)
        return high if found < 0 else found

    def _names_author_last(self, start: int, end: int) -> bool:
        """Return whether the last agency or area named in the sentence is the author, or none is named."""
        matches, is_local = self.passage.matches, self.scope.kind in LOCAL_KINDS
        agency, area = matches.last(_AGENCY, start, end), matches.last(WHOLE_AREA, start, end)
        if area and (not agency or area.end() > agency.end()):
            return is_local and area[0][1:] in ("镇", "乡", "街道")
        return agency is None or self._is_author(start, agency)

    def _is_author(self, start: int, match: re.Match[str]) -> bool:
        before, names = self.passage.text[max(start, match.start() - 2) : match.start()], self.scope.names
        if match["branch"]:
            return any(match[0] in name for name in names)
        if not before or before[-1] in _SELF_CHARS or "我" in before or not "一" <= before[-1] <= "鿿":
            return True
        count = 1 if match[0] == "政府" else 2
        return any(abbreviates(before[-count:] + match[0], name) for name in names)
