"""The figures of settled rows, written as sources write them; one that carries more than its figure is asked about."""

from __future__ import annotations

import re

from generator.importers.settle import NUMBER
from generator.importers.tables import Open, Tabled
from generator.model.form import Form
from generator.model.problem import abridged
from generator.model.report import OPEN, Cell
from generator.sources.cells import MARKS, read_cell

_PLAIN = str.maketrans("０１２３４５６７８９．，－−", "0123456789.,--")
_FIGURE = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")
_MONEY = re.compile(rf"{NUMBER}\s?(?:亿元|万元|千元|元)(?:\s?[（(][^（）()]*[）)])?")
_NOTED = re.compile(r"[（(]\s*(?:(?:备?注|见|参见|附注|说明).*|[^\u4e00-\u9fff]*)[）)]\s*$", re.DOTALL)
"""A remark that marks a note, or holds no word."""
_MARK = re.compile("[①-⓿❶-➓⁰¹²³⁴-⁹₀-₉\u0336]")
_SET = re.compile("[0-9][0-9,.]*[⁰¹²³⁴-⁹]+|.*[0-9⁰¹²³⁴-⁹]\u0336.*", re.DOTALL)
"""What readers make of digits that are raised or struck out."""


def spell(form: Form, section: str, tabled: Tabled, *, ours: bool = False) -> None:
    """Write figures as sources do; a row with a figure that cannot be written so is in question.

    In a file of our own, words and marks beside a figure are what the report says.
    """
    for row, texts in list(tabled.rows.items()):
        block, heading = form.tables[section].rows[row]
        plain = tuple(_plain(text) for text in texts)
        faults = []
        for text, column in zip(plain, block.column_leaves, strict=True):
            cell, fault = read_cell(text, block.unit_of(heading, column))
            more = _more_than(cell, ours=ours)
            if said := (more if more and _MARK.search(text) else fault or more):
                faults.append(said)
        tabled.rows[row] = plain
        if faults:
            del tabled.rows[row]
            likely = tuple(_bare(text) for text in plain)
            candidates = (likely,) if likely != plain else ()
            tabled.open.append(Open((row,), faults[0], tabled.places.get(row, ""), " ".join(texts), candidates))


def _plain(text: str) -> str:
    """Full-width digits as plain ones; anything else as it is."""
    plain = text.translate(_PLAIN)
    return plain if _FIGURE.fullmatch(plain) else text


def _more_than(cell: Cell, *, ours: bool) -> str:
    """What the cell holds beside a figure or a mark for none; empty where nothing is to be asked."""
    text, shown = cell.printed, abridged(cell.printed)
    if ours:
        return f"“{shown}”里有上标或划去的数字" if _SET.fullmatch(text) else ""
    if text == OPEN:
        return "原件这一格是公式，没有存下可靠的结果"
    if text in MARKS or not text:
        return ""
    if cell.value is not None:
        return f"“{shown}”后面像是注释的记号，不知道是不是数的一部分" if _NOTED.search(text) else ""
    if _MONEY.fullmatch(text) and not _NOTED.search(text):
        return ""
    if any(letter.isnumeric() and not "\u4e00" <= letter <= "\u9fff" for letter in text):
        return f"“{shown}”不只是一个数，可能带着注释的记号或别的内容"
    return "" if re.search("[\u4e00-\u9fff]", text) else f"“{shown}”不是数，也不是常见的空白记号"


def _bare(text: str) -> str:
    """The figure at the head of a text, without what follows it."""
    match = re.match(NUMBER, re.sub(".\u0336", "", text).translate(_PLAIN))
    return match.group() if match else text
