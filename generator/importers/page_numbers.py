"""Tell figures in running text from page and item numbers, and detect figures that were broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importers.expected import ExpectedTable, Line
from generator.importers.label_hits import RunningText
from generator.importers.raw_line import LocatedLine, RawLine
from generator.importers.resolve import resolve_text
from generator.importers.splits import all_hold_with_zeros

PAGE_NUMBER_DOUBT = "单独成行的数像是页码"
"""Why a line is left open whose figures may be page numbers."""

_BREAK = re.compile(r"(?<=[0-9])[^\S\n]*\n\s*(?=[0-9])")
_ITEM_NUMBER = re.compile(r"[0-9]{1,2}\s*[.．、]")


def without_page_numbers(found: Sequence[LocatedLine], text: RunningText, expected: ExpectedTable) -> list[LocatedLine]:
    """Return the lines without page numbers; leave a line open if a figure may be a page number or may be broken."""
    beside_label = [_begins_beside_label(text.raw[each.start : each.end]) for each in found]
    usually_beside = sum(beside_label) * 2 > len(found)
    return [
        each._replace(line=_checked(each, text, expected, on_own_line=usually_beside and not beside))
        for each, beside in zip(found, beside_label, strict=True)
    ]


def _begins_beside_label(raw: str) -> bool:
    """Return whether the first figure stands on the line on which the label ends."""
    return "\n" not in raw[: len(raw) - len(raw.lstrip())]


def _checked(found: LocatedLine, text: RunningText, expected: ExpectedTable, *, on_own_line: bool) -> RawLine:
    """Return the line of figures without page numbers; leave it open if its own sums do not confirm the reading.

    `on_own_line`: the figures begin below their label, which is unusual in this text.
    """
    raw_line, start, end = found
    line, raw = expected.by_name[raw_line.name], text.raw[start:end]
    pages = [(first - start, last - start) for first, last in text.page_numbers if start <= first and last <= end + 1]
    touches_number = _touches_number(text.raw, start, end, line)
    joined = _joined(raw, line)
    if not pages and not on_own_line and not touches_number and not joined and not _is_broken(raw, line):
        return raw_line
    resolution = resolve_text(" ".join(raw_line.texts), line)
    if joined and resolution.texts and resolve_text(joined, line).texts != resolution.texts:
        reason = "各格的数连在一起，中间又换了行，分不清是断开一个数还是隔开两格"
        return replace(raw_line, open_reason=raw_line.open_reason or reason)
    if resolution.texts and all_hold_with_zeros(line, resolution.texts):
        return raw_line
    if pages:
        variants = {f"{raw[:first]}\n{raw[last:]}".strip() for first, last in pages}
        confirmed = {
            variant
            for variant in variants
            if (read := resolve_text(variant, line).texts) and all_hold_with_zeros(line, read)
        }
        if len(confirmed) == 1:
            return replace(raw_line, texts=(confirmed.pop(),))
        return replace(raw_line, open_reason=raw_line.open_reason or PAGE_NUMBER_DOUBT)
    if resolution.texts is None:
        return raw_line
    if touches_number:
        reason = "最后一个数与下一行的序号连在一起，分不清哪几个数字是它的"
    elif on_own_line:
        reason = "数不在行名那一行，可能是页码或别处的数"
    else:
        reason = "各格的数分在几行，又没有总数可以核对或者与总数不符，可能有断开的数"
    return replace(raw_line, open_reason=raw_line.open_reason or reason)


def _touches_number(raw: str, start: int, end: int, line: Line) -> bool:
    """Return whether the number of the next label directly follows the last of separate figures: `0 12.`."""
    is_touched = raw[end - 1].isdigit() and _ITEM_NUMBER.match(raw, end)
    return bool(is_touched) and len(raw[start:end].split()) == len(line.cells)


def _joined(raw: str, line: Line) -> str:
    """Return figures that run together without the line breaks between their digits; empty if there are none."""
    run_together = len(raw.split()) < len(line.cells)
    joined, breaks = _BREAK.subn("", raw.strip())
    return joined if run_together and breaks else ""


def _is_broken(raw: str, line: Line) -> bool:
    """Return whether the figures continue on another line although one line holds several of them, or their label."""
    counts = [len(piece.split()) for piece in raw.split("\n") if piece.strip(" \t|")]
    is_beside_others = raw[:1].isdigit() or (max(counts, default=0) > 1 and bool(line.sums))
    return len(counts) > 1 and is_beside_others and "|" not in raw
