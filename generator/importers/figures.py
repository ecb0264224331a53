"""Normalise the figures of resolved rows for source files; leave a row open if a cell holds more than a figure."""

from __future__ import annotations

import re

from generator.importers.resolve import NUMBER
from generator.importers.table_reading import OpenRows, TableReading
from generator.model.form import Form
from generator.model.problem import abridged
from generator.model.report import OPEN, Cell
from generator.sources.reading.cells import MARKS, read_cell

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－−", "0123456789.,--")
_FIGURE = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")
_MONEY = re.compile(rf"{NUMBER}\s?(?:亿元|万元|千元|元)(?:\s?[（(][^（）()]*[）)])?")
_NOTE = re.compile(r"[（(]\s*(?:(?:备?注|见|参见|附注|说明).*|[^\u4e00-\u9fff]*)[）)]\s*$", re.DOTALL)
"""A remark in brackets at the end of a cell that refers to a note or has no Chinese characters."""

_NOTE_MARK = re.compile("[①-⓿❶-➓⁰¹²³⁴-⁹₀-₉\u0336]")
_RAISED_OR_STRUCK = re.compile("[0-9][0-9,.]*[⁰¹²³⁴-⁹]+|.*[0-9⁰¹²³⁴-⁹]\u0336.*", re.DOTALL)
"""Raised and struck-out digits as readers mark them."""


def normalise_figures(form: Form, section: str, reading: TableReading, *, own_export: bool = False) -> None:
    """Normalise the table's figures for source files; leave a row open if one of its cells holds more than a figure.

    In an export of our own, words and marks beside a figure belong to the report, so only raised and struck-out digits
    are questioned.
    """
    for row, texts in list(reading.rows.items()):
        block, heading = form.tables[section].rows[row]
        plain = tuple(_half_width(text) for text in texts)
        faults = []
        for text, column in zip(plain, block.column_leaves, strict=True):
            cell, fault = read_cell(text, block.unit_of(heading, column))
            excess = _excess(cell, own_export=own_export)
            if reason := (excess if excess and _NOTE_MARK.search(text) else fault or excess):
                faults.append(reason)
        if not faults:
            reading.rows[row] = plain
            continue
        del reading.rows[row]
        reading.derived.pop(row, None)
        bare = tuple(_leading_figure(text) for text in plain)
        candidates = (bare,) if bare != plain else ()
        reading.open_rows.append(OpenRows((row,), faults[0], reading.places.get(row, ""), " ".join(texts), candidates))


def _half_width(text: str) -> str:
    """Return a figure with half-width digits, and any other text unchanged."""
    figure = text.translate(_HALF_WIDTH)
    return figure if _FIGURE.fullmatch(figure) else text


def _excess(cell: Cell, *, own_export: bool) -> str:
    """Return why the cell is not just a figure or a mark for no figure; empty if it is."""
    text, quoted = cell.printed, abridged(cell.printed)
    if own_export:
        return f"“{quoted}”里有上标或划去的数字" if _RAISED_OR_STRUCK.fullmatch(text) else ""
    if text == OPEN:
        return "原件这一格是公式，没有存下可靠的结果"
    if text in MARKS or not text:
        return ""
    if cell.value is not None:
        return f"“{quoted}”后面像是注释的记号，不知道是不是数的一部分" if _NOTE.search(text) else ""
    if _MONEY.fullmatch(text) and not _NOTE.search(text):
        return ""
    if any(character.isnumeric() and not "\u4e00" <= character <= "\u9fff" for character in text):
        return f"“{quoted}”不只是一个数，可能带着注释的记号或别的内容"
    return "" if re.search("[\u4e00-\u9fff]", text) else f"“{quoted}”不是数，也不是常见的空白记号"


def _leading_figure(text: str) -> str:
    """Return the figure at the beginning of the text, without struck-out digits; the whole text if there is none."""
    match = re.match(NUMBER, re.sub(".\u0336", "", text).translate(_HALF_WIDTH))
    return match.group() if match else text
