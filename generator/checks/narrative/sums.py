"""Check that the parts listed in a sentence add up to their total (narrative.sum)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import PhraseBook
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.model.report import plain_number

_COMPLETE_LIST = re.compile(
    "^(?:[^，。；：（0-9]{0,8}：|，?从申请的?(?:方式|渠道|途径|形式|主体|人)[^，。；0-9]{0,4}看[，：]|[，：（]?(?:其中)?分别|[^，。；0-9]{0,8}，按[^，。；0-9]{1,10}(?:分(?:类|别|为|布)?|统计)[，：])"
)
_PARTIAL_LIST = re.compile("^[^，。；：（0-9]{0,8}[，（]?(?:其中|包括|包含|（)")
_ET_CETERA = re.compile("^[^，。；、]{0,3}等")
_REMARK = re.compile("[，（]占[^，。；）]*）?|（[^）0-9]*）")
_SEPARATORS = "、，；"
_NOT_A_PART = re.compile(
    "^(?:共|另|均|已|全|其余|上年|去年|连同|加上|应|结转|同比|较|比|办结|答复|受理|收到|新增|更新|发布|推送|转发|召开|开展|组织|举办"
    "|完成|制作|接待|公开|累计|目前|并|还|同时|涉及|通过|占|整改|采纳|点击|阅读|浏览|访问|培训|参训)"
)
_CHANNELS = re.compile("网站|微信|微博|公众号|客户端|新媒体|公告栏|公示栏|公开栏|平台|报纸|电视|电台|广播|抖音|头条")
_REMAINDER = re.compile("(?:其余|余下|剩余|另外)(?:的|有)?")
_BY = re.compile("(?:增加|减少|下降|上升|增|减|多|少)(?:了)?$")
_MAX_BY_CHARS = 4
_OTHERS = re.compile("^[，、；]?(?:和|及|以及)?其[他它余]")


@dataclass(frozen=True)
class Listing:
    """A total and the parts listed after it; `complete` says that no part is missing."""

    total: Number
    parts: tuple[Number, ...]
    complete: bool


def is_difference(text: str, number: Number) -> bool:
    """Return whether the number states by how much a figure changed."""
    return _BY.search(text, number.start - _MAX_BY_CHARS, number.start) is not None


def check_sums(
    subject: Subject, passage: Passage, numbers: Sequence[Number], wrong: Collection[Number], book: PhraseBook
) -> Iterator[Problem]:
    """Yield a warning for each total that differs from the sum of all its parts, or is less than the sum of some."""
    for listing in _listings(passage, numbers, book):
        if wrong and any(number in wrong for number in (listing.total, *listing.parts)):
            continue
        low, _ = passage.sentence_at(listing.total.start)
        before = [
            each for each in numbers if low <= each.start < listing.total.start and each.unit == listing.total.unit
        ]
        if not any(_adds_up(replace(listing, total=total)) for total in before) and not _adds_up(listing):
            yield _problem(subject, passage, listing)


def _adds_up(listing: Listing) -> bool:
    """Return whether the listed numbers are consistent with the total.

    The first parts, or all parts without their subtotals, add up to it; numbers in 万 are rounded. The sum of an
    incomplete listing may also be less.
    """
    numbers = (listing.total, *listing.parts)
    slack = sum((number.step for number in numbers if number.scale > 1), Decimal(0)) / 2
    sums = list(accumulate(part.value for part in listing.parts))
    if any(abs(each - listing.total.value) <= slack for each in sums[1:]):
        return True
    if any(sums[-1] - listing.total.value == subtotal for subtotal in _subtotals(listing.parts)):
        return True
    return not listing.complete and sums[-1] < listing.total.value


def _subtotals(parts: Sequence[Number]) -> Iterator[Decimal]:
    """Yield each part that is the sum of parts directly after it: 预决算2条，预算1条，决算1条."""
    for index, part in enumerate(parts[:-2]):
        if part.value in list(accumulate(each.value for each in parts[index + 1 :]))[1:]:
            yield part.value


def _problem(subject: Subject, passage: Passage, listing: Listing) -> Problem:
    total, parts = listing.total, listing.parts
    parts_sum = sum((part.value for part in parts), Decimal(0))
    terms = " + ".join(plain_number(part.value) for part in parts)
    difference = plain_number(abs(parts_sum - total.value))
    low = max(passage.text.rfind(mark, 0, total.start) for mark in "，。；：") + 1
    comparison = f"相差 {difference}" if listing.complete else f"比总数还多 {difference}"
    finding = f"写“{passage.as_shown(low, total.end)}”，所列各项合计 {terms} = {plain_number(parts_sum)}，{comparison}"
    advice = "请核对总数和各项。"
    message = f"{passage.label}{finding}。{advice}"
    return Problem(passage.position(subject, total.start), "warning", "narrative.sum", message, advice=advice)


def _listings(passage: Passage, numbers: Sequence[Number], book: PhraseBook) -> Iterator[Listing]:
    text = passage.text
    for index, total in enumerate(numbers[:-2]):
        first = numbers[index + 1]
        if not total.unit or total.rough or total.unit != first.unit or text.find("。", total.end, first.start) >= 0:
            continue
        if is_difference(text, total):
            continue
        gap = text[total.end : first.start]
        whole = _COMPLETE_LIST.match(gap)
        if not whole and (not _PARTIAL_LIST.match(gap) or "）" in gap):
            continue
        if listing := _listing(passage, total, numbers[index + 1 :], whole is not None, book):
            yield listing


def _listing(
    passage: Passage, total: Number, following: Sequence[Number], whole: bool, book: PhraseBook
) -> Listing | None:
    """Return the total with its parts; None if there are fewer than two, one is rough, or nothing can be concluded."""
    parts, labels, doubtful = _parts(passage.text, total, following)
    closed = _OTHERS.match(labels[-1]) or ("（" in labels[0] and passage.text.startswith("）", parts[-1].end))
    if cut := doubtful if not closed else 0:
        parts, labels = parts[:cut], labels[:cut]
    more = bool(cut) or _ET_CETERA.match(passage.text, parts[-1].end) is not None
    _, high = passage.sentence_at(total.start)
    if "（" in labels[0] and (close := passage.text.find("）", parts[-1].end, high)) >= 0:
        high = close
    if rest := _REMAINDER.search(passage.text, parts[-1].end, high):
        last = [number for number in following if number.start == rest.end() and number.unit == total.unit]
        parts, more = [*parts, *last], more or not last
        whole = whole or bool(last)
    if len(parts) < 2 or any(part.rough for part in parts):
        return None
    is_known_whole = any(all(any(name in label for label in labels) for name in names) for names in book.wholes)
    if (is_known_whole and cut) or (not more and (whole or is_known_whole or _OTHERS.match(labels[-1]))):
        return Listing(total, tuple(parts), complete=True)
    overlap = any(_CHANNELS.search(label) for label in labels)
    loose = len(parts) < 3 and labels[-1].startswith(("，", "；"))
    return None if overlap or loose else Listing(total, tuple(parts), complete=False)


def _parts(text: str, total: Number, following: Sequence[Number]) -> tuple[list[Number], list[str], int]:
    """Return the numbers listed after the total, the words before each, and the count before the first doubtful one."""
    doubtful = 0
    parts, labels = [following[0]], [text[total.end : following[0].start]]
    for number in _in_unit(following[1:], total.unit):
        label = _REMARK.sub("", text[parts[-1].end : number.start])
        separator = labels[1][0] if len(labels) > 1 else label[:1]
        if not separator or separator not in _SEPARATORS or not _is_next_part(label, separator):
            break
        if not doubtful and _NOT_A_PART.match(_part_name(label)):
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
