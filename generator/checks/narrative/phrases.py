"""Load the phrase book (`phrases.yml`): the wordings with which texts state figures of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from generator.checks.narrative.labels import expanded
from generator.checks.narrative.readings import Meaning, parse_meaning
from generator.model.form import Form
from generator.sources.yaml_data import read_data

_FRAGMENT = re.compile("<([a-z_]+)>")
_PATTERNS = frozenset(
    {
        "content",
        "destination",
        "kind",
        "other_matter",
        "narrower",
        "not_all",
        "own_noun",
        "own_object",
        "includes",
        "signs",
    }
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording of a figure; see the head of `phrases.yml`. `entry` is the number of its entry there.

    `before`, `after` and `beside` are patterns, to be given to `compiled`.
    """

    entry: int
    word: str
    meanings: tuple[Meaning, ...]
    units: frozenset[str]
    before: str
    after: str
    beside: str
    topic: str
    with_word: str
    part: bool
    alone: bool
    information: bool
    outcome: bool
    grouped: bool


@dataclass(frozen=True)
class Denial:
    """Words that deny certain figures: each meaning in `zero` has to be 0. `entry` is the number of its entry."""

    entry: int
    word: str
    words: re.Pattern[str]
    zero: tuple[Meaning, ...]


@dataclass(frozen=True)
class Rate:
    """A percentage that follows from the tables: any of `parts` divided by any of `wholes`."""

    words: re.Pattern[str]
    parts: tuple[Meaning, ...]
    wholes: tuple[Meaning, ...]


@dataclass(frozen=True, eq=False)
class PhraseBook:
    """The phrases by unit in the order they are tried, and the words that decide what a sentence is about.

    `rows` are the rows that each of the `subjects` may mean.
    """

    before: Mapping[str, tuple[Phrase, ...]]
    after: Mapping[str, tuple[Phrase, ...]]
    denials: tuple[Denial, ...]
    topics: re.Pattern[str]
    topic_of: Mapping[str, str]
    content: re.Pattern[str]
    destination: re.Pattern[str]
    kind: re.Pattern[str]
    other_matter: re.Pattern[str]
    narrower: re.Pattern[str]
    channels: re.Pattern[str]
    not_all: re.Pattern[str]
    own_noun: re.Pattern[str]
    own_object: re.Pattern[str]
    includes: re.Pattern[str]
    signs: re.Pattern[str]
    subjects: Mapping[str, re.Pattern[str]]
    rows: Mapping[str, tuple[str, ...]]
    bases: tuple[Meaning, ...]
    rates: tuple[Rate, ...]
    wholes: tuple[tuple[str, ...], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that the phrases need, each once."""
        phrases = [each for group in (self.before, self.after) for own in group.values() for each in own]
        return tuple(dict.fromkeys(word for each in phrases for word in (each.word, each.with_word)))


@lru_cache(maxsize=5_000)
def phrases_with(book: PhraseBook, words: frozenset[str], unit: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Return the phrases before and after numbers of the unit that need none but the words."""
    before, after = (
        tuple(each for each in phrases[unit] if each.word in words and each.with_word in words)
        for phrases in (book.before, book.after)
    )
    return before, after


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern of a phrase, compiled when it is first needed: a single report needs few of them."""
    return re.compile(pattern)


@cache
def read_phrases() -> dict[str, Any]:
    """Return the content of `phrases.yml`."""
    return dict(read_data(Path(__file__).parent / "phrases.yml"))


@lru_cache(maxsize=16)
def phrase_book(form: Form) -> PhraseBook:
    """Return the phrase book with the labels of the form; it is built once for each form."""
    data = read_phrases()
    fragments = {**data["fragments"], "reason": _labels(form, "rows"), "applicant": _labels(form, "columns")}

    def expand(text: str) -> str:
        while _FRAGMENT.search(text):
            text = _FRAGMENT.sub(lambda match: f"(?:{fragments[match[1]]})", text)
        return text

    def by_unit(key: str) -> dict[str, tuple[Phrase, ...]]:
        entries = ({**group, "phrases": (), **entry} for group in data["figures"] for entry in group["phrases"])
        phrases = [
            phrase(index, each) for index, entry in enumerate(entries) if key in entry for each in expanded(form, entry)
        ]
        units = dict.fromkeys(unit for group in data["units"].values() for unit in group)
        return {unit: tuple(each for each in phrases if unit in each.units) for unit in units}

    def phrase(index: int, entry: dict[str, Any]) -> Phrase:
        return Phrase(
            entry=index,
            word=entry["word"],
            meanings=_meanings(entry["readings"]),
            units=frozenset(data["units"][entry["units"]]),
            before=expand(entry.get("before", "")),
            after=expand(entry.get("after", "")),
            beside=expand(entry.get("beside", "")),
            topic=entry.get("topic", ""),
            with_word=entry.get("with", ""),
            **{key: entry.get(key, False) for key in ("part", "alone", "information", "outcome", "grouped")},
        )

    subjects = data["subjects"]
    return PhraseBook(
        before=by_unit("before"),
        after=by_unit("after"),
        denials=tuple(
            Denial(index, entry["word"], re.compile(expand(entry["words"])), _meanings(entry["zero"]))
            for index, denial in enumerate(data["denials"])
            for entry in expanded(form, denial)
        ),
        topics=any_of(word for words in data["topics"].values() for word in words),
        topic_of={word: topic for topic, words in data["topics"].items() for word in words},
        **{key: re.compile(expand(data[key])) for key in _PATTERNS},
        channels=re.compile(expand(fragments["channels"])),
        subjects={name: re.compile(entry["words"]) for name, entry in subjects.items()},
        rows={name: tuple(entry["rows"]) for name, entry in subjects.items()},
        bases=_meanings(data["bases"]),
        rates=tuple(
            Rate(re.compile(entry["words"]), _meanings(entry["parts"]), _meanings(entry["wholes"]))
            for entry in data["rates"]
        ),
        wholes=tuple(tuple(names) for names in data["wholes"]),
    )


def _labels(form: Form, kind: str) -> str:
    """Return a pattern of the form's labels of all outcomes of requests (rows), or of all applicants (columns)."""
    entry = {"labels": {kind: "received"}, "before": "<label>", "readings": []}
    return "|".join(each["before"] for each in expanded(form, entry))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of the words, longest first; plain alternatives are fast to search."""
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _meanings(texts: list[str]) -> tuple[Meaning, ...]:
    return tuple(parse_meaning(text) for text in texts)
