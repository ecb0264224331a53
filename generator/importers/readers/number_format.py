"""A value as a spreadsheet shows it, in the number formats that reports use."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

_BODY = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')


def shown(value: object, form: str) -> str:
    """The text in the cell. A format that is not understood shows the number in full rather than a wrong one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(_exact(value), form)
    return str(value)


def _exact(value: float) -> Decimal:
    """What was typed: a spreadsheet keeps fifteen digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _number(value: Decimal, form: str) -> str:
    sections = re.sub(r"\[[^\]]*\]|_.|\*.", "", form).split(";")
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    bare = _LITERAL.sub("", section)
    if section == "" and len(sections) > 1:
        return ""
    body = _BODY.search(bare)
    if bare.strip().lower() in {"general", "@", "g/通用格式"} or re.search(r"[eE/]", bare):
        return f"{value:f}"
    if body is None:
        return _LITERAL.sub(r"\1\2", section)
    return _digits(value, section)


def _digits(value: Decimal, section: str) -> str:
    percent = "%" in _LITERAL.sub("", section)
    body = _BODY.search(section)
    if body is None:
        return f"{value:f}"
    decimals = body.group(1) or ""
    rounded = (value * 100 if percent else value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in body.group() else f"{rounded:f}"
    for _ in range(len(decimals) - len(decimals.rstrip("#"))):
        text = text[:-1] if text.endswith("0") else text
    before, after = section[: body.start()], section[body.end() :]
    return _LITERAL.sub(r"\1\2", before) + text + _LITERAL.sub(r"\1\2", after)
