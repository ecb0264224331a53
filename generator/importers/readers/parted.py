"""Lines of plain text that are rows of a table, their cells parted by tabs, bars, commas or other marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from generator.importers.document import Box
from generator.importers.readers.draft import Draft
from generator.importers.readers.pagination import Line, doubtful

MARKS = "\t|;；,，/／、　"
_BARS = str.maketrans("｜│┃║┆┊¦", "|||||||")
_RULE = re.compile(r"(?=.*[^\s|])[\s─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝+|:=-]{3,}")
_HAN = re.compile("[㐀-鿿]")
_FIGURE = re.compile(
    r"[-−－]?[0-9０-９][0-9０-９.．]*(?:[,，][0-9]{3})*\s?(?:亿元|万元|元|件|笔|项|个|条|宗|起|次|份)?(?:\s?[（(][^（）()]*[）)])?"
    r"|[/／]|[-—－–]{1,2}|无|不适用|N/A"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}[、，,．.]")
_WIDE, _ROWS, _LABEL, _LINE = 3, 3, 60, 400
"""So many figures make a row, so many such rows a table; no label, no row is longer than this."""

Row = tuple[int, tuple[str, ...]]


def add_lines(lines: Sequence[Line], draft: Draft, shown: Callable[[str], str] = str) -> None:
    """Each line as a paragraph, but tables whose rows are lines as grids."""
    counting = {lines[at][0] for at in doubtful(lines)}
    mark = mark_of([text for _, text in lines])
    kinds = _kinds(lines, mark) if mark else {}
    for is_table, group in groupby(lines, lambda line: line[0] in kinds):
        members = list(group)
        if is_table:
            _grid([(number, kinds[number]) for number, _ in members if kinds[number]], draft, shown)
            continue
        for number, text in members:
            draft.role = "number" if number in counting else ""
            draft.paragraph(shown(text), f"第 {number} 行")
            draft.role = ""


def mark_of(texts: Sequence[str]) -> str:
    """The mark between the cells of the tables, where rows after rows keep as many of them; else nothing."""
    best, most = "", _ROWS - 1
    for mark in MARKS:
        near = (text for text in texts if len(text) <= _LINE)
        widths = [len(figures) for text in near if len(figures := _figures(_cells(text, mark))) >= _WIDE]
        alike = sum(times for times in Counter(widths).values() if times > 1)
        if len(widths) > most and alike * 4 >= len(widths) * 3:
            best, most = mark, len(widths)
    return best


def _kinds(lines: Sequence[Line], mark: str) -> dict[int, tuple[str, ...]]:
    """The cells of each line that belongs to a table, by its number; none for a line of dashes or nothing at all."""
    rows = [text for _, text in lines if len(_figures(_cells(text, mark))) >= _WIDE]
    edges = (
        all(_bare(text, mark).startswith(mark) for text in rows),
        all(_bare(text, mark).endswith(mark) for text in rows),
    )
    cells = {number: _cells(text, mark, *edges) for number, text in lines}
    result: dict[int, tuple[str, ...]] = {}
    below = False
    for number, text in reversed(lines):
        is_rule = not text.strip(" ") or (mark == "|" and bool(_RULE.fullmatch(text.translate(_BARS))))
        below = below if is_rule else _is_row(cells[number]) or (below and _is_heading(text, cells[number], mark))
        if below:
            result[number] = () if is_rule else cells[number]
    return result


def _bare(text: str, mark: str) -> str:
    """The text without what stands around it, its bars all alike."""
    return text.strip(" \r\n").translate(_BARS) if mark == "|" else text.strip("\r\n").rstrip(" ")


def _cells(text: str, mark: str, opened: bool = False, closed: bool = False) -> tuple[str, ...]:
    """The text in cells; marks inside brackets are part of the text, one at the edge may be no more than a frame."""
    text = _bare(text, mark)
    text = text.removeprefix(mark) if opened else text
    text = text.removesuffix(mark) if closed else text
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "（(") - (letter in "）)")
        if letter == mark and (depth <= 0 or mark in "\t|"):
            pieces.append(text[start:at])
            start = at + 1
    return tuple(piece.strip() for piece in (*pieces, text[start:]))


def _figures(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells after the last word, where at least one holds a figure; a figure beside a word is none."""
    begin = _words(cells)
    return tuple(cells[begin:]) if any(cells[begin:]) and (not begin or _HAN.search(cells[begin - 1])) else ()


def _is_row(cells: Sequence[str]) -> bool:
    """Whether the cells are a label with figures or blanks, or figures alone."""
    if any(len(cell) > _LABEL for cell in cells):
        return False
    if not any(cells):
        return len(cells) >= _WIDE
    figures = _figures(cells)
    if figures:
        return len(figures) < len(cells) or len(figures) >= _WIDE
    words = _words(cells)
    blanks = len(cells) - words
    return bool(blanks) and bool(_HAN.search(cells[0])) and (words == 1 or blanks >= _WIDE)


def _is_heading(text: str, cells: Sequence[str], mark: str) -> bool:
    """Whether the line may be headings over the columns of the rows below it."""
    filled = [cell for cell in cells if cell]
    if not text.strip() or re.search("[。！？]", text) or any(len(cell) > _LABEL for cell in filled):
        return False
    return len(cells) > 1 and bool(filled) and (mark in "\t|" or not _NUMBERED.match(text.strip()))


def _grid(rows: Sequence[Row], draft: Draft, shown: Callable[[str], str]) -> None:
    """A table in which the first figures of all rows stand under one another, however many labels come before."""
    labels = [words if (words := _words(cells)) < len(cells) and any(cells[words:]) else 0 for _, cells in rows]
    widest = max(labels, default=0)
    boxes = [
        Box(at, column + (widest - words if words else 0), 1, 1, shown(cell), f"第 {number} 行第 {column + 1} 格")
        for at, ((number, cells), words) in enumerate(zip(rows, labels, strict=True))
        for column, cell in enumerate(cells)
    ]
    if boxes:
        draft.grid(boxes, f"第 {rows[0][0]} 行起的表格")


def _words(cells: Sequence[str]) -> int:
    """How many cells come before the figures."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1] and not _FIGURE.fullmatch(cells[at - 1])), 0)
