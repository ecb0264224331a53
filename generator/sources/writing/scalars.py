"""Cells and lines of text as YAML scalars, in quotation marks only if needed."""

from __future__ import annotations

import json
import re

_PLAIN_CELL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?|/|—")
_PLAIN_CHAR = r"[\w㐀-鿿（）〔〕《》“”、，。；.-]"
_PLAIN_TEXT = re.compile(rf"[A-Za-z〇㐀-鿿（〔《“]{_PLAIN_CHAR}*(?: {_PLAIN_CHAR}+)*", re.ASCII)
_RESERVED_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that YAML readers take for a null or a boolean."""


def cell_text(printed: str) -> str:
    """Return a cell's printed text as a scalar; a blank cell is `null`."""
    if printed == "":
        return "null"
    return printed if _PLAIN_CELL.fullmatch(printed) else quoted(printed)


def yaml_text(text: str) -> str:
    """Return a line of text as a scalar: plain if every YAML reader takes it for this text, else quoted."""
    return text if _PLAIN_TEXT.fullmatch(text) and text.lower() not in _RESERVED_WORDS else quoted(text)


def quoted(text: str) -> str:
    """Return the text as a double-quoted scalar."""
    return json.dumps(text, ensure_ascii=False)
