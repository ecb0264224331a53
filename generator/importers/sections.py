"""A document cut at the titles of a form's sections, wherever they stand: on a line, in a running text, in a grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from generator.importers.document import Box, Document, Grid, Paragraph
from generator.importers.grids import rows_of
from generator.importers.labels import body, clean, distance, fold, folded
from generator.importers.lines import Expected, expect
from generator.model.form import Form, Section

Part = Paragraph | Grid

_NUMERAL = re.compile(r"(?<![一二三四五六七八九十（(第表图件])[一二三四五六七八九十]{1,2}\s*[、.．,，:：]\s*")
_LEADERS = re.compile(r"[\s.．…·]*[0-9]{1,3}\s*$")
_LONG = 8
_STRICT = 6
"""One letter in so many may differ in a title; shorter wordings must stand alone on their line."""

_NUMERALS, _AHEAD = 1_000, 300
"""So many numerals of a paragraph may begin a title; so many letters after one tell."""


@dataclass
class Stretch:
    """The parts under one title; `section` is empty before the first."""

    section: str
    title: str
    place: str
    parts: list[Part] = field(default_factory=list)
    implied: bool = False


@dataclass(frozen=True)
class _Title:
    """A title that may begin a section: which, in which paragraph, from and to which letter, how well it fits."""

    section: int
    part: int
    start: int
    end: int
    weight: float


def cut(document: Document, form: Form) -> list[Stretch]:
    """The document in stretches, in the order of the original; a section that is not there has none."""
    parts = list(loosened(document.parts, form))
    titles = _chain([title for number, part in enumerate(parts) for title in _titles(number, part, form)])
    implied = _implied(parts, titles, form)
    stretches = [Stretch("", "", "")]
    for number, part in enumerate(parts):
        if number in implied:
            stretches.append(Stretch(implied[number], "", part.place, implied=True))
        if isinstance(part, Grid):
            stretches[-1].parts.append(part)
            continue
        done = 0
        for title in (title for title in titles if title.part == number):
            _add(stretches[-1], part, done, title.start)
            key = form.sections[title.section].key
            stretches.append(Stretch(key, part.text[title.start : title.end].strip(), part.place))
            done = title.end
        _add(stretches[-1], part, done, len(part.text))
    return stretches


def _add(stretch: Stretch, part: Paragraph, start: int, end: int) -> None:
    if text := part.text[start:end].strip():
        stretch.parts.append(Paragraph(text, part.place, part.role))


def loosened(parts: Sequence[Part], form: Form) -> Iterator[Part]:
    """The parts with texts that only stand in a frame set free: rows of one box that is no label of a table."""
    tables = [expect(table) for table in form.tables.values()]
    for part in parts:
        if isinstance(part, Paragraph):
            yield from (
                Paragraph(line.strip(), part.place, part.role) for line in part.text.split("\n") if line.strip()
            )
        else:
            yield from _loosened(part, form, tables)


def _loosened(grid: Grid, form: Form, tables: Sequence[Expected]) -> Iterator[Part]:
    kept: list[Box] = []
    for row in rows_of(grid):
        filled = [box for box in row.boxes if box.text.strip()]
        if len(filled) == 1 and _is_text(clean(filled[0].text), form, tables):
            if kept:
                yield Grid(tuple(kept), grid.place)
            kept = []
            lines = filled[0].text.split("\n")
            yield from (Paragraph(line.strip(), filled[0].place) for line in lines if line.strip())
        else:
            kept += row.boxes
    if any(box.text.strip() for box in kept):
        yield Grid(tuple(kept), grid.place)


def _is_text(text: str, form: Form, tables: Sequence[Expected]) -> bool:
    """Whether the one text of a grid row is a title or prose rather than a label or a figure."""
    if not re.search("[㐀-鿿]", text):
        return False
    letters = fold(text)
    labels = [spelling for table in tables for label in table.labels for spelling in label.spellings]
    if any(letters == spelling or letters in spelling or distance(letters, spelling, 2) <= 2 for spelling in labels):
        return False
    return any(_titles(0, Paragraph(text, ""), form)) or len(letters) > 2 * _LONG or bool(re.search("[。；：:]", text))


def _titles(number: int, part: Part, form: Form) -> Iterator[_Title]:
    """The section titles that may stand in the part."""
    if isinstance(part, Grid):
        return
    whole = fold(part.text)
    for index, section in enumerate(form.sections):
        if whole == body(section.title) and not _NUMERAL.match(part.text):
            yield _Title(index, number, 0, len(part.text), 7)
    for match in islice(_NUMERAL.finditer(part.text), _NUMERALS):
        rest = part.text[match.end() : match.end() + _AHEAD]
        letters = folded(rest[:60])
        for index, section in enumerate(form.sections):
            if found := _title_length(letters.text, section, alone=match.start() == 0):
                length, weight = found
                end = letters.at[length - 1] + 1 if length else 0
                if not _LEADERS.fullmatch(rest[end:]) or not rest[end:].strip():
                    end += len(rest[end:]) - len(rest[end:].lstrip("）)。.：:　 "))
                    yield _Title(index, number, match.start(), match.end() + end, weight + number / 1e6)


def _title_length(letters: str, section: Section, *, alone: bool) -> tuple[int, float] | None:
    """How many letters the title takes at the beginning of the text and how well it fits; None where it does not."""
    title = body(section.title)
    for wording, weight in ((title, 10.0), *((body(alias), 8.0) for alias in section.aliases)):
        enough = len(wording) >= _LONG or wording == title or (alone and letters == wording)
        if enough and letters.startswith(wording):
            return len(wording), weight
    best: tuple[int, int] | None = None
    for wording in (title, *(body(alias) for alias in section.aliases if len(body(alias)) >= _LONG)):
        most = len(wording) // _STRICT
        if len(set(wording) - set(letters[: len(wording) + most])) > most:
            continue
        for length in range(len(wording) - most, len(wording) + most + 1):
            off = distance(letters[:length], wording, most)
            if length <= len(letters) and off <= most and (best is None or (off, -length) < best):
                best = (off, -length)
    return (-best[1], 6.0 - best[0]) if best else None


def _chain(found: Sequence[_Title]) -> list[_Title]:
    """One title a section, in the order of the form: those that fit best, the later of equals."""
    best: list[tuple[float, list[_Title]]] = []
    for title in sorted(found, key=lambda each: (each.part, each.start)):
        before = max(
            (each for each in best if each[1][-1].section < title.section and _after(title, each[1][-1])),
            key=lambda each: each[0],
            default=(0.0, []),
        )
        best.append((before[0] + title.weight, [*before[1], title]))
    return max(best, key=lambda each: each[0], default=(0.0, []))[1]


def _after(title: _Title, other: _Title) -> bool:
    return (other.part, other.end) <= (title.part, title.start)


def _implied(parts: Sequence[Part], titles: Sequence[_Title], form: Form) -> dict[int, str]:
    """Where tables whose sections have no title begin: at the first part that shows their labels."""
    named = {form.sections[title.section].key: title.part for title in titles}
    order = [section.key for section in form.sections]
    result: dict[int, str] = {}
    for key in form.tables:
        if key in named:
            continue
        low = max((part for other, part in named.items() if order.index(other) < order.index(key)), default=-1)
        low = max([low, *(at - 1 for at in result)])
        high = min((part for other, part in named.items() if order.index(other) > order.index(key)), default=len(parts))
        expected = expect(form.tables[key])
        start = next((at for at in range(low + 1, high) if at not in result and _shows(parts[at], expected)), None)
        if start is not None:
            result[start] = key
    return result


def _shows(part: Part, expected: Expected) -> bool:
    """Whether the part shows at least two labels of the table that are not just words."""
    text = part.text if isinstance(part, Paragraph) else "|".join(box.text for box in part.boxes)
    letters = fold(text)
    own = [label for label in expected.labels if len(label.spellings[0]) >= 4]
    found = sum(any(len(spelling) >= 4 and spelling in letters for spelling in label.spellings[:2]) for label in own)
    prose = isinstance(part, Paragraph) and bool(re.search("[，。；]", text)) and not re.search(r"[0-9]{7}", text)
    return not prose and found >= 2
