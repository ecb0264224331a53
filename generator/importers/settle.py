"""The texts of one line of figures to its cells: settled, derived from run-together digits, or in question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.importers.lines import Line, Sum
from generator.importers.splits import PLAIN, Texts, any_fails, holds, repairs, splits

NUMBER = r"[-−－]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?"
VALUE = re.compile(
    rf"{NUMBER}\s?(?:亿元|万元|元|件|笔|项|个|条|宗|起|次|份)?(?:\s?[（(][^（）()]*[）)])?|[/／]|[-—－–]{{1,2}}|无|不适用|N/A"
)
"""One figure or mark as cells hold it."""


_LONG = 4
"""Longer runs of digits between blanks may be several figures run together."""


@dataclass(frozen=True)
class Settled:
    """The cells of a line, or None with the reason and the candidates; `derived` where digits had to be cut."""

    texts: Texts | None
    derived: bool = False
    why: str = ""
    candidates: tuple[Texts, ...] = ()


def settle_cells(texts: Texts, line: Line) -> Settled:
    """The cells of a line that the original keeps apart, blanks included, one for each column."""
    if any(_several(text) for text in texts):
        return replace(settle_text(" ".join(texts), line), texts=None, why="有的格里像有几个数，或数中间有空格")
    return _doubted(texts, line)


def settle_boxes(boxes: Sequence[str], line: Line) -> Settled:
    """The cells of a line in boxes that are not one for each column."""
    filled = [box for box in boxes if box]
    chunks = chunked(" ".join(filled))
    if len(filled) == 1 or (len(chunks) == len(line.cells) and len(filled) < len(chunks)):
        return settle_text(" ".join(filled), line)
    guess = settle_text(" ".join(filled), line)
    candidates = (guess.texts,) if guess.texts else guess.candidates
    why = f"应有 {len(line.cells)} 格，这里有 {len(boxes)} 格，其中 {len(filled)} 格有内容，对不上"
    return Settled(None, why=why, candidates=candidates)


def settle_text(text: str, line: Line) -> Settled:
    """The cells of a flattened line: parted by blanks or bars, or run together."""
    if "|" in text:
        return _settle_bars(text, line)
    chunks = chunked(text)
    if len(chunks) == len(line.cells) and all(VALUE.fullmatch(chunk) for chunk in chunks):
        return _doubted(tuple(chunks), line)
    if not chunks:
        return Settled(None, why="这一行没有读到数")
    if not all(re.fullmatch(r"[-0-9.]+(?:亿元|万元|元)?", chunk) for chunk in chunks):
        return Settled(None, why="各格没有分开，又夹着文字，分不清每一格")
    if len(chunks) > 1 and not any(_is_run(chunk) for chunk in chunks):
        return Settled(None, why=f"应有 {len(line.cells)} 格，只读到 {len(chunks)} 个数，不知道哪几格空白")
    return _cut_by_sums(chunks, line) if line.sums else _cut_without(chunks, line)


def _is_run(chunk: str) -> bool:
    """Whether the digits can hardly be one figure: a needless 0 first, or very many."""
    return bool(re.match("0[0-9]", chunk)) or len(chunk) > _LONG


def _settle_bars(text: str, line: Line) -> Settled:
    """The cells of a line that has a bar after each; bars left over stand at its end."""
    cells = tuple(" ".join(cell.split()) for cell in text.strip().removeprefix("|").split("|"))
    filled, width = tuple(cell for cell in cells if cell), len(line.cells)
    complete = len(cells) == width or (len(cells) > width and cells[0] and not any(cells[width:]))
    if len(filled) == width or complete or not any(cells):
        return settle_cells(filled if len(filled) == width else (cells + ("",) * width)[:width], line)
    return Settled(None, why=f"应有 {width} 格，读到 {len(filled)} 个数，不知道哪几格空白")


def chunked(text: str) -> list[str]:
    """The pieces of a flattened line: parted by blanks, remarks in brackets kept with their figures."""
    joined = re.sub(r"[（(][^（）()]*[）)]", lambda match: re.sub(r"\s+", "", match.group()), text)
    return re.sub(r"\s+(?=[（(])", "", joined).split()


def _several(text: str) -> bool:
    """Whether the text of one cell looks like the figures of several, or of one with blanks inside."""
    return bool(re.fullmatch(r"-?[0-9.,]+(?: -?[0-9.,]+)+", text))


def _doubted(texts: Texts, line: Line) -> Settled:
    """The texts as they stand, unless a torn digit or a shift by one would explain why their sums fail."""
    zeros = tuple(text or "0" for text in texts)
    if not any_fails(line, zeros):
        return Settled(texts)
    if found := repairs(texts, line):
        return Settled(None, why="各格之和与总数不符，像是有数字落到了邻格，或者整行错了一格", candidates=tuple(found))
    for each in line.sums:
        first, result = min(place for place, _ in each.terms), each.terms[0][0]
        if not texts[first] and texts[result] and holds(each, zeros) is False:
            return Settled(
                None, why="第一格空白，各格之和又与总数不符，像是整行错了一格", candidates=((*texts[1:], ""),)
            )
        if not texts[result] and _moved_left(each, zeros):
            moved = (*texts[:first], "", *texts[first:result], *texts[result + 1 :])
            return Settled(None, why="总数处空白，前一格又像是总数，像是整行错了一格", candidates=(moved,))
    return Settled(texts)


def _moved_left(each: Sum, zeros: Sequence[str]) -> bool:
    """Whether the last figure before a blank result is as large as the others together.

    So it looks where the first figure got lost and all others moved into its place.
    """
    result, *parts = (place for place, _ in each.terms)
    if any(not PLAIN.fullmatch(zeros[place]) for place in (result, *parts)) or result < max(parts):
        return False
    figures = [Decimal(zeros[place]) for place in sorted(parts)]
    while len(figures) > 2 and not figures[-1]:
        figures.pop()
    *others, last = figures
    enough = any(others) or last == Decimal(zeros[max(parts)])
    return last > 0 and enough and last >= sum(others)


def _cut_by_sums(chunks: Sequence[str], line: Line) -> Settled:
    """The one way to cut the digits that the line's sums allow."""
    found, complete = splits(tuple(chunks) if len(chunks) <= len(line.cells) else ("".join(chunks),), line)
    if len(found) == 1 and complete:
        return Settled(found[0], derived=True)
    why = "不止一种拆法符合本行的勾稽关系"
    if not found:
        why = "没有一种拆法符合本行的勾稽关系" if complete else "数字太多，试不完各种拆法"
    return Settled(None, why=why, candidates=_evenly(found))


def _cut_without(chunks: Sequence[str], line: Line) -> Settled:
    """Digits that no sum tells how to cut: settled only where every digit must be a cell of its own."""
    found, complete = splits(tuple(chunks), line, by_sums=False)
    if len(found) == 1 and complete and all(text == "0" for text in found[0][:-1]):
        return Settled(found[0], derived=True)
    return Settled(None, why="各格的数连在一起，本行又没有勾稽关系可以判断", candidates=_evenly(found))


def _evenly(found: Sequence[Texts]) -> tuple[Texts, ...]:
    """The candidates, those with figures of like lengths first: where nothing else tells, they are the likelier."""
    return tuple(sorted(found, key=lambda each: max(map(len, each)) - min(map(len, each))))
