"""Compare figures in the text with the cells they state (narrative.figure), and detect 元 for 万元 (narrative.unit)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.checks.narrative.claims import Claim
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import phrase_book
from generator.checks.narrative.readings import Reading, read, readings
from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.problem import Problem
from generator.model.report import plain_number
from generator.sources.declared import NARRATIVE_FIGURE, NARRATIVE_UNIT

_ADVICE = "请核对正文和表，改正错的一处。"
_YUAN_PER_UNIT = {"元": Decimal(1), "万元": Decimal(10_000)}
_YUAN_PER_WAN = Decimal(10_000)
_RATIO_TOLERANCE = Decimal("0.005")


class Difference(NamedTuple):
    """A claim that disagrees with the tables, and the readings it disagrees with."""

    claim: Claim
    readings: list[Reading]


def differences(subject: Subject, claims: Sequence[Claim]) -> list[Difference]:
    """Return the numbers that agree with none of their readings, and the denials of figures that are not 0.

    A claim is left out if any of its readings has a cell without a number, or if it is a part of an unknown number.
    """
    found = []
    book = phrase_book(subject.form)
    for claim in claims:
        if claim.number and (first := read(subject, claim.meanings[0])) and agrees(claim.number, first):
            continue
        if claim.whole and claim.whole.value not in {each.value for each in readings(subject, book.bases)}:
            continue
        possible = readings(subject, claim.meanings)
        if claim.number is None:
            wrong = [reading for reading in possible if reading.value][:1]
        elif len(possible) < len(claim.meanings) or any(_is_stated(claim, claim.number, each) for each in possible):
            wrong = []
        else:
            wrong = possible
        if wrong:
            found.append(Difference(claim, wrong))
    return found


def _is_stated(claim: Claim, number: Number, reading: Reading) -> bool:
    """Return whether the claim's number equals the reading, alone or with the other parts of the area."""
    total = number.value + sum(each.value for each in claim.siblings)
    return agrees(number, reading) or (bool(claim.siblings) and total == reading.value)


def agrees(number: Number, reading: Reading) -> bool:
    """Return whether the number equals the reading; money with fewer digits and numbers like 18.6万 may be rounded."""
    if reading.unit not in _YUAN_PER_UNIT:
        return abs(number.value - reading.value) < number.step if number.scale > 1 else number.value == reading.value
    difference = abs(number.value - reading.value * _YUAN_PER_UNIT[reading.unit])
    return difference == 0 or (difference < number.step and not (number.scale == 1 and number.step == 1))


def check_figures(subject: Subject, passage: Passage, found: Sequence[Difference]) -> Iterator[Problem]:
    """Yield a warning for each figure that differs from the tables."""
    for claim, wrong in found:
        check, finding, advice = NARRATIVE_FIGURE, _difference_text(subject.form, claim, wrong), _ADVICE
        if claim.number and _is_unit_mistake(claim.number, wrong[0]):
            check, finding, advice = NARRATIVE_UNIT, _unit_mistake_text(subject.form, wrong[0]), "请核对单位。"
        finding = f"{passage.label}写“{passage.as_shown(claim.begin, claim.end)}”，{finding}。"
        yield check.at(passage.position(subject, claim.start), finding, advice, wrong[0].cell)


def _is_unit_mistake(number: Number, reading: Reading) -> bool:
    """Return whether an amount is about ten thousand times the cell's, or the other way round."""
    if reading.unit not in _YUAN_PER_UNIT or not reading.value or not number.value:
        return False
    ratio = number.value / (reading.value * _YUAN_PER_UNIT[reading.unit])
    return any(abs(each / _YUAN_PER_WAN - 1) < _RATIO_TOLERANCE for each in (ratio, 1 / ratio))


def _unit_mistake_text(form: Form, reading: Reading) -> str:
    return f"{_table_names(form, reading)}{_statement(reading)}，两边相差一万倍，像是把元和万元弄混了"


def _difference_text(form: Form, claim: Claim, wrong: Sequence[Reading]) -> str:
    """Return what the tables print for each reading, grouped by value, and the difference."""
    by_value: dict[Decimal, list[Reading]] = {}
    for reading in wrong:
        by_value.setdefault(reading.value, []).append(reading)
    stated = _table_names(form, wrong[0]) + "，".join(map(_joint_statement, by_value.values()))
    if claim.number is None:
        return stated
    if len(by_value) > 1:
        return f"{stated}，都不是 {plain_number(claim.number.value)} {claim.number.unit}"
    difference = abs(claim.number.value - wrong[0].value * _YUAN_PER_UNIT.get(wrong[0].unit, 1))
    return f"{stated}，相差 {plain_number(difference / _YUAN_PER_UNIT.get(wrong[0].unit, 1))} {wrong[0].unit}"


def _joint_statement(equal: Sequence[Reading]) -> str:
    others = "、".join(reading.label for reading in equal[1:])
    return _statement(equal[0]) + (f"（{others}也是）" if others else "")


def _statement(reading: Reading) -> str:
    """Return `“新收申请”是 16 件`, with the number of added cells, or a remark that a blank cell was calculated."""
    parts = f"（{len(reading.spots)} 格相加）" if len(reading.spots) > len(reading.labels) else ""
    if reading.is_worked_out:
        parts = "（空白的格按同一行各栏相加）"
    return f"{reading.label}{parts}是 {plain_number(reading.value)} {reading.unit}"


def _table_names(form: Form, reading: Reading) -> str:
    """Return the tables' names by the numbers of their sections: 表三."""
    titles = {section.key: section.title for section in form.sections}
    return "、".join(f"表{titles[key].partition('、')[0]}" for key in reading.sections)
