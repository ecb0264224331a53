"""Find which figure of the tables each number of a paragraph states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.checks.narrative.attribution import Attribution
from generator.checks.narrative.context import ABOUT_INFORMATION, Context
from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import Phrase, PhraseBook, compiled, phrases_with
from generator.checks.narrative.readings import Meaning
from generator.checks.narrative.scope import Scope
from generator.checks.narrative.siblings import siblings
from generator.checks.narrative.topics import CLAUSE_MARKS, PART_MARK, is_narrowed

_MAX_CHARS_BEFORE = 60
_MAX_CHARS_AFTER = 80
_MAX_CLAUSE_CHARS = 200
_MAX_PARTS = 30
_ELLIPSIS = "…"
_REASON = re.compile("(?:因|由于)[^；0-9]{1,30}[，、](?:我局|本机关|依法|决定|作出)*$")
"""A reason before a group of outcomes (因…，不予公开2件): which of the group it means is not known."""

_NEXT_YEAR, _LAST_YEAR = "下年", "上年"
_CARRIED = re.compile("(?:新收|收到|受理|接收)[^；]{0,40}?[^0-9](?P<year>[0-9]{4})年度?(?=的?结转(?![至到]))")
"""The year before beside the requests received: 新收66件，2022年结转5件; alone it may be any matter's."""

_DECIDED = re.compile("(?:审理|办理|受理|审结|承办)(?:了|的)?(?:各类)?(?:行政)?复议案件(?=[0-9])")
"""Disputes that the author decides, and that are not about itself."""

_CLAUSE_START = re.compile("[，、；：。（中]?")
_NEGATION = re.compile("未|没有|无|不存在|零|[为是]0")


@dataclass(frozen=True)
class Claim:
    """Words of a paragraph, from `begin` to `end`, that state a figure: a number, or a denial, at `start`.

    A number has to equal one of its meanings, alone or added to its `siblings`: the numbers of other parts of the area
    in the same sentence. A denial has no number, and all its meanings have to be 0. `whole` is the number that the
    claim's is a part of, if no phrase says what it counts.
    """

    begin: int
    start: int
    end: int
    number: Number | None
    meanings: tuple[Meaning, ...]
    siblings: tuple[Number, ...] = ()
    whole: Number | None = None


