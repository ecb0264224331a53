"""Read the lines of an official table from running text: find its labels and take the figures between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.importers.column_headings import ColumnOrder, PrintedHeading, column_order
from generator.importers.document import Paragraph
from generator.importers.expected import ExpectedTable
from generator.importers.label_hits import Hit, RunningText, other_hits, row_hits, running_text
from generator.importers.labels import HAN
from generator.importers.page_numbers import without_page_numbers
from generator.importers.raw_line import LocatedLine, RawLine
from generator.importers.table_labels import CLOSING, OPENING, TableLabels, table_labels
from generator.importers.text_figures import figures_in, one_row_lines, open_reason
from generator.model.problem import abridged

_BARE_LABEL_SCORE = 2
"""Score of a row label found without figures."""

_MAX_CHARS = 60_000
"""Maximum length of the text searched for a table, in characters; no real table is longer."""


_MIN_UNKNOWN_HEADING_CHARS = 4
"""Minimum number of Chinese characters above a block that count as a heading unknown to the form."""


@dataclass(frozen=True)
class TextTable:
    """The lines of figures in running text, and the text among and after them, without labels.

    `score` is the number of known column headings plus the score of the row labels without figures.
    """

    lines: tuple[RawLine, ...]
    score: int
    text_beside: tuple[Paragraph, ...]
    text_after: tuple[Paragraph, ...]


def read_text_table(paragraphs: Sequence[Paragraph], expected: ExpectedTable) -> TextTable:
    """Return the lines of the official table in the paragraphs."""
    if sum(len(paragraph.text) for paragraph in paragraphs) > _MAX_CHARS:
        return TextTable((), 0, (), tuple(paragraphs))
    text = running_text(paragraphs)
    rows = row_hits(text, expected)
    labels = table_labels(text, expected, rows, other_hits(text, expected, rows))
    found = [line for hit in labels.rows if (line := _row_line(text, hit, labels.starts, expected))]
    score = _BARE_LABEL_SCORE * (len(labels.rows) - len(found))
    found += one_row_lines(text, expected, labels.others)
    found = without_page_numbers(sorted(found, key=lambda each: each.start), text, expected)
    orders = [_column_order(text, expected, labels, block) for block in range(len(expected.table.blocks))]
    lines = (
        replace(line, open_reason=line.open_reason or orders[expected.by_name[line.name].block].open_reason)
        for line, _, _ in found
    )
    used = [(hit.start, hit.end) for hit in (*labels.rows, *labels.others)] + [(start, end) for _, start, end in found]
    last = max((each.end for each in found), default=0)
    rest = list(_unused_text(text, paragraphs, used))
    return TextTable(
        tuple(lines),
        score + sum(order.known for order in orders),
        tuple(piece for at, piece in rest if at < last),
        tuple(piece for at, piece in rest if at >= last),
    )


def _column_order(text: RunningText, expected: ExpectedTable, labels: TableLabels, block: int) -> ColumnOrder:
    """Return what the headings between the previous block and the block's first figures say about its columns."""
    end = min((hit.start for hit in labels.rows if hit.label.block == block), default=len(text.raw))
    start = max((hit.end for hit in labels.rows if hit.end <= end), default=0)
    own = [hit for hit in labels.others if start <= hit.start < end]
    if not own:
        return ColumnOrder()
    headings = [PrintedHeading(text.raw[hit.start : hit.end], 0, number) for number, hit in enumerate(own)]
    order = column_order(headings, expected, block)
    unknown = text.raw[own[0].end : end]
    for hit in own:
        unknown = unknown.replace(text.raw[hit.start : hit.end], "")
    if not order.known and len(HAN.findall(unknown)) >= _MIN_UNKNOWN_HEADING_CHARS:
        return ColumnOrder(open_reason=f"表头写的是“{abridged(unknown.strip())}”，与格式不同")
    return order


def _row_line(text: RunningText, hit: Hit, label_starts: Sequence[int], expected: ExpectedTable) -> LocatedLine | None:
    """Return the figures between a row label and the next label; None if there are neither figures nor blank cells."""
    line = expected.by_name[hit.label.name]
    stop = next((start for start in label_starts if start >= hit.end), len(text.raw))
    between = text.raw[hit.end : stop].lstrip(CLOSING)
    matched = figures_in(between)
    figures = matched.rstrip(OPENING)
    following = between[len(figures) :]
    rest = following.strip(OPENING + CLOSING)
    has_blank_cells = matched.count("|") >= max(len(line.cells), 2)
    if not figures.strip(" \t\n|") and not re.match(r"[0-9]", rest) and not has_blank_cells:
        return None
    reason = open_reason(figures, following, line, before_label=stop < len(text.raw))
    texts = (matched if "|" in matched else figures.strip(),)
    raw_line = RawLine(line.name, texts, text.place(hit.start), open_reason=reason)
    return LocatedLine(raw_line, hit.end, stop - len(between) + len(figures))


def _unused_text(
    text: RunningText, paragraphs: Sequence[Paragraph], used: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Paragraph]]:
    """Yield the remaining pieces of each paragraph without labels and figures, with their positions in the text."""
    is_used = bytearray(len(text.raw))
    for start, end in used:
        is_used[start:end] = b"\1" * (end - start)
    for begin, paragraph in zip(text.starts, paragraphs, strict=True):
        end = begin + len(paragraph.text)
        unused = "".join("\0" if is_used[at] else text.raw[at] for at in range(begin, end))
        for piece in re.finditer("[^\0]+", unused):
            if piece.group().strip(OPENING + CLOSING):
                ends_line = begin + piece.end() == end
                left = piece.group().rstrip(None if ends_line else OPENING)
                rest = left.lstrip(CLOSING + " |" if piece.start() else None)
                yield begin + piece.start(), replace(paragraph, text=rest)
