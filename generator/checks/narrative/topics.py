"""Decide what a paragraph is about at a number: requests for information, documents, or another matter."""

from __future__ import annotations

import re
from bisect import bisect_right

from generator.checks.narrative.passages import Passage
from generator.checks.narrative.phrases import PhraseBook

APPLICATIONS = "applications"
"""Topic of requests for information, which most figures are about."""

PART_MARK = "其中"
"""The word before the parts of a number."""

CLAUSE_MARKS = "，；：（"
"""The marks after which a clause begins."""

_OTHERS = "others"
_MAX_CHARS_BACK = 200
_COUNTED_NEXT = re.compile("[^，。；、0-9]{0,4}[0-9]")


def topics_in(book: PhraseBook, passage: Passage) -> list[tuple[int, str]]:
    """Return where in the paragraph a topic is mentioned, and which; a mention in passing does not count."""
    named = [(match, book.topic_of[match[0]]) for match in book.topics.finditer(passage.text)]
    return [(match.start(), topic) for match, topic in named if topic != _OTHERS or not _is_aside(book, passage, match)]


def topic_at(topics: list[tuple[int, str]], index: int) -> str | None:
    """Return the last of the topics mentioned before the index."""
    count = bisect_right(topics, index, key=lambda each: each[0])
    return topics[count - 1][1] if count else None


def topic_of(book: PhraseBook, heading: str) -> str | None:
    """Return the first topic of a heading."""
    match = book.topics.search(heading)
    return book.topic_of[match[0]] if match else None


def is_narrowed(book: PhraseBook, clause: str) -> bool:
    """Return whether words before a number make it count something narrower; a list of all channels does not."""
    return bool(book.narrower.search(clause)) and bool(book.narrower.search(book.channels.sub("", clause)))


def _is_aside(book: PhraseBook, passage: Passage, match: re.Match[str]) -> bool:
    """Return whether the topic only says what requests are about, where they were sent, or what kind they are."""
    text, (start, end) = passage.text, match.span()
    low, high = passage.sentence_at(start)
    low = max(low, start - _MAX_CHARS_BACK)
    clause = passage.clause_start(CLAUSE_MARKS, low, start)
    if book.kind.match(text, end, high) or book.destination.search(text, clause, start):
        return True
    if book.content.search(text, clause, start) and not _COUNTED_NEXT.match(text, end, high):
        return True
    part = text.rfind(PART_MARK, low, start)
    return part >= 0 and book.other_matter.search(text, part, start) is None