@dataclass(frozen=True)
class Reader:
    """A reader of one paragraph, which finds the figures stated about the report's year and agency."""

    passage: Passage
    scope: Scope
    book: PhraseBook

    def claims(self, numbers: Sequence[Number]) -> list[Claim]:
        """Return the claims made by the numbers, and those made by denials."""
        read = [(index, self._claim(number)) for index, number in enumerate(numbers)]
        known = {claim.number for _, claim in read if claim}
        found = [self._with_whole(claim, index, numbers, known) for index, claim in read if claim]
        if self.scope.covers_area:
            found = [
                replace(claim, siblings=siblings(self.passage, self.scope, claim.start, numbers)) for claim in found
            ]
        return sorted([*found, *self._denials()], key=lambda claim: claim.start)

    def _with_whole(self, claim: Claim, index: int, numbers: Sequence[Number], known: set[Number | None]) -> Claim:
        """Return the claim with the number before 其中 in its sentence, unless that is a claim as well.

        After 其中涉及信息公开的 it does not matter what the whole is.
        """
        low, _ = self.passage.sentence_at(claim.start)
        mark = self.passage.matches.last_word(PART_MARK, low, claim.start)
        wholes = [each for each in numbers[max(0, index - _MAX_PARTS) : index] if low <= each.start < mark]
        if mark < 0 or self.passage.matches.last(ABOUT_INFORMATION, mark, claim.start):
            return claim
        if not wholes or wholes[-1] in known or wholes[-1].unit != numbers[index].unit:
            return claim
        return replace(claim, whole=wholes[-1])

    def meanings_before(self, index: int) -> tuple[Meaning, ...]:
        """Return what the words before the index would mean if a number followed; empty if that is uncertain."""
        claim = self._claim(Number(index, index, index, "1", 1, "件", rough=False))
        return claim.meanings if claim else ()

    def is_in_scope(self, begin: int, end: int) -> bool:
        """Return whether the words are about the report's year and the whole agency or area it covers."""
        start, _ = self.passage.sentence_at(end)
        about = self.attribution
        return about.is_about_year(start, end) and about.is_about_author(start, begin, end)

    @cached_property
    def attribution(self) -> Attribution:
        """The year and the agency that the sentences are about."""
        return Attribution(self.passage, self.scope)

    @cached_property
    def context(self) -> Context:
        """The topics of the paragraph."""
        return Context(self.passage, self.book)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the phrase book that occur in the paragraph."""
        text = self.passage.text.replace(self.scope.next_year, _NEXT_YEAR)
        return frozenset(word for word in self.book.words if word in text)

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
        year, left = self._with_relative_year(left)
        shortened = number.start - first - len(left)
        right = self.passage.text[number.end : min(high, number.end + _MAX_CHARS_AFTER)]
        right = right.replace(self.scope.next_year, _NEXT_YEAR)
        before, after = phrases_with(self.book, self._words, number.unit)
        for phrase in before:
            is_near = phrase.word in left and phrase.with_word in left
            if not is_near or (phrase.beside and not compiled(phrase.beside).match(right)):
                continue
            if match := compiled(phrase.before).search(left):
                omitted = shortened if match.start() > year else 0
                return self._claim_in_context(phrase, number, first + match.start() + omitted)
        for phrase in after:
            if phrase.word in right and compiled(phrase.after).match(right):
                return self._claim_in_context(phrase, number, number.start)
        return None

    def _with_relative_year(self, left: str) -> tuple[int, str]:
        """Return where the next year stands, or the one carried over from, and the words with 下年 or 上年 for it."""
        if (year := left.find(self.scope.next_year)) >= 0:
            return year, left.replace(self.scope.next_year, _NEXT_YEAR, 1)
        if (match := _CARRIED.search(left)) and int(match["year"]) == self.scope.year - 1:
            return match.start("year"), f"{left[: match.start('year')]}{_LAST_YEAR}{left[match.end() :]}"
        return -1, left

    def _claim_in_context(self, phrase: Phrase, number: Number, begin: int) -> Claim | None:
        """Return the claim, unless its sentence is about another matter, year or agency, or about a part of a whole."""
        text = self.passage.text
        low, high = self.passage.sentence_at(number.start)
        begin += len(_CLAUSE_START.match(text, begin, number.start)[0])  # type: ignore[index]
        clause = self.passage.clause_start(CLAUSE_MARKS, low, begin + 1)
        if is_narrowed(self.book, text[max(clause, number.start - _MAX_CLAUSE_CHARS) : number.start]):
            return None
        if not self.context.is_on_topic(phrase, number, begin, low):
            return None
        if phrase.grouped and _REASON.search(text, max(low, begin - _MAX_CHARS_BEFORE), begin):
            return None
        last = self.passage.matches.last_word
        if (
            phrase.information
            and self.scope.decides_disputes
            and self.passage.matches.last(_DECIDED, low, number.start)
        ):
            return None
        if not phrase.part and last(PART_MARK, low, number.start) > last("；", low, number.start):
            return None
        if not phrase.part and self.passage.matches.last(self.book.not_all, number.end, high):
            return None
        if not self.is_in_scope(begin, begin if self.scope.next_year in text[begin : number.start] else number.start):
            return None
        meanings = self.context.outcome_meanings(phrase, low, number.start) if phrase.outcome else phrase.meanings
        if self.book.includes.match(text, number.end):
            most_parts = max(map(len, meanings), default=0)
            meanings = tuple(each for each in meanings if len(each) == most_parts)
        elif number.value == 0 or phrase.alone:
            meanings = meanings[:1]
        return Claim(begin, number.start, number.end, number, meanings) if meanings else None

    def _denials(self) -> Iterator[Claim]:
        """Yield the claims made by denials, such as 未收到申请."""
        if not _NEGATION.search(self.passage.text):
            return
        for denial in [each for each in self.book.denials if each.word in self.passage.text]:
            for match in denial.words.finditer(self.passage.text):
                start, end = match.span()
                if self.is_in_scope(start, end):
                    yield Claim(start, match.start(match.lastindex or 0), end, None, denial.zero)
