"""Format values as a spreadsheet shows them, for the number formats found in reports."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<plain>General|G/通用格式|@)'
    r"|(?P<digits>(?:[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+),*)|(?P<percent>%)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*')
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]<>=]*\]')
_UNSUPPORTED = re.compile(r"[eE][+-]|\?/|#/|[ymdhs]|\[[<>=]", re.IGNORECASE)


def format_value(value: object, number_format: str) -> str:
    """Return the text that the cell shows; the number in full if its format is not supported."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _format_number(to_decimal(value), number_format)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def to_decimal(value: float) -> Decimal:
    """Return the number as typed; a spreadsheet keeps fifteen significant digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _format_number(value: Decimal, number_format: str) -> str:
    sections = _sections(number_format)
    if _UNSUPPORTED.search(_LITERAL.sub("", number_format)) or not number_format.strip():
        return f"{value:f}"
    if value < 0 and len(sections) > 1:
        return _format_section(-value, sections[1])
    if value == 0 and len(sections) > 2:
        return _format_section(value, sections[2])
    return ("-" if value < 0 else "") + _format_section(abs(value), sections[0])


def _sections(number_format: str) -> list[str]:
    """Return the sections of a format: for positive numbers, negative numbers, zero and text."""
    sections, at = [], 0
    while at <= len(number_format):
        found = _SECTION.match(number_format, at)
        end = found.end() if found else len(number_format)
        sections.append(number_format[at:end])
        at = end + 1
    return sections


def _format_section(value: Decimal, section: str) -> str:
    tokens = list(_TOKEN.finditer(section))
    if sum(bool(token["digits"]) for token in tokens) > 1:
        return f"{value:f}"
    if any(token["percent"] for token in tokens):
        value *= 100
    text = ""
    for token in tokens:
        if token["plain"]:
            text += f"{value:f}"
        elif token["digits"]:
            text += _format_digits(value, token["digits"])
        else:
            text += token["quoted"] or token["escaped"] or token["percent"] or token["literal"] or ""
    return text.strip()


def _format_digits(value: Decimal, pattern: str) -> str:
    places, _, decimals = pattern.rstrip(",").partition(".")
    whole = places.rstrip(",")  # commas beside the point divide by thousands as well as those at the end
    thousands = len(pattern) - len(whole) - len(decimals) - ("." in pattern)
    rounded = (value / 1000**thousands).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    left, _, right = (f"{rounded:,f}" if "," in whole else f"{rounded:f}").partition(".")
    left = "" if left == "0" and "0" not in whole else left.rjust(whole.count("0"), "0")
    required = len(decimals.rstrip("#?"))
    right = right[:required] + right[required:].rstrip("0")
    return left + ("." if right else "") + right
