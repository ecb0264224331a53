"""Digits set otherwise than the figure beside them: raised, as the mark of a note is, or struck out."""

from __future__ import annotations

import re

_STROKE = "\u0336"
_FIRST = 0xFDD0
"""Readers keep raised digits as these, which no text may hold, until the whole text is there."""

_MARKS = "".join(chr(_FIRST + digit) for digit in range(10))
_RAISED = str.maketrans("0123456789", _MARKS)
_SHOWN = str.maketrans(_MARKS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEVEL = str.maketrans(_MARKS, "0123456789")
_ALL_RAISED = re.compile(rf"[\s{_MARKS}.,，-]+")


def as_set(text: str, *, raised: bool, struck: bool) -> str:
    """The text with its digits written as they are set, so that they never pass for part of a figure."""
    text = text.translate(_RAISED) if raised else text
    return re.sub(f"[0-9{_MARKS}]", rf"\g<0>{_STROKE}", text) if struck else text


def levelled(text: str) -> str:
    """The whole text, raised digits shown as such; one that is raised altogether marks nothing."""
    return text.translate(_LEVEL if _ALL_RAISED.fullmatch(text) else _SHOWN)
