"""Helpers for WordprocessingML: names, attribute values, and children inside content controls."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from generator.importers.document import UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
MAX_DEPTH = 100
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"})


def value(element: Element | None) -> str | None:
    """Return the `val` attribute of an element; None if there is none."""
    return element.get(f"{W}val") if element is not None else None


def is_on(element: Element, *path: str) -> bool:
    """Return whether the on/off property at a path below the element is present and not switched off."""
    found = element.find("/".join(f"{W}{each}" for each in path))
    return found is not None and value(found) not in {"0", "false", "off"}


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def check_depth(depth: int) -> None:
    """Raise UnreadableError for elements nested deeper than any document needs."""
    if depth > MAX_DEPTH:
        raise UnreadableError("文件的层层嵌套深得不正常，没有读取；请用 Word、WPS 打开后另存一份再导入。")


def blocks(parent: Element, depth: int) -> Iterator[Element]:
    """Yield the paragraphs and tables of an element, also from content controls and other wrappers."""
    check_depth(depth)
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif isinstance(child.tag, str) and child.tag not in DELETED and not child.tag.endswith(("Pr", "}Fallback")):
            yield from blocks(child, depth + 1)


def children(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows (`tr`) of a table or the cells (`tc`) of a row, also from content controls."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, name)
