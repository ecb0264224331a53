"""Each word that the narrative checks know decides a sentence: with another word in its place the findings differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.sources.yaml_data import read_data
from tests.benchmarks.narrative import Case, case_of, judge

WORDS = Path(__file__).parent / "narrative" / "words"


ENTRIES = [entry for path in sorted(WORDS.glob("*.yml")) for entry in read_data(path)]


def _case(entry: dict[str, Any], word: str) -> Case:
    text = entry["text"].replace("{}", word)
    expect = [
        {**label, "text": label["text"].replace("{}", word)} if "text" in label else label for label in entry["expect"]
    ]
    defaults = {"year": 2024, "section": "overview", "cells": {}}
    return case_of({**defaults, **entry, "id": word, "text": text, "expect": expect})


def _is_as_expected(entry: dict[str, Any], word: str) -> bool:
    score = judge(_case(entry, word))
    return not score.alarms and not score.missed


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["means"])
def test_each_word_decides(entry: dict[str, Any]) -> None:
    assert [word for word in entry["words"] if not _is_as_expected(entry, word)] == []
    assert not _is_as_expected(entry, entry["otherwise"]), "the sentence does not depend on the word"
