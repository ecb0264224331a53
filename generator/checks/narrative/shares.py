"""Check percentages that can be worked out from their sentence or the tables (narrative.share)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.narrative.claims import APPLICATIONS, Reader
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.readings import Meaning, readings
from generator.checks.narrative.sums import is_difference
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.model.report import plain_number

_UNITS_NOT_COUNTED = frozenset({"%", "年", "月", "日", "个百分点", "个工作日", "个月", ""})
_MIN_QUOTE_CHARS = 4
_MAX_LISTED_PARTS = 4
_HUNDRED = Decimal(100)
_SHARE = re.compile(
    "(?P<how>占(?:(?:全部|总)?(?P<of>(?:申请|办结|答复|受理|收到)(?:申请)?))?比?(?:总数|总量|总件数|全部|件数|数|量)?的?(?:为|达)?|(?P<name>[^，。；、（0-9]{2,8})(?:所占)?比例(?:为|是|达)?)$"
)
_CHANGE = re.compile("(?:(?P<up>增长|上升|增加|上涨|增幅为?)|下降|减少|降低|回落|降幅为?)(?:了|达)?$")
_CHANGED_TO = re.compile(
    "(?:增至|增加到|增加至|增长到|增长至|上升到|上升至|升至|减至|减少到|减少至|降至|下降到|下降至|降到)"
)
_IS_SHARE = re.compile("[，（]?占")
_COMPARED_WITH = re.compile("(?:由|从|较|比|相较于?|与)[^，。；0-9]{0,12}(?:[0-9]{4}年度?)?[^，。；0-9]{0,12}$")


@dataclass(frozen=True)
class Division:
    """A way of working out a percentage: a part divided by a whole."""

    part: Decimal
    whole: Decimal

    @property
    def percent(self) -> Decimal:
        """The percentage."""
        return self.part / self.whole * _HUNDRED


def check_shares(
    subject: Subject, reader: Reader, numbers: Sequence[Number], wrong: Collection[Number]
) -> Iterator[Problem]:
    """Yield a warning for each percentage that no division of figures in its sentence or the tables gives."""
    for index, number in enumerate(numbers):
        if number.unit != "%" or number.rough:
            continue
        low, high = reader.passage.sentence_at(number.start)
        if any(low <= each.start < high for each in wrong):
            continue
        before = [each for each in numbers[:index] if each.unit not in _UNITS_NOT_COUNTED]
        divisions = list(_divisions(subject, reader, number, before))
        if divisions and not any(abs(each.percent - number.value) < number.step for each in divisions):
            yield _problem(subject, reader.passage, number, divisions[0])


def _problem(subject: Subject, passage: Passage, number: Number, division: Division) -> Problem:
    start = max(passage.text.rfind(mark, 0, number.start) for mark in "，。；：（") + 1
    if number.start - start < _MIN_QUOTE_CHARS:
        start = max(passage.text.rfind(mark, 0, start - 1) for mark in "，。；：") + 1
    worked = f"{plain_number(abs(division.part))} ÷ {plain_number(division.whole)}"
    right = f"{plain_number(round(abs(division.percent), 1))}%{'，但方向相反' if division.part < 0 else ''}"
    advice = "请核对百分比。"
    message = f"{passage.label}写“{passage.as_shown(start, number.end)}”，按 {worked} 计算约为 {right}。{advice}"
    return Problem(passage.position(subject, number.start), "warning", "narrative.share", message, advice=advice)


def _divisions(subject: Subject, reader: Reader, number: Number, before: list[Number]) -> Iterator[Division]:
    """Yield every way in which the percentage may have been worked out; none if that is uncertain."""
    low, _ = reader.passage.sentence_at(number.start)
    left = reader.passage.text[low : number.start]
    if match := _CHANGE.search(left):
        counted, rises = [each for each in before if each.start >= low], match["up"] is not None
        yield from _changes(reader.passage, counted, rises)
        yield from _change_from_figure_behind(reader, number, counted, rises)
    elif match := _SHARE.search(left):
        if not left.endswith(f"约{match[0]}"):
            yield from _shares(subject, reader, low + match.start(), match, before)
    elif number.value != _HUNDRED:  # 100% may refer only to the requests due
        yield from _rates(subject, reader, number)


def _changes(passage: Passage, before: list[Number], rises: bool) -> Iterator[Division]:
    """Yield the change from an earlier year's figure to this year's if the sentence states both."""
    text = passage.text
    counted = [each for each in before if not is_difference(text, each)]
    if len(counted) < 2 or counted[-1].unit != counted[-2].unit:
        return
    first, second = counted[-2:]
    low, _ = passage.sentence_at(first.start)
    between = text[first.end : second.start]
    if _CHANGED_TO.search(between) and _COMPARED_WITH.search(text[low : first.start]):
        earlier, later = first, [second]
    elif _COMPARED_WITH.search(between):
        earlier, later = second, counted[:-1]
    else:
        return
    if earlier.value and not any(each.rough for each in (earlier, *later)):
        for each in reversed(later):
            change = each.value - earlier.value
            yield Division(change if rises else -change, earlier.value)


def _change_from_figure_behind(reader: Reader, number: Number, before: list[Number], rises: bool) -> Iterator[Division]:
    """Yield the change from last year's figure if it follows the percentage: 同比下降25%（2023年48件）."""
    last_year = f"(?:上一?年度?|去年|{reader.scope.year - 1}年度?)(?:同期)?"
    words = rf"[，（]{last_year}(?:收到|新收|受理|申请|共|为|是)*(?P<digits>[0-9]+)(?P<unit>[件条宗份])(?=[，。；）])"
    match = re.compile(words).match(reader.passage.text, number.end)
    if not match or not int(match["digits"]):
        return
    earlier = Decimal(match["digits"])
    for each in reversed([each for each in before if each.unit == match["unit"] and not each.rough]):
        change = each.value - earlier
        yield Division(change if rises else -change, earlier)


