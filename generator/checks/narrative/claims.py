"""What the numbers of a paragraph claim: which figure of the tables each of them states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import Phrase, PhraseBook
from generator.checks.narrative.readings import Meaning, Part
from generator.checks.narrative.scope import Scope

_REACH = 60
_CUT = "…"
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


def claims(passage: Passage, numbers: Sequence[Number], scope: Scope, book: PhraseBook) -> list[Claim]:
    """All figures the paragraph states of the report's year and organ."""
    found = [claim for number in numbers if (claim := _claim(passage, number, scope, book))]
    settled = [_told_alone(passage, claim, found) for claim in found]
    return sorted([*settled, *_denials(passage, scope, book)], key=lambda claim: claim.start)


def figure_named(passage: Passage, place: int, scope: Scope, book: PhraseBook) -> tuple[Meaning, ...]:
    """What the words that end at the place would state, if a number followed them; empty where nothing certain."""
    number = Number(place, place, place, "1", 1, "件", rough=False)
    claim = _claim(passage, number, scope, book)
    return claim.meanings if claim else ()


def _claim(passage: Passage, number: Number, scope: Scope, book: PhraseBook) -> Claim | None:
    """What the number states; None where it states nothing of ours, or nothing certain."""
    if number.rough or number.unit == "" or passage.is_filled(number.start, number.stop):
        return None
    low, high = passage.sentence_at(number.start)
    left = passage.text[max(low, number.start - _REACH) : number.start]
    if number.start - low > _REACH:
        left = _CUT + left[1:]
    right = passage.text[number.end : high]
    phrases = [phrase for phrase in book.phrases if number.unit in phrase.units]
    for phrase in phrases:
        if phrase.before and phrase.word in left and (match := phrase.before.search(left)):
            if phrase.beside is None or phrase.beside.match(right):
                return _judged(passage, phrase, number, number.start - len(left) + match.start(), scope, book)
    for phrase in phrases:
        if phrase.after and phrase.word in right and phrase.after.match(right):
            return _judged(passage, phrase, number, number.start, scope, book)
    return None


def _judged(
    passage: Passage, phrase: Phrase, number: Number, begin: int, scope: Scope, book: PhraseBook
) -> Claim | None:
    """The claim, unless something about the sentence makes it another matter, part of a whole, year or organ."""
    low, high = passage.sentence_at(number.start)
    text = passage.text
    clause = max(low, *(text.rfind(mark, low, begin + 1) + 1 for mark in "，；：（"))
    if book.narrower.search(text, clause, number.start) or not _on_topic(passage, phrase, begin, number, book):
        return None
    if not phrase.part and (text.rfind("其中", low, number.start) > text.rfind("；", low, number.start)):
        return None
    if not phrase.part and book.not_all.search(text, number.end, high):
        return None
    if not scope.is_of_the_year(passage, number.start) or not scope.is_own(passage, begin, number.start):
        return None
    meanings = phrase.meanings
    if phrase.outcome:
        meanings = _outcomes(passage, phrase, low, number.start, book)
    if book.includes.match(text, number.end):
        most = max(map(len, meanings))
        meanings = tuple(each for each in meanings if len(each) == most)
    elif number.value == 0:
        meanings = meanings[:1]
    return Claim(begin, number.start, number.end, number, meanings, phrase.alone) if meanings else None


def _on_topic(passage: Passage, phrase: Phrase, begin: int, number: Number, book: PhraseBook) -> bool:
    """Whether the sentence speaks of what the phrase needs."""
    text, (low, _) = passage.text, passage.sentence_at(number.start)
    if phrase.with_word not in text[low : number.start]:
        return False
    if phrase.information and "信息公开" not in text[low : number.start] and phrase.before:
        return False
    if phrase.outcome and "信息公开" not in text[: number.start]:
        return False
    if not phrase.topic or "公开" in text[begin : number.start] and phrase.topic == "requests":
        return True
    last = None
    for last in book.topics.finditer(text, 0, begin + 1):
        pass
    topic = last.lastgroup if last else None
    return topic == "requests" if phrase.topic == "requests" else topic not in ("documents", "others")


def _outcomes(passage: Passage, phrase: Phrase, low: int, place: int, book: PhraseBook) -> tuple[Meaning, ...]:
    """What an outcome may mean: of the one kind of dispute spoken of, or, where both are, of either or both."""
    text = passage.text
    part = max(low, text.rfind("；", low, place) + 1)
    names = {match.lastgroup for match in book.subjects.finditer(text, part, place)}
    names = names or {match.lastgroup for match in book.subjects.finditer(text, 0, place)}
    roles = [each.role for meaning in phrase.meanings for each in meaning]
    rows = [book.rows[name] for name in book.rows if name in names]
    single = [(Part(role, row),) for role in roles for group in rows for row in group]
    both = [tuple(Part(role, group[0]) for group in rows) for role in roles if len(rows) > 1]
    return tuple(single + both)


def _told_alone(passage: Passage, claim: Claim, found: list[Claim]) -> Claim:
    """A figure said to be new, beside one carried in, is new alone."""
    if not claim.alone or len(claim.meanings) < 2:
        return claim
    carried = claim.meanings[1][1:]
    sentence = passage.sentence_at(claim.start)
    beside = any(carried in each.meanings and passage.sentence_at(each.start) == sentence for each in found)
    return replace(claim, meanings=claim.meanings[:1]) if beside else claim


def _denials(passage: Passage, scope: Scope, book: PhraseBook) -> Iterator[Claim]:
    """Words that say there was none."""
    if not _NOTHING.search(passage.text):
        return
    done = 0
    for denial in book.denials:
        for match in denial.words.finditer(passage.text):
            start, end = match.span()
            if start >= done and scope.is_of_the_year(passage, end) and scope.is_own(passage, start, end):
                yield Claim(start, start, end, None, denial.zero)
