"""Split the texts of a report into paragraphs for the narrative checks.

References are replaced by the figures of the tables, digits and punctuation are normalized, and every character keeps
its offset in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from generator.checks.narrative.matches import Matches
from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.narrative import cell_filler
from generator.model.problem import Position

MAX_CHECKED_CHARS = 50_000
"""Characters of a report's texts that are checked: eight times the longest original at hand."""

MAX_SENTENCE_CHARS = 1_500
"""The longest sentence of the originals at hand has 1,210. All looks around a number end with its sentence, so that
their time has a bound."""

DIGIT_SEPARATOR = "'"
"""Separator of groups of three digits in normalized text."""

_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))|(?<=[０-９])[,，](?=[０-９]{3}(?![０-９]))")
_VARIANTS = re.compile("[!(),:;?<>０-９Ａ-Ｚａ-ｚ％．＿－［］]")
_NORMALIZED = dict(zip("!(),:;?<>％．＿－［］", "！（），：；？〈〉%._-[]", strict=True))
_FULLWIDTH_SHIFT = ord("Ａ") - ord("A")
_LAYOUT = re.compile(r"(?<![0-9])\s+|\s+(?![0-9\s])|\{\{([^{}]*)\}\}|^[-*]\s")
_WITH_BOLD = re.compile(rf"\*\*|{_LAYOUT.pattern}")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_HEADING = re.compile("（[一二三四五六七八九十]+）[^。；！？]{1,40}")
_QUOTES = re.compile("[“”《》]")
_SENTENCE_END = re.compile("[。！？]+[”’』」）]?")
_CLAUSE_ENDS = "。；，,;、"


@dataclass(frozen=True)
class Passage:
    """One paragraph: its normalized `text`, and the offset in the source line of each character and of the end.

    `key` and `title` are the section's, `number` counts its paragraphs from 1, `line` is the source line, from 0.
    `sentences` are the (start, end) of each sentence, `heading` is the subsection's if it has a line of its own, and
    `filled` are the (start, end) of all text that comes from the tables.
    """

    key: str
    title: str
    number: int
    line: int
    source: str
    text: str
    offsets: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    heading: str = ""
    filled: tuple[tuple[int, int], ...] = ()

    @property
    def label(self) -> str:
        """The paragraph's name in messages: `总体情况第 2 段`."""
        return f"{self.title}第 {self.number} 段"

    def sentence_at(self, index: int) -> tuple[int, int]:
        """Return (start, end) of the sentence around the character."""
        if len(self.sentences) == 1:
            return self.sentences[0]
        return self.sentences[self.sentence_number(index)]

    def sentence_number(self, index: int) -> int:
        """Return the index of the sentence around the character."""
        return bisect_right(self.sentences, (index, len(self.text) + 1)) - 1

    @cached_property
    def matches(self) -> Matches:
        """The matches of patterns in the text, each found once."""
        return Matches(self.text)

    def clause_start(self, marks: str, low: int, end: int) -> int:
        """Return the index after the last of the marks between `low` and `end`; `low` if there is none."""
        found = self.matches.last(_any_of(marks), low, end)
        return found.end() if found else low

    def as_typed(self, start: int, end: int) -> str:
        """Return the span as the author typed it, without the marks of bold type."""
        return self.source[self.offsets[start] : self.offsets[end - 1] + 1].replace("**", "")

    def as_shown(self, start: int, end: int) -> str:
        """Return the span as readers see it: with references filled in, otherwise as typed."""
        return self.text[start:end] if self.is_filled(start, end) else self.as_typed(start, end)

    def excerpt(self, start: int, end: int, margin: int) -> str:
        """Return the span with up to `margin` characters of its sentence on each side."""
        low, high = self.sentence_at(start)
        first, last = max(low, start - margin), min(high, end + margin)
        before, after = "……" if first > low else "", "……" if last < high else ""
        return before + self.as_shown(first, last).rstrip("。") + after

    def is_filled(self, start: int, end: int) -> bool:
        """Return whether any part of the span comes from the tables."""
        before = bisect_left(self.filled, (end,))
        return before > 0 and self.filled[before - 1][1] > start

    def is_quoted(self, index: int) -> bool:
        """Return whether the character is within “” or 《》."""
        positions, within = self._quotes
        before = bisect_left(positions, index)
        return before > 0 and within[before - 1]

    @cached_property
    def _quotes(self) -> tuple[list[int], list[bool]]:
        """The position of each mark of a quotation or title, and whether the text behind it is within one."""
        marks = list(_QUOTES.finditer(self.text))
        within, last = [], dict.fromkeys("“”《》", -1)
        for match in marks:
            last[match[0]] = match.start()
            within.append(last["“"] > last["”"] or last["《"] > last["》"])
        return [match.start() for match in marks], within

    def position(self, subject: Subject, start: int) -> Position:
        """Return the position of the character in the file."""
        return subject.report.position_in(self.key, self.line, self.offsets[start])


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{marks}]")


