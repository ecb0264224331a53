"""Percentages that can be worked out from the sentence or the table (narrative.share)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.narrative.claims import APPLICATIONS, Reader
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.readings import Meaning, readings
from generator.checks.narrative.sums import DIFFERENCE
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.model.report import plain_number

_NOT_COUNTED = frozenset({"%", "年", "月", "日", "个百分点", "个工作日", "个月", ""})
_BRIEF = 4
_HUNDRED = Decimal(100)
_SHARE = re.compile(
    "(?P<how>占(?:(?:全部|总)?(?P<of>(?:申请|办结|答复|受理|收到)(?:申请)?))?比?(?:总数|总量|总件数|全部|件数|数|量)?的?(?:为|达)?|(?P<name>[^，。；、（0-9]{2,8})(?:所占)?比例(?:为|是|达)?)$"
)
_CHANGE = re.compile("(?:(?P<up>增长|上升|增加|上涨|增幅为?)|下降|减少|降低|回落|降幅为?)(?:了|达)?$")
_RISEN = re.compile(
    "(?:增至|增加到|增加至|增长到|增长至|上升到|上升至|升至|减至|减少到|减少至|降至|下降到|下降至|降到)"
)
_IS_PART = re.compile("[，（]?占")
_EARLIER = re.compile("(?:由|从|较|比|相较于?|与)[^，。；0-9]{0,12}(?:[0-9]{4}年度?)?[^，。；0-9]{0,12}$")


@dataclass(frozen=True)
class Division:
    """A way of working out a percentage: part of whole, in words and numbers."""

    part: Decimal
    whole: Decimal

    @property
    def percent(self) -> Decimal:
        """The percentage."""
        return self.part / self.whole * _HUNDRED


def check_shares(
    subject: Subject, reader: Reader, numbers: Sequence[Number], wrong: Collection[Number]
) -> Iterator[Problem]:
    """A question for each percentage that no reading of its sentence or of the table gives."""
    for index, number in enumerate(numbers):
        if number.unit != "%" or number.rough:
            continue
        low, high = reader.passage.sentence_at(number.start)
        if any(low <= each.start < high for each in wrong):
            continue
        before = [each for each in numbers[:index] if each.unit not in _NOT_COUNTED]
        divisions = list(_divisions(subject, reader, number, before))
        if divisions and not any(abs(each.percent - number.value) < number.step for each in divisions):
            yield _problem(subject, reader.passage, number, divisions[0])


def _problem(subject: Subject, passage: Passage, number: Number, division: Division) -> Problem:
    start = max(passage.text.rfind(mark, 0, number.start) for mark in "，。；：（") + 1
    if number.start - start < _BRIEF:
        start = max(passage.text.rfind(mark, 0, start - 1) for mark in "，。；：") + 1
    worked = f"{plain_number(abs(division.part))} ÷ {plain_number(division.whole)}"
    right = f"{plain_number(round(abs(division.percent), 1))}%{'，但方向相反' if division.part < 0 else ''}"
    advice = "请核对百分比。"
    message = f"{passage.where}写“{passage.quoted(start, number.end)}”，按 {worked} 计算约为 {right}。{advice}"
    return Problem(passage.at(subject, number.start), "warning", "narrative.share", message, advice=advice)


def _divisions(subject: Subject, reader: Reader, number: Number, before: list[Number]) -> Iterator[Division]:
    """Every way in which the percentage may have been worked out; none where nothing certain is said."""
    low, _ = reader.passage.sentence_at(number.start)
    left = reader.passage.text[low : number.start]
    if match := _CHANGE.search(left):
        counted = [each for each in before if each.start >= low]
        yield from _changes(reader.passage, counted, match["up"] is not None)
        yield from _change_told_behind(reader, number, counted, match["up"] is not None)
    elif match := _SHARE.search(left):
        if not left.endswith(f"约{match[0]}"):
            yield from _shares(subject, reader, low + match.start(), match, before)
    elif number.value != _HUNDRED:  # a full rate may count only what was due
        yield from _rates(subject, reader, number)


def _changes(passage: Passage, before: list[Number], rises: bool) -> Iterator[Division]:
    """The change from an earlier year's figure to this year's, where the sentence gives both."""
    text = passage.text
    counted = [each for each in before if not DIFFERENCE.search(text, each.start - 4, each.start)]
    if len(counted) < 2 or counted[-1].unit != counted[-2].unit:
        return
    first, second = counted[-2:]
    low, _ = passage.sentence_at(first.start)
    between = text[first.end : second.start]
    if _RISEN.search(between) and _EARLIER.search(text[low : first.start]):
        earlier, later = first, [second]
    elif _EARLIER.search(between):
        earlier, later = second, counted[:-1]
    else:
        return
    if earlier.value and not any(each.rough for each in (earlier, *later)):
        for each in reversed(later):
            change = each.value - earlier.value
            yield Division(change if rises else -change, earlier.value)


def _change_told_behind(reader: Reader, number: Number, before: list[Number], rises: bool) -> Iterator[Division]:
    """The change from the last year's figure where that stands behind the percentage: 同比下降25%（2023年48件）."""
    last = f"(?:上一?年度?|去年|{reader.scope.year - 1}年度?)(?:同期)?"
    words = rf"[，（]{last}(?:收到|新收|受理|申请|共|为|是)*(?P<digits>[0-9]+)(?P<unit>[件条宗份])(?=[，。；）])"
    match = re.compile(words).match(reader.passage.text, number.end)
    if not match or not int(match["digits"]):
        return
    earlier = Decimal(match["digits"])
    for each in reversed([each for each in before if each.unit == match["unit"] and not each.rough]):
        change = each.value - earlier
        yield Division(change if rises else -change, earlier)


