"""Tables in plain text: consecutive lines whose cells are separated by tabs, bars, commas or another delimiter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.importers.document import Box
from generator.importers.labels import HAN
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.line_wrapping import wrapped_lines
from generator.importers.readers.pagination import Line, possible_page_numbers

DELIMITERS = "\t|;；,，/／、　"
_MARKS = "/／"
"""Delimiters that also mark cells with nothing to count: blank cells between them would be such marks."""

_BARS = str.maketrans("｜│┃║┆┊¦", "|||||||")
_RULE = re.compile(r"(?=.*[^\s|])[\s─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝+|:=-]{3,}")
_FIGURE = re.compile(
    r"[-−－]?[0-9０-９][0-9０-９.．]*(?:[,，][0-9]{3})*\s?(?:亿元|万元|元|件|笔|项|个|条|宗|起|次|份)?(?:\s?[（(][^（）()]*[）)])?"
    r"|[/／]|[-—－–]{1,2}|无|不适用|N/A"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}[、，,．.]")
_MIN_FIGURES_PER_ROW = 3
"""A sentence may hold two figures between commas; the rows of the forms that tell most have 3, 7 or 15 cells."""

_MIN_ROWS = 3
"""Rows of figures of a table; sentences with so many figures are rarer."""

_MIN_ALIKE_SHARE = 0.75
"""Share of the rows whose number of cells another row has too: sentences have any number of commas."""

_MAX_LABEL_CHARS = 60
"""The longest label has 35 characters, and a group's label may stand before it."""

_MAX_ROW_CHARS = 400
"""A row with 15 figures and two labels has 200 characters; longer lines are paragraphs."""


class Row(NamedTuple):
    """A line that is a row of a table: its number in the file and its cells."""

    line: int
    cells: tuple[str, ...]


def add_lines(lines: Sequence[Line], builder: DocumentBuilder, clean_markup: Callable[[str], str] = str) -> None:
    """Add tables found among the lines as grids, and every other line as a paragraph."""
    page_numbers = {lines[at][0] for at in possible_page_numbers(lines)}
    delimiter = detect_delimiter([text for _, text in lines])
    rows = _table_rows(lines, delimiter) if delimiter else {}
    wrapped = wrapped_lines([line for line in lines if line[0] not in rows])
    for is_table, group in groupby(lines, lambda line: line[0] in rows):
        members = list(group)
        if is_table:
            _add_table([Row(number, rows[number]) for number, _ in members if rows[number]], builder, clean_markup)
            continue
        for number, text in members:
            builder.role = "number" if number in page_numbers else ""
            builder.add_paragraph(clean_markup(text), f"第 {number} 行", wrapped=number in wrapped)
            builder.role = ""


def detect_delimiter(texts: Sequence[str]) -> str:
    """Return the delimiter that gives the most rows of figures, mostly of equal length; empty if there is no table."""
    best, most = "", _MIN_ROWS - 1
    for delimiter in DELIMITERS:
        candidates = [_trailing_figures(_cells(text, delimiter)) for text in texts if len(text) <= _MAX_ROW_CHARS]
        if delimiter in _MARKS and any("" in figures for figures in candidates):
            continue
        widths = [len(figures) for figures in candidates if len(figures) >= _MIN_FIGURES_PER_ROW]
        alike = sum(times for times in Counter(widths).values() if times > 1)
        if len(widths) > most and alike >= len(widths) * _MIN_ALIKE_SHARE:
            best, most = delimiter, len(widths)
    return best


