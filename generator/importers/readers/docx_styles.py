"""Styles and run properties of a Word document, as far as they affect reading."""

from __future__ import annotations

from collections.abc import Set

from lxml.etree import _Element as Element

from generator.importers.readers.docx_xml import W, is_on, value
from generator.importers.readers.text_effects import mark_digits

MIN_RAISED_HALF_POINTS = 6


def style_names(styles: Element | None) -> dict[str, str]:
    """Return the name of each style, in lower case, by style id."""
    found = styles.findall(f"{W}style") if styles is not None else []
    return {each.get(f"{W}styleId", ""): (value(each.find(f"{W}name")) or "").lower() for each in found}


def raised_styles(styles: Element | None) -> frozenset[str]:
    """Return the ids of the styles that raise or lower text."""
    found = styles.findall(f"{W}style") if styles is not None else []
    return frozenset(each.get(f"{W}styleId", "") for each in found if _is_raised(each))


def styled_text(element: Element, raised_styles: Set[str]) -> str:
    """Return the text of a `w:t` element, its digits marked if its run is raised or struck out."""
    text, run = element.text or "", element.getparent()
    if run is None or run.find(f"{W}rPr") is None:
        return mark_digits(text, raised=False, struck=False)
    style, raised = value(run.find(f"{W}rPr/{W}rStyle")), _is_raised(run)
    struck = is_on(run, "rPr", "strike") or is_on(run, "rPr", "dstrike")
    return mark_digits(text, raised=style in raised_styles if raised is None else raised, struck=struck)


def _is_raised(element: Element) -> bool | None:
    """Return whether a run or style raises or lowers its text; None if it has no such property."""
    alignment = value(element.find(f"{W}rPr/{W}vertAlign"))
    position = value(element.find(f"{W}rPr/{W}position"))
    if alignment is None and position is None:
        return None
    raised = bool(position and position.isdecimal() and int(position) >= MIN_RAISED_HALF_POINTS)
    return alignment in {"superscript", "subscript"} or raised
