"""Check statements without a number against the tables.

Nothing is left open (narrative.completed); every dispute was upheld, or none was lost (narrative.outcome).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.checks.narrative.claims import Reader
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import PhraseBook
from generator.checks.narrative.readings import Meaning, Part, Reading, readings
from generator.checks.subject import Subject
from generator.model.problem import Check, Problem
from generator.model.report import plain_number
from generator.sources.declared import NARRATIVE_COMPLETED, NARRATIVE_OUTCOME
from generator.sources.yaml_data import read_data

_ADVICE = "请核对正文和表，改正错的一处。"


@dataclass(frozen=True)
class Statement:
    """Words that state that certain figures are 0; see the head of `statements.yml`."""

    words: re.Pattern[str]
    about: re.Pattern[str]
    unless: re.Pattern[str]
    roles: tuple[str, ...]
    outcome: bool


@cache
def statements() -> tuple[Statement, ...]:
    """Load the statements, once per process."""
    return tuple(
        Statement(
            words=re.compile(entry["words"]),
            about=re.compile(entry["about"]),
            unless=re.compile(entry["unless"]),
            roles=tuple(entry["zero"]),
            outcome=entry.get("outcome", False),
        )
        for entry in read_data(Path(__file__).with_suffix(".yml"))
    )


def check_statements(subject: Subject, passage: Passage, reader: Reader) -> Iterator[Problem]:
    """Yield a warning for each statement about the report's year and agency that the tables contradict."""
    for statement in statements():
        for match in statement.words.finditer(passage.text):
            start, end = match.span()
            if _is_made(statement, passage, start) and reader.is_in_scope(start, end):
                meanings = _meanings(statement, passage, start, reader.book)
                wrong = [reading for reading in readings(subject, meanings) if reading.value]
                if wrong:
                    check = NARRATIVE_OUTCOME if statement.outcome else NARRATIVE_COMPLETED
                    yield _problem(subject, passage, check, (start, end), wrong)


def _is_made(statement: Statement, passage: Passage, start: int) -> bool:
    """Return whether the sentence has the words that the statement needs, and none that withdraw it."""
    low, high = passage.sentence_at(start)
    next_end = passage.sentence_at(high)[1] if high < len(passage.text) else high
    has_subject = passage.matches.last(statement.about, low, start) is not None
    return has_subject and passage.matches.last(statement.unless, low, next_end) is None


def _meanings(statement: Statement, passage: Passage, start: int, book: PhraseBook) -> tuple[Meaning, ...]:
    """Return the figures that have to be 0: of outcomes, those of the kinds of dispute that the sentence names."""
    if not statement.outcome:
        return tuple((Part(role),) for role in statement.roles)
    low, _ = passage.sentence_at(start)
    low = max(low, passage.matches.last_word("；", low, start) + 1)
    rows = [book.rows[name][0] for name, words in book.subjects.items() if passage.matches.last(words, low, start)]
    return tuple((Part(role, row),) for row in rows for role in statement.roles)


def _problem(subject: Subject, passage: Passage, check: Check, span: tuple[int, int], wrong: list[Reading]) -> Problem:
    figures = "，".join(f"{each.label}是 {plain_number(each.value)} {each.unit}" for each in wrong)
    finding = f"{passage.label}写“{passage.as_typed(*span)}”，表中{figures}。"
    return check.at(passage.position(subject, span[0]), finding, _ADVICE, wrong[0].cell)
