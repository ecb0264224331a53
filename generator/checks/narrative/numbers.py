"""Find numbers in a text: Arabic and Chinese digits, 万 and 亿, the unit, and whether the number is only rough."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.checks.narrative.passages import DIGIT_SEPARATOR, Passage

_UNIT = (
    "件次|场次|人次|家次|块次|批次|户次|个百分点|个工作日|个月|件|宗|起|例|条|份|项|个|笔|元|%|年|月|日"
    "|次|名|人|户|家|篇|期|场|处|批|幅|部|类"
)
_TAIL = rf"(?P<more>余|多)?(?P<unit>{_UNIT})?"
_ARABIC = re.compile(rf"[0-9]+(?:{DIGIT_SEPARATOR}[0-9]{{3}})*(?:\.[0-9]+)?(?P<scale>[万亿])?{_TAIL}")
_MAX_CHINESE_DIGITS = 12
"""Longest number read in Chinese digits (九千九百九十九 has 7); longer runs are no number."""

_CHINESE = re.compile(
    rf"(?<![零一二两三四五六七八九十百千])[零一二两三四五六七八九十百千]{{1,{_MAX_CHINESE_DIGITS}}}(?P<scale>(?=[件宗起例条份项笔])){_TAIL}"
)
_ROUGH_BEFORE = re.compile("(?:约|近|超过?|逾|不到|不足|至少|最多|上限|突破|平均|每|第|[0-9][至到~～—-])$")
_ROUGH_AFTER = re.compile("以上|以内|以下|左右|上下|多|余|[至到~～—-][0-9]")
_LAST_CHARS_BEFORE, _FIRST_CHARS_AFTER = (
    frozenset("约近超过逾到足少多限破均每第至~～—-"),
    frozenset("以左上多余至到~～—-"),
)
_SCALE = {None: 1, "": 1, "万": 10**4, "亿": 10**8}
_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2} | {
    digit: n for n, digit in enumerate("三四五六七八九", 3)
}
_PLACES = {"十": 10, "百": 100, "千": 1000}


UNITS_NOT_COUNTED = frozenset({"", "%", "年", "月", "日", "个月", "个工作日", "个百分点"})
"""Units of numbers that count nothing which could be added up or divided."""


class Number(NamedTuple):
    """A number in a passage: its digits from `start` to `digits_end`, its unit up to `end`."""

    start: int
    digits_end: int
    end: int
    digits: str
    scale: int
    unit: str
    rough: bool

    @property
    def value(self) -> Decimal:
        """The value, in the number's unit."""
        return _value(self.digits, self.scale)

    @property
    def step(self) -> Decimal:
        """The place value of the last digit: 1,000 for 18.6万."""
        point = self.digits.partition(".")[2]
        return Decimal(self.scale).scaleb(-len(point))


@lru_cache(maxsize=4_096)
def _value(digits: str, scale: int) -> Decimal:
    """Return the value of the digits; numbers of lists are asked for theirs again and again."""
    if digits[0] in _DIGITS or digits[0] in _PLACES:
        return Decimal(chinese_number(digits))
    return Decimal(digits.replace(DIGIT_SEPARATOR, "")) * scale


def numbers_in(passage: Passage) -> list[Number]:
    """Return the numbers of the passage in order."""
    text = passage.text
    found = [_number(match, text) for match in _ARABIC.finditer(text)]
    if chinese := [_number(match, text) for match in _CHINESE.finditer(text)]:
        found = sorted(found + chinese)
    return found


def _number(match: re.Match[str], text: str) -> Number:
    start, end = match.span()
    scale, more, unit = match.groups()
    digits_end = match.start("scale" if scale else "more" if more else "unit") if scale or more or unit else end
    before = text[start - 1 : start] in _LAST_CHARS_BEFORE and _ROUGH_BEFORE.search(text, max(0, start - 2), start)
    after = text[end : end + 1] in _FIRST_CHARS_AFTER and _ROUGH_AFTER.match(text, end)
    rough = bool(more or before or after)
    return Number(start, digits_end, end, text[start:digits_end], _SCALE[scale], unit or "", rough)


def chinese_number(text: str) -> int:
    """Return 三百零五 as 305 and 二〇二四 as 2024."""
    if not any(char in _PLACES for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
