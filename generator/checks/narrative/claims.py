"""Find which figure of the tables each number of a paragraph states."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import Phrase, PhraseBook
from generator.checks.narrative.readings import Meaning, Part
from generator.checks.narrative.scope import Scope
from generator.checks.narrative.topics import (
    APPLICATIONS,
    CLAUSE_MARKS,
    PART_MARK,
    is_narrowed,
    topic_at,
    topic_of,
    topics_in,
)

_MAX_CHARS_BEFORE = 60
_MAX_CHARS_AFTER = 80
_ELLIPSIS = "…"
_MAX_SIBLINGS = 4
_INFORMATION = "信息公开"
_ABOUT_INFORMATION = re.compile(f"{_INFORMATION}|依申请公开")
_OTHER_CAUSE = re.compile("(?:因|由)(?![^，；]{0,20}公开)[^，；。]{2,20}(?:引发|引起|产生|导致|被)")
_PASSIVE_REACH_CHARS = 4
_NEXT_YEAR = "下年"
_CLAUSE_START = re.compile("[，、；：。（中]?")
_NEGATION = re.compile("未|没有|无|不存在")


@dataclass(frozen=True)
class Claim:
    """Words of a paragraph, from `begin` to `end`, that state a figure: a number, or a denial, at `start`.

    A number has to equal one of its meanings, alone or added to its `siblings`: the numbers of other parts of the area
    in the same sentence. A denial has no number, and all its meanings have to be 0.
    """

    begin: int
    start: int
    end: int
    number: Number | None
    meanings: tuple[Meaning, ...]
    siblings: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Reader:
    """A reader of one paragraph, which finds the figures stated about the report's year and agency."""

    passage: Passage
    scope: Scope
    book: PhraseBook

    def claims(self, numbers: Sequence[Number]) -> list[Claim]:
        """Return the claims made by the numbers, and those made by denials."""
        found = [claim for number in numbers if (claim := self._claim(number))]
        if self.scope.covers_area:
            found = [replace(claim, siblings=self._siblings(claim, numbers)) for claim in found]
        return sorted([*found, *self._denials()], key=lambda claim: claim.start)

    def meanings_before(self, index: int) -> tuple[Meaning, ...]:
        """Return what the words before the index would mean if a number followed; empty if that is uncertain."""
        claim = self._claim(Number(index, index, index, "1", 1, "件", rough=False))
        return claim.meanings if claim else ()

    def is_in_scope(self, begin: int, end: int) -> bool:
        """Return whether the words are about the report's year and the whole agency or area it covers."""
        start, _ = self.passage.sentence_at(end)
        is_about_year = self.scope.is_about_year(self.passage, start, end)
        return is_about_year and self.scope.is_about_author(self.passage, start, begin, end)

    def topic_at(self, index: int) -> str | None:
        """Return the last topic mentioned before the index, or else the topic of the heading."""
        return topic_at(self._topics, index) or topic_of(self.book, self.passage.heading)

    @cached_property
    def _topics(self) -> list[tuple[int, str]]:
        return topics_in(self.book, self.passage)

    def _claim(self, number: Number) -> Claim | None:
        """Return the claim the number makes; None if it states no table figure or it is unclear which."""
        if number.rough or number.unit not in self.book.before:
            return None
        if self.passage.is_filled(number.start, number.digits_end):
            return None
        low, high = self.passage.sentence_at(number.start)
        first = max(low, number.start - _MAX_CHARS_BEFORE)
        left = self.passage.text[first : number.start]
        if number.start - low > _MAX_CHARS_BEFORE:
            left = _ELLIPSIS + left[1:]
        if (year := left.find(self.scope.next_year)) >= 0:
            left = left.replace(self.scope.next_year, _NEXT_YEAR, 1)
        shortened = number.start - first - len(left)
        right = self.passage.text[number.end : min(high, number.end + _MAX_CHARS_AFTER)]
        right = right.replace(self.scope.next_year, _NEXT_YEAR)
        for phrase in [each for each in self.book.before[number.unit] if each.word in left]:
            if (phrase.beside and not phrase.beside.match(right)) or phrase.with_word not in left:
                continue
            if match := phrase.before.search(left):
                omitted = shortened if match.start() > year else 0
                return self._claim_in_context(phrase, number, first + match.start() + omitted)
        for phrase in self.book.after[number.unit]:
            if phrase.word in right and phrase.after.match(right):
                return self._claim_in_context(phrase, number, number.start)
        return None

    def _claim_in_context(self, phrase: Phrase, number: Number, begin: int) -> Claim | None:
        """Return the claim, unless its sentence is about another matter, year or agency, or about a part of a whole."""
        text = self.passage.text
        low, high = self.passage.sentence_at(number.start)
        begin += len(_CLAUSE_START.match(text, begin, number.start)[0])  # type: ignore[index]
        clause = max(low, *(text.rfind(mark, low, begin + 1) + 1 for mark in CLAUSE_MARKS))
        if is_narrowed(self.book, text[clause : number.start]) or not self._on_topic(phrase, number, begin, low):
            return None
        if not phrase.part and text.rfind(PART_MARK, low, number.start) > text.rfind("；", low, number.start):
            return None
        if not phrase.part and self.book.not_all.search(text, number.end, high):
            return None
        if not self.is_in_scope(begin, begin if self.scope.next_year in text[begin : number.start] else number.start):
            return None
        meanings = self._outcome_meanings(phrase, low, number.start) if phrase.outcome else phrase.meanings
        if self.book.includes.match(text, number.end):
            most_parts = max(map(len, meanings), default=0)
            meanings = tuple(each for each in meanings if len(each) == most_parts)
        elif number.value == 0 or phrase.alone:
            meanings = meanings[:1]
        return Claim(begin, number.start, number.end, number, meanings) if meanings else None

    def _on_topic(self, phrase: Phrase, number: Number, begin: int, low: int) -> bool:
        """Return whether the sentence meets the phrase's requirements for its topic."""
        before = self.passage.text[low : number.start]
        if phrase.information and _OTHER_CAUSE.search(before[before.rfind("；") + 1 :]):
            return False
        if phrase.information and _INFORMATION not in before and not self._concerns_applications(begin):
            return False
        if phrase.outcome and not _ABOUT_INFORMATION.search(self.passage.heading + self.passage.text[: number.start]):
            return False
        if not phrase.topic:
            return True
        topic = self.topic_at(begin)
        if topic != APPLICATIONS and (topic is not None or phrase.topic == APPLICATIONS):
            return False
        whole, mark, parts = before.partition(PART_MARK)
        clause = parts[max(parts.rfind(each) for each in CLAUSE_MARKS) + 1 :]
        if phrase.topic == APPLICATIONS and self.book.own_noun.search(f"{whole}，{clause}" if mark else before):
            return False
        return not self.book.own_object.search(before)

    def _concerns_applications(self, begin: int) -> bool:
        """Return whether a case against the author (被申请…) follows a mention of requests for information."""
        text = self.passage.text
        if "被" not in text[max(0, begin - _PASSIVE_REACH_CHARS) : begin]:
            return False
        return _ABOUT_INFORMATION.search(self.passage.heading + text[:begin]) is not None

    def _outcome_meanings(self, phrase: Phrase, low: int, end: int) -> tuple[Meaning, ...]:
        """Return what an outcome may mean: for the one kind of dispute mentioned, or for either or both of two."""
        text, subjects = self.passage.text, self.book.subjects
        part = max(low, text.rfind("；", low, end) + 1)
        names = {match.lastgroup for match in subjects.finditer(text, part, end)}
        names = names or {match.lastgroup for match in subjects.finditer(text, 0, end)}
        roles = [each.role for meaning in phrase.meanings for each in meaning]
        rows = [self.book.rows[name] for name in self.book.rows if name in names]
        single = [(Part(role, row),) for role in roles for group in rows for row in group]
        both = [tuple(Part(role, group[0]) for group in rows) for role in roles if len(rows) > 1]
        return tuple(single + both)

    def _siblings(self, claim: Claim, numbers: Sequence[Number]) -> tuple[Number, ...]:
        """Return the numbers of other parts of the area next to the claim's: 市本级89件、各县区1136件."""
        index = bisect_left(numbers, claim.start, key=lambda each: each.start)
        near = numbers[max(0, index - _MAX_SIBLINGS) : index + _MAX_SIBLINGS + 1]
        low, high = self.passage.sentence_at(claim.start)
        own, text = numbers[index], self.passage.text

        def is_part(number: Number) -> bool:
            start = max(low, *(text.rfind(mark, low, number.start) + 1 for mark in f"、{CLAUSE_MARKS}"))
            return self.scope.names_part(text, start, number.start)

        parts = [each for each in near if low <= each.start < high and each.unit == own.unit and is_part(each)]
        return tuple(each for each in parts if each is not own and not each.rough) if own in parts else ()

    def _denials(self) -> Iterator[Claim]:
        """Yield the claims made by denials, such as 未收到申请."""
        if not _NEGATION.search(self.passage.text):
            return
        for denial in [each for each in self.book.denials if each.word in self.passage.text]:
            for match in denial.words.finditer(self.passage.text):
                start, end = match.span()
                if self.is_in_scope(start, end):
                    yield Claim(start, start, end, None, denial.zero)