def _shares(
    subject: Subject, reader: Reader, place: int, words: re.Match[str], before: list[Number]
) -> Iterator[Division]:
    """The last number (and those listed with it) of each larger one before it, or a figure the words before name."""
    name = words["name"]
    low, _ = reader.passage.sentence_at(place)
    bases = [reading.value for reading in readings(subject, reader.book.bases) if reading.value]
    if words["of"] in ("办结", "办结申请", "答复", "答复申请"):
        bases.reverse()
    part = before[-1] if before and before[-1].start >= low else None
    if part is None or not _stands_for(reader.passage, part, place, name):
        named = reader.named_at(place) if name is None else ()
        yield from _of_the_table(subject, named, reader.book.bases)
        return
    alike = [each for each in before if each.unit == part.unit and not each.rough]
    larger = [each for each in alike if each.value > part.value and not _IS_PART.match(reader.passage.text, each.end)]
    if part.rough or not (_is_of_ours(reader, part, place, words) or any(each.start >= low for each in larger)):
        return
    listed = [each.value for each in alike[-4:]]
    parts = [sum(listed[-count:], Decimal(0)) for count in range(1, len(listed) + 1)]
    wholes = [each.value for each in reversed(larger)]
    yield from (Division(each, whole) for each in parts for whole in [*wholes, *bases])


def _is_of_ours(reader: Reader, part: Number, place: int, words: re.Match[str]) -> bool:
    """Whether the share is said to be of the applications of the year (占办结总数), which the table has."""
    if not words["of"] or not reader.is_about_us(part.start, place):
        return False
    topic = reader.topic_at(place)
    return topic == APPLICATIONS or (topic is None and bool(reader.named_at(part.start)))


def _stands_for(passage: Passage, part: Number, place: int, name: str | None) -> bool:
    """Whether the share is said of the number: right behind it, or under the name that stands before it."""
    between = passage.text[part.end : place]
    if name is None:
        return between in ("", "，", "（", "，共", "的", "申请，")
    return between == "，" and passage.text[: part.start].endswith(name)


def _rates(subject: Subject, reader: Reader, number: Number) -> Iterator[Division]:
    """A rate the table gives, such as that of applications answered."""
    low, _ = reader.passage.sentence_at(number.start)
    for rate in reader.book.rates:
        match = rate.words.search(reader.passage.text, low, number.start)
        if match and reader.topic_at(match.start()) == APPLICATIONS and reader.is_about_us(match.start(), number.start):
            yield from _of_the_table(subject, rate.parts, rate.wholes)


def _of_the_table(subject: Subject, parts: Iterable[Meaning], wholes: Iterable[Meaning]) -> Iterator[Division]:
    bases = [reading.value for reading in readings(subject, tuple(wholes)) if reading.value]
    for part in readings(subject, tuple(parts)):
        yield from (Division(part.value, base) for base in bases)
