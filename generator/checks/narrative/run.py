"""Run all checks of one report's text, and list the figures that the text states correctly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.checks.narrative.agencies import check_agencies
from generator.checks.narrative.claims import Claim, Reader
from generator.checks.narrative.fees import check_brackets, check_fee
from generator.checks.narrative.figures import agrees, check_figures, differences
from generator.checks.narrative.leftovers import check_leftovers
from generator.checks.narrative.numbers import Number, numbers_in
from generator.checks.narrative.passages import MAX_CHECKED_CHARS, Passage, passages_of, texts_of
from generator.checks.narrative.phrases import phrase_book
from generator.checks.narrative.readings import Reading, readings
from generator.checks.narrative.scope import scope_of
from generator.checks.narrative.sections import check_sections
from generator.checks.narrative.shares import check_shares
from generator.checks.narrative.statements import check_statements
from generator.checks.narrative.sums import check_sums
from generator.checks.narrative.years import check_years
from generator.checks.subject import Subject
from generator.model.problem import Problem
from generator.sources.declared import NARRATIVE_LENGTH


def check_narrative(subject: Subject) -> Iterator[Problem]:
    """Yield warnings about the text of one report, paragraph by paragraph."""
    scope = scope_of(subject)
    book = phrase_book(subject.form)
    passages = list(passages_of(subject))
    yield from _check_length(subject, passages)
    yield from check_sections(subject)
    yield from check_agencies(subject, passages, scope)
    read = [(Reader(passage, scope, book), numbers_in(passage)) for passage in passages]
    yield from check_fee(subject, read)
    for reader, numbers in read:
        passage = reader.passage
        found = differences(subject, reader.claims(numbers))
        yield from check_figures(subject, passage, found)
        if numbers:
            wrong = {each.claim.number for each in found if each.claim.number}
            yield from check_brackets(subject, passage, [number for number in numbers if number not in wrong])
            yield from check_sums(subject, passage, numbers, wrong, book)
            yield from check_shares(subject, reader, numbers, wrong)
        yield from check_statements(subject, passage, reader)
        yield from check_years(subject, passage, scope)
        yield from check_leftovers(subject, passage)


def _check_length(subject: Subject, passages: Sequence[Passage]) -> Iterator[Problem]:
    """Yield a warning where the checks of the text end, if it is longer than any real report's."""
    lengths = {key: len(text) for key, _, text in texts_of(subject) if text}
    length = sum(lengths.values())
    if length <= MAX_CHECKED_CHARS:
        return
    end = passages[-1].position(subject, len(passages[-1].text)) if passages else None
    at = end or subject.report.position(next(iter(lengths)))
    advice = "年度报告用不到这么长，请检查是否混入了别的内容。"
    finding = f"正文共 {length} 字，只核对了前 {MAX_CHECKED_CHARS // 10_000} 万字，从这里起没有与表格核对。"
    yield NARRATIVE_LENGTH.at(at, finding, advice)


class ConfirmedFigure(NamedTuple):
    """A number in the text that agrees with the tables: its claim, and the readings it agrees with."""

    passage: Passage
    claim: Claim
    number: Number
    readings: list[Reading]


def confirmed_figures(subject: Subject) -> Iterator[ConfirmedFigure]:
    """Yield every number in the text that states a figure of the tables correctly."""
    scope, book = scope_of(subject), phrase_book(subject.form)
    for passage in passages_of(subject):
        for claim in Reader(passage, scope, book).claims(numbers_in(passage)):
            if number := claim.number:
                equal = [each for each in readings(subject, claim.meanings) if agrees(number, each)]
                if equal:
                    yield ConfirmedFigure(passage, claim, number, equal)
