"""Take apart running text that begins with what stands above a report: facts, buttons and its title."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import NamedTuple

from generator.importers.agency_names import is_organ
from generator.importers.document import Paragraph
from generator.importers.fact_words import PAIR, key_of
from generator.importers.furniture import is_button
from generator.importers.titles import (
    agency_name_in,
    begins_first_sentence,
    find_titles,
    is_title,
    leading_title_length,
)
from generator.model.form import Form

_MAX_WORDS = 60
"""Words between spaces that are examined: a page's ten facts with their values, a breadcrumb, and 20 buttons."""

_MIN_FACTS = 2
"""A text of the report may begin with one word and a colon, such as 备注：."""

_ENDING_CHARS = 4
"""Characters of the form's title (年度报告) that a value with a title in it holds."""

_NEVER_TITLES = frozenset({"named", "index_number", "document_number", "published", "dated"})
"""Keys of facts beside which a title is the report's own: the value is the title, or it is blank."""

_WORD = re.compile(r"\S+")
_SENTENCE = re.compile("[，。；！？]")
_VALUE = re.compile(r"(?P<text>\S+)(?:\s+[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?=\s))?")
"""The value of a fact up to the next space: a day may have a time."""


class RunningFront(NamedTuple):
    """The beginning of running text: what is no text of the report, the title, and where the text of the report begins.

    The first two are empty if there is nothing before the text.
    """

    boilerplate: str = ""
    title: str = ""
    length: int = 0


def split_front(text: str, form: Form) -> RunningFront:
    """Return what stands before the text of the report in a paragraph; nothing if no sentence follows it."""
    words = list(takewhile(lambda word: not _SENTENCE.search(word[0]), islice(_WORD.finditer(text), _MAX_WORDS)))
    title = next(reversed(list(find_titles([Paragraph(word[0], "") for word in words], form))), None)
    start, end = (words[title.start].start(), words[title.end - 1].end()) if title else (0, 0)
    buttons = (word.end() for word in words if is_button(word[0]))
    begin = max([_end_of_facts(text, end, form), *buttons])
    if not _SENTENCE.search(text, begin):
        return RunningFront()
    if title and (start <= begin or begins_first_sentence(text[end:].lstrip())):
        return RunningFront(text[:start].strip() if end > begin else text[:begin], title.text, max(begin, end))
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    length = leading_title_length(text[begin:], form)
    return RunningFront(text[:begin], text[begin : begin + length], begin + length)


def _end_of_facts(text: str, title_end: int, form: Form) -> int:
    """Return where the facts before the first sentence end; 0 if there are none, or if their end is uncertain.

    Behind a title, a single one is a fact.
    """
    first = _SENTENCE.search(text)
    leading = list(PAIR.finditer(text, 0, first.start() if first else len(text)))
    if not leading or (len(leading) < _MIN_FACTS and not 0 < title_end <= leading[0].start()):
        return 0
    last = leading[-1]
    value = _VALUE.match(text, last.end())
    if value is None or _SENTENCE.search(value["text"]):
        return 0
    if form.title[-_ENDING_CHARS:] not in value["text"]:
        return value.end()
    is_next = key_of(last["word"]) in _NEVER_TITLES and is_organ(agency_name_in(value["text"], form))
    return last.end() if is_next and is_title(value["text"], form) else 0
