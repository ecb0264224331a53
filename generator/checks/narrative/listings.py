"""Find totals stated before their parts: 公开信息396条，其中政策28条、动态211条、公告95条、其他62条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import PhraseBook
from generator.checks.narrative.totals import REMARK, Listing, is_difference

_COMPLETE_LIST = re.compile(
    "[^，；（]{0,8}：|，?从申请的?(?:方式|渠道|途径|形式|主体|人).{0,4}看[，：]|[，（]?(?:其中)?分别"
    "|[，（]?(?:共|主要)?分[一-鿿]{0,7}：|[^，；]{0,8}[，。]按.{1,10}(?:分[类别为布]?|统计)[，：]"
)
_PARTIAL_LIST = re.compile("[^，；]{0,8}，?(?:其中|包括|包含|（)")
_ET_CETERA = re.compile("[^，。；、]{0,3}等")
_SEPARATORS = "、，；"
_MAX_NUMBERS = 40
"""Numbers read after a total. Nothing is concluded from a longer list, so a text that is one list takes linear time."""

_CACHED_GAPS = 4_096
"""Words between two numbers that are remembered: neighbouring totals read the same list."""

_MAX_REST_CHARS, _MAX_NAME_CHARS = 80, 12
_NOT_A_PART = re.compile(
    "共|合计|总计|另|均|已|全|其余|上年|去年|连同|加上|应|结转|同比|较|比|办结|答复|受理|收到|新增|更新|发布|推送|转发|召开|开展|组织|举办"
    "|完成|制作|接待|公开|累计|目前|并|还|同时|涉及|通过|整改|采纳|点击|阅读|浏览|访问|培训|参训"
)
_CHANNELS = re.compile("网站|微信|微博|公众号|客户端|新媒体|公告栏|公示栏|公开栏|平台|报纸|电视|电台|广播|抖音|头条")
_ASPECT = re.compile("涉(?!密)")
"""The word that names what an item is about; one item may be about two things."""

_REMAINDER = re.compile("(?:其余|余下|剩余|另外)(?:的|有)?")
_NEXT_SENTENCE = re.compile("。(?=其中|包括|包含|按)")
_NAME_LEAD = re.compile("^[。（]?(?:其中|包括|包含)?[，：]?")
_STATEMENT = re.compile("更新|转发|均|办结|答复|按期|按时|及时|通过|以上|以下")
_LEVEL = re.compile("[国部省市州县区乡镇]")
_LEVEL_AGENCY = re.compile("[县市区州乡镇].*(?:政府|部门|单位|机关|级)|(?:政府|部门|单位)")
_TWICE = re.compile("去重|重复|剔除|扣除|交叉|同步|同时(?:涉及|属于|发布|推送)|部分[^，；）]{1,6}(?:合并|同时|涉及)")
"""Words after the parts that say that some were counted twice."""

_OTHERS = re.compile("[，、；]?(?:和|及|以及)?(?:通过|采用|采取|以|由)?其[他它余]")


def totals_before_parts(passage: Passage, numbers: Sequence[Number], book: PhraseBook) -> Iterator[Listing]:
    """Yield each total with the parts listed after it."""
    text = passage.text
    for index, total in enumerate(numbers[:-2]):
        first = numbers[index + 1]
        if not total.unit or total.rough or total.unit != first.unit:
            continue
        if is_difference(text, total):
            continue
        gap = text[total.end : first.start]
        if "。" in _NEXT_SENTENCE.sub("", gap):
            continue
        whole = _COMPLETE_LIST.match(gap)
        if not whole and (not _PARTIAL_LIST.match(gap) or "）" in gap):
            continue
        if listing := _listing(passage, total, numbers[index + 1 : index + 1 + _MAX_NUMBERS], whole is not None, book):
            yield listing


def _listing(
    passage: Passage, total: Number, following: Sequence[Number], whole: bool, book: PhraseBook
) -> Listing | None:
    """Return the total with its parts; None if there are fewer than two, one is rough, or nothing can be concluded."""
    parts, labels, doubtful = _parts(passage.text, total, following)
    if len(parts) == _MAX_NUMBERS:
        return None
    if len(parts) > 1 and _are_opposites(*_names(labels[:2])):
        return Listing(total, tuple(parts[:2]), complete=True)
    enclosed = "（" in labels[0] and "其中" not in labels[0] and passage.text.startswith("）", parts[-1].end)
    closed = _OTHERS.match(labels[-1]) or ("（" in labels[0] and passage.text.startswith("）", parts[-1].end))
    if cut := doubtful if not closed else 0:
        parts, labels = parts[:cut], labels[:cut]
    more = bool(cut) or _ET_CETERA.match(passage.text, parts[-1].end) is not None
    high = min(passage.sentence_at(parts[-1].start)[1], parts[-1].end + _MAX_REST_CHARS)
    if "（" in labels[0] and (close := passage.text.find("）", parts[-1].end, high)) >= 0:
        high = close
    if rest := _REMAINDER.search(passage.text, parts[-1].end, high):
        last = [number for number in following if number.start == rest.end() and number.unit == total.unit]
        parts, more = [*parts, *last], more or not last
        whole = whole or bool(last)
    if len(parts) < 2 or any(part.rough for part in parts):
        return None
    is_known_whole = any(all(any(name in label for label in labels) for name in names) for names in book.wholes)
    words = passage.text[max(0, total.start - _MAX_NAME_CHARS) : total.start]
    if _TWICE.search(passage.text, parts[-1].end, high):
        return None
    is_known_whole = is_known_whole or (len(labels) == 2 and _are_named_by(words, labels))
    if (is_known_whole and cut) or (not more and (whole or is_known_whole or _OTHERS.match(labels[-1]))):
        return Listing(total, tuple(parts), complete=True, exact=enclosed)
    overlap = any(_CHANNELS.search(label) or _ASPECT.search(label) for label in labels)
    loose = len(parts) < 3 and labels[-1].startswith(("，", "；")) and not _is_parallel(labels)
    return None if overlap or loose else Listing(total, tuple(parts), complete=False, exact=enclosed)


def _parts(text: str, total: Number, following: Sequence[Number]) -> tuple[list[Number], list[str], int]:
    """Return the numbers listed after the total, the words before each, and the count before the first doubtful one."""
    doubtful = 0
    parts, labels = [following[0]], [text[total.end : following[0].start]]
    for number in _in_unit(following[1:], total.unit):
        label = _without_remark(text[parts[-1].end : number.start])
        separator = labels[1][0] if len(labels) > 1 else label[:1]
        if not separator or separator not in _SEPARATORS or not _is_next_part(label, separator):
            break
        if not doubtful and _is_doubtful(label):
            doubtful = len(parts)
        parts.append(number)
        labels.append(label)
    return parts, labels, doubtful


def _in_unit(numbers: Sequence[Number], unit: str) -> Iterator[Number]:
    """Yield the numbers up to the first one with another unit, skipping percentages and numbers without a unit."""
    for number in numbers:
        if number.unit == unit:
            yield number
        elif number.unit not in ("%", ""):
            return


@lru_cache(maxsize=_CACHED_GAPS)
def _without_remark(gap: str) -> str:
    return REMARK.sub("", gap)


@lru_cache(maxsize=_CACHED_GAPS)
def _is_doubtful(label: str) -> bool:
    """Return whether the words may begin another statement instead of naming a part."""
    return _NOT_A_PART.match(_part_name(label)) is not None


@lru_cache(maxsize=_CACHED_GAPS)
def _is_next_part(label: str, separator: str) -> bool:
    """Return whether the words between two numbers name a further part."""
    name = _part_name(label)
    if not label.startswith((separator, "和", "及", "以及")) or "。" in label or "：" in name:
        return False
    others = {"、": "，；", "，": "，；", "；": "；"}[separator]
    return not any(mark in name for mark in others)


def _part_name(label: str) -> str:
    """Return the label without a leading punctuation mark and conjunction."""
    return re.sub("^[、，；]?(?:和|及|以及)?", "", label)


def _names(labels: Sequence[str]) -> list[str]:
    """Return the bare names of the parts."""
    return [_NAME_LEAD.sub("", _part_name(label)) for label in labels]


def _is_parallel(labels: Sequence[str]) -> bool:
    """Return whether the names of two parts are built alike, so that both are kinds of the same thing.

    They are if they end or begin alike, or are equally long (人大代表建议、政协委员提案), unless they state something
    about the whole (施工许可85件，按期办结85件).
    """
    first, second = _names(labels)
    if len(first) < 2 or len(second) < 2 or _STATEMENT.search(first + second):
        return False
    if _LEVEL_AGENCY.match(first) and _LEVEL_AGENCY.match(second):
        return True
    return len(first) == len(second) or first[-2:] == second[-2:] or first[:2] == second[:2]


def _are_opposites(first: str, second: str) -> bool:
    """Return whether the second of two parts is all that the first is not: 采纳51条，未采纳30条."""
    return second[:1] in ("未", "不", "非") and second[1:] == first.removeprefix("已")


def _are_named_by(words: str, labels: Sequence[str]) -> bool:
    """Return whether the words before the total name exactly the two parts: 建议提案46件，其中建议28件、提案18件.

    They do not if both parts have the same attribute (重点建议、重点提案) or one of a level (省人大建议、市政协提案).
    """
    first, second = _names(labels)
    if first[:1] == second[:1] or _LEVEL.match(first) or _LEVEL.match(second):
        return False
    return first[-2:] != second[-2:] and f"{first[-2:]}{second[-2:]}" in re.sub("[、和及与]", "", words)
