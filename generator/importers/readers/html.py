"""A web page as saved from a government site or from Word."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importers.document import Box, Document, UnreadableError
from generator.importers.readers.charset import decode
from generator.importers.readers.draft import Draft
from generator.importers.readers.html_parts import BLOCKS, is_raised, is_struck, item_number, unseen, with_marks
from generator.importers.readers.marked import as_set, levelled
from generator.importers.readers.text import unwrapped

MAX_DEPTH = 250

_ROLES = {"h1": "title", "h2": "heading", "facts": "facts"}
"""What elements make of their text, those of our own pages among them."""


def read_html(path: Path) -> Document:
    """The page's text and tables; what is not meant to be read as text is left out."""
    return document_of(decode(path.read_bytes()))


def document_of(page: str) -> Document:
    """The document that the source of a page says."""
    tree = LexborHTMLParser(page)
    with_marks(tree)
    draft = Draft()
    title = tree.css_first("title")
    draft.label("title", title.text() if title else None)
    for meta in tree.css("meta[name][content]"):
        draft.label(meta.attributes["name"] or "", meta.attributes["content"])
    if (body := _content(tree)) is not None:
        Flow(draft).read(body)
    return draft.document()


def add_tables(source: str, draft: Draft) -> None:
    """Read a piece of markup inside another kind of text into that text's draft."""
    body = LexborHTMLParser(source).body
    if body is not None:
        Flow(draft).read(body)


def _content(tree: LexborHTMLParser) -> LexborNode | None:
    """The one element that a page calls its content, else its body."""
    for name in ("article", "main"):
        found = tree.css(name)
        if len(found) == 1 and found[0].text(strip=True):
            return found[0]
    return tree.body


class Flow:
    """Text as it runs through elements: gathered to the end of a block, then a paragraph of the draft."""

    def __init__(self, draft: Draft | None, *, exact: bool = False) -> None:
        self._draft = draft
        self._exact = exact or (draft is not None and draft.exported)
        self._line: list[str] = []
        self._preformatted = self._raised = self._struck = 0
        self.lines: list[str] = []

    def read(self, element: LexborNode) -> None:
        """Everything that an element shows."""
        self._struck += is_struck(element)
        self._children(element, 0)
        self._end()

    def _children(self, element: LexborNode, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableError(
                "网页的层层嵌套深得不正常，没有读取；请在浏览器里打开后，把正文复制到 Word 另存再导入。"
            )
        for node in element.iter(include_text=True, skip_empty=False):
            tag = node.tag or ""
            if tag == "-text":
                text = as_set(node.text_content or "", raised=self._raised > 0, struck=self._struck > 0)
                self._line.append(text.replace("\n", "\v") if self._preformatted else text)
            elif tag == "br":
                self._line.append("\v")
            elif not unseen(node):
                self._element(node, tag, depth)

    def _element(self, node: LexborNode, tag: str, depth: int) -> None:
        raised, struck = is_raised(node), is_struck(node)
        self._raised, self._struck = self._raised + raised, self._struck + struck
        if tag in BLOCKS:
            self._block(node, tag, depth)
        else:
            self._children(node, depth + 1)
        self._raised, self._struck = self._raised - raised, self._struck - struck

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self._end()
        if tag == "table" and self._draft and is_data(node):
            self._table(node, self._draft)
        else:
            outer = self._role(node, tag)
            if tag == "li":
                self._line.append(item_number(node))
            self._preformatted += tag == "pre"
            self._children(node, depth + 1)
            self._preformatted -= tag == "pre"
            self._end()
            if self._draft:
                self._draft.role = outer
        self._end()

    def _role(self, node: LexborNode, tag: str) -> str:
        """Tell the draft what the element makes of its text; what it was before."""
        if self._draft is None:
            return ""
        outer, part = self._draft.role, node.attributes.get("data-part") or ""
        if part == "closing":
            self._draft.begin(part)
        bulleted = tag == "li" and node.parent is not None and node.parent.tag == "ul"
        self._draft.role = "item" if bulleted else _ROLES.get(part or tag, outer)
        return outer

    @staticmethod
    def _table(table: LexborNode, draft: Draft) -> None:
        for caption in table.css("caption"):
            draft.paragraph("" if unseen(caption) else text_of(caption))
        draft.grid(boxes_of(table, exact=draft.exported))

    def _end(self) -> None:
        pieces = levelled("".join(self._line)).split("\v")
        text = "\n".join(pieces if self._exact else map(unwrapped, pieces))
        self._line.clear()
        if self._draft:
            self._draft.paragraph(text)
        elif text.strip():
            self.lines.append(text)


def text_of(element: LexborNode, *, exact: bool = False) -> str:
    """All text of an element, a line for each block; `exact` keeps its blanks."""
    flow = Flow(None, exact=exact)
    flow.read(element)
    return "\n".join(flow.lines)


def is_data(table: LexborNode) -> bool:
    """Whether a table holds figures rather than other tables: one that frames another lays out the page."""
    inner = [each for each in table.css("table") if each.mem_id != table.mem_id]
    return not any(len([cell for cell in each.css("td, th") if text_of(cell).strip()]) > 1 for each in inner)


def boxes_of(table: LexborNode, *, exact: bool = False) -> list[Box]:
    """The cells where the page puts them, by the rules that browsers follow."""
    boxes: list[Box] = []
    taken: dict[int, int] = {}
    for number, row in enumerate(_rows(table)):
        Draft.refuse_long_table(number)
        column = 0
        for cell in row.iter():
            if cell.tag not in {"td", "th"} or unseen(cell):
                continue
            while taken.get(column, 0) > number:
                column += 1
            high, wide = _span(cell, "rowspan") or 65_534, _span(cell, "colspan") or 1
            boxes.append(Box(number, column, high, wide, text_of(cell, exact=exact), ""))
            for each in range(column, column + wide):
                taken[each] = number + high
            column += wide
    return boxes


def _rows(table: LexborNode) -> list[LexborNode]:
    """The rows of a table itself, not those of a table inside it."""
    return [row for row in table.css("tr") if _owner(row) == table.mem_id and not unseen(row)]


def _owner(row: LexborNode) -> int | None:
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node.mem_id if node is not None else None


def _span(cell: LexborNode, name: str) -> int:
    written = re.match(r"\s*(\d{1,6})", cell.attributes.get(name) or "1")
    return min(int(written.group(1)), 1_000) if written else 1
