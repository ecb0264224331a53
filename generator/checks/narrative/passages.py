"""The texts of a report as the narrative checks read them: a paragraph at a time, references filled, one kind of digits
and punctuation, and for each letter its place in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.checks.subject import Subject
from generator.model.form import Form
from generator.model.narrative import cell_filler
from generator.model.problem import Position

DIGIT_GROUP = "'"
"""What stands between groups of three digits in the text as read."""

_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_ODD = re.compile("[!(),:;?<>０-９Ａ-Ｚａ-ｚ％．＿－［］]")
_ALIKE = dict(zip("!(),:;?<>％．＿－［］", "！（），：；？〈〉%._-[]", strict=True))
_WIDE = ord("Ａ") - ord("A")
_LAYOUT = re.compile(r"(?<![0-9])\s+|\s+(?![0-9\s])|\{\{([^{}\n]*)\}\}|^[-*]\s+")
_WITH_BOLD = re.compile(rf"\*\*|{_LAYOUT.pattern}")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_HEADING = re.compile("（[一二三四五六七八九十]{1,3}）[^。；！？]{1,40}")
_STOP = re.compile("[。！？]+[”’』」）]?")


@dataclass(frozen=True)
class Passage:
    """One paragraph: `text` as read, and where each letter of it (and its end) stands in the source line.

    `sentences` are begin and end of each sentence, `number` counts the section's paragraphs from 1, `heading` is that
    of the subsection where it has a line of its own, `filled` are the stretches of text that come from the table.
    """

    key: str
    title: str
    number: int
    line: int
    source: str
    text: str
    places: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    heading: str = ""
    filled: tuple[tuple[int, int], ...] = ()

    @property
    def where(self) -> str:
        """How to find the paragraph: `总体情况第 2 段`."""
        return f"{self.title}第 {self.number} 段"

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Begin and end of the sentence that holds the letter."""
        if len(self.sentences) == 1:
            return self.sentences[0]
        return self.sentences[bisect_right(self.sentences, (place, len(self.text) + 1)) - 1]

    def typed(self, start: int, end: int) -> str:
        """The stretch as the author typed it, without marks of bold type."""
        return self.source[self.places[start] : self.places[end - 1] + 1].replace("**", "")

    def quoted(self, start: int, end: int) -> str:
        """The stretch as readers see it: references filled, else as typed."""
        return self.text[start:end] if self.is_filled(start, end) else self.typed(start, end)

    def excerpt(self, start: int, end: int, reach: int) -> str:
        """The stretch with what stands around it in its sentence, up to `reach` letters on each side."""
        low, high = self.sentence_at(start)
        first, last = max(low, start - reach), min(high, end + reach)
        before, after = "……" if first > low else "", "……" if last < high else ""
        return before + self.quoted(first, last).rstrip("。") + after

    def is_filled(self, start: int, end: int) -> bool:
        """Whether any of the stretch comes from the table."""
        return bool(self.filled) and any(begin < end and start < finish for begin, finish in self.filled)

    def at(self, subject: Subject, start: int) -> Position:
        """Where the letter stands in the file."""
        return subject.report.position_in(self.key, self.line, self.places[start])


def passages_of(subject: Subject) -> Iterator[Passage]:
    """Every paragraph of the report, in the order of the form."""
    fill = cell_filler(subject.report, subject.form)
    for key, title, text in _texts(subject):
        number, heading = 0, ""
        for line, source in enumerate((text or "").split("\n")):
            if source.strip():
                number += 1
                text, places, filled = _read(source, fill)
                if text.startswith("（") and _HEADING.fullmatch(text):
                    heading = text
                yield Passage(key, title, number, line, source, text, places, _sentences(text), heading, filled)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in _STOP.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def short_title(form: Form, key: str) -> str:
    """The section's title without its number."""
    title = next(section.title for section in form.sections if section.key == key)
    return title.partition("、")[2] or title


def _texts(subject: Subject) -> Iterator[tuple[str, str, str | None]]:
    report = subject.report
    yield "preamble", "开头", report.preamble
    for section in subject.form.sections:
        title = short_title(subject.form, section.key)
        yield section.key, title, report.text.get(section.key)
        yield f"notes.{section.key}", f"“{title}”表下说明", report.notes.get(section.key)
    yield "closing", "结尾", report.closing


def _read(source: str, fill: Callable[[str], str]) -> tuple[str, Sequence[int], tuple[tuple[int, int], ...]]:
    """The line's text as the checks read it, the place of each letter, and what was filled in."""
    line = _alike(source)
    if line.isprintable() and line[:1] != "-" and not any(mark in line for mark in " {*"):
        return line, range(len(line) + 1), ()
    pieces: list[str] = []
    places: list[int] = []
    filled: list[tuple[int, int]] = []
    done = 0
    for match in (_WITH_BOLD if _BOLD.search(line) else _LAYOUT).finditer(line):
        pieces.append(line[done : match.start()])
        places += range(done, match.start())
        done = match.end()
        if match[1] is not None:
            printed = _alike(fill(match[1].strip()))
            filled.append((len(places), len(places) + len(printed)))
            pieces.append(printed)
            places += [match.start()] * len(printed)
    return "".join([*pieces, line[done:]]), [*places, *range(done, len(line) + 1)], tuple(filled)


def _alike(text: str) -> str:
    """The text with digits, letters and punctuation of one kind, letter for letter."""
    if not _ODD.search(text):
        return text
    return _ODD.sub(lambda match: _ALIKE.get(match[0]) or chr(ord(match[0]) - _WIDE), _GROUPED.sub(DIGIT_GROUP, text))
