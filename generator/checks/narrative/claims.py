"""What the numbers of a paragraph claim: which figure of the tables each of them states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import Phrase, PhraseBook
from generator.checks.narrative.readings import Meaning, Part
from generator.checks.narrative.scope import Scope

APPLICATIONS = "applications"
"""The topic of most figures: applications for information."""

_REACH = 60
_CUT = "…"
_INFORMATION = "信息公开"
_OF_INFORMATION = re.compile(f"{_INFORMATION}|依申请公开")
_OTHER_CAUSE = re.compile("(?:因|由)(?![^，；]{0,20}公开)[^，；。]{2,20}(?:引发|引起|产生|导致|被)")
_NEAR = 4
_NEXT_YEAR = "下年"
_EDGE = re.compile("[，、；：。（中]?")
_NOTHING = re.compile("未|没有|无|不存在")


@dataclass(frozen=True)
class Claim:
    """Words of a paragraph that state a figure: from `begin` to `end`, the number (or the denial) at `start`.

    A number must be equal to one of its meanings; a denial, which has no number, to all of them.
    """

    begin: int
    start: int
    end: int
    number: Number | None
    meanings: tuple[Meaning, ...]
    alone: bool = False


@dataclass(frozen=True)
class Reader:
    """Reads one paragraph, under its heading, for the figures it states of the report's year and organ."""

    passage: Passage
    scope: Scope
    book: PhraseBook

    def claims(self, numbers: Sequence[Number]) -> list[Claim]:
        """What the numbers, and the words that say there was none, state."""
        found = [claim for number in numbers if (claim := self._claim(number))]
        settled = [self._told_alone(claim, found) for claim in found]
        return sorted([*settled, *self._denials()], key=lambda claim: claim.start)

    def named_at(self, place: int) -> tuple[Meaning, ...]:
        """What the words that end at the place would state, if a number followed them; empty where nothing certain."""
        claim = self._claim(Number(place, place, place, "1", 1, "件", rough=False))
        return claim.meanings if claim else ()

    def is_about_us(self, begin: int, place: int) -> bool:
        """Whether the words are said of the report's year and of the whole organ or area it covers."""
        start, _ = self.passage.sentence_at(place)
        of_the_year = self.scope.is_of_the_year(self.passage, start, place)
        return of_the_year and self.scope.is_own(self.passage, start, begin, place)

    def topic_at(self, place: int) -> str | None:
        """What the paragraph has last spoken of before the place; at its beginning, what its heading says."""
        before = next((topic for start, topic in reversed(self._topics) if start <= place), None)
        if before is None and (match := self.book.topics.search(self.passage.heading)):
            return self.book.topic_of[match[0]]
        return before

    @cached_property
    def _topics(self) -> list[tuple[int, str]]:
        found = self.book.topics.finditer(self.passage.text)
        return [(match.start(), self.book.topic_of[match[0]]) for match in found]

    def _claim(self, number: Number) -> Claim | None:
        """What the number states; None where it states nothing of ours, or nothing certain."""
        if number.rough or number.unit not in self.book.before or self.passage.is_filled(number.start, number.stop):
            return None
        low, high = self.passage.sentence_at(number.start)
        left = self.passage.text[max(low, number.start - _REACH) : number.start]
        if number.start - low > _REACH:
            left = _CUT + left[1:]
        right = self.passage.text[number.end : high].replace(self.scope.next_year, _NEXT_YEAR)
        for phrase in [each for each in self.book.before[number.unit] if each.word in left]:
            if phrase.beside and not phrase.beside.match(right):
                continue
            if match := phrase.before.search(left):
                return self._judged(phrase, number, number.start - len(left) + match.start())
        for phrase in self.book.after[number.unit]:
            if phrase.word in right and phrase.after.match(right):
                return self._judged(phrase, number, number.start)
        return None

    def _judged(self, phrase: Phrase, number: Number, begin: int) -> Claim | None:
        """The claim, unless something about the sentence makes it another matter, part of a whole, year or organ."""
        text = self.passage.text
        low, high = self.passage.sentence_at(number.start)
        begin += len(_EDGE.match(text, begin, number.start)[0])  # type: ignore[index]
        clause = max(low, *(text.rfind(mark, low, begin + 1) + 1 for mark in "，；：（"))
        if self.book.narrower.search(text, clause, number.start) or not self._on_topic(phrase, number, begin, low):
            return None
        if not phrase.part and text.rfind("其中", low, number.start) > text.rfind("；", low, number.start):
            return None
        if not phrase.part and self.book.not_all.search(text, number.end, high):
            return None
        if not self.is_about_us(begin, number.start):
            return None
        meanings = self._outcomes(phrase, low, number.start) if phrase.outcome else phrase.meanings
        if self.book.includes.match(text, number.end):
            most = max(map(len, meanings), default=0)
            meanings = tuple(each for each in meanings if len(each) == most)
        elif number.value == 0:
            meanings = meanings[:1]
        return Claim(begin, number.start, number.end, number, meanings, phrase.alone) if meanings else None

    def _on_topic(self, phrase: Phrase, number: Number, begin: int, low: int) -> bool:
        """Whether the sentence speaks of what the phrase needs."""
        before = self.passage.text[low : number.start]
        if phrase.with_word not in before:
            return False
        if phrase.information and _OTHER_CAUSE.search(before[before.rfind("；") + 1 :]):
            return False
        if phrase.information and _INFORMATION not in before and not self._is_told_of_applications(begin):
            return False
        if phrase.outcome and not _OF_INFORMATION.search(self.passage.heading + self.passage.text[: number.start]):
            return False
        if not phrase.topic:
            return True
        topic = self.topic_at(begin)
        if topic != APPLICATIONS and (topic is not None or phrase.topic == APPLICATIONS):
            return False
        if phrase.topic == APPLICATIONS and self.book.own_noun.search(before):
            return False
        return not self.book.own_object.search(before)

    def _is_told_of_applications(self, begin: int) -> bool:
        """Whether a case against the author (被申请…) is told where applications for information are."""
        text = self.passage.text
        above = self.passage.heading + text[:begin]
        return "被" in text[max(0, begin - _NEAR) : begin] and _OF_INFORMATION.search(above) is not None

    def _outcomes(self, phrase: Phrase, low: int, place: int) -> tuple[Meaning, ...]:
        """What an outcome may mean: of the one kind of dispute spoken of, or, where both are, of either or both."""
        text, subjects = self.passage.text, self.book.subjects
        part = max(low, text.rfind("；", low, place) + 1)
        names = {match.lastgroup for match in subjects.finditer(text, part, place)}
        names = names or {match.lastgroup for match in subjects.finditer(text, 0, place)}
        roles = [each.role for meaning in phrase.meanings for each in meaning]
        rows = [self.book.rows[name] for name in self.book.rows if name in names]
        single = [(Part(role, row),) for role in roles for group in rows for row in group]
        both = [tuple(Part(role, group[0]) for group in rows) for role in roles if len(rows) > 1]
        return tuple(single + both)

    def _told_alone(self, claim: Claim, found: list[Claim]) -> Claim:
        """A figure said to be new, beside one carried in, is new alone."""
        if not claim.alone or len(claim.meanings) < 2:
            return claim
        carried = claim.meanings[1][1:]
        sentence = self.passage.sentence_at(claim.start)
        beside = any(carried in each.meanings and self.passage.sentence_at(each.start) == sentence for each in found)
        return replace(claim, meanings=claim.meanings[:1]) if beside else claim

    def _denials(self) -> Iterator[Claim]:
        """Words that say there was none."""
        if not _NOTHING.search(self.passage.text):
            return
        denials = [each for each in self.book.denials if each.word in self.passage.text]
        for denial in denials:
            for match in denial.words.finditer(self.passage.text):
                start, end = match.span()
                if self.is_about_us(start, end):
                    yield Claim(start, start, end, None, denial.zero)
