"""Read what was typed into the input boxes of a PDF, and into text boxes laid over a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text
from pdfplumber.page import Page

from generator.importers.readers.pdf_text import Char

_MAX_FIELDS = 1_000
"""A page with more boxes is no report; the tables of a form have 230 cells."""

_MAX_PARENTS = 8
"""A box inherits from so many levels of parents; more would be a circle."""

_HIDDEN = 0b100010
"""The flags of a box that is not shown: `Hidden` or `NoView`."""

_LETTER_SHARE = 0.7
"""The height of letters as a share of the height of their line."""


def field_chars(page: Page) -> list[Char]:
    """Return the characters in the boxes of a page, about where a viewer shows them."""
    annotations = resolve1(page.page_obj.annots)
    if not isinstance(annotations, list):
        return []
    boxes = [box for each in annotations[:_MAX_FIELDS] if isinstance(box := resolve1(each), dict)]
    return [char for box in boxes if (text := _text(box)) for char in _chars(text, box, page)]


def _text(box: dict[str, Any]) -> str:
    """Return the text that a box shows; empty if it is another kind of annotation, such as a link."""
    flags, kind = resolve1(box.get("F")), getattr(resolve1(box.get("Subtype")), "name", "")
    if isinstance(flags, int) and flags & _HIDDEN:
        return ""
    if kind == "FreeText":
        return _decoded(box.get("Contents"))
    is_text = kind == "Widget" and getattr(_inherited(box, "FT"), "name", "") in ("Tx", "Ch")
    return _decoded(_inherited(box, "V")) if is_text else ""


def _inherited(box: dict[str, Any], key: str) -> Any:
    """Return the value of a key of the box or of the nearest parent that has it."""
    for _ in range(_MAX_PARENTS):
        if key in box:
            return resolve1(box[key])
        parent = resolve1(box.get("Parent"))
        if not isinstance(parent, dict):
            return None
        box = parent
    return None


def _decoded(value: Any) -> str:
    value = resolve1(value)
    return decode_text(value).replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, bytes) else ""


def _chars(text: str, box: dict[str, Any], page: Page) -> Iterator[Char]:
    """Yield the characters, line by line from the left, narrower than usual where the box is too short."""
    sides = [resolve1(side) for side in resolve1(box.get("Rect")) or []]
    if len(sides) != 4 or not all(isinstance(side, int | float) for side in sides):
        return
    (left, right), (low, high) = sorted(sides[::2]), sorted(sides[1::2])
    lines = text.split("\n")
    pitch = (high - low) / len(lines)
    for number, line in enumerate(lines):
        size = _LETTER_SHARE * pitch
        widths = [size if not each.isascii() else size / 2 for each in line]
        scale = min(1.0, (right - left) / max(sum(widths), 1.0))
        x, top = left, float(page.bbox[3]) - high + (number + (1 - _LETTER_SHARE) / 2) * pitch
        for each, width in zip(line, widths, strict=True):
            place = {"x0": x, "x1": x + width * scale, "top": top, "bottom": top + size}
            yield {"text": each, "size": size, "upright": True, **place}
            x += width * scale
