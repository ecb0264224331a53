"""Text of authors stays text: nothing in it is markup, in Markdown, in HTML, in a link or in front matter.

Special characters become character references. Python-Markdown, CommonMark and HTML show a reference as the character
it stands for and never take it for markup, so one escape serves paragraphs, headings, table cells, link texts and
attributes alike. The page templates apply it to every value they print (`pages/environment.py`).
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

_ANYWHERE = re.compile(r'[\\`*_{}\[\]<>&|~^$#@"\n]')
"""Emphasis, code, links, attribute lists, HTML, tables, maths, headings, mentions; the end of a line."""

_AT_START = re.compile(r"[!).:=?+\-]|[0-9]+[.)](?=[ \t]|$)")
"""What begins a list, a rule, a note or a definition where it begins a line."""

_IN_CONTEXT = re.compile(r":(?=//|[a-z+])|(?<=www)\.|=(?==)|(?<==)=", re.IGNORECASE)
"""Bare addresses, emoji, marked text."""

_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

_JSON = json.JSONEncoder(ensure_ascii=False)
_SHORT = 64
_URL_SAFE = "/:?#=&%,;@~.-+!$"


def escaped(text: str) -> Markup:
    """Return the text so that Markdown and HTML show it as typed; a line break becomes a space."""
    if text.isalnum():
        return Markup(text)  # noqa: S704  (letters and digits only)
    text = _ANYWHERE.sub(_reference, text)
    if ":" in text or "www." in text or "==" in text:
        text = _IN_CONTEXT.sub(_reference, text)
    if text.startswith((" ", "\t")):  # indented text is code
        text = "&#32;" + text.lstrip(" \t")
    elif start := _AT_START.match(text):
        text = f"{_reference(start)}{text[start.end() :]}"
    return Markup(text)  # noqa: S704  (what could be markup is a reference now)


def _reference(match: re.Match[str]) -> str:
    """Return what matched with its last character, the special one, as a reference."""
    before, character = match[0][:-1], match[0][-1]
    return f"{before}{_NAMED.get(character) or f'&#{ord(character)};'}"


_label = lru_cache(maxsize=10_000)(escaped)
"""Labels and sums recur in every report."""


def output(value: Any) -> Any:
    """Escape what a template prints, unless it is markup of our own; the environment's `finalize`."""
    if type(value) is not str:
        return value
    return _label(value) if len(value) < _SHORT else escaped(value)


def quoted(value: object) -> Markup:
    """Return a value as JSON, which is YAML: for front matter, where HTML's and Markdown's escapes have no place."""
    return Markup(_JSON.encode(value))  # noqa: S704  (the theme escapes what it prints)


def destination(url: str) -> Markup:
    """Return an address on the web as the destination of a Markdown link."""
    return Markup(quote(url, safe=_URL_SAFE).replace("&", "&amp;"))  # noqa: S704  (quoted)
