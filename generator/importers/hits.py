"""The labels of an official table found in running text, one after another, in spite of small misprints."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from generator.importers.document import Paragraph
from generator.importers.labels import MISPRINTS, Folded, body, fold, folded
from generator.importers.lines import Expected, Label

_OFTEN, _PATIENCE = 40, 60_000
"""A label is looked at in so many places; so many letters are searched for misprinted ones: no table has more."""


@dataclass(frozen=True)
class Hit:
    """A label found in the text: from and to which letter."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True)
class Running:
    """Paragraphs as one text, folded, with the place each letter stands at.

    `numbers` tells from and to which letter the lines stand that may count pages.
    """

    raw: str
    folded: Folded
    begins: tuple[int, ...]
    places: tuple[str, ...]
    numbers: tuple[tuple[int, int], ...]

    def place(self, at: int) -> str:
        """Where in the original the letter stands."""
        return self.places[max(bisect_right(self.begins, at) - 1, 0)]


def running(paragraphs: Sequence[Paragraph]) -> Running:
    """The paragraphs as one text."""
    ends = list(accumulate(len(paragraph.text) + 1 for paragraph in paragraphs))
    begins = (0, *ends[:-1]) if ends else ()
    numbers = ((at, end) for at, end, each in zip(begins, ends, paragraphs, strict=True) if each.role == "number")
    text = "".join(paragraph.text + "\n" for paragraph in paragraphs)
    return Running(text, folded(text), begins, tuple(paragraph.place for paragraph in paragraphs), tuple(numbers))


def row_hits(text: Running, expected: Expected) -> list[Hit]:
    """The row labels in printed order: exact ones first, misprinted ones between them."""
    rows = [label for label in expected.rows if not expected.one_row(label.block)]
    chain = _chain([(number, hit) for number, label in enumerate(rows) for hit in islice(_exact(text, label), _OFTEN)])
    left = _PATIENCE
    for number, label in enumerate(rows):
        if number not in chain:
            before = max((hit.end for other, hit in chain.items() if other < number), default=0)
            after = min((hit.start for other, hit in chain.items() if other > number), default=len(text.raw))
            left -= after - before
            if left > 0 and (hit := _misprinted(text, label, before, after)):
                chain[number] = hit
    return [chain[number] for number in sorted(chain)]


def _exact(text: Running, label: Label) -> Iterator[Hit]:
    """Every place where the label stands, in its longest spelling there."""
    taken: set[int] = set()
    for spelling in label.spellings:
        at = text.folded.text.find(spelling)
        while at >= 0:
            end = at + len(spelling)
            if end not in taken and (hit := _hit(text, label, at, end)):
                taken.add(end)
                yield hit
            at = text.folded.text.find(spelling, at + 1)


def _hit(text: Running, label: Label, at: int, end: int) -> Hit | None:
    """The label at these folded letters. A digit that begins it must not be the last of the figure before it."""
    places, letters = text.folded.at, text.folded.text
    while letters[at].isdigit():
        number_end = at
        while letters[number_end].isdigit():
            number_end += 1
        between = text.raw[places[number_end - 1] + 1 : places[number_end]]
        if at == 0 or not letters[at - 1].isdigit() or places[at] > places[at - 1] + 1 or between.strip():
            break
        at = number_end
    return Hit(label, places[at], places[end - 1] + 1)


def _chain(found: Sequence[tuple[int, Hit]]) -> dict[int, Hit]:
    """The hits that stand in printed order without overlapping: those that explain most letters."""
    ordered = sorted(found, key=lambda each: (each[1].end, each[1].start))
    best: list[tuple[int, list[tuple[int, Hit]]]] = []
    for number, hit in ordered:
        before = max(
            (each for each in best if each[1][-1][0] < number and each[1][-1][1].end <= hit.start),
            key=lambda each: each[0],
            default=(0, []),
        )
        best.append((before[0] + 10 + hit.end - hit.start, [*before[1], (number, hit)]))
    return dict(max(best, key=lambda each: each[0], default=(0, []))[1])


def _misprinted(text: Running, label: Label, before: int, after: int) -> Hit | None:
    """The label with small misprints somewhere between two letters, where exactly one stretch is near enough."""
    inside = [number for number, at in enumerate(text.folded.at) if before <= at < after]
    if not inside:
        return None
    start, letters = inside[0], text.folded.text[inside[0] : inside[-1] + 1]
    found: list[tuple[int, int, int]] = []
    for spelling in {body(each) for each in label.texts}:
        most = len(spelling) // MISPRINTS
        found += [(off, -(end - at), start + at) for off, at, end in _near(spelling, letters, most)] if most else []
    if not found:
        return None
    _off, width, at = min(found)
    while text.folded.text[at].isdigit() and width:
        at, width = at + 1, width + 1
    hit = _hit(text, label, at, at - width)
    number = fold(label.texts[0])[: -len(body(label.texts[0]))]
    if (
        hit
        and number
        and text.folded.text[:at].endswith(number)
        and (whole := _hit(text, label, at - len(number), at - width))
    ):
        return whole
    return hit


def _near(spelling: str, letters: str, most: int) -> Iterator[tuple[int, int, int]]:
    """Stretches of letters that are the spelling but for so many misprints: (misprints, from, to)."""
    row = [(count, 0) for count in range(len(spelling) + 1)]
    for end, letter in enumerate(letters, 1):
        before, row[0] = row[0], (0, end)
        for place, wanted in enumerate(spelling, 1):
            change = (before[0] + (wanted != letter), before[1])
            before = row[place]
            row[place] = min(change, (row[place][0] + 1, row[place][1]), (row[place - 1][0] + 1, row[place - 1][1]))
        if row[-1][0] <= most:
            yield row[-1][0], row[-1][1], end


def other_hits(text: Running, expected: Expected, rows: Sequence[Hit]) -> list[Hit]:
    """The labels that hold no figures, or head them, outside the row labels: longest first, none overlapping."""
    taken = [(hit.start, hit.end) for hit in rows]
    labels = [label for label in expected.labels if label.kind != "row" or expected.one_row(label.block)]
    found = sorted(
        (hit for label in labels for hit in _exact(text, label)), key=lambda hit: (hit.start - hit.end, hit.start)
    )
    kept = []
    for hit in found:
        if all(hit.end <= start or hit.start >= end for start, end in taken):
            taken.append((hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
