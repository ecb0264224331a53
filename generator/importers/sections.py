"""Split a document at the titles of a form's sections, wherever they are: on a line, in running text, in a grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from generator.importers.document import Document, Grid, Paragraph, Part
from generator.importers.expected import ExpectedTable, expected_table
from generator.importers.labels import fold
from generator.importers.layout_frames import unwrap_frames
from generator.importers.section_titles import Title, Variant, titles_in
from generator.importers.section_variants import VariantTitles
from generator.importers.wrapped_paragraphs import join_wrapped
from generator.model.form import Form

_MIN_LABEL_CHARS = 4
"""Minimum length of a label that identifies a table, in characters; shorter ones are ordinary words."""


@dataclass
class Segment:
    """The parts under one title; `section` is empty before the first, `implied` if a table shows that it begins.

    `variant` says why the title is not one of the form's.
    """

    section: str
    title: str
    place: str
    parts: list[Part] = field(default_factory=list)
    implied: bool = False
    variant: Variant = ""


class _Chain(NamedTuple):
    """Titles in the order of the form, and their total weight."""

    weight: float
    titles: list[Title]


def split_at_titles(document: Document, form: Form) -> list[Segment]:
    """Return the document's segments in the order of the original; a missing section has no segment."""
    parts = list(unwrap_frames(join_wrapped(document.parts), form))
    found = [title for number, part in enumerate(parts) for title in titles_in(number, part, form)]
    variants = VariantTitles(parts, form)
    titles = variants.fill_gaps(_best_chain([*found, *variants.find()]))
    implied = _untitled_tables(parts, titles, form)
    segments = [Segment("", "", "")]
    for number, part in enumerate(parts):
        if number in implied:
            segments.append(Segment(implied[number], "", part.place, implied=True))
        if isinstance(part, Grid):
            segments[-1].parts.append(part)
            continue
        end = 0
        for title in (title for title in titles if title.part == number):
            _append(segments[-1], part, end, title.start)
            key = form.sections[title.section].key
            printed = part.text[title.start : title.end].strip()
            segments.append(Segment(key, printed, part.place, variant=title.variant))
            end = title.end
        _append(segments[-1], part, end, len(part.text))
    return segments


def _append(segment: Segment, part: Paragraph, start: int, end: int) -> None:
    """Append the range of the paragraph to the segment, unless it is blank."""
    if text := part.text[start:end].strip():
        segment.parts.append(replace(part, text=text))


def _best_chain(found: Sequence[Title]) -> list[Title]:
    """Return at most one title for each section, in the order of the form: those with the greatest total weight."""
    best: dict[int, _Chain] = {}  # of the chains that end with a section, before the title being read
    recent: list[_Chain] = []
    for title in sorted(found, key=lambda title: (title.part, title.start)):
        at = title.part, title.start
        _keep_best(best, (chain for chain in recent if _end(chain) <= at))
        recent = [chain for chain in recent if _end(chain) > at]
        earlier = (chain for section, chain in best.items() if section < title.section)
        previous = max(earlier, key=_rank, default=_Chain(0.0, []))
        recent.append(_Chain(previous.weight + title.weight, [*previous.titles, title]))
    _keep_best(best, recent)
    return max(best.values(), key=_rank, default=_Chain(0.0, [])).titles


def _keep_best(best: dict[int, _Chain], chains: Iterable[_Chain]) -> None:
    """Replace the best chain of each section where another is better."""
    for chain in chains:
        section = chain.titles[-1].section
        best[section] = max((best.get(section, chain), chain), key=_rank)


def _rank(chain: _Chain) -> tuple[float, int, int]:
    """Return the weight; of equal chains, the one whose last title is printed first ranks higher."""
    last = chain.titles[-1]
    return chain.weight, -last.part, -last.start


def _end(chain: _Chain) -> tuple[int, int]:
    return chain.titles[-1].part, chain.titles[-1].end


def _untitled_tables(parts: Sequence[Part], titles: Sequence[Title], form: Form) -> dict[int, str]:
    """Return the tables whose sections have no title, by the index of the first part that shows their labels."""
    titled = {form.sections[title.section].key: title.part for title in titles}
    order = [section.key for section in form.sections]
    result: dict[int, str] = {}
    for key in form.tables:
        if key in titled:
            continue
        earlier = [part for other, part in titled.items() if order.index(other) < order.index(key)]
        later = [part for other, part in titled.items() if order.index(other) > order.index(key)]
        first = max([*earlier, -1, *(at - 1 for at in result)]) + 1
        expected = expected_table(form.tables[key])
        candidates = (at for at in range(first, min(later, default=len(parts))) if at not in result)
        start = next((at for at in candidates if shows_labels(parts[at], expected)), None)
        if start is not None:
            result[start] = key
    return result


def shows_labels(part: Part, expected: ExpectedTable) -> bool:
    """Return whether the part shows at least two labels of the table that are not ordinary words, and is no prose."""
    text = part.text if isinstance(part, Paragraph) else "|".join(box.text for box in part.boxes)
    folded = fold(text)
    if len(folded) < _MIN_LABEL_CHARS:
        return False
    labels = [label for label in expected.labels if len(label.spellings[0]) >= _MIN_LABEL_CHARS]
    found = sum(
        any(len(spelling) >= _MIN_LABEL_CHARS and spelling in folded for spelling in label.spellings[:2])
        for label in labels
    )
    is_prose = isinstance(part, Paragraph) and bool(re.search("[，。；]", text)) and not re.search(r"[0-9]{7}", text)
    return not is_prose and found >= 2
