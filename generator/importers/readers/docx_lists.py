"""Compute the numbers that Word shows before list paragraphs; the file stores only the rules for counting."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from generator.importers.readers.docx_xml import W, value
from generator.importers.readers.list_numbers import format_number


class ListNumbering:
    """The lists of a document and the current number of each level."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._styles: dict[str, Element] = {}
        self._counts: dict[tuple[str, int], int] = {}
        """The current number by abstract list and level."""
        self._started: set[tuple[str, int]] = set()
        for element in numbering if numbering is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstract[element.get(f"{W}abstractNumId", "")] = element
            elif element.tag == f"{W}num":
                self._lists[element.get(f"{W}numId", "")] = element
        for style in styles if styles is not None else ():
            if style.tag == f"{W}style":
                self._styles[style.get(f"{W}styleId", "")] = style

    def next_number(self, paragraph: Element) -> str:
        """Return the number before the next paragraph in document order; empty for a bullet and outside lists."""
        list_id, level = self._list_and_level(paragraph)
        levels = self._levels(list_id)
        if level not in levels:
            return ""
        abstract = self._abstract_id(list_id)
        self._count(list_id, abstract, level, levels)
        style = _child_value(levels[level], "numFmt") or "decimal"
        pattern = _child_value(levels[level], "lvlText") or ""
        if style in {"bullet", "none"}:
            return "" if style == "bullet" else re.sub(r"%\d", "", pattern)
        all_decimal = levels[level].find(f"{W}isLgl") is not None

        def number_of(match: re.Match[str]) -> str:
            each = int(match.group(1)) - 1
            style = "decimal" if all_decimal else _child_value(levels.get(each), "numFmt") or "decimal"
            return format_number(self._counts.get((abstract, each), _start(levels.get(each))), style)

        return re.sub(r"%([1-9])", number_of, pattern)

    def _count(self, list_id: str, abstract: str, level: int, levels: dict[int, Element]) -> None:
        """Advance the number at a level, and restart the levels below it."""
        override = self._lists[list_id].find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        key = (abstract, level)
        if override is not None and (list_id, level) not in self._started:
            self._counts[key] = _to_int(value(override), 1)
        else:
            self._counts[key] = self._counts.get(key, _start(levels[level]) - 1) + 1
        self._started.add((list_id, level))
        for other in [each for each in self._counts if each[0] == abstract and each[1] > level]:
            if _child_value(levels.get(other[1]), "lvlRestart") != "0":
                del self._counts[other]

    def _list_and_level(self, paragraph: Element) -> tuple[str, int]:
        """Return the list id and level of a paragraph, own or inherited from its style; an empty id if it has none."""
        list_id = level = None
        visited: set[str] = set()
        element = paragraph
        while True:
            properties = element.find(f"{W}pPr")
            numbering = properties.find(f"{W}numPr") if properties is not None else None
            list_id = list_id or _child_value(numbering, "numId")
            level = level or _child_value(numbering, "ilvl")
            style = _child_value(properties, "pStyle") or _child_value(element, "basedOn")
            if style is None or style in visited or style not in self._styles:
                break
            visited.add(style)
            if list_id is None and level is None:
                level = self._level_of_style(style)
            element = self._styles[style]
        return (list_id, _to_int(level, 0)) if list_id and list_id in self._lists else ("", 0)

    def _level_of_style(self, style: str) -> str | None:
        for abstract in self._abstract.values():
            for level in abstract.iter(f"{W}lvl"):
                if _child_value(level, "pStyle") == style:
                    return level.get(f"{W}ilvl")
        return None

    def _abstract_id(self, list_id: str) -> str:
        return _child_value(self._lists.get(list_id), "abstractNumId") or ""

    def _levels(self, list_id: str) -> dict[int, Element]:
        """Return the levels of a list by index; its own levels replace those of the abstract list."""
        abstract = self._abstract.get(self._abstract_id(list_id))
        levels = list(abstract.iter(f"{W}lvl")) if abstract is not None else []
        own = self._lists.get(list_id)
        levels += own.iter(f"{W}lvl") if own is not None else ()
        return {_to_int(level.get(f"{W}ilvl"), 0): level for level in levels}


def _child_value(element: Element | None, name: str) -> str | None:
    return value(element.find(f"{W}{name}")) if element is not None else None


def _start(level: Element | None) -> int:
    return _to_int(_child_value(level, "start"), 1)


def _to_int(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
