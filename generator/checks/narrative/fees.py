"""Compare the amounts that a text states for one fee: twice in the report, or again in brackets (narrative.figure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator.checks.narrative.claims import Reader
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.topics import CLAUSE_MARKS
from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.problem import Problem
from generator.sources.declared import NARRATIVE_FIGURE

_YUAN = "元"
_FEE = "费"
_MAX_CLAUSE_CHARS = 40
_MAX_AMOUNTS = 20  # in one paragraph; more are no text but a list
_AGAIN = re.compile("（(?:即|合|合计|折合|计)?")
_NOT_CHARGED = re.compile("应收|应缴|减免|免收|退|每|标准|其中|通知|上限|预计|低于|高于|超过")
_NONE = "(?:未|没有|无)(?!法)[^，。；0-9]{{0,12}}?{what}(?=[，。；]|的?(?:情况|情形)|$)"
_NOT_NONE = re.compile("其他|其余|除|另|缴|减免|按|达到|超|征求")
_ADVICE = "请核对金额，改正错的一处。"


class Amount(NamedTuple):
    """An amount of the fee in yuan, where it is stated, and its words."""

    value: Decimal
    passage: Passage
    begin: int
    end: int


def check_brackets(subject: Subject, passage: Passage, numbers: Sequence[Number]) -> Iterator[Problem]:
    """Yield a warning for each fee whose amount is stated again in brackets, but differs: 25.1万元（251元）."""
    text = passage.text
    for first, second in pairwise(numbers):
        between = text[first.end : second.start]
        if first.unit != _YUAN or second.unit != _YUAN or not _AGAIN.fullmatch(between):
            continue
        clause = _clause(passage, first.start)
        is_same = abs(first.value - second.value) < max(first.step, second.step)
        if _FEE in text[clause : first.start] and not (first.rough or second.rough or is_same):
            quote = passage.as_shown(clause, second.end + text.startswith("）", second.end))
            finding = f"{passage.label}写“{quote}”，括号里外的金额不同。"
            yield NARRATIVE_FIGURE.at(passage.position(subject, second.start), finding, _ADVICE)


def check_fee(subject: Subject, readers: Sequence[tuple[Reader, Sequence[Number]]]) -> Iterator[Problem]:
    """Yield a warning if the report states two different amounts of the fee that it has to report."""
    what = _fee_name(subject.form)
    if not what:
        return
    about = [(reader, numbers) for reader, numbers in readers if what in reader.passage.text]
    amounts = [amount for reader, numbers in about for amount in _amounts(reader, numbers, what)]
    for amount in amounts:
        if amount.value != amounts[0].value:
            passage, first = amount.passage, amounts[0]
            words, before = (each.passage.as_shown(each.begin, each.end) for each in (amount, first))
            finding = f"{passage.label}写“{words}”，{first.passage.label}写“{before}”，两处{what}不同。"
            yield NARRATIVE_FIGURE.at(passage.position(subject, amount.begin), finding, _ADVICE)
            return


def _fee_name(form: Form) -> str:
    return next((section.states.what for section in form.sections if section.states), "")


def _amounts(reader: Reader, numbers: Sequence[Number], what: str) -> Iterator[Amount]:
    """Yield the amounts of the fee charged in the report's year, 0 if the text says that none was."""
    passage, text = reader.passage, reader.passage.text
    found = []
    for number in numbers:
        clause = _clause(passage, number.start)
        words = text[clause : number.start]
        if number.unit == _YUAN and not number.rough and what in words and not _NOT_CHARGED.search(words):
            found.append(Amount(number.value, passage, clause, number.end))
    denials = re.finditer(_NONE.format(what=what), text)
    found += [
        Amount(Decimal(0), passage, *match.span())
        for match in denials
        if not _NOT_NONE.search(text, _clause(passage, match.start()), match.end())
    ]
    for each in sorted(found, key=lambda each: each.begin)[:_MAX_AMOUNTS]:
        if reader.is_in_scope(each.begin, each.end):
            yield each


def _clause(passage: Passage, index: int) -> int:
    """Return where the clause around the character begins."""
    low = max(passage.sentence_at(index)[0], index - _MAX_CLAUSE_CHARS)
    return passage.clause_start(CLAUSE_MARKS, low, index)
