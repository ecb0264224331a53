"""Checks of the text: its figures against the tables and each other, and what was left in it by mistake."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.narrative.agencies import check_agencies
from generator.checks.narrative.claims import Reader
from generator.checks.narrative.copies import check_copies
from generator.checks.narrative.figures import check_figures, differing
from generator.checks.narrative.leftovers import check_leftovers
from generator.checks.narrative.numbers import numbers_in
from generator.checks.narrative.passages import passages_of
from generator.checks.narrative.phrases import phrase_book
from generator.checks.narrative.scope import scope_of
from generator.checks.narrative.sections import check_sections
from generator.checks.narrative.shares import check_shares
from generator.checks.narrative.sums import check_sums
from generator.checks.narrative.years import check_years
from generator.checks.subject import Subject
from generator.model.problem import Problem

__all__ = ["check_copies", "check_narrative"]


def check_narrative(subject: Subject) -> Iterator[Problem]:
    """Questions about the text of the report, paragraph by paragraph; `check_copies` compares it with others."""
    scope = scope_of(subject)
    book = phrase_book()
    texts = list(passages_of(subject))
    yield from check_sections(subject)
    yield from check_agencies(subject, texts, scope)
    for passage in texts:
        found = numbers_in(passage)
        reader = Reader(passage, scope, book)
        wrong = differing(subject, reader.claims(found))
        yield from check_figures(subject, passage, wrong)
        if found:
            slips = [claim.number for claim, _ in wrong if claim.number]
            yield from check_sums(subject, passage, found, slips, book)
            yield from check_shares(subject, reader, found, slips)
        yield from check_years(subject, passage, scope)
        yield from check_leftovers(subject, passage)
