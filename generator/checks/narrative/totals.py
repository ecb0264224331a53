"""Find totals stated after their parts: 动态305条、公告188条、解读42条，三项合计535条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.narrative.numbers import UNITS_NOT_COUNTED, Number, chinese_number
from generator.checks.narrative.passages import Passage

REMARK = re.compile("，占[^，；）]*）?|（[^）]*）")
"""Words after a number that belong to it and separate no parts."""

_CHANGES = tuple(f"{word}{end}" for word in ["增加", "下降", "上升", "增", "减", "多", "少"] for end in ("", "了"))
_CLOSING = re.compile(
    "[，；、（）](?:以上|上述)?(?:(?P<count>[二两三四五六七八九十]|[0-9]+)[一-鿿]{1,6}?)?(?:全年|本年度?|年内)?"
    "(?:(?:[一-鿿]{1,6}[与和及][一-鿿]{1,6})?(?P<sum>合计|总计|总共|共计)|共(?!有)|累计)(?P<object>[^，；：、（）0-9]{0,12})$"
)
_MAX_CLOSING_CHARS = 32
_FILLER = re.compile("[了为是达的有]")
_ANY_ITEM = re.compile("^(?:公开|发布|推送)?(?:政府|各类|政务)?信息$")
"""What the parts are anyway, whatever their kinds are called."""

_SEPARATED = re.compile("[^，；：、0-9]{0,6}[，、；和及](?:(?!其中|包括|包含)[^：])*")
_REST_OF_PART = re.compile("[^，；：、0-9]{0,6}")
_PART_OF_ANOTHER = re.compile(
    "[0-9][^0-9]*(?:其中|包括|包含)[^，；：0-9]*[，：]?[^，；：0-9]*$|（(?:包?含|包括|其中)[^，；：0-9]*$"
)
_OVERLAP = re.compile(
    "去重|重复|剔除|扣除|减去|减少|撤|注销|关停|交叉|同步|同时(?:涉及|属于|发布|推送)|[一二三]季度(?!.*(?:四季度|下半年))"
)
_MAX_RUN_CHARS = 400
_MAX_PARTS = 12
"""Longer runs are no list that an author adds up; all their subsets would take too long to try."""


@dataclass(frozen=True)
class Listing:
    """A total and its parts; `complete` says that no part is missing, `exact` that none of those listed is no part."""

    total: Number
    parts: tuple[Number, ...]
    complete: bool
    exact: bool = False


def is_difference(text: str, number: Number) -> bool:
    """Return whether the number states by how much a figure changed."""
    return text.endswith(_CHANGES, 0, number.start)


def totals_after_parts(passage: Passage, numbers: Sequence[Number]) -> Iterator[Listing]:
    """Yield each total with the parts listed before it in its sentence, if it counts the same things."""
    text = passage.text
    for index, total in enumerate(numbers):
        if total.unit in UNITS_NOT_COUNTED or total.rough:
            continue
        low = max(passage.sentence_at(total.start)[0], total.start - _MAX_RUN_CHARS)
        closing = _CLOSING.search(text, max(low, total.start - _MAX_CLOSING_CHARS), total.start)
        if closing is None or _OVERLAP.search(text, low, total.start):
            continue
        run = numbers[max(0, index - 2 * _MAX_PARTS) : index]
        parts = _parts_before(text, low, closing.start(), [each for each in run if each.end <= closing.start()], total)
        if not 2 <= len(parts) <= _MAX_PARTS or any(part.rough for part in parts):
            continue
        if _counts_the_same(closing, text[low : closing.start()]):
            exact = closing["count"] is not None and _count(closing["count"]) == len(parts)
            yield Listing(total, tuple(parts), complete=True, exact=exact)


def _parts_before(text: str, low: int, end: int, numbers: Sequence[Number], total: Number) -> list[Number]:
    """Return the numbers in the total's unit that are listed one after the other up to `end`."""
    parts: list[Number] = []
    following = end
    for number in reversed(numbers):
        if number.start < low:
            break
        in_brackets = text.rfind("（", low, number.start) > text.rfind("）", low, number.start)
        if number.unit in UNITS_NOT_COUNTED or is_difference(text, number):
            continue
        if in_brackets and text.find("）", number.end, end) >= 0:
            continue
        gap = REMARK.sub("", text[number.end : following])
        if number.unit != total.unit or not (_SEPARATED if parts else _REST_OF_PART).fullmatch(gap):
            break
        parts.append(number)
        following = number.start
    return [] if _is_part_of_another(text, low, following) else parts[::-1]


def _is_part_of_another(text: str, low: int, start: int) -> bool:
    """Return whether the words before the first part say that the parts belong to an earlier total."""
    return _PART_OF_ANOTHER.search(text[low:start]) is not None


def _counts_the_same(closing: re.Match[str], before: str) -> bool:
    """Return whether the words between 合计 and the total are none, or repeat those of the parts.

    共 and 累计 often begin another statement, so all their words have to be repeated; of those after 合计 the noun.
    """
    thing = _FILLER.sub("", closing["object"])
    return (thing[-2:] if closing["sum"] else thing) in before or (
        closing["sum"] is not None and _ANY_ITEM.search(thing) is not None
    )


def _count(digits: str) -> int:
    """Return 三 or 3 as 3."""
    return int(digits) if digits.isdecimal() and digits.isascii() else chinese_number(digits)
