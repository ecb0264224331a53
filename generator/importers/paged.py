"""Figures in running text that may be no cells: numbers of pages, and what was broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importers.hits import Running
from generator.importers.lines import Expected, Line
from generator.importers.settle import settle_text
from generator.importers.splits import Texts, all_hold
from generator.importers.strips import Strip

Found = tuple[Strip, int, int]
"""A line of figures, and from and to which letter it stands."""


def without_page_numbers(found: Sequence[Found], text: Running, expected: Expected) -> list[Found]:
    """The lines less the numbers that count pages, those in doubt where a figure may be one or may be torn."""
    beside = [_begins_beside(text.raw[start:end]) for _, start, end in found]
    usual = sum(beside) * 2 > len(found)
    return [
        (_judged(strip, start, end, text, expected.by_name[strip.row], alone=usual and not near), start, end)
        for (strip, start, end), near in zip(found, beside, strict=True)
    ]


def _begins_beside(raw: str) -> bool:
    """Whether the first figure stands on the line where the label ends."""
    return "\n" not in raw[: len(raw) - len(raw.lstrip())]


def _judged(strip: Strip, start: int, end: int, text: Running, line: Line, *, alone: bool) -> Strip:
    raw = text.raw[start:end]
    pages = [(at - start, to - start) for at, to in text.numbers if start <= at and to <= end + 1]
    if not pages and not alone and not _is_broken(raw, line):
        return strip
    settled = settle_text(" ".join(strip.texts), line)
    if settled.texts and _is_confirmed(settled.texts, line):
        return strip
    if pages:
        without = {f"{raw[:at]}\n{raw[to:]}".strip() for at, to in pages}
        good = {each for each in without if (found := settle_text(each, line).texts) and _is_confirmed(found, line)}
        if len(good) == 1:
            return replace(strip, texts=(good.pop(),))
        return replace(strip, doubt=strip.doubt or "单独成行的数像是页码")
    if settled.texts is None:
        return strip
    why = (
        "数不在行名那一行，可能是页码或别处的数" if alone else "各格的数分在几行，各格之和又与总数不符，可能有断开的数"
    )
    return replace(strip, doubt=strip.doubt or why)


def _is_broken(raw: str, line: Line) -> bool:
    """Whether the figures go on in another line, though several stand in one."""
    pieces = [len(piece.split()) for piece in raw.split("\n") if piece.strip(" \t|")]
    return len(pieces) > 1 and max(pieces) > 1 and bool(line.sums) and not re.search(r"\|", raw)


def _is_confirmed(texts: Texts, line: Line) -> bool:
    """Whether the line's own sums say that every figure stands in its place."""
    return all_hold(line, [text or "0" for text in texts])
