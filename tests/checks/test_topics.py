"""Each word that sets the topic of a paragraph decides whether a number in it is compared."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from generator.checks.narrative import run
from generator.checks.narrative.phrases import PhraseBook, any_of, phrase_book
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.sources.yaml_data import read_data
from tests.benchmarks.narrative import Case, judge

WORDS = read_data(Path(__file__).parent.joinpath("narrative", "topic_words.yml"))
NARROWER = WORDS["narrower"]
TOPICS = {topic: words for topic, words in WORDS.items() if topic != "narrower"}
SENTENCES = {
    "applications": "信访有所减少。{}较多，共收到8件。",
    "documents": "政府信息公开申请有所增加。{}中，予以公开的8件。",
    "narrower": "政府信息公开申请有所增加。{}共收到8件。",
    "others": "政府信息公开申请有所增加。{}，收到8件。",
}
"""For each topic a paragraph with another topic before; 8 requests are in no table."""


def _finds(topic: str, word: str) -> bool:
    text = SENTENCES[topic].format(word)
    case = Case("topic", 2024, Agency("jia", "青岚县水利局", "department"), "overview", {}, text, ())
    return bool(judge(case).alarms)


def _book_without(word: str, form: Form) -> PhraseBook:
    book = phrase_book(form)
    topics = {each: topic for each, topic in book.topic_of.items() if each != word}
    return replace(book, topics=any_of(topics), topic_of=topics)


def test_every_topic_word_is_listed(forms: Forms) -> None:
    assert phrase_book(forms["2021"]).topic_of == {word: topic for topic, words in TOPICS.items() for word in words}


def _alternatives(pattern: str) -> list[str]:
    """Return the top-level alternatives of a pattern."""
    parts, depth = [""], 0
    for char in pattern:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def test_every_narrowing_word_decides(monkeypatch: pytest.MonkeyPatch, forms: Forms) -> None:
    book = phrase_book(forms["2021"])
    alternatives = _alternatives(book.narrower.pattern)

    def is_needed(word: str) -> bool:
        narrower = re.compile("|".join(each for each in alternatives if each != word))
        monkeypatch.setattr(run, "phrase_book", lambda form: replace(book, narrower=narrower))
        return any(_finds("narrower", sample) for sample in NARROWER if re.search(word, sample))

    assert [sample for sample in NARROWER if _finds("narrower", sample)] == []
    assert [word for word in alternatives if not is_needed(word)] == []


@pytest.mark.parametrize("topic", ["applications", "documents", "others"])
def test_every_topic_word_decides(topic: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unneeded = []
    for word in TOPICS[topic]:
        found = _finds(topic, word)
        with monkeypatch.context() as patch:
            patch.setattr(run, "phrase_book", partial(_book_without, word))
            if _finds(topic, word) == found:
                unneeded.append(word)
    assert " ".join(unneeded) == ""
