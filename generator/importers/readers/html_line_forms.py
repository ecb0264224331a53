"""Tell by its form what a line of a page may be: a sentence, a date, a fact about the page."""

from __future__ import annotations

import re

from generator.importers.dates import DATE_OF_SIGNATURE, is_date, is_month
from generator.importers.document import Box
from generator.importers.fact_words import PAIR, key_of
from generator.importers.readers.html_flow import PageLine

_SENTENCE_END = re.compile("[。！？；]")
_COMMA = re.compile("，|(?<![0-9]),")
_MIN_CLAUSE_CHARS = 20
"""A line with a comma is prose if it is longer than lines such as `扫一扫，分享`."""

_SIGNED_DATE = re.compile(rf"[^，。；：:0-9]{{2,40}}?\s*{DATE_OF_SIGNATURE.pattern}")
"""An agency's name and a date on one line; no agency has a longer name than 40 characters."""

_NAME = re.compile(r"[㐀-鿿（）()、·\s]{2,40}")
_KEY = re.compile(r"[【\[]?[^:：，。；>›»＞]{1,16}[】\]]?[:：]")
"""The name of a fact, which may be spaced: 索 引 号："""

_ADDRESS = re.compile("[㐀-鿿（）()、，\\s]{2,40}[:：]")
"""Whom an official document addresses, above its first sentence: 县政府办公室："""

_PATH_MARK = re.compile("[>›»＞]")
_NUMERAL = re.compile("[一二三四五六七八九十]、")
_MAX_FACTS_CHARS = 200
"""A line of a page with all its facts, counters and buttons."""

_MAX_KEY_CHARS = 8
"""Characters of the longest names of facts in tables (政府信息公开方式 and the like)."""


def is_sentence(text: str) -> bool:
    """Return whether the line is prose."""
    return bool(_SENTENCE_END.search(text)) or (len(text) >= _MIN_CLAUSE_CHARS and bool(_COMMA.search(text)))


def ends_with_date(text: str) -> bool:
    """Return whether the line is a date, with or without an agency's name before it."""
    return is_date(text) or is_month(text) or bool(_SIGNED_DATE.fullmatch(text))


def names_fact(text: str) -> bool:
    """Return whether the line is only a word for a fact, without a colon, as beside or above its value."""
    return key_of(text) is not None


def is_address(text: str) -> bool:
    """Return whether the line may address bodies or readers: it ends with a colon and names no fact."""
    return bool(_ADDRESS.fullmatch(text)) and key_of(text.rstrip("：: ")) is None


def is_name(text: str) -> bool:
    """Return whether the line may be the name of an agency: only Chinese characters."""
    return bool(_NAME.fullmatch(text))


def is_facts(line: PageLine) -> bool:
    """Return whether the line or table gives facts about the page: short names, each with its value."""
    if line.boxes:
        return _is_facts_table(line.boxes)
    is_short = len(line.text) <= _MAX_FACTS_CHARS and not _PATH_MARK.search(line.text)
    return is_short and not _SENTENCE_END.search(line.text) and bool(_KEY.match(line.text) or PAIR.match(line.text))


def lacks_value(line: PageLine) -> bool:
    """Return whether the line is only the name of a fact, whose value stands on the next line."""
    return not line.boxes and bool(_KEY.fullmatch(line.text))


def is_value(line: PageLine) -> bool:
    """Return whether the line may be the value of a fact whose name stands before it."""
    return not (line.boxes or is_sentence(line.text) or is_facts(line) or _NUMERAL.match(line.text))


def _is_facts_table(boxes: tuple[Box, ...]) -> bool:
    """Return whether each filled row of a table begins with a short text and has an even number of cells."""
    rows: dict[int, list[str]] = {}
    for box in sorted(boxes, key=lambda box: (box.row, box.column)):
        rows.setdefault(box.row, []).append("".join(box.text.split()))
    return all(len(row[0].rstrip("：:")) <= _MAX_KEY_CHARS or _KEY.match(row[0]) for row in rows.values())
