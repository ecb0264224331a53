"""What the elements of a web page mean to a reader: which are no text, which end a paragraph, which show a number."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importers.readers.numbering import counted

DROPPED = frozenset(
    re.findall(
        r"\S+",
        "head script style noscript template nav header footer aside select option button textarea object iframe svg "
        "canvas audio video map del dialog rt rp -comment",
    )
)
ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog"})
BLOCKS = frozenset(
    re.findall(
        r"\S+",
        "address article blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 "
        "hr html legend li main ol p pre section summary ul caption table tbody thead tfoot tr td th",
    )
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SHRUNK = re.compile(r"font-size\s*:\s*0(?![0-9.])", re.IGNORECASE)
_RAISED = re.compile(
    r"vertical-align\s*:\s*(super|sub|text-top|[1-9][0-9.]*(px|pt|em|%))|(?<![\w-])top\s*:\s*-[0-9.]", re.IGNORECASE
)
_STRUCK = re.compile(r"text-decoration(-line)?\s*:[^;]*line-through", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?<![a-z])(sup|superscript|(mso)?(foot|end)note(ref|reference)?)(?![a-z])", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_LIST_STYLES = {"cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting"}
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


def unseen(node: LexborNode) -> bool:
    """Whether an element is no text of the page."""
    if node.tag in DROPPED and not (node.tag == "header" and _in_content(node)):
        return True
    attributes = node.attributes
    return (
        "hidden" in attributes
        or "data-nosnippet" in attributes
        or (attributes.get("role") or "").lower() in ROLES
        or bool(_UNSEEN.search(attributes.get("style") or ""))
        or (bool(_SHRUNK.search(attributes.get("style") or "")) and next(node.iter(), None) is None)
    )


def with_marks(tree: LexborHTMLParser) -> None:
    """Put into the elements what the page's own style sheets say of text that is raised or struck out."""
    rules = [rule for sheet in tree.css("style") for rule in _RULE.findall(sheet.text())]
    for selectors, said in rules:
        if not (_RAISED.search(said) or _STRUCK.search(said)):
            continue
        for name in re.findall(r"\.([\w-]+)\s*(?:,|$)", selectors.strip()):
            for node in tree.css(f'[class~="{name}"]'):
                node.attrs["style"] = f"{node.attributes.get('style') or ''};{said}"


def is_raised(node: LexborNode) -> bool:
    """Whether an element within a line is set above it, as the mark of a note is."""
    if node.tag in BLOCKS:
        return False
    attributes = node.attributes
    before = node.prev.text() if node.tag in {"sub", "small"} and node.prev else ""
    to_note = node.tag == "a" and re.search("#.", attributes.get("href") or "")
    return (
        node.tag == "sup"
        or before.rstrip()[-1:].isdigit()
        or bool(_RAISED.search(attributes.get("style") or ""))
        or bool(_NOTE_MARK.search(attributes.get("class") or ""))
        or bool(to_note and re.fullmatch("[0-9]{1,2}", node.text(strip=True)))
    )


def is_struck(node: LexborNode) -> bool:
    """Whether an element shows text that is struck out."""
    return node.tag in {"s", "strike"} or bool(_STRUCK.search(node.attributes.get("style") or ""))


def _in_content(header: LexborNode) -> bool:
    """Whether a header is that of an article, which holds its title, and not that of the site."""
    node = header.parent
    while node is not None and node.tag not in {"article", "main"}:
        node = node.parent
    return node is not None


def item_number(item: LexborNode) -> str:
    """The number that a browser shows before an item of a numbered list."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return ""
    style = " ".join(
        (each.attributes.get("style") or "") + (each.attributes.get("type") or "") for each in (parent, item)
    )
    if "none" in style:
        return ""
    start = re.match(r"\s*(\d{1,4})", parent.attributes.get("start") or "1")
    count = int(start.group(1)) if start else 1
    for each in parent.iter():
        if each.mem_id == item.mem_id:
            break
        count += each.tag == "li"
    kind = next((kind for name, kind in _LIST_STYLES.items() if name in style), None)
    kind = kind or _LIST_TYPES.get((parent.attributes.get("type") or "1").strip(), "decimal")
    return counted(count, kind) + ("、" if kind == "chineseCounting" else ".")