def _shares(
    subject: Subject, reader: Reader, index: int, words: re.Match[str], before: list[Number]
) -> Iterator[Division]:
    """Yield the last number, alone or added to numbers listed before it, divided by each larger number or table total.

    If the share refers to no such number, yield the shares of the table figure that the words before `index` name.
    """
    name = words["name"]
    low, _ = reader.passage.sentence_at(index)
    bases = [reading.value for reading in readings(subject, reader.book.bases) if reading.value]
    if words["of"] in ("办结", "办结申请", "答复", "答复申请"):
        bases.reverse()
    part = before[-1] if before and before[-1].start >= low else None
    if part is None or not _refers_to(reader.passage, part, index, name):
        named = reader.meanings_before(index) if name is None else ()
        yield from _table_divisions(subject, named, reader.book.bases)
        return
    same_unit = [each for each in before if each.unit == part.unit and not each.rough]
    larger = [
        each for each in same_unit if each.value > part.value and not _IS_SHARE.match(reader.passage.text, each.end)
    ]
    if part.rough or not (
        _is_share_of_applications(reader, part, index, words) or any(each.start >= low for each in larger)
    ):
        return
    listed = [each.value for each in same_unit[-_MAX_LISTED_PARTS:]]
    parts = [sum(listed[-count:], Decimal(0)) for count in range(1, len(listed) + 1)]
    wholes = [each.value for each in reversed(larger)]
    yield from (Division(each, whole) for each in parts for whole in [*wholes, *bases])


def _is_share_of_applications(reader: Reader, part: Number, index: int, words: re.Match[str]) -> bool:
    """Return whether the share is one of the year's requests (占办结总数), whose number is in the tables."""
    if not words["of"] or not reader.is_in_scope(part.start, index):
        return False
    topic = reader.topic_at(index)
    return topic == APPLICATIONS or (topic is None and bool(reader.meanings_before(part.start)))


def _refers_to(passage: Passage, part: Number, index: int, name: str | None) -> bool:
    """Return whether the share refers to the number: directly after it, or by the name that precedes it."""
    between = passage.text[part.end : index]
    if name is None:
        return between in ("", "，", "（", "，共", "的", "申请，")
    return between == "，" and passage.text[: part.start].endswith(name)


def _rates(subject: Subject, reader: Reader, number: Number) -> Iterator[Division]:
    """Yield the divisions for rates that follow from the tables, such as the rate of requests answered."""
    low, _ = reader.passage.sentence_at(number.start)
    for rate in reader.book.rates:
        match = rate.words.search(reader.passage.text, low, number.start)
        if match and reader.topic_at(match.start()) == APPLICATIONS and reader.is_in_scope(match.start(), number.start):
            yield from _table_divisions(subject, rate.parts, rate.wholes)


def _table_divisions(subject: Subject, parts: Iterable[Meaning], wholes: Iterable[Meaning]) -> Iterator[Division]:
    bases = [reading.value for reading in readings(subject, tuple(wholes)) if reading.value]
    for part in readings(subject, tuple(parts)):
        yield from (Division(part.value, base) for base in bases)