def _table_rows(lines: Sequence[Line], delimiter: str) -> dict[int, tuple[str, ...]]:
    """Return the cells of each line in a table, by line number; a rule or a blank line has no cells."""
    rows = [text for _, text in lines if len(_trailing_figures(_cells(text, delimiter))) >= _MIN_FIGURES_PER_ROW]
    edges = (
        all(_trimmed(text, delimiter).startswith(delimiter) for text in rows),
        all(_trimmed(text, delimiter).endswith(delimiter) for text in rows),
    )
    cells = {number: _cells(text, delimiter, *edges) for number, text in lines}
    result: dict[int, tuple[str, ...]] = {}
    in_table = False
    for number, text in reversed(lines):
        is_rule = not text.strip(" ") or (delimiter == "|" and bool(_RULE.fullmatch(text.translate(_BARS))))
        if not is_rule:
            in_table = _is_row(cells[number]) or (in_table and _is_heading(text, cells[number], delimiter))
        if in_table:
            result[number] = () if is_rule else cells[number]
    return result


def _trimmed(text: str, delimiter: str) -> str:
    """Return the text without surrounding spaces and line ends, and with bars of any kind as `|`."""
    return text.strip(" \r\n").translate(_BARS) if delimiter == "|" else text.strip("\r\n").rstrip(" ")


def _cells(text: str, delimiter: str, opening: bool = False, closing: bool = False) -> tuple[str, ...]:
    """Split a line into cells; `opening` and `closing` drop a delimiter at the start and end.

    A delimiter within brackets is part of the text, unless it is a tab or a bar.
    """
    text = _trimmed(text, delimiter)
    text = text.removeprefix(delimiter) if opening else text
    text = text.removesuffix(delimiter) if closing else text
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "（(") - (letter in "）)")
        if letter == delimiter and (depth <= 0 or delimiter in "\t|"):
            pieces.append(text[start:at])
            start = at + 1
    return tuple(piece.strip() for piece in (*pieces, text[start:]))


def _trailing_figures(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells after the last label; empty if all of them are blank, or if the label is not Chinese."""
    start = _label_count(cells)
    return tuple(cells[start:]) if any(cells[start:]) and (not start or HAN.search(cells[start - 1])) else ()


def _is_row(cells: Sequence[str]) -> bool:
    """Return whether the cells are labels with figures or blanks, or figures alone."""
    if any(len(cell) > _MAX_LABEL_CHARS for cell in cells):
        return False
    if not any(cells):
        return len(cells) >= _MIN_FIGURES_PER_ROW
    figures = _trailing_figures(cells)
    if figures:
        return len(figures) < len(cells) or len(figures) >= _MIN_FIGURES_PER_ROW
    labels = _label_count(cells)
    blanks = len(cells) - labels
    return bool(blanks) and bool(HAN.search(cells[0])) and (labels == 1 or blanks >= _MIN_FIGURES_PER_ROW)


def _is_heading(text: str, cells: Sequence[str], delimiter: str) -> bool:
    """Return whether the line may hold column headings of the rows below it."""
    filled = [cell for cell in cells if cell]
    if not text.strip() or re.search("[。！？]", text) or any(len(cell) > _MAX_LABEL_CHARS for cell in filled):
        return False
    return len(cells) > 1 and bool(filled) and (delimiter in "\t|" or not _NUMBERED.match(text.strip()))


def _add_table(rows: Sequence[Row], builder: DocumentBuilder, clean_markup: Callable[[str], str]) -> None:
    """Add a table with its rows aligned at their first figure, regardless of the number of labels before it."""
    label_counts = [
        labels if (labels := _label_count(row.cells)) < len(row.cells) and any(row.cells[labels:]) else 0
        for row in rows
    ]
    most = max(label_counts, default=0)
    boxes = [
        Box(at, column + (most - labels if labels else 0), 1, 1, clean_markup(cell), f"第 {line} 行第 {column + 1} 格")
        for at, ((line, cells), labels) in enumerate(zip(rows, label_counts, strict=True))
        for column, cell in enumerate(cells)
    ]
    if boxes:
        builder.add_grid(boxes, f"第 {rows[0].line} 行起的表格")


def _label_count(cells: Sequence[str]) -> int:
    """Count the cells up to the last one that is neither blank nor a figure."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1] and not _FIGURE.fullmatch(cells[at - 1])), 0)
