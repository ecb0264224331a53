"""Read a web page, saved from a government site or by Word."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.charset import decode
from generator.importers.readers.clean_text import unwrap
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.html_elements import (
    BLOCKS,
    inline_text_styles,
    is_ignored,
    is_raised,
    is_struck,
    item_number,
)
from generator.importers.readers.html_tables import table_boxes
from generator.importers.readers.text_effects import mark_digits, resolve_raised

MAX_DEPTH = 250

_ROLES = {"h1": "title", "h2": "heading", "facts": "facts"}
"""Roles of paragraphs by element, and by the `data-part` attribute that our own pages have."""


def read_html(path: Path) -> Document:
    """Read the text and tables of a page, without navigation and hidden elements."""
    return parse_page(decode(path.read_bytes()))


def parse_page(source: str) -> Document:
    """Return the document of a page's HTML source."""
    tree = LexborHTMLParser(source)
    inline_text_styles(tree)
    builder = DocumentBuilder()
    title = tree.css_first("title")
    builder.add_label("title", title.text() if title else None)
    for meta in tree.css("meta[name][content]"):
        builder.add_label(meta.attributes["name"] or "", meta.attributes["content"])
    if (content := _content(tree)) is not None:
        _TextFlow(builder).read(content)
    return builder.build()


def add_tables(source: str, builder: DocumentBuilder) -> None:
    """Add the content of an HTML fragment found in another kind of text."""
    body = LexborHTMLParser(source).body
    if body is not None:
        _TextFlow(builder).read(body)


def _content(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the only article or main element of a page that has one, otherwise its body."""
    for name in ("article", "main"):
        found = tree.css(name)
        if len(found) == 1 and found[0].text(strip=True):
            return found[0]
    return tree.body


class _TextFlow:
    """A collector of inline text; at the end of a block it adds the text to the builder, or to `lines` without one."""

    def __init__(self, builder: DocumentBuilder | None, *, exact: bool = False) -> None:
        self._builder = builder
        self._exact = exact or (builder is not None and builder.exported)
        self._pieces: list[str] = []
        self._preformatted = self._raised = self._struck = 0
        self.lines: list[str] = []

    def read(self, element: LexborNode) -> None:
        """Read everything that an element shows."""
        self._struck += is_struck(element)
        self._read_children(element, 0)
        self._end_paragraph()

    def _read_children(self, element: LexborNode, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableError(
                "网页的层层嵌套深得不正常，没有读取；请在浏览器里打开后，把正文复制到 Word 另存再导入。"
            )
        for node in element.iter(include_text=True, skip_empty=False):
            tag = node.tag or ""
            if tag == "-text":
                text = mark_digits(node.text_content or "", raised=self._raised > 0, struck=self._struck > 0)
                self._pieces.append(text.replace("\n", "\v") if self._preformatted else text)
            elif tag == "br":
                self._pieces.append("\v")
            elif not is_ignored(node):
                self._read_element(node, tag, depth)

    def _read_element(self, node: LexborNode, tag: str, depth: int) -> None:
        raised, struck = is_raised(node), is_struck(node)
        self._raised, self._struck = self._raised + raised, self._struck + struck
        if tag in BLOCKS:
            self._read_block(node, tag, depth)
        else:
            self._read_children(node, depth + 1)
        self._raised, self._struck = self._raised - raised, self._struck - struck

    def _read_block(self, node: LexborNode, tag: str, depth: int) -> None:
        self._end_paragraph()
        if tag == "table" and self._builder and _is_data_table(node):
            _add_table(node, self._builder)
        else:
            outer_role = self._enter_role(node, tag)
            if tag == "li":
                self._pieces.append(item_number(node))
            self._preformatted += tag == "pre"
            self._read_children(node, depth + 1)
            self._preformatted -= tag == "pre"
            self._end_paragraph()
            if self._builder:
                self._builder.role = outer_role
        self._end_paragraph()

    def _enter_role(self, node: LexborNode, tag: str) -> str:
        """Set the builder's role for the text of a block; return the role of the text around it."""
        if self._builder is None:
            return ""
        outer_role, part = self._builder.role, node.attributes.get("data-part") or ""
        if part == "closing":
            self._builder.add_marker(part)
        is_bulleted = tag == "li" and node.parent is not None and node.parent.tag == "ul"
        self._builder.role = "item" if is_bulleted else _ROLES.get(part or tag, outer_role)
        return outer_role

    def _end_paragraph(self) -> None:
        lines = resolve_raised("".join(self._pieces)).split("\v")
        text = "\n".join(lines if self._exact else map(unwrap, lines))
        self._pieces.clear()
        if self._builder:
            self._builder.add_paragraph(text)
        elif text.strip():
            self.lines.append(text)


def _add_table(table: LexborNode, builder: DocumentBuilder) -> None:
    for caption in table.css("caption"):
        builder.add_paragraph("" if is_ignored(caption) else _text_of(caption))
    builder.add_grid(table_boxes(table, partial(_text_of, exact=builder.exported)))


def _text_of(element: LexborNode, *, exact: bool = False) -> str:
    """Return the text of an element, with one line for each block; `exact` keeps its white space."""
    flow = _TextFlow(None, exact=exact)
    flow.read(element)
    return "\n".join(flow.lines)


def _is_data_table(table: LexborNode) -> bool:
    """Return whether a table has data of its own; one that contains another table with data only serves the layout."""
    inner = [each for each in table.css("table") if each.mem_id != table.mem_id]
    return not any(len([cell for cell in each.css("td, th") if _text_of(cell).strip()]) > 1 for each in inner)
