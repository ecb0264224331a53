"""Keep raised and struck-out digits apart from the figure beside them: `12` with note mark 3 reads as `12³`."""

from __future__ import annotations

import re

_STROKE = "\u0336"
_FIRST_RAISED = 0xFDD0
"""Code point for a raised 0 until `resolve_raised`; raised digits are noncharacters; those of a file are dropped."""

_RAISED_DIGITS = "".join(chr(_FIRST_RAISED + digit) for digit in range(10))
_TO_RAISED = str.maketrans("0123456789", _RAISED_DIGITS)
_TO_SUPERSCRIPT = str.maketrans(_RAISED_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WITHOUT_RAISED = dict.fromkeys(map(ord, _RAISED_DIGITS))
_TO_PLAIN = str.maketrans(_RAISED_DIGITS, "0123456789")
_ALL_RAISED = re.compile(rf"[\s{_RAISED_DIGITS}.,，-]+")


def mark_digits(text: str, *, raised: bool, struck: bool) -> str:
    """Return a piece of text with its digits marked as raised or struck out.

    Pass every piece, and the whole text to `resolve_raised` once its pieces are joined.
    """
    text = text.translate(_WITHOUT_RAISED)
    text = text.translate(_TO_RAISED) if raised else text
    return re.sub(f"[0-9{_RAISED_DIGITS}]", rf"\g<0>{_STROKE}", text) if struck else text


def resolve_raised(text: str) -> str:
    """Return the whole text with raised digits as superscripts, or as plain digits if all of it is raised."""
    return text.translate(_TO_PLAIN if _ALL_RAISED.fullmatch(text) else _TO_SUPERSCRIPT)
