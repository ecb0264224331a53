"""Escape authors' text, so that nothing in it is markup in Markdown, HTML, links or front matter.

Special characters become character references. Python-Markdown, CommonMark and HTML show a reference as its character
and never take it for markup, so one escape serves paragraphs, headings, table cells, link texts and attributes alike.
The page templates apply it to every value they print (`pages/environment.py`).
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

_ANYWHERE = re.compile(r'[\\`*_{}\[\]<>&|~^$#@"\n]')
"""Characters special anywhere: emphasis, code, links, attribute lists, HTML, tables, maths, mentions, line ends."""

_AT_START = re.compile(r"[!).:=?+\-]|[0-9]+[.)](?=[ \t]|$)")
"""Characters special at the start of a line: lists, rules, admonitions, definitions."""

_IN_CONTEXT = re.compile(r":(?=//|[a-z+])|(?<=www)\.|=(?==)", re.IGNORECASE)
"""Characters special next to certain others: bare URLs, emoji, highlighted text."""

_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

_json_encoder = json.JSONEncoder(ensure_ascii=False)
_MAX_CACHED_CHARS = 64
_SAFE_IN_URL = "/:?#=&%,;@~.-+!$"


def escaped(text: str) -> Markup:
    """Return the text so that Markdown and HTML show it as typed; a line break becomes a space."""
    if text.isalnum():
        return Markup(text)  # noqa: S704  (alphanumeric characters only)
    text = _ANYWHERE.sub(_reference, text)
    if ":" in text or "www." in text or "==" in text:
        text = _IN_CONTEXT.sub(_reference, text)
    if text.startswith((" ", "\t")):  # indented text is code
        text = "&#32;" + text.lstrip(" \t")
    elif start := _AT_START.match(text):
        text = f"{_reference(start)}{text[start.end() :]}"
    return Markup(text)  # noqa: S704  (all markup characters are now references)


def _reference(match: re.Match[str]) -> str:
    """Return the match with its last character, the special one, as a character reference."""
    before, character = match[0][:-1], match[0][-1]
    return f"{before}{_NAMED.get(character) or f'&#{ord(character)};'}"


_escaped_label = lru_cache(maxsize=10_000)(escaped)
"""`escaped`, cached for the labels and numbers that recur in every report."""


def escape_output(value: Any) -> Any:
    """Return a template's value escaped, unless it is markup already; the `finalize` of the Jinja environment."""
    if type(value) is not str:
        return value
    return _escaped_label(value) if len(value) < _MAX_CACHED_CHARS else escaped(value)


def to_json(value: object) -> Markup:
    """Return a value as JSON, which is also YAML, for front matter, where HTML and Markdown escapes do not apply."""
    return Markup(_json_encoder.encode(value))  # noqa: S704  (the theme escapes what it prints)


def destination(url: str) -> Markup:
    """Return a web address as the destination of a Markdown link."""
    return Markup(quote(url, safe=_SAFE_IN_URL).replace("&", "&amp;"))  # noqa: S704  (quoted)
