"""Find section titles in wordings of an office's own: by the words they share with the form's, numeral and position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.importers.document import Paragraph, Part
from generator.importers.following_table import FollowingTables
from generator.importers.heading_lines import (
    MAX_HEADING_CHARS,
    NO_NUMERAL,
    NUMERAL,
    SENTENCE,
    Heading,
    heading_of,
    number_of,
)
from generator.importers.section_titles import Title
from generator.importers.section_words import Likeness, heading_length, is_table_label, likeness
from generator.model.form import Form

_IN_RUNNING_TEXT = re.compile(rf"(?<=[。！？；”）)\s0-9])(?:第({NUMERAL})部分|({NUMERAL})\s*[、.．])[\s、:：]*")

_MIN_COVERAGE = 0.4
"""The share of a heading without the right numeral that must be in the form's title."""

_MAX_PARTS_TO_TABLE = 2
"""A heading without the right numeral stands above its table, with a caption or a unit between them at most."""

_MAX_RUNNING_NUMERALS = 200
"""Numerals of one paragraph that are tried as the beginning of a title; a report's tables have about 100."""

_NUMBERED_WEIGHT = 2.0
_OTHER_WEIGHT = 1.0
"""The weights of a title with and without the right numeral, to which half its coverage is added: less than that of a
title in the form's words, unless it has four misprints."""

_POSITION_WEIGHT = 0.5
"""The least of all: such a title only fills a gap between others."""


def is_variant(text: str, form: Form) -> bool:
    """Return whether the text is a heading with the numeral of the section whose title it resembles."""
    heading = heading_of(text, form)
    return heading is not None and any(
        heading.is_numbered(section) and _is_like(heading, section, like)
        for section, like in enumerate(likeness(heading.words, form))
    )


class VariantTitles:
    """Finds titles in one document. Of equally good ones the first counts: items below it may repeat its words."""

    def __init__(self, parts: Sequence[Part], form: Form) -> None:
        self._parts, self._form, self._tables = parts, form, FollowingTables(parts, form)
        self._headings = {
            number: heading
            for number, part in enumerate(parts)
            if isinstance(part, Paragraph) and (heading := heading_of(part.text, form))
        }
        self._tables_are_apart = self._are_tables_apart()

    def find(self) -> Iterator[Title]:
        """Yield the titles that resemble those of the form."""
        for number, part in enumerate(self._parts):
            if number in self._headings:
                yield from self._on_line(number, self._headings[number])
            elif isinstance(part, Paragraph):
                yield from self._in_running_text(number, part.text)

    def fill_gaps(self, titles: list[Title]) -> list[Title]:
        """Return the titles with headings for missing sections that only their numerals and neighbours tell."""
        result = {title.section: title for title in titles}
        tops = [number for number, heading in self._headings.items() if heading.is_top]
        for before, number, after in zip([-1, *tops], tops, [*tops[1:], -1], strict=False):
            heading = self._headings[number]
            section = heading.number
            previous, following = result.get(section - 1), result.get(section + 1)
            if section < 0 or section in result or following is None:
                continue
            end = self._end_of(number)
            is_between = (before, after) == (previous.part if previous else -1, following.part)
            if is_between and self._is_in_place(heading, section, number, end):
                result[section] = Title(section, number, 0, end, _POSITION_WEIGHT, "position")
        return [result[section] for section in sorted(result)]

    def _on_line(self, number: int, heading: Heading) -> Iterator[Title]:
        end = self._end_of(number)
        for section, like in enumerate(likeness(heading.words, self._form)):
            if _is_like(heading, section, like) and self._is_in_place(heading, section, number, end):
                weight = (_NUMBERED_WEIGHT if heading.number == section else _OTHER_WEIGHT) + like.coverage / 2
                yield Title(section, number, 0, end, weight - number / 1e6, "wording")

    def _in_running_text(self, number: int, text: str) -> Iterator[Title]:
        """Yield the titles within a paragraph: those with the right numeral, up to the last word of a heading."""
        for numeral in islice(_IN_RUNNING_TEXT.finditer(f" {text}"), _MAX_RUNNING_NUMERALS):
            start, begin = numeral.start() - 1, numeral.end() - 1
            end = begin + heading_length(text[begin : begin + 2 * MAX_HEADING_CHARS])
            heading = Heading(number_of(numeral[1] or numeral[2]), is_top=True, words=text[begin:end])
            section = heading.number
            if (
                end == begin
                or not 0 <= section < len(self._form.sections)
                or is_table_label(text[start:end], self._form)
            ):
                continue
            like = likeness(heading.words, self._form)[section]
            if _is_like(heading, section, like) and self._is_in_place(heading, section, number, end):
                end += len(text[end:]) - len(text[end:].lstrip("。：:　 "))
                yield Title(section, number, start, end, _NUMBERED_WEIGHT - number / 1e6, "running text")

    def _are_tables_apart(self) -> bool:
        """Return whether all tables come after the headings of all sections, as on sheets of their own."""
        numbers = {number: heading.number for number, heading in self._headings.items() if heading.is_top}
        first = self._tables.after(0, 0) if self._parts else None
        is_complete = set(range(len(self._form.sections))) <= set(numbers.values())
        return first is not None and is_complete and max(numbers) < first.part

    def _is_in_place(self, heading: Heading, section: int, number: int, end: int) -> bool:
        """Return whether no table of an earlier section follows, and the section's own table if it has one."""
        if self._tables_are_apart:
            return heading.is_numbered(section)
        keys = [each.key for each in self._form.sections]
        has_table = keys[section] in self._form.tables
        found = self._tables.after(number, end)
        if found is None:
            return not has_table or heading.is_numbered(section)
        if not has_table:
            return keys.index(found.section) > section
        return found.section == keys[section] and (heading.is_numbered(section) or self._is_near(number, found.part))

    def _is_near(self, number: int, table: int) -> bool:
        """Return whether the table follows the heading closely, with no sentence between them."""
        between = self._parts[number + 1 : table]
        return len(between) < _MAX_PARTS_TO_TABLE and not any(
            isinstance(part, Paragraph) and SENTENCE.search(part.text) for part in between
        )

    def _end_of(self, number: int) -> int:
        part = self._parts[number]
        return len(part.text) if isinstance(part, Paragraph) else 0


def _is_like(heading: Heading, section: int, like: Likeness) -> bool:
    """Return whether the words are those of the section: any with its numeral, most of them without."""
    if not like.is_distinct or not like.is_best:
        return False
    if heading.is_numbered(section):
        return True
    is_item = not heading.is_top and heading.number not in (NO_NUMERAL, section)
    return like.is_only_best and like.coverage >= _MIN_COVERAGE and not is_item
