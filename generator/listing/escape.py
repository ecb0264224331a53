"""Authors' texts in Markdown: shown as they are, never taken for markup."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "$": "&#36;"})


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()).translate(_ENTITIES))
