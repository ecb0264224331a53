"""Tell the number of a list item from the figures of the table above it."""

from __future__ import annotations

import re

_ITEM_NUMBER = re.compile(r"(?<=[\s|])[（(]?\s*[1-9][0-9]?[）)]?$")
_MARK_BEFORE_TEXT = re.compile("[.．、)）]\\s*[㐀-鿿“《]")
_TEXT = re.compile("[㐀-鿿“《]")


def without_item_number(figures: str, following: str) -> str:
    """Return the figures without the number of the list item that follows them, as in `0 0 1.内容` or `0 （1）内容`."""
    number = _ITEM_NUMBER.search(figures)
    if number is None:
        return figures
    is_bracketed = number.group().endswith(("）", ")"))
    is_item = (_TEXT if is_bracketed else _MARK_BEFORE_TEXT).match(following)
    return figures[: number.start()] if is_item else figures
