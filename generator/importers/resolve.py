"""Resolve the texts of one line of figures to its cells: as printed, split from run-together digits, or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.importers.expected import Line, Sum
from generator.importers.splits import PLAIN, Texts, any_fails, holds, repairs, splits

NUMBER = r"[-−－]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?"
UNIT = "亿元|万元|元|件|笔|项|个|条|宗|起|次|份"
VALUE = re.compile(rf"{NUMBER}\s?(?:{UNIT})?(?:\s?[（(][^（）()]*[）)])?|[/／]|[-—－–]{{1,2}}|无|不适用|N/A")
"""The content of one cell: a figure, or a mark for no figure."""

_MAX_PLAIN_DIGITS = 4
"""Longer runs of digits between spaces may be several figures run together; counts of requests have at most four."""


@dataclass(frozen=True)
class Resolution:
    """The cells of a line, or None with the reason and candidates; `derived` if the cells had to be split.

    `chunks` are the run-together digits if all that is unknown is how to split them. `lacks_blanks`: there are fewer
    figures than cells, and nothing shows which cells are blank.
    """

    texts: Texts | None
    derived: bool = False
    reason: str = ""
    candidates: tuple[Texts, ...] = ()
    chunks: Texts = ()
    lacks_blanks: bool = False


def resolve_cells(texts: Texts, line: Line) -> Resolution:
    """Resolve a line with one text for each column, including blanks."""
    if any(_holds_several_figures(text) for text in texts):
        resolution = resolve_text(" ".join(texts), line)
        return replace(resolution, texts=None, reason="有的格里像有几个数，或数中间有空格", chunks=())
    return _checked(texts, line)


def resolve_boxes(boxes: Sequence[str], line: Line) -> Resolution:
    """Resolve a line whose boxes do not match the columns one to one."""
    filled = [box for box in boxes if box]
    text = " ".join(filled)
    chunks = split_chunks(text)
    resolution = resolve_text(text, line)
    if len(filled) == 1 or (len(chunks) == len(line.cells) and len(filled) < len(chunks)):
        return resolution
    candidates = (resolution.texts,) if resolution.texts else resolution.candidates
    reason = f"应有 {len(line.cells)} 格，这里有 {len(boxes)} 格，其中 {len(filled)} 格有内容，对不上"
    return Resolution(None, reason=reason, candidates=candidates)


def resolve_text(text: str, line: Line) -> Resolution:
    """Resolve a line of running text, whose cells are separated by spaces or bars, or run together."""
    if "|" in text:
        return _resolve_bars(text, line)
    chunks = split_chunks(text)
    if len(chunks) == len(line.cells) and all(VALUE.fullmatch(chunk) for chunk in chunks):
        return _checked(tuple(chunks), line)
    if not chunks:
        return Resolution(None, reason="这一行没有读到数")
    if not all(re.fullmatch(r"[-0-9.]+(?:亿元|万元|元)?", chunk) for chunk in chunks):
        return Resolution(None, reason="各格没有分开，又夹着文字，分不清每一格")
    if len(chunks) > 1 and not any(_looks_run_together(chunk) for chunk in chunks):
        reason = f"应有 {len(line.cells)} 格，只读到 {len(chunks)} 个数，不知道哪几格空白"
        return Resolution(None, reason=reason, lacks_blanks=len(chunks) < len(line.cells))
    return _split_by_sums(chunks, line) if line.sums else _split_without_sums(chunks, line)


def _looks_run_together(chunk: str) -> bool:
    """Return whether the digits are probably several figures: they have a leading 0, or exceed _MAX_PLAIN_DIGITS."""
    return bool(re.match("0[0-9]", chunk)) or len(chunk) > _MAX_PLAIN_DIGITS


def _resolve_bars(text: str, line: Line) -> Resolution:
    """Resolve a line with a bar after each cell, ignoring blank surplus cells."""
    cells = tuple(" ".join(cell.split()) for cell in text.strip().removeprefix("|").split("|"))
    filled, width = tuple(cell for cell in cells if cell), len(line.cells)
    if len(filled) == width:
        return resolve_cells(filled, line)
    complete = len(cells) == width or (len(cells) > width and cells[0] and not any(cells[width:]))
    if complete or not any(cells):
        return resolve_cells((cells + ("",) * width)[:width], line)
    return Resolution(None, reason=f"应有 {width} 格，读到 {len(filled)} 个数，不知道哪几格空白")


def split_chunks(text: str) -> list[str]:
    """Split running text at its spaces; a remark in brackets stays with its figure."""
    joined = re.sub(r"[（(][^（()）]*[）)]", lambda match: re.sub(r"\s+", "", match.group()), text)
    return re.sub(r"\s+(?=[（(])", "", joined).split()


def _holds_several_figures(text: str) -> bool:
    """Return whether the text of one cell looks like several figures, or like one with spaces inside."""
    return bool(re.fullmatch(r"-?[0-9.,]+(?: -?[0-9.,]+)+", text))


def _checked(texts: Texts, line: Line) -> Resolution:
    """Return the texts as printed; leave the line open if a torn digit or a shift by one cell explains failing sums."""
    zeros = tuple(text or "0" for text in texts)
    if not any_fails(line, zeros):
        return Resolution(texts)
    if found := repairs(texts, line):
        reason = "各格之和与总数不符，像是有数字落到了邻格，或者整行错了一格"
        return Resolution(None, reason=reason, candidates=tuple(found))
    for row_sum in line.sums:
        first, result = min(index for index, _ in row_sum.terms), row_sum.terms[0][0]
        if not texts[first] and texts[result] and holds(row_sum, zeros) is False:
            reason = "第一格空白，各格之和又与总数不符，像是整行错了一格"
            return Resolution(None, reason=reason, candidates=((*texts[1:], ""),))
        if not texts[result] and _looks_shifted_left(row_sum, zeros):
            reason = "总数处空白，前一格又像是总数，像是整行错了一格"
            shifted = (*texts[:first], "", *texts[first:result], *texts[result + 1 :])
            return Resolution(None, reason=reason, candidates=(shifted,))
    return Resolution(texts)


def _looks_shifted_left(row_sum: Sum, zeros: Sequence[str]) -> bool:
    """Return whether the last figure before a blank result is at least as large as the sum of the others.

    A row looks like this if its first figure was lost and its other figures moved one cell to the left.
    """
    result, *parts = (index for index, _ in row_sum.terms)
    if any(not PLAIN.fullmatch(zeros[index]) for index in (result, *parts)) or result < max(parts):
        return False
    figures = [Decimal(zeros[index]) for index in sorted(parts)]
    while len(figures) > 2 and not figures[-1]:
        figures.pop()
    *others, last = figures
    is_conclusive = any(others) or last == Decimal(zeros[max(parts)])
    return last > 0 and is_conclusive and last >= sum(others)


def _split_by_sums(chunks: Sequence[str], line: Line) -> Resolution:
    """Split the digits in the one way that the line's sums allow."""
    fits = len(chunks) <= len(line.cells)
    own_chunks = tuple(chunks) if fits else ("".join(chunks),)
    found, complete = splits(own_chunks, line, by_sums=True)
    if len(found) == 1 and complete:
        return Resolution(found[0], derived=True, chunks=own_chunks)
    if found:
        reason = "不止一种拆法符合本行的勾稽关系"
    else:
        reason = "没有一种拆法符合本行的勾稽关系" if complete else "数字太多，试不完各种拆法"
    return Resolution(
        None,
        reason=reason,
        candidates=_most_even_first(found),
        chunks=own_chunks if fits else (),
        lacks_blanks=not found and complete and 1 < len(chunks) < len(line.cells),
    )


def _split_without_sums(chunks: Sequence[str], line: Line) -> Resolution:
    """Split the digits of a line without sums; resolve it only if there is one way and all cells but the last are 0."""
    found, complete = splits(tuple(chunks), line, by_sums=False)
    if len(found) == 1 and complete and all(text == "0" for text in found[0][:-1]):
        return Resolution(found[0], derived=True, chunks=tuple(chunks))
    reason = "各格的数连在一起，本行又没有勾稽关系可以判断"
    return Resolution(None, reason=reason, candidates=_most_even_first(found), chunks=tuple(chunks))


def _most_even_first(found: Sequence[Texts]) -> tuple[Texts, ...]:
    """Sort the candidates, likeliest first: those whose figures differ least in length."""
    return tuple(sorted(found, key=lambda texts: max(map(len, texts)) - min(map(len, texts))))
