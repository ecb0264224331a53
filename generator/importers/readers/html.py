"""Read a web page, saved from a government site or by Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.importers.document import Document, Paragraph
from generator.importers.readers.charset import decode
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.html_content import find_content
from generator.importers.readers.html_elements import inline_text_styles
from generator.importers.readers.html_flow import PageFlow, PageLine

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->")
"""The comment in which browsers write the address of a page that they save."""

_PLACE_OF_OMITTED = "网页上报告之外的地方"

_MAX_HEAD_CHARS = 2_000
"""The comment stands above the page's first element."""


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
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        builder.add_label(attributes.get("name") or attributes.get("property") or "", attributes["content"])
    if saved := _SAVED_FROM.search(source[:_MAX_HEAD_CHARS]):
        builder.add_label("url", saved[1])
    omitted: Sequence[PageLine] = ()
    if tree.body is not None:
        content = None
        if not builder.exported:
            lines = PageFlow().read(tree.body)
            content = find_content(lines, builder.labels)
        if content:
            _add_lines(content.kept, builder)
            omitted = content.omitted
        else:
            _add_lines(_shown(PageFlow(exact=builder.exported).read(_article(tree) or tree.body)), builder)
    places = (Paragraph(line.text, _PLACE_OF_OMITTED) for line in omitted)
    return replace(builder.build(), omitted=tuple(places))


def add_tables(source: str, builder: DocumentBuilder) -> None:
    """Add the content of an HTML fragment found in another kind of text."""
    body = LexborHTMLParser(source).body
    if body is not None:
        _add_lines(_shown(PageFlow().read(body)), builder)


def _article(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the only article or main element of a page that has one with text."""
    for name in ("article", "main"):
        found = tree.css(name)
        if len(found) == 1 and found[0].text(strip=True):
            return found[0]
    return None


def _shown(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines that are neither hidden nor aside."""
    return [line for line in lines if not line.hidden and not line.aside]


def _add_lines(lines: Sequence[PageLine], builder: DocumentBuilder) -> None:
    """Add lines and tables to the document."""
    for line in lines:
        builder.role = line.role
        if line.boxes:
            builder.add_grid(line.boxes)
        elif line.text:
            builder.add_paragraph(line.text)
        elif line.role == "closing":
            builder.add_marker(line.role)
    builder.role = ""
