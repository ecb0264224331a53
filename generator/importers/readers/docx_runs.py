"""The runs of a Word document: how their text is set."""

from __future__ import annotations

from collections.abc import Set

from lxml.etree import _Element as Element

from generator.importers.readers.marked import as_set

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

LIFTED = 6
"""Text lifted by so many half points stands above the line."""


def value(element: Element | None) -> str | None:
    """What an element says in its one attribute."""
    return element.get(f"{W}val") if element is not None else None


def has(element: Element, *path: str) -> bool:
    """Whether the element at the path is there and not switched off."""
    found = element.find("/".join(f"{W}{each}" for each in path))
    return found is not None and value(found) not in {"0", "false", "off"}


def text_as_set(element: Element, raised: Set[str]) -> str:
    """The text of a run, `raised` being the styles that set theirs above the line."""
    text, run = element.text or "", element.getparent()
    if run is None or run.find(f"{W}rPr") is None:
        return text
    style, own = value(run.find(f"{W}rPr/{W}rStyle")), _is_raised(run)
    struck = has(run, "rPr", "strike") or has(run, "rPr", "dstrike")
    return as_set(text, raised=style in raised if own is None else own, struck=struck)


def raised_styles(styles: Element | None) -> frozenset[str]:
    """The styles of runs that set their text above the line, by what runs call them."""
    found = styles.findall(f"{W}style") if styles is not None else []
    return frozenset(each.get(f"{W}styleId", "") for each in found if _is_raised(each))


def _is_raised(holder: Element) -> bool | None:
    """Whether a run or a style sets its text above the line; None where it says nothing of it."""
    way, lift = value(holder.find(f"{W}rPr/{W}vertAlign")), value(holder.find(f"{W}rPr/{W}position"))
    if way is None and lift is None:
        return None
    return way in {"superscript", "subscript"} or bool(lift and lift.isdecimal() and int(lift) >= LIFTED)
