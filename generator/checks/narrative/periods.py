"""Find dates given as the report's statistics period that are not its calendar year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.narrative.passages import Passage

_DAY = "{year}(?P<{m}>[0-9]{{1,2}})(?:月|[./-])(?P<{d}>[0-9]{{1,2}})日?"
_RANGE = re.compile(
    _DAY.format(year="(?P<y1>[0-9]{4})(?:年|[./-])", m="m1", d="d1")
    + "(?:起|开始)?，?(?:至|到|[-—~～]+)"
    + _DAY.format(year="(?:(?P<y2>[0-9]{4})(?:年|[./-]))?", m="m2", d="d2")
)
_REPORT_WORDS = re.compile("统计|报告|期间|期限|时限|周期|反映|涉及")
_OTHER_MATTERS = re.compile("决算|预算|考核|征求|规划|公示|培训|评估|普查|任期|有效期|试用|督查|审计|整改")
_WHOLE_YEAR_WORDS = re.compile("(?:一年来|过去一年|全年|本年度?|年内|自|在|于)?[，（]?(?:自|从|即)?")


def wrong_periods(passage: Passage, year: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each period that is given as the report's but is not the calendar year."""
    for match in _RANGE.finditer(passage.text):
        if _is_wrong_period(passage, match, year):
            yield match.span()


def _is_wrong_period(passage: Passage, match: re.Match[str], year: int) -> bool:
    """Return whether the dates are given as the report's period but differ from it."""
    low, high = passage.sentence_at(match.start())
    first = (int(match["y1"]), int(match["m1"]), int(match["d1"]))
    last = (int(match["y2"] or match["y1"]), int(match["m2"]), int(match["d2"]))
    if (first, last) == ((year, 1, 1), (year, 12, 31)) or passage.matches.last(_OTHER_MATTERS, low, high):
        return False
    is_whole_year = first == (last[0], 1, 1) and last[1:] == (12, 31)
    if passage.matches.last(_REPORT_WORDS, low, match.start()):
        return True
    return is_whole_year and _WHOLE_YEAR_WORDS.fullmatch(passage.text, low, match.start()) is not None
