"""Statements without a number, and sections that name no problem: which are told, and that every word is needed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from generator.checks.narrative import sections
from generator.checks.narrative import statements as module
from generator.checks.narrative.claims import Reader
from generator.checks.narrative.passages import passages_of
from generator.checks.narrative.phrases import phrase_book
from generator.checks.narrative.scope import scope_of
from generator.checks.narrative.sections import check_sections
from generator.checks.narrative.statements import check_statements, statements
from generator.checks.subject import Subject
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from generator.sources.yaml_data import read_data

SENTENCES = read_data(Path(__file__).with_name("statements.yml"))
NOT_ZERO = {
    "carried_out.total": 2,
    "review.corrected": 1,
    "litigation_direct.other": 1,
    "litigation_direct.corrected": 1,
}
PATTERNS = ("words", "about", "unless")


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms["2021"]


def _subject(form: Form, sentence: str) -> Subject:
    tables = {
        section: {
            row: tuple(_cell(f"{row}.{column}") for column in block.column_names)
            for row, (block, _) in table.rows.items()
        }
        for section, table in form.tables.items()
    }
    report = Report("jia", 2024, form.id, tables, {form.sections[0].key: sentence})
    return Subject(report, form, Agency("jia", "甲县水利局", "department"))


def _cell(name: str) -> Cell:
    value = NOT_ZERO.get(name, 0)
    return Cell(str(value), Decimal(value))


def _is_told(form: Form, sentence: str) -> bool:
    subject = _subject(form, sentence)
    (passage,) = passages_of(subject)
    reader = Reader(passage, scope_of(subject), phrase_book(subject.form))
    return bool(list(check_statements(subject, passage, reader)))


@pytest.mark.parametrize("sentence", SENTENCES["told"])
def test_contradicted_statements_are_told(sentence: str, form: Form) -> None:
    assert _is_told(form, sentence)


@pytest.mark.parametrize("sentence", SENTENCES["silent"])
def test_other_statements_are_not(sentence: str, form: Form) -> None:
    assert not _is_told(form, sentence)


def _without_each_alternative(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield each alternative of the pattern, at any depth, with the pattern that is left without it."""
    starts, spans = [[0]], []
    for at, character in enumerate(f"{pattern})"):
        if character == "(":
            group = re.compile(r"\((?:\?(?:[:!=]|<[!=]))?").match(pattern, at)
            assert group
            starts.append([group.end()])
        elif character in "|)":
            spans.append((starts[-1][-1], at, len(starts[-1]) > 1 or character == "|"))
            starts[-1].append(at + 1)
            if character == ")":
                starts.pop()
    for start, end, is_alternative in spans:
        if is_alternative:
            left = (
                f"{pattern[: start - 1]}{pattern[end:]}"
                if pattern[start - 1 : start] == "|"
                else (pattern[:start] + pattern[end + 1 :])
            )
            yield pattern[start:end], left


def test_every_word_is_needed(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    survivors = []
    for number, statement in enumerate(statements()):
        for name in PATTERNS:
            for word, left in _without_each_alternative(getattr(statement, name).pattern):
                shortened = list(statements())
                shortened[number] = replace(statement, **cast(Any, {name: re.compile(left)}))
                with monkeypatch.context() as patch:
                    patch.setattr(module, "statements", lambda shortened=shortened: shortened)
                    if all(_is_told(form, each) for each in SENTENCES["told"]) and not any(
                        _is_told(form, each) for each in SENTENCES["silent"]
                    ):
                        survivors.append((number, name, word))
    assert not survivors, survivors


def _names_no_problem(form: Form, text: str) -> bool:
    section = next(each.key for each in form.sections if "问题" in each.title)
    report = Report("jia", 2024, form.id, {}, {section: text})
    return "narrative.problems" in {problem.check for problem in check_sections(Subject(report, form))}


def _judged(form: Form) -> list[bool]:
    return [_names_no_problem(form, text) for text in (*SENTENCES["problems_told"], *SENTENCES["problems_silent"])]


def test_a_section_that_names_no_problem_is_told(form: Form) -> None:
    assert _judged(form) == [True] * len(SENTENCES["problems_told"]) + [False] * len(SENTENCES["problems_silent"])


@pytest.mark.parametrize("name", ["_NO_PROBLEM", "_SHORTCOMING"])
def test_every_word_for_problems_is_needed(name: str, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, survivors = _judged(form), []
    for word, left in _without_each_alternative(getattr(sections, name).pattern):
        monkeypatch.setattr(sections, name, re.compile(left))
        if _judged(form) == expected:
            survivors.append(word)
    assert not survivors, survivors
