"""Find duties in a text that belong to agencies of another field than the author's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import any_of
from generator.checks.narrative.scope import Scope
from generator.sources.yaml_data import read_data

_KINDS_WITHOUT_FIELD = frozenset({"township", "subdistrict", "government", "office", "zone", "organisation"})
_OWN_BUREAU = re.compile("[我本]局")
_NOT_THE_DUTY = re.compile("家庭|户(?!籍)|人员|人口|对象|学生|子女|群众|边缘|窗口|中心")
"""Words that turn a duty into persons or a place that others have to do with as well: 城乡低保家庭, 不动产登记窗口."""

_CLAUSE_ENDS = "，；：。"
_IN_FIELDS = re.compile("等[^，；、]{0,6}领域")
_LISTED = re.compile("[、，和及与]")
_REACH_CHARS = 300
"""Characters of its sentence read on each side of a duty; no sentence but a whole text without a stop is longer."""


class Field(NamedTuple):
    """A field of duty: words in the names of its agencies, the duties that only they publish, and its other topics."""

    names: re.Pattern[str]
    duties: tuple[str, ...]
    topics: re.Pattern[str]


@dataclass(frozen=True)
class DutyBook:
    """The fields of duty, and the words that decide whether a mention is a claim.

    `words` are those of all fields, and `fields_by_word` are the indexes of the fields that each of them belongs to.
    """

    fields: tuple[Field, ...]
    words: re.Pattern[str]
    fields_by_word: Mapping[str, frozenset[int]]
    topics: re.Pattern[str]
    wide: re.Pattern[str]
    claims: re.Pattern[str]
    publishes: re.Pattern[str]
    shared: re.Pattern[str]
    joint: re.Pattern[str]

    def fields_of(self, name: str) -> frozenset[int]:
        """Return the indexes of the agency's fields; none if they are not known or meet in the agency."""
        if self.wide.search(name):
            return frozenset()
        return frozenset(index for index, field in enumerate(self.fields) if field.names.search(name))

    def duties_outside(self, own: frozenset[int]) -> re.Pattern[str]:
        """Return a pattern of all duties that belong to none of the fields."""
        owned = {duty for index in own for duty in self.fields[index].duties}
        return any_of({duty for field in self.fields for duty in field.duties} - owned)


def duty_book(data: dict[str, Any]) -> DutyBook:
    """Return the book from the data of `agencies.yml`."""
    words = [{*each["names"], *each["duties"], *each["topics"]} for each in data["fields"]]
    by_word = {
        word: frozenset(index for index, each in enumerate(words) if word in each) for word in set().union(*words)
    }
    return DutyBook(
        words=any_of(by_word),
        fields_by_word=by_word,
        fields=tuple(
            Field(any_of(each["names"]), tuple(each["duties"]), any_of(each["topics"])) for each in data["fields"]
        ),
        topics=any_of({topic for each in data["fields"] for topic in each["topics"]}),
        wide=any_of(data["wide"]),
        claims=re.compile(data["sector_claims"].replace("{words}", "|".join(data["sector_words"]))),
        publishes=any_of(data["publishes"]),
        shared=re.compile("|".join(data["shared"])),
        joint=re.compile("|".join(data["joint"])),
    )


@cache
def loaded_book() -> DutyBook:
    """Load the duty book, once per process."""
    return duty_book(read_data(Path(__file__).parent / "agencies.yml"))


@cache
def fields_of(name: str) -> frozenset[int]:
    """Return the indexes of the agency's fields."""
    return loaded_book().fields_of(name)


@cache
def duties_outside(own: frozenset[int]) -> re.Pattern[str]:
    """Return a pattern of all duties but those of the fields."""
    return loaded_book().duties_outside(own)


def other_duty(passage: Passage, scope: Scope) -> tuple[int, int] | None:
    """Return the span of the first duty that the text claims but that is clearly another agency's."""
    book, text, name = loaded_book(), passage.text, "".join(scope.names)
    if scope.kind in _KINDS_WITHOUT_FIELD or not (own := fields_of(name)):
        return None
    claims = [
        match.span("duty")
        for match in book.claims.finditer(text)
        if not any(book.fields[index].names.search(match["sector"]) for index in own)
    ]
    duties = [
        match.span()
        for match in duties_outside(own).finditer(text)
        if not _NOT_THE_DUTY.match(text, match.end()) and _is_published(passage, match.span())
    ]
    spans = (*sorted([*claims, *duties]), *_two_topics(passage, own))
    return next((span for span in spans if not _is_shared(passage, span) and not _is_one_of_many(passage, span)), None)


def _two_topics(passage: Passage, own: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the first of two topics of one other field in a sentence that names none of the author's."""
    book, text = loaded_book(), passage.text
    if len(set(book.topics.findall(text))) < 2:  # most paragraphs
        return
    own_words = [words for index in own for words in (book.fields[index].names, book.fields[index].topics)]
    about_own = {passage.sentence_at(match.start()) for words in own_words for match in words.finditer(text)}
    for field in book.fields:
        first: dict[tuple[int, int], re.Match[str]] = {}
        for match in field.topics.finditer(text):
            sentence = passage.sentence_at(match.start())
            earlier = first.setdefault(sentence, match)
            is_other = sentence not in about_own and not _NOT_THE_DUTY.match(text, match.end())
            is_listed = earlier[0] != match[0] and passage.matches.last(_LISTED, earlier.end(), match.start())
            if is_listed and is_other and _is_published(passage, earlier.span()):
                yield earlier.span()


def _near(passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    """Return the start and end of the span's sentence, or of its part around the span if it is very long."""
    low, high = passage.sentence_at(span[0])
    return max(low, span[0] - _REACH_CHARS), min(high, span[1] + _REACH_CHARS)


def _is_published(passage: Passage, span: tuple[int, int]) -> bool:
    """Return whether the sentence says that the duty is published or carried out."""
    return loaded_book().publishes.search(passage.text, *_near(passage, span)) is not None


def _is_shared(passage: Passage, span: tuple[int, int]) -> bool:
    """Return whether another agency has a part in the duty, or it is what a request is about."""
    book, text = loaded_book(), passage.text
    low, high = _near(passage, span)
    clause = _OWN_BUREAU.sub("", " ".join(_clauses(passage, low, high, span)))
    return bool(book.shared.search(clause) or book.joint.search(text, low, high))


def _is_one_of_many(passage: Passage, span: tuple[int, int]) -> bool:
    """Return whether the sentence names two more fields, or one more before 等领域: a list that is nobody's own."""
    book, text = loaded_book(), passage.text
    matched = frozenset().union(*(book.fields_by_word[match[0]] for match in book.words.finditer(text, *span)))
    named = {book.fields_by_word[match[0]] for match in book.words.finditer(text, *_near(passage, span))}
    others = [each for each in named if not each & matched]
    if others and _IN_FIELDS.search(text, *_near(passage, span)):
        return True
    return any(not first & second for first, second in combinations(others, 2))


def _clauses(passage: Passage, low: int, high: int, span: tuple[int, int]) -> Iterator[str]:
    """Yield the parts of the clause before and after the span."""
    yield passage.text[passage.clause_start(_CLAUSE_ENDS, low, span[0]) : span[0]]
    ends = [passage.text.find(mark, span[1], high) for mark in _CLAUSE_ENDS]
    yield passage.text[span[1] : min((end for end in ends if end >= 0), default=high)]
