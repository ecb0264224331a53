"""Check that the parts listed in a sentence add up to their total (narrative.sum)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from generator.checks.narrative.listings import totals_before_parts
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import PhraseBook
from generator.checks.narrative.totals import Listing, totals_after_parts
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.model.report import plain_number
from generator.sources.declared import NARRATIVE_SUM

_MAX_EARLIER_NUMBERS = 12


def check_sums(
    subject: Subject, passage: Passage, numbers: Sequence[Number], wrong: Collection[Number], book: PhraseBook
) -> Iterator[Problem]:
    """Yield a warning for each total that differs from the sum of all its parts, or is less than the sum of some."""
    reported: set[Number] = set()
    for listing in totals_before_parts(passage, numbers, book):
        if any(number in wrong for number in (listing.total, *listing.parts)):
            continue
        if not _adds_up(listing, listing.total, *_earlier(passage, numbers, listing.total)):
            reported.update(listing.parts)
            yield _problem(subject, passage, listing)
    for listing in totals_after_parts(passage, numbers):
        if any(number in wrong or number in reported for number in (listing.total, *listing.parts)):
            continue
        if not _adds_up(listing, listing.total) and not _some_add_up(listing):
            yield _problem(subject, passage, listing)


def _earlier(passage: Passage, numbers: Sequence[Number], total: Number) -> list[Number]:
    """Return the numbers before the total in its sentence and unit; the parts may belong to one of them."""
    low, _ = passage.sentence_at(total.start)
    index = bisect_left(numbers, total.start, key=lambda number: number.start)
    before = numbers[max(0, index - _MAX_EARLIER_NUMBERS) : index]
    return [each for each in before if low <= each.start and each.unit == total.unit]


def _some_add_up(listing: Listing) -> bool:
    """Return whether some of the numbers before a total make it, unless it counts them (三项合计).

    Each selection is one of the first half and one of the second: of 12 numbers 2 x 64, not 4,096.
    """
    if listing.exact:
        return False
    values = [part.value for part in listing.parts]
    middle = len(values) // 2
    others: dict[Decimal, set[int]] = {}
    for count, amount in _selections(values[middle:]):
        others.setdefault(amount, set()).add(count)
    return any(
        2 <= count + other < len(values)
        for count, amount in _selections(values[:middle])
        for other in others.get(listing.total.value - amount, ())
    )


def _selections(values: Sequence[Decimal]) -> set[tuple[int, Decimal]]:
    """Return the number of values and the sum of each selection from them, the empty one included."""
    found = {(0, Decimal(0))}
    for value in values:
        found |= {(count + 1, amount + value) for count, amount in found}
    return found


def _adds_up(listing: Listing, *totals: Number) -> bool:
    """Return whether the listed numbers are consistent with one of the totals.

    The first parts, or all parts without their subtotals, add up to it; numbers in 万 are rounded. The sum of an
    incomplete listing may also be less.
    """
    values = [part.value for part in listing.parts]
    sums = list(accumulate(values))
    possible = sums[-1:] if listing.exact else sums[1:]
    possible += [sums[-1] - subtotal for subtotal in _subtotals(values, sums)]
    for total in totals:
        numbers = (total, *listing.parts)
        slack = sum((number.step for number in numbers if number.scale > 1), Decimal(0)) / 2
        stated = total.value
        if any(abs(each - stated) <= slack for each in possible):
            return True
        if not listing.complete and sums[-1] < stated:
            return True
    return False


def _subtotals(values: Sequence[Decimal], sums: Sequence[Decimal]) -> set[Decimal]:
    """Return the values that are the sum of at least two directly after them: 预决算2条，预算1条，决算1条."""
    return {value for index, value in enumerate(values) if value + sums[index] in sums[index + 2 :]}


def _problem(subject: Subject, passage: Passage, listing: Listing) -> Problem:
    total, parts = listing.total, listing.parts
    parts_sum = sum((part.value for part in parts), Decimal(0))
    terms = " + ".join(plain_number(part.value) for part in parts)
    difference = plain_number(abs(parts_sum - total.value))
    start, _ = passage.sentence_at(total.start)
    low = passage.clause_start("，。；：", start, total.start)
    comparison = f"相差 {difference}" if listing.complete else f"比总数还多 {difference}"
    finding = f"{passage.label}写“{passage.as_shown(low, total.end)}”，所列各项合计 {terms} = {plain_number(parts_sum)}"
    return NARRATIVE_SUM.at(passage.position(subject, total.start), f"{finding}，{comparison}。", "请核对总数和各项。")
