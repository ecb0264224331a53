"""The numbers that Word puts before paragraphs of its lists: in no text of the file, yet part of what is read."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from generator.importers.readers.numbering import counted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Lists:
    """The lists of a document; asked paragraph by paragraph, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._styles: dict[str, Element] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._started: set[tuple[str, int]] = set()
        for element in numbering if numbering is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstract[element.get(f"{W}abstractNumId", "")] = element
            elif element.tag == f"{W}num":
                self._lists[element.get(f"{W}numId", "")] = element
        for style in styles if styles is not None else ():
            if style.tag == f"{W}style":
                self._styles[style.get(f"{W}styleId", "")] = style

    def number(self, paragraph: Element) -> str:
        """What stands before the text of the next paragraph; empty when it is in no list or has a bullet."""
        name, level = self._place(paragraph)
        levels = self._levels(name)
        if level not in levels:
            return ""
        abstract = self._abstract_of(name)
        self._count(name, abstract, level, levels)
        kind = _child(levels[level], "numFmt") or "decimal"
        pattern = _child(levels[level], "lvlText") or ""
        if kind in {"bullet", "none"}:
            return "" if kind == "bullet" else re.sub(r"%\d", "", pattern)
        plain = levels[level].find(f"{W}isLgl") is not None

        def figure(found: re.Match[str]) -> str:
            each = int(found.group(1)) - 1
            way = "decimal" if plain else _child(levels.get(each), "numFmt") or "decimal"
            return counted(self._counts.get((abstract, each), _start(levels.get(each))), way)

        return re.sub(r"%([1-9])", figure, pattern)

    def _count(self, name: str, abstract: str, level: int, levels: dict[int, Element]) -> None:
        override = self._lists[name].find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        here = (abstract, level)
        if override is not None and (name, level) not in self._started:
            self._counts[here] = _whole(override.get(f"{W}val"), 1)
        else:
            self._counts[here] = self._counts.get(here, _start(levels[level]) - 1) + 1
        self._started.add((name, level))
        for other in [key for key in self._counts if key[0] == abstract and key[1] > level]:
            if _child(levels.get(other[1]), "lvlRestart") != "0":
                del self._counts[other]

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level that a paragraph names, or its style, or the style that one is based on."""
        properties = paragraph.find(f"{W}pPr")
        name = level = None
        seen: set[str] = set()
        while properties is not None:
            found = properties.find(f"{W}numPr")
            name = name or _child(found, "numId")
            level = level or _child(found, "ilvl")
            style = _child(properties, "pStyle") or _child(properties.getparent(), "basedOn")
            if style is None or style in seen or style not in self._styles:
                break
            seen.add(style)
            if name is None and level is None:
                level = self._level_of_style(style)
            properties = self._styles[style].find(f"{W}pPr")
            if properties is None:
                properties = self._styles[style].makeelement(f"{W}pPr")
                self._styles[style].append(properties)
        return (name, _whole(level, 0)) if name and name in self._lists else ("", 0)

    def _level_of_style(self, style: str) -> str | None:
        for abstract in self._abstract.values():
            for level in abstract.iter(f"{W}lvl"):
                if _child(level, "pStyle") == style:
                    return level.get(f"{W}ilvl")
        return None

    def _abstract_of(self, name: str) -> str:
        return _child(self._lists.get(name), "abstractNumId") or ""

    def _levels(self, name: str) -> dict[int, Element]:
        """The levels of a list, its own in place of those it is made after."""
        abstract = self._abstract.get(self._abstract_of(name))
        levels = list(abstract.iter(f"{W}lvl")) if abstract is not None else []
        own = self._lists.get(name)
        levels += own.iter(f"{W}lvl") if own is not None else ()
        return {_whole(level.get(f"{W}ilvl"), 0): level for level in levels}


def _child(element: Element | None, name: str) -> str | None:
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def _start(level: Element | None) -> int:
    return _whole(_child(level, "start"), 1)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