def passages_of(subject: Subject) -> Iterator[Passage]:
    """Yield every paragraph of the report in the order of the form, up to the last clause within MAX_CHECKED_CHARS."""
    fill = cell_filler(subject.report, subject.form)
    room = MAX_CHECKED_CHARS
    for key, title, text in texts_of(subject):
        number, heading = 0, ""
        for line, typed in enumerate((text or "").split("\n")):
            source = _beginning(typed, room)
            room -= len(typed)
            if source:
                number += 1
                text, offsets, filled = _normalized_line(source, fill)
                if text.startswith("（") and _HEADING.fullmatch(text):
                    heading = text
                yield Passage(key, title, number, line, source, text, offsets, _sentences(text), heading, filled)


def _beginning(line: str, room: int) -> str:
    """Return the line, cut after a clause or before a number if it is longer than `room`; empty if it is blank."""
    if len(line) > room:
        room = max(0, room)
        line = line[: max(line.rfind(mark, 0, room) for mark in _CLAUSE_ENDS) + 1 or room].rstrip("0123456789.")
    return line if line.strip() else ""


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence; one longer than MAX_SENTENCE_CHARS is cut after a clause, or anywhere."""
    ends: list[int] = []
    start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        while end - start > MAX_SENTENCE_CHARS:
            half, whole = start + MAX_SENTENCE_CHARS // 2, start + MAX_SENTENCE_CHARS
            start = max(text.rfind(mark, half, whole) for mark in _CLAUSE_ENDS) + 1 or whole
            ends.append(start)
        if end > start:
            ends.append(end)
            start = end
    return list(zip([0, *ends[:-1]], ends, strict=True)) or [(0, 0)]


def short_title(form: Form, key: str) -> str:
    """Return the section's title without its number."""
    title = next(section.title for section in form.sections if section.key == key)
    return title.partition("、")[2] or title


def texts_of(subject: Subject) -> Iterator[tuple[str, str, str | None]]:
    """Yield key, title and text of the preamble, of each section and the note below its table, and of the closing."""
    report = subject.report
    yield "preamble", "开头", report.preamble
    for section in subject.form.sections:
        title = short_title(subject.form, section.key)
        yield section.key, title, report.text.get(section.key)
        yield f"notes.{section.key}", f"“{title}”表下说明", report.notes.get(section.key)
    yield "closing", "结尾", report.closing


def _normalized_line(source: str, fill: Callable[[str], str]) -> tuple[str, Sequence[int], tuple[tuple[int, int], ...]]:
    """Return the normalized line, the source offset of each character, and the spans filled from the tables."""
    line = _normalized(source)
    if line.isprintable() and line[:1] != "-" and not any(mark in line for mark in " {*"):
        return line, range(len(line) + 1), ()
    pieces: list[str] = []
    offsets: list[int] = []
    filled: list[tuple[int, int]] = []
    done = 0
    for match in (_WITH_BOLD if _BOLD.search(line) else _LAYOUT).finditer(line):
        pieces.append(line[done : match.start()])
        offsets += range(done, match.start())
        done = match.end()
        if match[1] is not None:
            printed = _normalized(fill(match[1].strip()))
            filled.append((len(offsets), len(offsets) + len(printed)))
            pieces.append(printed)
            offsets += [match.start()] * len(printed)
    return "".join([*pieces, line[done:]]), [*offsets, *range(done, len(line) + 1)], tuple(filled)


def _normalized(text: str) -> str:
    """Return the text with digits, letters and punctuation normalized, character for character."""
    if not _VARIANTS.search(text):
        return text
    return _VARIANTS.sub(
        lambda match: _NORMALIZED.get(match[0]) or chr(ord(match[0]) - _FULLWIDTH_SHIFT),
        _GROUPED.sub(DIGIT_SEPARATOR, text),
    )
