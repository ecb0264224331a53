"""The text of one data cell to a `Cell`: its number where exactly one can be read without doubt.

Values seen in published reports: 0, blank, `/`, `—`, 无, `2笔`, `251000元`, `22（其中修订16件）`. They are values,
not faults. Spellings that a program or a reader could take for another number are faults.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from generator.model.problem import abridged
from generator.model.report import OPEN, Cell, plain_number

MARKS = frozenset({"/", "-", "—", "——", "－", "／", "无", "不适用", "N/A"})
"""Printed marks that stand for no figure."""

MAX_DIGITS, MAX_DECIMALS = 15, 6

_COUNT = re.compile(rf"0|[1-9][0-9]{{0,{MAX_DIGITS - 1}}}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:[, ，][0-9]{3})+(?:\.[0-9]+)?")
_WORDED = re.compile(
    rf"({_NUMBER.pattern})\s*(亿元|万元|元|件|笔|项|个|条|宗|起|次|份)?\s*(?:[（(][^（()）]*[）)])?", re.DOTALL
)
_MONEY = re.compile("亿元|万元|元")


def read_cell(text: str, unit: str) -> tuple[Cell, str | None]:
    """The cell a text stands for, and what is wrong with its spelling (None where nothing is).

    `unit` is the unit the form prints: an amount written in another unit of money has no certain value.
    """
    if cell := read_count(text):
        return cell, None
    text = " ".join(text.split())
    if text in MARKS or text in ("", OPEN):
        return Cell(text), None
    number = _number(text, unit)
    fault = _misspelt(text) or (number and _too_long(text, number))
    return Cell(text, None if fault or number is None else Decimal(number)), fault


def read_count(text: str) -> Cell | None:
    """The cell of a plain count, as most are, with which nothing can be wrong by itself; None for any other text."""
    return _count(text) if len(text) <= MAX_DIGITS else None


@lru_cache(maxsize=1 << 16)
def _count(text: str) -> Cell | None:
    """Reports have far more counts than there are different ones."""
    return Cell(text, Decimal(text)) if _COUNT.fullmatch(text) else None


def is_readable(cell: Cell) -> bool:
    """Whether the cell says something a table can print: a number, a mark, a blank, or words around a number."""
    if cell.value is not None or cell.printed in MARKS or cell.printed in ("", OPEN):
        return True
    return bool(re.search("[0-9]", cell.printed) and re.search("[一-鿿]", cell.printed))


def other_money(text: str, unit: str) -> bool:
    """Whether the text counts in another unit of money than the form does."""
    return bool(set(_MONEY.findall(text)) - {unit})


def _number(text: str, unit: str) -> str | None:
    """The one number in the text, plainly written."""
    if _NUMBER.fullmatch(text):
        return text
    if _GROUPED.fullmatch(text):
        return re.sub("[, ，]", "", text)
    match = _WORDED.fullmatch(text)
    return match[1] if match and not other_money(text, unit) else None


def _misspelt(text: str) -> str | None:
    """Why the text must be written otherwise, with the right spelling; None for a good or a worded value."""
    plain, shown = unicodedata.normalize("NFKC", text).replace("−", "-").strip(), f"“{abridged(text)}”"
    marks = "".join(letter for letter in text if unicodedata.category(letter) == "No")
    if marks and marks != text:
        return f"{shown}里的“{abridged(marks)}”像是注码，不是数的一部分，请只写数"
    if plain != text and (_NUMBER.fullmatch(plain) or _GROUPED.fullmatch(plain)) and not _GROUPED.fullmatch(text):
        return f"{shown}不是半角数字，请写成 {abridged(re.sub('[, ]', '', plain))}"
    if re.fullmatch(r"-?0[0-9]+(\.[0-9]+)?", text):
        return f"{shown}前面多了 0，请写成 {abridged(_without_zeros(text))}"
    if re.fullmatch(r"-?[0-9]+(_[0-9]+)+(\.[0-9]+)?", text):
        return f"{shown}里有下划线，请写成 {abridged(text.replace('_', ''))}"
    if re.fullmatch(r"[+-]?[0-9]*\.?[0-9]+[eE][+-]?[0-9]+", text):
        return f"{shown}是科学记数法，请把数字写全，例如 1e3 写成 1000"
    if re.fullmatch(r"\+[0-9.]+|-?\.[0-9]+|-?[0-9]+\.|-0(\.0+)?", text):
        return f"{shown}写法不规范，请写成 {abridged(_regular(text))}"
    if re.fullmatch(r"[0-9]+([:：][0-9]+)+|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|0[xob][0-9a-fA-F]+", text):
        return f"{shown}不是一个数，请写成 12 或 2896.904 这样的数"
    return None


def _too_long(text: str, number: str) -> str | None:
    whole, _, decimals = number.lstrip("-").partition(".")
    if len(whole) + len(decimals) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return f"“{abridged(text)}”位数太多，最多 {MAX_DIGITS} 位，其中小数最多 {MAX_DECIMALS} 位"
    return None


def _without_zeros(text: str) -> str:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    stripped = digits.lstrip("0")
    return sign + (stripped if stripped and not stripped.startswith(".") else f"0{stripped}")


def _regular(text: str) -> str:
    """`+1`, `.5`, `1.` and `-0` as they should be written."""
    try:
        return plain_number(Decimal(text) + 0)
    except InvalidOperation:
        return "0、12 或 0.5 这样的数"
