"""Check percentages that can be worked out from their sentence or the tables (narrative.share)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from generator.checks.narrative.claims import Reader
from generator.checks.narrative.growth import HUNDRED, Division, change_before, changes
from generator.checks.narrative.named_shares import named_shares, share_of_number
from generator.checks.narrative.numbers import UNITS_NOT_COUNTED, Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.readings import Meaning, readings
from generator.checks.narrative.topics import APPLICATIONS
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.model.report import plain_number
from generator.sources.declared import NARRATIVE_SHARE

_MIN_QUOTE_CHARS = 4
_MAX_CHARS_BACK = 80
_MAX_NUMBERS_BACK = 60
"""Numbers before a share that it may have been worked out from; no sentence has more of one list."""

_MAX_LISTED_CHARS = 300
_MAX_LISTED_NUMBERS = 20
_MAX_LISTED_PARTS = 4
_BASE_WORDS = (
    "(?:全部|所有|本年度?|全年|当年|[我本]局|全[县市区州省镇乡]|新收|新增|接收|已|处理|的|(?:政府)?信息公开|依申请公开"
    "|公开|总)*"
)
_SHARE = re.compile(
    f"(?P<how>占(?P<of>{_BASE_WORDS}(?:(?:申请|办结|答复|受理|收到|办理){_BASE_WORDS})+)?"
    "(?:总数|总量|总件数|全部|数|量|件|比)*的?(?:比例|比重)?(?:为|达)?"
    "|占(?P<base>(?!全[县市区省国州])[^，；、（0-9]{2,8}?)总?[数量件]{1,2}的?(?:比例|比重)?(?:为|达)?"
    "|(?P<name>[^，]{2,8}?)(?:所占)?比例(?:为|是|达)?"
    "|[，；、](?P<done>(?!..?(?:办结|答复)|重点|按|及时)[一-鿿]{2,4})[率度](?:为|是|达|达到)?)$"
)
_CONCLUDED = re.compile("办结|答复")
_REQUESTS = "申请"
_OF_REQUESTS = ("办结", "答复")
_CARRIED = re.compile("结转|上年|去年")
_LISTED = re.compile("其中|：|包括")
_IS_SHARE = re.compile("[，（]?占")


def check_shares(
    subject: Subject, reader: Reader, numbers: Sequence[Number], wrong: Collection[Number]
) -> Iterator[Problem]:
    """Yield a warning for each percentage that no division of figures in its sentence or the tables gives."""
    skipped = {reader.passage.sentence_at(each.start)[0] for each in wrong}
    for index, number in enumerate(numbers):
        if number.unit != "%" or number.rough:
            continue
        low, _ = reader.passage.sentence_at(number.start)
        if low in skipped:
            continue
        near = numbers[max(0, index - _MAX_NUMBERS_BACK) : index]
        before = [each for each in near if each.unit not in UNITS_NOT_COUNTED]
        divisions = list(_divisions(subject, reader, number, before))
        if divisions and not any(abs(each.percent - number.value) < number.step for each in divisions):
            yield _problem(subject, reader.passage, number, divisions[0])


def _problem(subject: Subject, passage: Passage, number: Number, division: Division) -> Problem:
    start = passage.clause_start("，。；：（", 0, number.start)
    if number.start - start < _MIN_QUOTE_CHARS:
        start = passage.clause_start("，。；：", 0, max(0, start - 1))
    worked = f"{plain_number(abs(division.part))} ÷ {plain_number(division.whole)}"
    right = f"{plain_number(round(abs(division.percent), 1))}%{'，但方向相反' if division.part < 0 else ''}"
    finding = f"{passage.label}写“{passage.as_shown(start, number.end)}”，按 {worked} 计算约为 {right}。"
    return NARRATIVE_SHARE.at(passage.position(subject, number.start), finding, "请核对百分比。")


def _divisions(subject: Subject, reader: Reader, number: Number, before: list[Number]) -> Iterator[Division]:
    """Yield every way in which the percentage may have been worked out; none if that is uncertain."""
    low, _ = reader.passage.sentence_at(number.start)
    reach = max(low, number.start - _MAX_CHARS_BACK)
    left = reader.passage.text[reach : number.start]
    rises = change_before(left)
    if rises is not None:
        yield from changes(reader, number, [each for each in before if each.start >= low], rises)
    elif left.endswith("的") and before and before[-1].end + 1 == number.start:
        yield from share_of_number(reader.passage, before)
    elif match := _SHARE.search(left):
        if left.endswith(f"约{match[0]}"):
            return
        if match["done"] in _OF_REQUESTS and _is_rate_of_requests(reader, reach + match.start(), low):
            yield from _rates(subject, reader, number) if number.value != HUNDRED else ()
        elif match["base"] or match["done"]:
            yield from named_shares(reader.passage, reach + match.start(), match, before)
        else:
            yield from _shares(subject, reader, reach + match.start(), match, before)
    elif left.endswith("（") and before and before[-1].end == number.start - 1:
        if reader.passage.text.startswith("）", number.end) and number.value != HUNDRED:
            yield from _share_in_brackets(subject, reader, before, low)
    elif number.value != HUNDRED:  # 100% may refer only to the requests due
        yield from _rates(subject, reader, number)


def _shares(
    subject: Subject, reader: Reader, index: int, words: re.Match[str], before: list[Number]
) -> Iterator[Division]:
    """Yield the last number, alone or added to numbers listed before it, divided by each larger number or table total.

    If the share refers to no such number, yield the shares of the table figure that the words before `index` name.
    """
    name = words["name"]
    low, _ = reader.passage.sentence_at(index)
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
        _is_share_of_applications(subject, reader, part, index, words) or any(each.start >= low for each in larger)
    ):
        return
    named = reader.book.bases[-1:] if words["of"] and _CONCLUDED.search(words["of"]) else reader.book.bases
    bases = [reading.value for reading in readings(subject, named) if reading.value]
    listed = [each.value for each in same_unit[-_MAX_LISTED_PARTS:]]
    parts = [sum(listed[-count:], Decimal(0)) for count in range(1, len(listed) + 1)]
    wholes = [each.value for each in reversed(larger)]
    yield from (Division(each, whole) for each in parts for whole in [*wholes, *bases])


def _share_in_brackets(subject: Subject, reader: Reader, before: list[Number], low: int) -> Iterator[Division]:
    """Yield the shares that 14件（70%） may state: of a number it is listed under, or of all requests."""
    part, text = before[-1], reader.passage.text
    if part.rough:
        return
    low = max(low, part.start - _MAX_LISTED_CHARS)
    for each in reversed(before[-_MAX_LISTED_NUMBERS - 1 : -1]):
        is_listed = each.start >= low and _LISTED.search(text, each.end, part.start) is not None
        if each.unit == part.unit and each.value > part.value and is_listed and not each.rough:
            yield Division(part.value, each.value)
    if _is_part_of_requests(subject, reader, part):
        yield from (Division(part.value, each.value) for each in readings(subject, reader.book.bases) if each.value)


def _is_share_of_applications(subject: Subject, reader: Reader, part: Number, index: int, words: re.Match[str]) -> bool:
    """Return whether the share is one of the year's requests (占办结总数), whose number is in the tables."""
    base = words["of"] or _base_before(reader.passage, index)
    if not base and words["name"] is None:
        return _is_part_of_requests(subject, reader, part)
    if not base or not reader.is_in_scope(part.start, index):
        return False
    topic = reader.context.topic_at(index)
    is_named = _REQUESTS in base or bool(reader.meanings_before(part.start))
    return topic == APPLICATIONS or (topic is None and is_named)


