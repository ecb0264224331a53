"""Figures in the text against the cells they state (narrative.figure), and 元 typed for 万元 (narrative.unit)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.checks.narrative.claims import Claim
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.readings import Reading, readings
from generator.checks.subject import Subject
from generator.report import Problem, plain_number

_ADVICE = "请核对正文和表，改正错的一处。"
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_TEN_THOUSAND = Decimal(10_000)


def differing(subject: Subject, claims: Sequence[Claim]) -> list[tuple[Claim, list[Reading]]]:
    """The claims that agree with none of their readings (a denial: the reading that is not 0)."""
    found = []
    for claim in claims:
        meant = readings(subject, claim.meanings)
        if claim.number is None:
            wrong = [reading for reading in meant if reading.value != 0][:1]
        else:
            wrong = [] if any(_agrees(claim, reading) for reading in meant) else meant
        if wrong and (claim.number is None or len(meant) == len(claim.meanings) or _first_known(subject, claim)):
            found.append((claim, wrong))
    return found


def _first_known(subject: Subject, claim: Claim) -> bool:
    return bool(readings(subject, claim.meanings[:1]))


def _agrees(claim: Claim, reading: Reading) -> bool:
    number = claim.number
    assert number is not None
    if reading.unit not in _MONEY:
        return number.value == reading.value
    stated, printed, step = number.value, reading.value * _MONEY[reading.unit], number.step
    return abs(stated - printed) < step if step > 1 or number.digits.count(".") else stated == printed


def check_figures(
    subject: Subject, passage: Passage, wrong: Sequence[tuple[Claim, list[Reading]]]
) -> Iterator[Problem]:
    """A question for each figure that differs from the table."""
    for claim, meant in wrong:
        first = meant[0]
        if unit := _unit_slip(claim, first):
            check, finding, advice = "narrative.unit", unit, "请核对单位。"
        else:
            check, finding, advice = "narrative.figure", _difference(subject, claim, meant), _ADVICE
        quote = passage.typed(claim.begin, claim.end)
        message = f"{passage.where}写“{quote}”，{finding}。{advice}"
        yield Problem(passage.at(subject, claim.start), "warning", check, message, first.cell, advice=advice)


def _unit_slip(claim: Claim, reading: Reading) -> str | None:
    """What is said where the amounts differ ten thousand times."""
    if claim.number is None or reading.unit not in _MONEY or not reading.value:
        return None
    stated = claim.number.value / _MONEY[reading.unit]
    larger, smaller = max(stated, reading.value), min(stated, reading.value)
    if not smaller or abs(larger / smaller - _TEN_THOUSAND) > 1:
        return None
    return f"{reading.label} {reading.value}"


def _difference(subject: Subject, claim: Claim, meant: Sequence[Reading]) -> str:
    return "；".join(f"{reading.label} {plain_number(reading.value)}" for reading in meant)
