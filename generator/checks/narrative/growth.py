"""Work out by how many percent a figure changed, from the figures of two years in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.narrative.claims import Reader
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.totals import is_difference

HUNDRED = Decimal(100)
_CHANGED_BY = "(?:(?P<up>增长|上升|增加|上涨|增幅为?)|下降|减少|降低|回落|降幅为?)(?:了|达)?"
_CHANGE = re.compile(f"{_CHANGED_BY}$")
_CHANGED_TO = re.compile("增至|增加到|增加至|增长到|增长至|上升到|升至|减至|减少到|减少至|降至|降到")
_MAX_WORDS_CHARS = 40
_COMPARED_WITH = re.compile(
    "，(?:去年|上一?年度?)(?:同期)?[^，；0-9]{0,4}$|[由从较比与][^，；0-9]{0,12}(?:[0-9]{4}年)?[^，；0-9]{0,12}$"
)

_BY = re.compile(
    "，(?:同?比|较|与)(?:上一?年度?|去年)?(?:同期)?(?:相比)?，?(?:(?P<up>增加|增长|上升|多)|减少|下降|降低|少)了?"
)
_ITSELF = re.compile(f"[，、](?:同比)?{_CHANGED_BY}")


@dataclass(frozen=True)
class Division:
    """A way of working out a percentage: a part divided by a whole."""

    part: Decimal
    whole: Decimal

    @property
    def percent(self) -> Decimal:
        """The percentage."""
        return self.part / self.whole * HUNDRED


def change_before(left: str) -> bool | None:
    """Return whether the words before a percentage say that it is a rise, or a fall; None if it is no change."""
    match = _CHANGE.search(left)
    return match["up"] is not None if match else None


def changes(reader: Reader, number: Number, before: list[Number], rises: bool) -> Iterator[Division]:
    """Yield the change from an earlier year's figure to this year's if the sentence states both."""
    yield from _changes(reader, before, rises)
    yield from _change_from_figure_behind(reader, number, before, rises)
    yield from _change_from_difference(reader, number, before, rises)


def _changes(reader: Reader, before: list[Number], rises: bool) -> Iterator[Division]:
    """Yield the change between the last two figures if words say that they are those of two years."""
    passage, text = reader.passage, reader.passage.text
    counted = [each for each in before if not is_difference(text, each)]
    if len(counted) < 2 or counted[-1].unit != counted[-2].unit:
        return
    first, second = counted[-2:]
    low, _ = passage.sentence_at(first.start)
    between = text[first.end : second.start]
    changed = _CHANGED_TO.search(between) and _COMPARED_WITH.search(
        text[max(low, first.start - _MAX_WORDS_CHARS) : first.start]
    )
    if changed or _is_next_year(reader, first, second):
        earlier, later = first, [second]
    elif _COMPARED_WITH.search(between):
        earlier, later = second, counted[:-1]
    else:
        return
    if earlier.value and not any(each.rough for each in (earlier, *later)):
        for each in reversed(later):
            change = each.value - earlier.value
            yield Division(change if rises else -change, earlier.value)


def _is_next_year(reader: Reader, first: Number, second: Number) -> bool:
    """Return whether the numbers are those of last year and of the report's: 2023年收到15件，2024年收到20件."""
    text, year = reader.passage.text, reader.scope.year
    low, _ = reader.passage.sentence_at(first.start)
    last = re.search(
        rf"(?:{year - 1}年|上一?年|去年)度?([^，；0-9]{{0,14}})$",
        text[max(low, first.start - _MAX_WORDS_CHARS) : first.start],
    )
    this = re.fullmatch(rf"，(?:{year}年|今年|本年)度?([^，；0-9]{{0,14}})", text[first.end : second.start])
    return bool(last and this and last[1][-2:] == this[1][-2:])


def _change_from_difference(reader: Reader, number: Number, before: list[Number], rises: bool) -> Iterator[Division]:
    """Yield the change that a figure and its difference from last year's give: 450条，比上年增加50条，增长12.5%."""
    text = reader.passage.text
    if len(before) < 2 or any(each.rough for each in before[-2:]):
        return
    total, difference = before[-2:]
    words = _BY.fullmatch(text, total.end, difference.start)
    if not words or total.unit != difference.unit or not _ITSELF.fullmatch(text, difference.end, number.start):
        return
    earlier = total.value - difference.value if words["up"] else total.value + difference.value
    if earlier > 0 and bool(words["up"]) == rises:
        yield Division(difference.value, earlier)


def _change_from_figure_behind(reader: Reader, number: Number, before: list[Number], rises: bool) -> Iterator[Division]:
    """Yield the change from last year's figure if it follows the percentage: 同比下降25%（2023年48件）."""
    last_year = f"(?:上一?年度?|去年|{reader.scope.year - 1}年度?)(?:同期)?"
    words = rf"[，（]{last_year}(?:收到|新收|受理|申请|共|为|是)*(?P<digits>[0-9]+)(?P<unit>[件条宗份])(?=[，。；）])"
    match = re.compile(words).match(reader.passage.text, number.end)
    earlier = Decimal(match["digits"]) if match else None
    if not match or not earlier:
        return
    for each in reversed([each for each in before if each.unit == match["unit"] and not each.rough]):
        change = each.value - earlier
        yield Division(change if rises else -change, earlier)