def _is_rate_of_requests(reader: Reader, index: int, low: int) -> bool:
    """Return whether a rate of items dealt with is one of requests, or of more than its sentence counts."""
    is_carried = reader.passage.matches.last(_CARRIED, low, index) is not None
    return is_carried or reader.context.topic_at(index) == APPLICATIONS


def _is_part_of_requests(subject: Subject, reader: Reader, part: Number) -> bool:
    """Return whether the number states a figure of the table of requests other than a total."""
    meanings = reader.meanings_before(part.start)
    if not meanings or reader.context.topic_at(part.start) not in (APPLICATIONS, None):
        return False
    stated, totals = readings(subject, meanings), readings(subject, reader.book.bases)
    return not set(meanings) & set(reader.book.bases) and {each.sections for each in stated} == {
        each.sections for each in totals
    }


def _base_before(passage: Passage, index: int) -> str:
    """Return the base of the share before this one in the sentence, which also holds for this: 占总数的15%，…占25%."""
    low = max(passage.sentence_at(index)[0], index - _MAX_CHARS_BACK)
    sign = passage.text.rfind("%", low, index)
    match = _SHARE.search(passage.text[low:sign].rstrip("0123456789.")) if sign >= 0 else None
    return (match["of"] if match else "") or ""


def _refers_to(passage: Passage, part: Number, index: int, name: str | None) -> bool:
    """Return whether the share refers to the number: directly after it, or by the name that precedes it."""
    between = passage.text[part.end : index]
    if name is None:
        return between in ("", "，", "、", "（", "，共", "的", "申请，")
    return between == "，" and passage.text[: part.start].endswith(name)


def _rates(subject: Subject, reader: Reader, number: Number) -> Iterator[Division]:
    """Yield the divisions for rates that follow from the tables, such as the rate of requests answered."""
    low, _ = reader.passage.sentence_at(number.start)
    for rate in reader.book.rates:
        match = rate.words.search(reader.passage.text, max(low, number.start - _MAX_CHARS_BACK), number.start)
        if (
            match
            and reader.context.topic_at(match.start()) == APPLICATIONS
            and reader.is_in_scope(match.start(), number.start)
        ):
            yield from _table_divisions(subject, rate.parts, rate.wholes)


def _table_divisions(subject: Subject, parts: Iterable[Meaning], wholes: Iterable[Meaning]) -> Iterator[Division]:
    if found := readings(subject, tuple(parts)):
        bases = [reading.value for reading in readings(subject, tuple(wholes)) if reading.value]
        yield from (Division(part.value, base) for part in found for base in bases)
