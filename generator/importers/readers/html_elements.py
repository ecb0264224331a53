"""Classify HTML elements for reading: ignored elements, blocks, raised and struck-out text, list numbers."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importers.readers.list_numbers import format_number


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 "
    "hr html legend li main ol p pre section summary ul caption table tbody thead tfoot tr td th"
)
"""Elements whose beginning and end also end a paragraph."""

_UNREAD_ELEMENTS = _names(
    "head script style noscript template select option button textarea object iframe svg "
    "canvas audio video map del dialog rt rp -comment"
)
_ASIDE_ELEMENTS = _names("nav header footer aside")
_ASIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_ZERO_SIZE_STYLE = re.compile(r"font-size\s*:\s*0(?![0-9.])", re.IGNORECASE)
_RAISED_STYLE = re.compile(
    r"vertical-align\s*:\s*(super|sub|text-top|[1-9][0-9.]*(px|pt|em|%))|(?<![\w-])top\s*:\s*-[0-9.]", re.IGNORECASE
)
_STRUCK_STYLE = re.compile(r"text-decoration(-line)?\s*:[^;]*line-through", re.IGNORECASE)
_NOTE_CLASS = re.compile(r"(?<![a-z])(sup|superscript|(mso)?(foot|end)note(ref|reference)?)(?![a-z])", re.IGNORECASE)
_CSS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_LIST_STYLES = {"cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting"}
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


def is_ignored(node: LexborNode) -> bool:
    """Return whether an element is hidden, or not part of the page's content."""
    return is_unread(node) or is_aside(node) or is_hidden(node)


def is_unread(node: LexborNode) -> bool:
    """Return whether an element never holds text of a report: scripts, controls, what our own pages add to it…"""
    return node.tag in _UNREAD_ELEMENTS or "data-nosnippet" in node.attributes


def is_aside(node: LexborNode) -> bool:
    """Return whether an element says of itself that it is not the page's content: navigation, footer…"""
    attributes = node.attributes
    return (node.tag in _ASIDE_ELEMENTS and not (node.tag == "header" and _is_in_article(node))) or (
        attributes.get("role") or ""
    ).lower() in _ASIDE_ROLES


def is_hidden(node: LexborNode) -> bool:
    """Return whether an element is not shown, as long as no script changes that."""
    style = node.attributes.get("style") or ""
    return (
        "hidden" in node.attributes
        or bool(_HIDDEN_STYLE.search(style))
        or (bool(_ZERO_SIZE_STYLE.search(style)) and next(node.iter(), None) is None)
    )


def is_link(node: LexborNode) -> bool:
    """Return whether an element leads elsewhere or does something when clicked; a link within the page does not."""
    attributes = node.attributes
    href = attributes.get("href") or ""
    is_elsewhere = node.tag == "a" and "href" in attributes and not re.match("#.", href)
    return is_elsewhere or "onclick" in attributes or (attributes.get("role") or "").lower() in {"button", "link"}


def inline_text_styles(tree: LexborHTMLParser) -> None:
    """Copy style sheet rules for raised and struck-out text to the `style` attribute of the elements they select."""
    rules = [rule for sheet in tree.css("style") for rule in _CSS_RULE.findall(sheet.text())]
    for selectors, declarations in rules:
        if not (_RAISED_STYLE.search(declarations) or _STRUCK_STYLE.search(declarations)):
            continue
        for name in re.findall(r"\.([\w-]+)\s*(?:,|$)", selectors.strip()):
            for node in tree.css(f'[class~="{name}"]'):
                node.attrs["style"] = f"{node.attributes.get('style') or ''};{declarations}"


def is_raised(node: LexborNode) -> bool:
    """Return whether an inline element is set above or below the line, as a note mark is."""
    if node.tag in BLOCKS:
        return False
    attributes = node.attributes
    text_before = node.prev.text() if node.tag in {"sub", "small"} and node.prev else ""
    is_anchor_link = node.tag == "a" and re.search("#.", attributes.get("href") or "")
    return (
        node.tag == "sup"
        or text_before.rstrip()[-1:].isdigit()
        or bool(_RAISED_STYLE.search(attributes.get("style") or ""))
        or bool(_NOTE_CLASS.search(attributes.get("class") or ""))
        or bool(is_anchor_link and re.fullmatch("[0-9]{1,2}", node.text(strip=True)))
    )


def is_struck(node: LexborNode) -> bool:
    """Return whether an element strikes out its text."""
    return node.tag in {"s", "strike"} or bool(_STRUCK_STYLE.search(node.attributes.get("style") or ""))


def item_number(item: LexborNode) -> str:
    """Return the number that a browser shows before an item of a numbered list; empty for other items."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return ""
    style = " ".join(
        (each.attributes.get("style") or "") + (each.attributes.get("type") or "") for each in (parent, item)
    )
    if "none" in style:
        return ""
    start = re.match(r"\s*(\d{1,4})", parent.attributes.get("start") or "1")
    number = int(start.group(1)) if start else 1
    for each in parent.iter():
        if each.mem_id == item.mem_id:
            break
        number += each.tag == "li"
    numbering = next((numbering for name, numbering in _LIST_STYLES.items() if name in style), None)
    numbering = numbering or _LIST_TYPES.get((parent.attributes.get("type") or "1").strip(), "decimal")
    return format_number(number, numbering) + ("、" if numbering == "chineseCounting" else ".")


def _is_in_article(header: LexborNode) -> bool:
    """Return whether a header contains the article's title, rather than belonging to the site."""
    node = header.parent
    while node is not None and node.tag not in {"article", "main"}:
        node = node.parent
    return node is not None
