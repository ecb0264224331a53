"""Decide what a sentence is about: requests for information, disputes about them, or another matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from generator.checks.narrative.numbers import Number
from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import Phrase, PhraseBook
from generator.checks.narrative.readings import Meaning, Part
from generator.checks.narrative.scope import YEAR
from generator.checks.narrative.topics import APPLICATIONS, CLAUSE_MARKS, PART_MARK, topic_at, topic_of, topics_in

_INFORMATION = "信息公开"
ABOUT_INFORMATION = re.compile(f"{_INFORMATION}|依申请公开")
_OTHER_CAUSE = re.compile("(?:因|由)(?![^，；]{0,20}公开)[^，；。]{2,20}(?:引发|引起|产生|导致|被)")
_MAX_VERB_CHARS = 8
_PASSIVE_REACH_CHARS = 4
_OWN_CASES = re.compile(
    f"(?:{YEAR}度?|本年度?|全年|今年|[我本](?:局|机关|单位)|共|发生|被|申请|提起|有|产生|未|无|的)*"
)
"""Words that make a dispute the author's own, in a section on disputes about information."""


@dataclass(frozen=True)
class Context:
    """The topics of one paragraph."""

    passage: Passage
    book: PhraseBook

    def topic_at(self, index: int) -> str | None:
        """Return the last topic mentioned before the index, or else the topic of the heading or section."""
        heading, title = self.passage.heading, self.passage.title
        return topic_at(self._topics, index) or topic_of(self.book, heading) or topic_of(self.book, title)

    def is_on_topic(self, phrase: Phrase, number: Number, begin: int, low: int) -> bool:
        """Return whether the sentence meets the phrase's requirements for its topic."""
        end = number.start
        if phrase.information and not self._is_dispute_about_information(low, begin, end):
            return False
        if phrase.outcome and not self._is_about_information(end):
            return False
        if not phrase.topic:
            return True
        topic = self.topic_at(begin)
        if topic not in (APPLICATIONS, None):
            return False
        if topic is None and phrase.topic == APPLICATIONS and low not in self._about_table:
            return False
        if phrase.topic == APPLICATIONS and self._has_own_noun(low, end):
            return False
        return not self.passage.matches.last(self.book.own_object, low, end)

    def _has_own_noun(self, low: int, end: int) -> bool:
        """Return whether a noun before the verb says what is counted; after 其中 in the same clause."""
        matches, noun = self.passage.matches, self.book.own_noun
        mark = matches.first_word(PART_MARK, low, end)
        clause = self.passage.clause_start(CLAUSE_MARKS, mark, end) if mark >= 0 else low
        if mark >= 0 and matches.last(noun, low, mark):
            return True
        near = max(clause, end - _MAX_VERB_CHARS)
        return bool(matches.last(noun, clause, end) or noun.search(self.passage.text, near, end))

    def _is_dispute_about_information(self, low: int, begin: int, end: int) -> bool:
        """Return whether the sentence, or its section for the author's own cases, is about requests for information."""
        matches = self.passage.matches
        if matches.last(_OTHER_CAUSE, max(low, matches.last_word("；", low, end) + 1), end):
            return False
        if matches.last(ABOUT_INFORMATION, low, end) or self._concerns_applications(begin):
            return True
        start = self.passage.clause_start(CLAUSE_MARKS, low, begin)
        return _INFORMATION in self.passage.title and _OWN_CASES.fullmatch(self.passage.text, start, begin) is not None

    def _concerns_applications(self, begin: int) -> bool:
        """Return whether a case against the author (被申请…) follows a mention of requests for information."""
        text = self.passage.text
        if "被" not in text[max(0, begin - _PASSIVE_REACH_CHARS) : begin]:
            return False
        return self._is_about_information(begin)

    def _is_about_information(self, index: int) -> bool:
        """Return whether the section, the heading or the text before the index mentions requests for information."""
        first = self._first_mention
        return first is not None and first < index

    def outcome_meanings(self, phrase: Phrase, low: int, end: int) -> tuple[Meaning, ...]:
        """Return what an outcome may mean: for the one kind of dispute mentioned, or for either or both of two."""
        part = max(low, self.passage.matches.last_word("；", low, end) + 1)
        names = self._subjects(part, end) or self._subjects(0, end)
        roles = [each.role for meaning in phrase.meanings for each in meaning]
        rows = [self.book.rows[name] for name in self.book.rows if name in names]
        single = [(Part(role, row),) for role in roles for group in rows for row in group]
        both = [tuple(Part(role, group[0]) for group in rows) for role in roles if len(rows) > 1]
        return tuple(single + both)

    def _subjects(self, low: int, end: int) -> set[str]:
        """Return the kinds of dispute mentioned between `low` and `end`."""
        return {name for name, words in self.book.subjects.items() if self.passage.matches.last(words, low, end)}

    @cached_property
    def _first_mention(self) -> int | None:
        """Where requests for information are first mentioned; -1 if in the heading or title."""
        if ABOUT_INFORMATION.search(self.passage.heading) or _INFORMATION in self.passage.title:
            return -1
        match = ABOUT_INFORMATION.search(self.passage.text)
        return match.start() if match else None

    @cached_property
    def _about_table(self) -> set[int]:
        """The starts of the sentences with two different words of the table of requests."""
        found: dict[int, set[str]] = {}
        for match in self.book.signs.finditer(self.passage.text):
            found.setdefault(self.passage.sentence_at(match.start())[0], set()).add(match[0])
        return {low for low, words in found.items() if len(words) > 1}

    @cached_property
    def _topics(self) -> list[tuple[int, str]]:
        return topics_in(self.book, self.passage)
