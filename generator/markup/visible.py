"""Which characters can be seen: whether a text shows anything, and texts with their invisible characters shown."""

from __future__ import annotations

import json
import re
import unicodedata

HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
"""Control, zero-width and text-direction characters, without tabs and line ends, as part of a character class."""

_FORMATTING = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
"""Formatting characters of other scripts, some of which enclose what follows them."""

_FILLERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)
"""Further characters that are drawn as nothing: fillers, variation selectors, and those Unicode says to ignore."""

_BYTES = "\ud800-\udfff"
"""Half pairs, by which Python keeps the bytes of a file name that is not UTF-8."""

_UNSEEN = re.compile(f"[\t\n\r{HIDDEN}{_FORMATTING}{_FILLERS}{_BYTES}]")
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF

_UNSEEN_CATEGORIES = frozenset({"Me", "Mn", "Zs"})
"""Unicode categories of accents and blanks, which show nothing if they stand alone; not those assigned after this
Python was made."""

invisible = _UNSEEN.search
"""Find the first invisible character of a text; blanks other than tabs and line ends are none."""


def shows_something(text: str) -> bool:
    """Return whether the text has a character that can be seen: not a blank, a control character or a filler."""
    return any(unicodedata.category(each) not in _UNSEEN_CATEGORIES and not _UNSEEN.match(each) for each in text)


def visible(text: str) -> str:
    """Return the text with each invisible character as `<U+200B>`, and each byte that is not UTF-8 as `<0xFF>`."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(lambda match: _named(match[0]), text)


def visible_as_json(text: str) -> str:
    """Return JSON text with each invisible character as an escape of JSON; it must be without line ends."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _named(char: str) -> str:
    code = ord(char)
    return f"<0x{code - 0xDC00:02X}>" if _FIRST_BYTE <= code <= _LAST_BYTE else f"<U+{code:04X}>"
