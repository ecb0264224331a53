"""Paragraphs as the narrative checks read them: characters, blanks, references, headings, sentences, quotations."""

import pytest

from generator.checks.narrative.passages import MAX_CHECKED_CHARS, MAX_SENTENCE_CHARS, Passage, passages_of
from tests.benchmarks.narrative import case_of, subject_of

_DIGITS = "一二三四五六七八九十"


def _passages(text: str) -> list[Passage]:
    entry = {"id": "text", "year": 2024, "section": "overview", "cells": {"requests.new.total": "16"}, "expect": []}
    return [each for each in passages_of(subject_of(case_of({**entry, "text": text}))) if each.key == "overview"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("收到2,864件、2,864,000件", "收到2'864件、2'864'000件"),
        ("收到２，８６４件、２,８６４件", "收到2'864件、2'864件"),
        ("第1,28645号、第１，２８６４５号", "第1，28645号、第1，28645号"),
        ("本年,864件、本年，８６４件", "本年，864件、本年，864件"),
        ("第1,86号、第１，８６号", "第1，86号、第1，86号"),
        ("甲!(乙),丙:丁;戊?<己>", "甲！（乙），丙：丁；戊？〈己〉"),
        *((typed, read) for typed, read in zip("!(),:;?<>", "！（），：；？〈〉", strict=True)),
        *((typed, read) for typed, read in zip("％．＿－［］０５９ＡＨＺａｈｚ", "%._-[]059AHZahz", strict=True)),
        ("收到 16 件， 均已  办结", "收到16件，均已办结"),
        ("共16  件、16 17、16   17", "共16件、16 17、16 17"),
        ("- 收到申请", "收到申请"),
        ("* 收到申请", "收到申请"),
        ("收到 - 申请 * 件", "收到-申请*件"),
        ("-收到申请", "-收到申请"),
        ("收到{{requests.new.total}}件、{{ requests.new.total }}件", "收到16件、16件"),
        ("{{{requests.new.total}}}", "{16}"),
        ("{{甲}乙}}", "{{甲}乙}}"),
        ("**收到**16件", "收到16件"),
        ("**收到16件", "**收到16件"),
        ("收到**16*17**件", "收到**16*17**件"),
    ],
)
def test_characters_blanks_and_marks_are_alike(typed: str, read: str) -> None:
    assert [each.text for each in _passages(typed)] == [read]


def test_words_are_shown_as_typed_and_figures_as_filled_in() -> None:
    (passage,) = _passages("**收到**{{requests.new.total}}件，２，８６４次")
    assert passage.as_typed(0, 2) == "收到"
    assert [passage.as_shown(0, 2), passage.as_shown(2, 4), passage.as_shown(6, 11)] == ["收到", "16", "２，８６４"]


def test_figures_of_the_tables_and_the_end_have_their_places() -> None:
    (passage,) = _passages("新收 {{requests.new.total}}件，共{{requests.new.total}}件")
    filled = [index for index in range(len(passage.text)) if passage.is_filled(index, index + 1)]
    assert filled == [2, 3, 7, 8]
    assert [passage.source[passage.offsets[index]] for index in (1, 2, 4, 9)] == ["收", "{", "件", "件"]
    for text in ("新收 16件", "新收16件"):
        (passage,) = _passages(text)
        assert list(passage.offsets)[len(passage.text) :] == [len(text)]


def test_paragraphs_are_numbered_without_blank_lines() -> None:
    assert [(each.label, each.line) for each in _passages("公开\n\n信息")] == [
        ("总体情况第 1 段", 0), ("总体情况第 2 段", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        *((f"（{number}）主动公开", True) for number in (*_DIGITS, "十一")),
        ("（一）" + "公" * 40, True),
        ("（一）" + "公" * 41, False),
        ("（一）", False),
        ("（1）主动公开", False),
        ("（一）公", True),
        *((f"（一）主动公开{mark}", False) for mark in "。；！？"),
    ],
)
def test_a_numbered_line_without_an_end_is_the_heading_of_the_next(line: str, is_heading: bool) -> None:
    assert _passages(f"{line}\n公开信息")[1].heading == (line if is_heading else "")


@pytest.mark.parametrize("end", [*"。！？", "！？", *(f"。{mark}" for mark in "”’』」）")])
def test_a_sentence_ends_with_its_stop_and_the_mark_that_closes_it(end: str) -> None:
    (passage,) = _passages(f"公开信息{end}收到申请。")
    assert [passage.text[slice(*each)] for each in passage.sentences] == [f"公开信息{end}", "收到申请。"]
    assert [passage.sentence_at(index)[0] for index in (0, 3 + len(end), 4 + len(end))] == [0, 0, 4 + len(end)]


def test_words_in_quotations_and_titles_are_quoted() -> None:
    (passage,) = _passages("“始”前“中”后《中“内”里》后“《中”后")
    quoted = "".join(
        char for index, char in enumerate(passage.text) if passage.is_quoted(index) and char not in "“”《》"
    )
    assert quoted == "始中中内里中后"


@pytest.mark.parametrize("mark", "。；，,;、")
def test_an_overlong_text_is_cut_behind_a_clause(mark: str) -> None:
    line = f"公开{mark}信息" + "公" * MAX_CHECKED_CHARS
    assert [each.source for each in _passages(f"{line}\n公开，信息。")] == [f"公开{mark}"]
    sentence = "公" * (MAX_SENTENCE_CHARS - 100) + mark + "息" * 200
    assert _passages(sentence)[0].sentences[0] == (0, MAX_SENTENCE_CHARS - 99)


def test_a_sentence_without_a_clause_is_cut_anywhere() -> None:
    (passage,) = _passages("公" * 600 + "，" + "息" * (2 * MAX_SENTENCE_CHARS))
    assert passage.sentences[0] == (0, MAX_SENTENCE_CHARS)


@pytest.mark.parametrize(
    ("margin", "shown"),
    [(1, "……，公开信息1……"), (2, "甲，公开信息12……"), (3, "甲，公开信息123……"), (4, "甲，公开信息123")],
)
def test_an_excerpt_stays_within_its_sentence(margin: int, shown: str) -> None:
    (passage,) = _passages("前。甲，公开信息123。后")
    assert passage.excerpt(4, 8, margin) == shown
