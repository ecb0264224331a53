"""Read figures from running text: those after a label, and those of blocks that are printed as one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from generator.importers.expected import ExpectedTable, Line
from generator.importers.item_numbers import without_item_number
from generator.importers.label_hits import Hit, RunningText
from generator.importers.labels import HAN
from generator.importers.raw_line import LocatedLine, RawLine
from generator.importers.resolve import VALUE, resolve_text, split_chunks
from generator.importers.row_parts import line_of_parts, row_named_in
from generator.importers.splits import all_hold_with_zeros
from generator.importers.table_labels import CLOSING, OPENING

_FIGURES = re.compile(rf"(?:[\s|]|{VALUE.pattern})*")
_BARE_LINE = re.compile(rf"(?:[\s|]|{VALUE.pattern})*+")
_SEPARATED_MARKS = re.compile(r"(?:(?:[/／]|[-—－–]{1,2}|无|不适用|N/A)?+[\s|])*+[-−－]?")
"""What may come before the first figure: marks for no figure, each by itself, and the figure's sign."""

_DIGIT = re.compile("[0-9]")
_YEAR = re.compile("(?:19|20)[0-9]{2}$")
_NUMBERING = re.compile("[（(][一二三四五六七八九十]{1,3}[）)]$")
_MAY_BE_NUMBERING = re.compile(r"[（(]\s*(?:[^（()）0-9０-９\s]\s*){1,3}[）)][ \t]*$")
"""A remark as short as the number of the next label, which may be misprinted: `0（大）其他处理` for `（六）`."""

_SENTENCE_START = re.compile(rf"{_YEAR.pattern[:-1]}年|{_NUMBERING.pattern[:-1]}[㐀-鿿]")
_DECIMALS = re.compile(r"\s*[.．]\s*[0-9]")
_REST = re.compile("[，。；、,;.．：:0-9（(㐀-鿿]")

_MAX_DIGITS = 12
"""No figure has more digits; so many without a space are several run together."""


def figures_in(following: str) -> str:
    """Return the figures at the beginning of the text, without the year or the number of a sentence after them."""
    match = _FIGURES.match(following)
    figures = match.group() if match else ""
    rest = following[len(figures) :]
    if rest.startswith("年"):
        return _YEAR.sub("", figures)
    if not rest or HAN.match(rest):
        figures = _MAY_BE_NUMBERING.sub("", figures)
    return without_item_number(figures, rest)


def open_reason(figures: str, following: str, line: Line, *, before_label: bool = False) -> str:
    """Return why the figures may not be all: something else touches the last one, and no sum shows that it is whole.

    `before_label`: `following` ends at another label, so further figures in it may be of this line.
    """
    rest = following.strip(OPENING + CLOSING)
    has_more = before_label and re.search("[0-9]", rest)
    is_cut = _DECIMALS.match(following)
    if not rest or _SENTENCE_START.match(following) or not (has_more or is_cut or _REST.match(following)):
        return ""
    if HAN.match(following) and figures[-1:].isdigit():
        texts = resolve_text(figures.strip(), line).texts
        if texts and all_hold_with_zeros(line, texts):
            return ""
    return "后面还有认不出的内容"


def one_row_lines(text: RunningText, expected: ExpectedTable, others: Sequence[Hit]) -> Iterator[LocatedLine]:
    """Yield the figures of blocks that are printed as one row.

    They follow the last of its labels, or stand alone where the table has no others, or are printed row by row.
    """
    for line in (line for line in expected.lines if line.is_whole_block):
        own = [hit for hit in others if hit.label.block == line.block and hit.label.kind in ("column", "row", "group")]
        if not own:
            if len(expected.lines) == 1:
                yield from _bare_line(text, line)
            continue
        starts = [hit.start for hit in others]
        found = [located for hit in own if (located := _figures_after(text, line, hit.end, starts))]
        if len(parts := list(_parts(text, expected, line, found, own))) == len(found) > 1:
            yield from parts
        else:
            yield from (located for located in found if located.start == own[-1].end)


def _figures_after(text: RunningText, line: Line, start: int, label_starts: Sequence[int]) -> LocatedLine | None:
    """Return the line with the figures from `start` to the next label; None if there are none."""
    stop = next((at for at in label_starts if at >= start), len(text.raw))
    figures = figures_in(text.raw[start:stop]).rstrip(OPENING)
    if not figures.strip(" \t\n|"):
        return None
    reason = open_reason(figures, text.raw[start + len(figures) : stop], line)
    raw_line = RawLine(line.name, (figures.strip(),), text.place(start), open_reason=reason)
    return LocatedLine(raw_line, start, start + len(figures))


def _parts(
    text: RunningText, expected: ExpectedTable, line: Line, found: Sequence[LocatedLine], own: Sequence[Hit]
) -> Iterator[LocatedLine]:
    """Yield the rows of the line that are printed one by one, each below its own headings."""
    end = 0
    for located in found:
        chunks = tuple(split_chunks(" ".join(located.line.texts).replace("|", " ")))
        headings = [text.raw[hit.start : hit.end] for hit in own if end <= hit.start < located.start]
        if line_of_parts(expected, len(chunks)) is line and not located.line.open_reason:
            named = row_named_in(headings, expected, line)
            yield located._replace(line=replace(located.line, texts=chunks, part_of=line.name, part=named))
        end = located.end


def _bare_line(text: RunningText, line: Line) -> Iterator[LocatedLine]:
    """Yield the only lines of the text that hold nothing but figures, if they are as many as the line has cells."""
    found = list(_bare_spans(text.raw))
    if len(found) == 1 and (figures := text.raw[slice(*found[0])].strip()):
        chunks = split_chunks(figures.replace("|", " "))
        if len(chunks) == len(line.cells) or (len(chunks) == 1 and figures.isdigit() and len(figures) > _MAX_DIGITS):
            yield LocatedLine(RawLine(line.name, (figures,), text.place(found[0][0])), *found[0])


def _bare_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where neighbouring lines that hold nothing but figures begin and end; each line is looked at once."""
    lines = text.split("\n")
    ends = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for is_bare, group in groupby(range(len(lines)), key=lambda number: bool(_BARE_LINE.fullmatch(lines[number]))):
        numbers = list(group)
        start, end = ends[numbers[0]], ends[numbers[-1] + 1] - 1
        figure = _DIGIT.search(text, start, end) if is_bare else None
        if figure and _SEPARATED_MARKS.fullmatch(text, start, figure.start()):
            yield start, end
