"""Figures in the text against the cells they state (narrative.figure), and 元 typed for 万元 (narrative.unit)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.checks.narrative.claims import Claim
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.readings import Reading, read, readings
from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.problem import Problem
from generator.model.report import plain_number

_ADVICE = "请核对正文和表，改正错的一处。"
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}
_SLIP = Decimal(10_000)
_CLOSE = Decimal("0.005")

Difference = tuple[Claim, list[Reading]]
"""A claim that does not agree with the tables, and what they say."""


def differing(subject: Subject, claims: Sequence[Claim]) -> list[Difference]:
    """The numbers that agree with none of their readings, and the denials of what is not 0.

    Where a reading has a cell without a number, nothing is certain.
    """
    found = []
    for claim in claims:
        if claim.number and (first := read(subject, claim.meanings[0])) and agrees(claim.number, first):
            continue
        meant = readings(subject, claim.meanings)
        if claim.number is None:
            wrong = [reading for reading in meant if reading.value][:1]
        elif len(meant) < len(claim.meanings) or any(agrees(claim.number, reading) for reading in meant):
            wrong = []
        else:
            wrong = meant
        if wrong:
            found.append((claim, wrong))
    return found


def agrees(number: Number, reading: Reading) -> bool:
    """Whether the number is the reading's; an amount written with fewer digits is rounded, and so is 18.6万."""
    if reading.unit not in _YUAN:
        return abs(number.value - reading.value) < number.step if number.scale > 1 else number.value == reading.value
    apart = abs(number.value - reading.value * _YUAN[reading.unit])
    return apart == 0 or (apart < number.step and not (number.scale == 1 and number.step == 1))


def check_figures(subject: Subject, passage: Passage, differences: Sequence[Difference]) -> Iterator[Problem]:
    """A question for each figure that differs from the table."""
    for claim, meant in differences:
        check, finding, advice = "narrative.figure", _difference(subject.form, claim, meant), _ADVICE
        if claim.number and _is_ten_thousandfold(claim.number, meant[0]):
            check, finding, advice = "narrative.unit", _unit_slip(subject.form, meant[0]), "请核对单位。"
        message = f"{passage.where}写“{passage.quoted(claim.begin, claim.end)}”，{finding}。{advice}"
        yield Problem(passage.at(subject, claim.start), "warning", check, message, meant[0].cell, advice=advice)


def _is_ten_thousandfold(number: Number, reading: Reading) -> bool:
    """Whether an amount is ten thousand times the cell's, or the other way round."""
    if reading.unit not in _YUAN or not reading.value or not number.value:
        return False
    times = number.value / (reading.value * _YUAN[reading.unit])
    return any(abs(each / _SLIP - 1) < _CLOSE for each in (times, 1 / times))


def _unit_slip(form: Form, reading: Reading) -> str:
    return f"{_tables(form, reading)}{_told(reading)}，两边相差一万倍，像是把元和万元弄混了"


def _difference(form: Form, claim: Claim, meant: Sequence[Reading]) -> str:
    """What the table says under each reading, those of one value together."""
    by_value: dict[Decimal, list[Reading]] = {}
    for reading in meant:
        by_value.setdefault(reading.value, []).append(reading)
    told = _tables(form, meant[0]) + "，".join(map(_together, by_value.values()))
    if claim.number is None:
        return told
    if len(by_value) > 1:
        return f"{told}，都不是 {plain_number(claim.number.value)} {claim.number.unit}"
    apart = abs(claim.number.value - meant[0].value * _YUAN.get(meant[0].unit, 1))
    return f"{told}，相差 {plain_number(apart / _YUAN.get(meant[0].unit, 1))} {meant[0].unit}"


def _together(alike: Sequence[Reading]) -> str:
    others = "、".join(reading.label for reading in alike[1:])
    return _told(alike[0]) + (f"（{others}也是）" if others else "")


def _told(reading: Reading) -> str:
    """`“新收申请”是 16 件`; where several cells are added up, how many, or that a blank one was worked out."""
    parts = f"（{len(reading.spots)} 格相加）" if len(reading.spots) > len(reading.labels) else ""
    if reading.is_worked_out:
        parts = "（空白的格按同一行各栏相加）"
    return f"{reading.label}{parts}是 {plain_number(reading.value)} {reading.unit}"


def _tables(form: Form, reading: Reading) -> str:
    """The tables by the number of their sections: 表三."""
    titles = {section.key: section.title for section in form.sections}
    return "、".join(f"表{titles[key].partition('、')[0]}" for key in reading.sections)
