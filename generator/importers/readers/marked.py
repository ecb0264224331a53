"""Digits set otherwise than the figure beside them: raised, as the mark of a note is, or struck out."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ALL_RAISED = re.compile(r"[\s⁰¹²³⁴⁵⁶⁷⁸⁹.,，-]+")
_STROKE = "\u0336"


def as_set(text: str, *, raised: bool, struck: bool) -> str:
    """The text with its digits written as they are set, so that they never pass for part of a figure."""
    text = text.translate(_RAISED) if raised else text
    return re.sub("[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]", rf"\g<0>{_STROKE}", text) if struck else text


def levelled(text: str) -> str:
    """A text that is raised as a whole marks nothing: its digits are plain ones."""
    return text.translate(_LOWERED) if _ALL_RAISED.fullmatch(text) else text
