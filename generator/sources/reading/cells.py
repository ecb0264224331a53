"""Read the text of a data cell: its number, if exactly one can be read with certainty.

Published reports have 0, blank, `/`, `—`, 无, `2笔`, `251000元`, `22（其中修订16件）`: these are values, not faults.
Spellings that a program or a reader could take for another number are faults.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from generator.model.problem import abridged
from generator.model.report import OPEN, Cell, plain_number

MARKS = frozenset({"/", "-", "—", "——", "－", "／", "无", "不适用", "N/A"})
"""Printed marks that mean “no figure”."""

MAX_DIGITS, MAX_DECIMALS = 15, 6

QUOTATION_MARKS = "“”‘’「」『』〝〞\"'` "
"""Marks that may stand around a number by mistake; YAML itself takes only straight ones off."""

_COUNT = re.compile(rf"0|[1-9][0-9]{{0,{MAX_DIGITS - 1}}}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WITH_SEPARATORS = re.compile(r"-?[1-9][0-9]{0,2}(?:[, ，][0-9]{3})+(?:\.[0-9]+)?")
_WITH_WORDS = re.compile(
    rf"({_NUMBER.pattern})\s*(亿元|万元|元|件|笔|项|个|条|宗|起|次|份)?\s*(?:[（(][^（()）]*[）)])?", re.DOTALL
)
_MONEY = re.compile("亿元|万元|元")


def read_cell(text: str, unit: str) -> tuple[Cell, str | None]:
    """Return the cell, and the fault in its spelling (None if there is none).

    `unit` is the unit printed in the form: an amount in another unit of money has no certain value.
    """
    if cell := read_count(text):
        return cell, None
    text = " ".join(text.split())
    if text in MARKS or text in ("", OPEN):
        return Cell(text), None
    number = _number(text, unit)
    fault = _spelling_fault(text) or (number and _length_fault(text, number))
    return Cell(text, None if fault or number is None else Decimal(number)), fault


def read_count(text: str) -> Cell | None:
    """Return the cell of a plain count, the most common kind; None for any other text."""
    return _count(text) if len(text) <= MAX_DIGITS else None


@lru_cache(maxsize=1 << 16)
def _count(text: str) -> Cell | None:
    """Return the cell of a count; cached, because the same counts recur in all reports."""
    return Cell(text, Decimal(text)) if _COUNT.fullmatch(text) else None


def is_readable(cell: Cell) -> bool:
    """Return whether a table can have this content: a number, a mark, a blank, or words around a number."""
    if cell.value is not None or cell.printed in MARKS or cell.printed in ("", OPEN):
        return True
    return bool(re.search("[0-9]", cell.printed) and re.search("[一-鿿]", cell.printed))


def other_money(text: str, unit: str) -> bool:
    """Return whether the text mentions a unit of money other than the form's."""
    return bool(set(_MONEY.findall(text)) - {unit})


def _number(text: str, unit: str) -> str | None:
    """Return the only number in the text, without separators; None if there is no certain one."""
    if _NUMBER.fullmatch(text):
        return text
    if _WITH_SEPARATORS.fullmatch(text):
        return re.sub("[, ，]", "", text)
    match = _WITH_WORDS.fullmatch(text)
    return match[1] if match and not other_money(text, unit) else None


def _spelling_fault(text: str) -> str | None:
    """Return why the text must be spelled differently, with the right spelling; None if it need not be."""
    plain, quote = unicodedata.normalize("NFKC", text).replace("−", "-").strip(), f"“{abridged(text)}”"
    marks = "".join(letter for letter in text if unicodedata.category(letter) == "No")
    if marks and marks != text:
        return f"{quote}里的“{abridged(marks)}”像是注码，不是数的一部分，请只写数"
    if (
        plain != text
        and (_NUMBER.fullmatch(plain) or _WITH_SEPARATORS.fullmatch(plain))
        and not _WITH_SEPARATORS.fullmatch(text)
    ):
        return f"{quote}不是半角数字，请写成 {abridged(re.sub('[, ]', '', plain))}"
    bare = plain.strip(QUOTATION_MARKS)
    if bare != plain and (bare == OPEN or _NUMBER.fullmatch(bare)):
        written = f'"{OPEN}"' if bare == OPEN else bare
        return f"{abridged(text)}外面有中文引号，请删去，写成 {abridged(written)}"
    if re.fullmatch(r"-?0[0-9]+(\.[0-9]+)?", text):
        return f"{quote}前面多了 0，请写成 {abridged(_without_zeros(text))}"
    if re.fullmatch(r"-?[0-9]+(_[0-9]+)+(\.[0-9]+)?", text):
        return f"{quote}里有下划线，请写成 {abridged(text.replace('_', ''))}"
    if re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)[eE][+-]?[0-9]+", text):
        return f"{quote}是科学记数法，请把数字写全，例如 1e3 写成 1000"
    if re.fullmatch(r"\+[0-9.]+|-?\.[0-9]+|-?[0-9]+\.|-0(\.0+)?", text):
        return f"{quote}写法不规范，请写成 {abridged(_normalised(text))}"
    if re.fullmatch(r"[0-9]+([:：][0-9]+)+|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|0[xob][0-9a-fA-F]+", text):
        return f"{quote}不是一个数，请写成 12 或 2896.904 这样的数"
    return None


def _length_fault(text: str, number: str) -> str | None:
    whole, _, decimals = number.lstrip("-").partition(".")
    if len(whole) + len(decimals) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return f"“{abridged(text)}”位数太多，最多 {MAX_DIGITS} 位，其中小数最多 {MAX_DECIMALS} 位"
    return None


def _without_zeros(text: str) -> str:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    stripped = digits.lstrip("0")
    return sign + (stripped if stripped and not stripped.startswith(".") else f"0{stripped}")


def _normalised(text: str) -> str:
    """Return `+1`, `.5`, `1.` and `-0` as they should be written."""
    try:
        return plain_number(Decimal(text) + 0)
    except InvalidOperation:
        return "0、12 或 0.5 这样的数"
