"""Tell the labels of a table in running text from the same words in a sentence, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile, zip_longest

from generator.importers.expected import ExpectedTable, Label
from generator.importers.label_hits import Hit, RunningText, is_in_sentence
from generator.importers.labels import HAN, fold
from generator.importers.resolve import VALUE

OPENING = ' \t\n|（(“"「『《'
CLOSING = '）)”"」』》.、．：:;；'

_BETWEEN_LABELS = re.compile(r"[\s|（()）“”\"]*")
_AFTER_LABEL = re.compile(
    rf"[ \t{re.escape(CLOSING)}]*(?:[（(][^（()）\n]{{0,12}}[）)])?[ \t]*(?:[\n|0-9０-９/／\-—－–]|无|$)"
)
"""What follows a heading of a table: perhaps a remark such as a unit, then a cell or the end of the line."""

_ENDS_IN_FIGURE = re.compile(rf"(?:{VALUE.pattern})$")
_NUMBERING = re.compile("[（(][一二三四五六七八九十]{1,3}[）)]$")
"""The number of a group behind a figure, which looks like a remark on the figure."""


_MIN_RUN = 3
"""So many labels side by side are the head of a table: a sentence has words between them."""

_CONTEXT_CHARS = 200
"""Characters before a label that show whether it stands alone."""

_MAX_FRAGMENT_CHARS = 20
"""Characters after a label that may complete the label of a group."""

_MAX_FIGURE_CHARS = 30
"""Characters before a label in which a figure is looked for."""


@dataclass(frozen=True)
class TableLabels:
    """The labels in running text that belong to its table, in order; `starts` are those of all labels found."""

    rows: tuple[Hit, ...]
    others: tuple[Hit, ...]
    starts: tuple[int, ...]


def table_labels(text: RunningText, expected: ExpectedTable, rows: Sequence[Hit], others: Sequence[Hit]) -> TableLabels:
    """Return the labels that are no part of a sentence.

    These are the ones at the start of a line, after a figure or a label, or in a row of several labels.
    """
    hits = sorted((*rows, *others), key=lambda hit: hit.start)
    in_runs, kept = _in_runs(text, hits), list[Hit]()
    for hit, following in zip_longest(hits, hits[1:]):
        if hit.start in in_runs:
            kept.append(hit)
        elif not _is_word(text, hit, following, is_row=hit in rows):
            if (start := _start_of_fragment(text, hit, kept, expected)) is not None:
                kept.append(replace(hit, start=start))
            elif _begins_cell(text, hit.start, kept):
                kept.append(hit)
    row_ends = {hit.end for hit in rows}
    starts = sorted({hit.start for hit in hits} | {hit.start for hit in kept})
    return TableLabels(
        tuple(hit for hit in kept if hit.end in row_ends),
        tuple(hit for hit in kept if hit.end not in row_ends),
        tuple(starts),
    )


def _in_runs(text: RunningText, hits: Sequence[Hit]) -> set[int]:
    """Return the starts of the labels that stand side by side with others."""
    runs = [[hit] for hit in hits[:1]]
    for previous, hit in pairwise(hits):
        if _BETWEEN_LABELS.fullmatch(text.raw, previous.end, hit.start):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return {hit.start for run in runs if len(run) >= _MIN_RUN for hit in run}


def _is_word(text: RunningText, hit: Hit, following: Hit | None, *, is_row: bool) -> bool:
    """Return whether the label is followed by words of a sentence."""
    if not is_row and following and _BETWEEN_LABELS.fullmatch(text.raw, hit.end, following.start):
        return False
    return is_in_sentence(text.raw, hit) or not (is_row or _AFTER_LABEL.match(text.raw, hit.end))


def _begins_cell(text: RunningText, position: int, before: Sequence[Hit]) -> bool:
    """Return whether a cell may begin here: at the start of a line, after a label, or after a figure."""
    start = max(position - _CONTEXT_CHARS, 0)
    left = text.raw[start:position].rstrip(OPENING.replace("\n", "") + CLOSING)
    if not left or left[-1] == "\n" or (before and start + len(left) <= before[-1].end):
        return True
    figure = _ENDS_IN_FIGURE.search(left[-_MAX_FIGURE_CHARS:])
    if not figure:
        return False
    figure_start = start + len(left) - len(figure.group())
    is_mark = bool(HAN.match(figure.group()))
    return not is_mark or not HAN.match(text.raw[figure_start - 1]) or bool(before and before[-1].end == figure_start)


def _start_of_fragment(text: RunningText, hit: Hit, before: Sequence[Hit], expected: ExpectedTable) -> int | None:
    """Return where a piece of a group's label begins that stands before the label of one of its rows; None if none.

    The label of a group is broken over the lines of its rows where the text was taken from a narrow column.
    """
    start = max(text.raw.rfind("\n", 0, hit.start) + 1, before[-1].end if before else 0)
    while figure := re.match(rf"[\s|]*(?:{VALUE.pattern})(?=[\s|（(㐀-鿿])", text.raw[start : hit.start]):
        start += len(_NUMBERING.sub("", figure.group()))
    fragment, whole = fold(text.raw[start : hit.start]), fold(text.raw[start : hit.end + _MAX_FRAGMENT_CHARS])
    spellings = list(_group_spellings(hit.label, expected))
    is_whole = any(whole.startswith(spelling) for spelling in spellings)
    return start if fragment and not is_whole and any(fragment in spelling for spelling in spellings) else None


def _group_spellings(label: Label, expected: ExpectedTable) -> Iterator[str]:
    """Yield the ways to print the labels of the groups of rows that begin before the row."""
    for other in takewhile(lambda other: other is not label, expected.labels):
        if other.kind == "group" and other.block == label.block:
            yield from other.spellings
