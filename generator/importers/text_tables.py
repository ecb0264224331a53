"""Read the lines of an official table from running text: find its labels and take the figures between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.importers.column_headings import ColumnOrder, PrintedHeading, column_order
from generator.importers.document import Paragraph
from generator.importers.expected import ExpectedTable
from generator.importers.label_hits import Hit, RunningText, other_hits, row_hits, running_text
from generator.importers.page_numbers import without_page_numbers
from generator.importers.raw_line import LocatedLine, RawLine
from generator.importers.resolve import VALUE
from generator.model.problem import abridged

_FIGURES = re.compile(rf"(?:[\s|]|{VALUE.pattern})*")
_ENDS_IN_FIGURE = re.compile(rf"(?:{VALUE.pattern})$")
_HAN = re.compile("[㐀-鿿]")
_OPENING = ' \t\n|（(“"「『《'
_CLOSING = '）)”"」』》.、．：:;；'

_BARE_LABEL_SCORE = 2
"""Score of a row label found without figures."""

_MAX_CHARS = 60_000
"""Maximum length of the text searched for a table, in characters; no real table is longer."""

_CONTEXT_CHARS = 200
"""Maximum number of characters before a label that are examined to decide whether it stands alone."""

_MAX_FIGURE_CHARS = 30
"""Maximum number of characters before a label in which a figure is looked for."""

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
    others = other_hits(text, expected, rows)
    label_starts = sorted(hit.start for hit in (*rows, *others))
    standalone = _standalone(text, sorted((*rows, *others), key=lambda hit: hit.start))
    standalone_rows = [hit for hit in rows if hit in standalone]
    widths = {line.name: len(line.cells) for line in expected.lines}
    found = [line for hit in standalone_rows if (line := _row_line(text, hit, label_starts, widths[hit.label.name]))]
    score = _BARE_LABEL_SCORE * (len(standalone_rows) - len(found))
    found += _one_row_lines(text, expected, others)
    found = without_page_numbers(sorted(found, key=lambda each: each.start), text, expected)
    orders = [_column_order(text, expected, block, rows, others) for block in range(len(expected.table.blocks))]
    lines = (
        replace(line, open_reason=line.open_reason or orders[expected.by_name[line.name].block].open_reason)
        for line, _, _ in found
    )
    used = [(hit.start, hit.end) for hit in standalone] + [(start, end) for _, start, end in found]
    last = max((each.end for each in found), default=0)
    rest = list(_unused_text(text, paragraphs, used))
    return TextTable(
        tuple(lines),
        score + sum(order.known for order in orders),
        tuple(piece for at, piece in rest if at < last),
        tuple(piece for at, piece in rest if at >= last),
    )


def _column_order(
    text: RunningText, expected: ExpectedTable, block: int, rows: Sequence[Hit], others: Sequence[Hit]
) -> ColumnOrder:
    """Return the block's column order by the headings between the previous block and its own first figures."""
    end = min((hit.start for hit in rows if hit.label.block == block), default=len(text.raw))
    start = max((hit.end for hit in rows if hit.end <= end), default=0)
    own = [hit for hit in others if start <= hit.start < end]
    if not own:
        return ColumnOrder()
    headings = [PrintedHeading(text.raw[hit.start : hit.end], 0, number) for number, hit in enumerate(own)]
    order = column_order(headings, expected, block)
    unknown = text.raw[own[0].end : end]
    for hit in own:
        unknown = unknown.replace(text.raw[hit.start : hit.end], "")
    if not order.known and len(_HAN.findall(unknown)) >= _MIN_UNKNOWN_HEADING_CHARS:
        return ColumnOrder(open_reason=f"表头写的是“{abridged(unknown.strip())}”，与格式不同")
    return order


def _row_line(text: RunningText, hit: Hit, label_starts: Sequence[int], width: int) -> LocatedLine | None:
    """Return the figures between a row label and the next label; None if there are neither figures nor blank cells."""
    stop = next((start for start in label_starts if start >= hit.end), len(text.raw))
    between = text.raw[hit.end : stop].lstrip(_CLOSING)
    match = _FIGURES.match(between)
    matched = match.group() if match else ""
    figures = matched.rstrip(_OPENING)
    following = between[len(figures) :]
    rest = following.strip(_OPENING + _CLOSING)
    has_blank_cells = matched.count("|") >= max(width, 2)
    if not figures.strip(" \t\n|") and not re.match(r"[0-9]", rest) and not has_blank_cells:
        return None
    goes_on = re.match("[，。；、,;㐀-鿿]", following) or (stop < len(text.raw) and re.search("[0-9]", rest))
    texts = (matched if "|" in matched else figures.strip(),)
    line = RawLine(hit.label.name, texts, text.place(hit.start), open_reason="后面还有认不出的内容" if goes_on else "")
    return LocatedLine(line, hit.end, stop - len(between) + len(figures))


def _standalone(text: RunningText, hits: Sequence[Hit]) -> list[Hit]:
    """Return the labels outside sentences: those at the start of a line, after a figure or after another label."""
    result: list[Hit] = []
    for hit in hits:
        start = max(hit.start - _CONTEXT_CHARS, 0)
        before = text.raw[start : hit.start].rstrip(_OPENING.replace("\n", "") + _CLOSING)
        after_label = bool(result) and start + len(before) <= result[-1].end
        after_figure = _ENDS_IN_FIGURE.search(before[-_MAX_FIGURE_CHARS:])
        if not before or before[-1] == "\n" or after_label or after_figure:
            result.append(hit)
    return result


def _one_row_lines(text: RunningText, expected: ExpectedTable, others: Sequence[Hit]) -> Iterator[LocatedLine]:
    """Yield the lines of blocks that are printed as one row: the figures after the last of the block's labels."""
    for line in expected.lines:
        own = [hit for hit in others if hit.label.block == line.block and hit.label.kind in ("column", "row", "group")]
        if not expected.is_one_row(line.block) or not own:
            continue
        start = own[-1].end
        stop = next((hit.start for hit in others if hit.start >= start), len(text.raw))
        match = _FIGURES.match(text.raw[start:stop])
        figures = match.group().rstrip(_OPENING) if match else ""
        if figures.strip(" \t\n|"):
            raw_line = RawLine(line.name, (figures.strip(),), text.place(start))
            yield LocatedLine(raw_line, start, start + len(figures))


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
            if piece.group().strip(_OPENING + _CLOSING):
                yield begin + piece.start(), Paragraph(piece.group().strip(), paragraph.place)
