"""An official table flattened to running text: its labels found one after another, the figures between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.importers.document import Paragraph
from generator.importers.headers import Head, Order, order_of
from generator.importers.hits import Hit, Running, other_hits, row_hits, running
from generator.importers.labels import MISPRINTS
from generator.importers.lines import Expected
from generator.importers.paged import Found, without_page_numbers
from generator.importers.settle import VALUE
from generator.importers.strips import Strip
from generator.model.problem import abridged

_FIGURES = re.compile(rf"(?:[\s|]|{VALUE.pattern})*")
_ENDS_IN_FIGURE = re.compile(rf"(?:{VALUE.pattern})$")
_HAN = re.compile("[㐀-鿿]")
_OPENING = ' \t\n|（(“"「『《'
_CLOSING = '）)”"」』》.、．：:;；'

_SEEN = 2
"""A row's label speaks for the form, though nothing stands beside it."""

_MOST, _NEAR = 60_000, 200
"""More letters hold no table; so many before a label tell whether it stands by itself."""


@dataclass(frozen=True)
class Flat:
    """What a flattened stretch says: its lines of figures, and the text beside and after them that is no label.

    `known` counts the column headings it shows, and what the labels of rows without figures are worth.
    """

    strips: tuple[Strip, ...]
    known: int
    beside: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]


def read_flat(paragraphs: Sequence[Paragraph], expected: Expected) -> Flat:
    """The official table in the paragraphs, as far as they hold it."""
    if sum(len(paragraph.text) for paragraph in paragraphs) > _MOST:
        return Flat((), 0, (), tuple(paragraphs))
    text = running(paragraphs)
    rows = row_hits(text, expected)
    others = other_hits(text, expected, rows)
    stops = sorted(hit.start for hit in (*rows, *others))
    free = _free(text, sorted((*rows, *others), key=lambda hit: hit.start))
    alone = [hit for hit in rows if hit in free]
    widths = {line.name: len(line.cells) for line in expected.lines}
    found = [each for hit in alone if (each := _strip(text, hit, stops, widths[hit.label.name]))]
    seen = _SEEN * (len(alone) - len(found))
    found += _one_rows(text, expected, others)
    found = without_page_numbers(sorted(found, key=lambda each: each[1]), text, expected)
    orders = {block: _order(text, expected, block, rows, others) for block in range(len(expected.table.blocks))}
    strips = [
        replace(strip, doubt=strip.doubt or orders[expected.by_name[strip.row].block].doubt) for strip, _, _ in found
    ]
    used = [(hit.start, hit.end) for hit in free] + [(start, end) for _, start, end in found]
    last = max((end for _, _, end in found), default=0)
    rest = list(_rest(text, paragraphs, used))
    return Flat(
        tuple(strips),
        seen + sum(order.known for order in orders.values()),
        tuple(piece for at, piece in rest if at < last),
        tuple(piece for at, piece in rest if at >= last),
    )


def _order(text: Running, expected: Expected, block: int, rows: Sequence[Hit], others: Sequence[Hit]) -> Order:
    """What the headings between the block before and the block's first figures say of its columns."""
    end = min((hit.start for hit in rows if hit.label.block == block), default=len(text.raw))
    start = max((hit.end for hit in rows if hit.end <= end), default=0)
    own = [hit for hit in others if start <= hit.start < end]
    if not own:
        return Order()
    heads = [Head(text.raw[hit.start : hit.end], 0, number) for number, hit in enumerate(own)]
    known = order_of(heads, expected, block)
    between = text.raw[own[0].end : end]
    for hit in own:
        between = between.replace(text.raw[hit.start : hit.end], "")
    if not known.known and len(_HAN.findall(between)) >= MISPRINTS:
        return Order(doubt=f"表头写的是“{abridged(between.strip())}”，与格式不同")
    return known


def _strip(text: Running, hit: Hit, stops: Sequence[int], width: int) -> Found | None:
    """The figures after a row label, up to the next label; no strip where none follow and no cells are shown blank."""
    stop = next((each for each in stops if each >= hit.end), len(text.raw))
    between = text.raw[hit.end : stop].lstrip(_CLOSING)
    figures = _FIGURES.match(between)
    found = figures.group().rstrip(_OPENING) if figures else ""
    shown = figures.group() if figures else ""
    following = between[len(found) :]
    rest = following.strip(_OPENING + _CLOSING)
    end = stop - len(between) + len(found)
    blank = shown.count("|") >= max(width, 2)
    if not found.strip(" \t\n|") and not re.match(r"[0-9]", rest) and not blank:
        return None
    goes_on = re.match("[，。；、,;㐀-鿿]", following) or (stop < len(text.raw) and re.search("[0-9]", rest))
    doubt = "后面还有认不出的内容" if goes_on else ""
    texts = (shown if "|" in shown else found.strip(),)
    return Strip(hit.label.name, texts, text.place(hit.start), doubt=doubt), hit.end, end


def _free(text: Running, hits: Sequence[Hit]) -> list[Hit]:
    """The labels that stand by themselves: after a line's end, a figure or another label, not within a sentence."""
    free: list[Hit] = []
    for hit in hits:
        begin = max(hit.start - _NEAR, 0)
        before = text.raw[begin : hit.start].rstrip(_OPENING.replace("\n", "") + _CLOSING)
        after_label = bool(free) and begin + len(before) <= free[-1].end
        if not before or before[-1] == "\n" or after_label or _ENDS_IN_FIGURE.search(before[-30:]):
            free.append(hit)
    return free


def _one_rows(text: Running, expected: Expected, others: Sequence[Hit]) -> Iterator[Found]:
    """The figures of blocks printed as one row: what follows the last of its labels."""
    for line in expected.lines:
        own = [hit for hit in others if hit.label.block == line.block and hit.label.kind in ("column", "row", "group")]
        if not expected.one_row(line.block) or not own:
            continue
        start = own[-1].end
        stop = next((hit.start for hit in others if hit.start >= start), len(text.raw))
        figures = _FIGURES.match(text.raw[start:stop])
        found = figures.group().rstrip(_OPENING) if figures else ""
        if found.strip(" \t\n|"):
            yield Strip(line.name, (found.strip(),), text.place(start)), start, start + len(found)


def _rest(
    text: Running, paragraphs: Sequence[Paragraph], used: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Paragraph]]:
    """What is left of each paragraph once labels and figures are taken out, with where it stands."""
    gone = bytearray(len(text.raw))
    for start, end in used:
        gone[start:end] = b"\1" * (end - start)
    for begin, paragraph in zip(text.begins, paragraphs, strict=True):
        end = begin + len(paragraph.text)
        pieces = "".join("\0" if gone[at] else text.raw[at] for at in range(begin, end))
        for piece in re.finditer("[^\0]+", pieces):
            if piece.group().strip(_OPENING + _CLOSING):
                yield begin + piece.start(), Paragraph(piece.group().strip(), paragraph.place)
