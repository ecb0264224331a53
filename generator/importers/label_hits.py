"""Find the labels of an official table in running text, in printed order and in spite of small misprints."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from generator.importers.document import Paragraph
from generator.importers.expected import ExpectedTable, Label
from generator.importers.labels import CHARS_PER_MISPRINT, FoldedText, fold, fold_with_positions, without_numbering
from generator.importers.misprinted_labels import fuzzy_matches

_MAX_HITS_PER_LABEL = 40
"""Maximum number of occurrences considered for one label."""

_MAX_FUZZY_CHARS = 60_000
"""Maximum number of characters searched for misprinted labels, over all labels of a table; ample for real tables."""

_HIT_BONUS = 10
"""Score of a found label in addition to its length, for comparing chains of labels."""

_WORD_WORTH = 1
"""What a label is worth that is followed by words or punctuation of a sentence, whatever its length."""

_SENTENCE = re.compile(
    r"[ \t：:”\"」』》）)]*(?:[、，。；](?![0-9０-９])"
    r"|(?![0-9]{8,}、)[0-9０-９,.]{1,9}\s?(?!年)(?:(?![一二三四五六七八九十])[㐀-鿿]){0,3}[、，。；](?![0-9０-９])"
    r"|[㐀-鿿]+[，。；])"
)
"""What follows the name of a row in a sentence: punctuation, a figure with a unit and punctuation, or words.

Eight digits are the seven figures of a row, run together with the number of the next one (6000006 + 3、其他).
"""


@dataclass(frozen=True)
class Hit:
    """A label found in the text, and the range of characters it takes up."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True)
class RunningText:
    """Paragraphs joined into one text, with each paragraph's place in the original.

    `starts` are the positions at which the paragraphs begin; `page_numbers` are the ranges of paragraphs that may be
    page numbers.
    """

    raw: str
    folded: FoldedText
    starts: tuple[int, ...]
    places: tuple[str, ...]
    page_numbers: tuple[tuple[int, int], ...]

    def place(self, position: int) -> str:
        """Return the place in the original of the character at the position."""
        return self.places[max(bisect_right(self.starts, position) - 1, 0)]


class _Chain(NamedTuple):
    """Hits in printed order, each with the number of its label, and their total score."""

    score: int
    hits: list[tuple[int, Hit]]


def running_text(paragraphs: Sequence[Paragraph]) -> RunningText:
    """Join the paragraphs into one text, one per line."""
    ends = list(accumulate(len(paragraph.text) + 1 for paragraph in paragraphs))
    starts = (0, *ends[:-1]) if ends else ()
    page_numbers = tuple(
        (start, end)
        for start, end, paragraph in zip(starts, ends, paragraphs, strict=True)
        if paragraph.role == "number"
    )
    text = "".join(paragraph.text + "\n" for paragraph in paragraphs)
    places = tuple(paragraph.place for paragraph in paragraphs)
    return RunningText(text, fold_with_positions(text), starts, places, page_numbers)


def row_hits(text: RunningText, expected: ExpectedTable) -> list[Hit]:
    """Return the row labels found, in printed order: exact ones, and misprinted ones between them."""
    rows = [label for label in expected.rows if not expected.is_one_row(label.block)]
    chain = _best_chain(
        text.raw,
        [
            (number, hit)
            for number, label in enumerate(rows)
            for hit in islice(_exact(text, label), _MAX_HITS_PER_LABEL)
        ],
    )
    exact = {rows[number].name for number in chain}
    remaining = _MAX_FUZZY_CHARS
    # Longest first: a short label may resemble a part of a longer one.
    for number, label in sorted(enumerate(rows), key=lambda item: -len(item[1].spellings[0])):
        if number not in chain:
            start = max((hit.end for other, hit in chain.items() if other < number), default=0)
            end = min((hit.start for other, hit in chain.items() if other > number), default=len(text.raw))
            remaining -= end - start
            hit = _misprinted(text, label, start, end) if remaining > 0 else None
            if hit and expected.row_nearest(text.raw[hit.start : hit.end], exact) == label.name:
                chain[number] = hit
    return [chain[number] for number in sorted(chain)]


