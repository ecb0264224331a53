"""A value as a spreadsheet shows it, in the number formats that reports use."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<plain>General|G/通用格式|@)'
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|(?P<percent>%)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*')
_HARMLESS = re.compile(r'"[^"]*"|\\.|General|\[[^\]<>=]*\]', re.IGNORECASE)
_UNUSUAL = re.compile(r"[eE][+-]|\?/|#/|[ymdhs]|\[[<>=]", re.IGNORECASE)


def shown(value: object, form: str) -> str:
    """The text in the cell. Where a format is not understood it is the number in full rather than a wrong one."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(exact(value), form)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def exact(value: float) -> Decimal:
    """The number that was typed: a spreadsheet keeps fifteen digits of it."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _number(value: Decimal, form: str) -> str:
    sections = _sections(form)
    if _UNUSUAL.search(_HARMLESS.sub("", form)) or not form.strip():
        return f"{value:f}"
    if value < 0 and len(sections) > 1:
        return _in_section(-value, sections[1])
    if value == 0 and len(sections) > 2:
        return _in_section(value, sections[2])
    return ("-" if value < 0 else "") + _in_section(abs(value), sections[0])


def _sections(form: str) -> list[str]:
    """The parts of a format for positive numbers, negative ones, zero and text."""
    sections, at = [], 0
    while at <= len(form):
        found = _SECTION.match(form, at)
        end = found.end() if found else len(form)
        sections.append(form[at:end])
        at = end + 1
    return sections


def _in_section(value: Decimal, section: str) -> str:
    tokens = list(_TOKEN.finditer(section))
    if any(token["percent"] for token in tokens):
        value *= 100
    text, digits = "", False
    for token in tokens:
        if token["plain"]:
            text += f"{value:f}"
        elif token["digits"]:
            text += "" if digits else _digits(value, token["digits"])
            digits = True
        else:
            text += token["quoted"] or token["escaped"] or token["percent"] or token["literal"] or ""
    return text.strip()


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    rounded = (value / 1000**thousands).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    left, _, right = (f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}").partition(".")
    left = "" if left == "0" and "0" not in whole else left.rjust(whole.count("0"), "0")
    needed = len(decimals.rstrip("#?"))
    right = right[:needed] + right[needed:].rstrip("0")
    return left + ("." if decimals and right else "") + right