def _exact(text: RunningText, label: Label) -> Iterator[Hit]:
    """Yield every occurrence of the label, in the longest spelling that matches there."""
    taken: set[int] = set()
    for spelling in label.spellings:
        start = text.folded.text.find(spelling)
        while start >= 0:
            end = start + len(spelling)
            if end not in taken:
                taken.add(end)
                yield _hit(text, label, start, end)
            start = text.folded.text.find(spelling, start + 1)


def _hit(text: RunningText, label: Label, start: int, end: int) -> Hit:
    """Return the hit of the label at this range of folded characters.

    Digits at its beginning are left out if they directly continue the figure before it.
    """
    positions, folded = text.folded.positions, text.folded.text
    while folded[start].isdigit():
        number_end = start
        while folded[number_end].isdigit():
            number_end += 1
        between = text.raw[positions[number_end - 1] + 1 : positions[number_end]]
        touches_a_digit = start and folded[start - 1].isdigit() and positions[start] <= positions[start - 1] + 1
        is_numbering = between.strip() and "\n" not in between
        if not touches_a_digit or is_numbering:
            break
        start = number_end
    return Hit(label, positions[start], positions[end - 1] + 1)


def is_in_sentence(raw: str, hit: Hit) -> bool:
    """Return whether the name of a row is a word of a sentence, by what follows it."""
    return bool(_SENTENCE.match(raw, hit.end))


def _best_chain(raw: str, found: Sequence[tuple[int, Hit]]) -> dict[int, Hit]:
    """Return the hits in printed order without overlaps that cover most characters, by the number of their label.

    Words of a sentence count only where nothing else is found.
    """
    chains: list[_Chain] = []
    for number, hit in sorted(found, key=lambda item: (item[1].end, item[1].start)):
        previous = max(
            (chain for chain in chains if chain.hits[-1][0] < number and chain.hits[-1][1].end <= hit.start),
            key=lambda chain: chain.score,
            default=_Chain(0, []),
        )
        worth = _WORD_WORTH if is_in_sentence(raw, hit) else _HIT_BONUS + hit.end - hit.start
        score = previous.score + worth
        chains.append(_Chain(score, [*previous.hits, (number, hit)]))
    return dict(max(chains, key=lambda chain: chain.score, default=_Chain(0, [])).hits)


def _misprinted(text: RunningText, label: Label, range_start: int, range_end: int) -> Hit | None:
    """Return the closest match of the label with small misprints within the range, or None."""
    inside = [index for index, position in enumerate(text.folded.positions) if range_start <= position < range_end]
    if not inside:
        return None
    offset, folded = inside[0], text.folded.text[inside[0] : inside[-1] + 1]
    found: list[tuple[int, int, int]] = []
    for spelling in {without_numbering(printed) for printed in label.texts}:
        if limit := len(spelling) // CHARS_PER_MISPRINT:
            matches = fuzzy_matches(spelling, folded, limit)
            found += [(match.misprints, match.start - match.end, offset + match.start) for match in matches]
    if not found:
        return None
    _, negative_length, start = min(found)
    end = start - negative_length
    number = fold(label.texts[0])[: -len(without_numbering(label.texts[0]))]
    if number and text.folded.text[:start].endswith(number):
        start -= len(number)
    return _hit(text, label, start, end)


def other_hits(text: RunningText, expected: ExpectedTable, rows: Sequence[Hit]) -> list[Hit]:
    """Return the headings, titles and groups found outside `rows`, in order; of overlapping ones, only the longest."""
    taken = [(hit.start, hit.end) for hit in rows]
    labels = [label for label in expected.labels if label.kind != "row" or expected.is_one_row(label.block)]
    found = sorted(
        (hit for label in labels for hit in _exact(text, label)), key=lambda hit: (hit.start - hit.end, hit.start)
    )
    kept = []
    for hit in found:
        if all(hit.end <= start or hit.start >= end for start, end in taken):
            taken.append((hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
