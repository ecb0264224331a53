"""Read an exported PDF by its tags: they say what is a title, a heading, an item of a list or a cell of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import literal_name
from pdfplumber.pdf import PDF

from generator.importers.document import Box, Document
from generator.importers.readers.document_builder import DocumentBuilder
from generator.model.provenance import CLOSING_PROPERTY, properties_in_keywords

_ROLES = {"Title": "title", "H1": "heading", "LBody": "item"}
_MAX_DEPTH = 20
"""Tags in our files are nested eight deep; deeper ones may be a circle."""

_Mark = tuple[object, int]
"""The place of a piece of text: the object number of its page, and its number on the page."""


def read_properties(path: Path) -> dict[str, str]:
    """Return the properties of an exported file, which are among its keywords."""
    with pdfplumber.open(path) as pdf:
        return properties_in_keywords(str(pdf.metadata.get("Keywords", "")))


def read_tagged(path: Path, properties: Mapping[str, str]) -> Document | None:
    """Return the document by its tags; None if anything has no tag, as after an edit in another program."""
    builder = DocumentBuilder()
    for name, text in properties.items():
        builder.add_label(name, text)
    with pdfplumber.open(path) as pdf:
        texts = _texts(pdf)
        blocks = [kid for root in _kids(resolve1(pdf.doc.catalog.get("StructTreeRoot"))) for kid in _kids(root)]
        marks = {mark for block in blocks for mark in _marks(block)}
        if texts is None or not set(texts) <= marks:
            return None
        closing = properties.get(CLOSING_PROPERTY, "")
        after_sections = len(blocks) - (int(closing) if closing.isdecimal() else 0)
        for at, block in enumerate(blocks):
            if at == after_sections:
                builder.add_marker("closing")
            _add(block, texts, builder)
    return builder.build()


def _texts(pdf: PDF) -> dict[_Mark, str] | None:
    """Return the pieces of text; None if there are annotations, text outside the tags, or text without a code.

    Page numbers are artifacts, outside all tags.
    """
    texts: dict[_Mark, str] = {}
    for page in pdf.pages:
        if page.annots:
            return None
        for char in page.chars:
            if char["mcid"] is None and char["tag"] == "Artifact":
                continue
            if char["mcid"] is None or char["text"].startswith("(cid:"):
                return None
            mark = (page.page_obj.pageid, char["mcid"])
            texts[mark] = texts.get(mark, "") + char["text"]
        page.close()
    return texts


def _add(block: Any, texts: Mapping[_Mark, str], builder: DocumentBuilder) -> None:
    """Add a block: a table, the items of a list, or a paragraph."""
    if _tag(block) == "Table":
        builder.add_grid(list(_boxes(block, texts)))
        return
    for each in _inside(block, "LBody") if _tag(block) == "L" else [block]:
        builder.role = _ROLES.get(_tag(each), "")
        builder.add_paragraph(_text(each, texts))


def _boxes(table: Any, texts: Mapping[_Mark, str]) -> Iterator[Box]:
    """Yield the cells of a table at their places."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(_inside(table, "TR")):
        column = 0
        for cell in _kids(line):
            while (row, column) in taken:
                column += 1
            rows, columns = _span(cell, "RowSpan"), _span(cell, "ColSpan")
            taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
            yield Box(row, column, rows, columns, _text(cell, texts), "")


def _span(cell: Any, name: str) -> int:
    attributes = resolve1(cell.get("A"))
    spans = (resolve1(each).get(name, 1) for each in (attributes if isinstance(attributes, list) else [attributes]))
    return min(max(map(int, spans), default=1), 100)


def _text(element: Any, texts: Mapping[_Mark, str]) -> str:
    """Return the text of an element; a line keeps the space at its end, so its lines are joined as they are."""
    return "".join(texts.get(mark, "") for mark in _marks(element))


def _marks(element: Any, page: object = None, depth: int = 0) -> Iterator[_Mark]:
    """Yield the pieces of text in an element, in order; an element without a page lies on that of its parent."""
    page = element["Pg"].objid if isinstance(element.get("Pg"), PDFObjRef) else page
    for kid in _kids(element) if depth < _MAX_DEPTH else ():
        if isinstance(kid, int):
            yield page, kid
        elif "MCID" in kid:
            yield kid["Pg"].objid if "Pg" in kid else page, kid["MCID"]
        else:
            yield from _marks(kid, page, depth + 1)


def _inside(element: Any, tag: str, depth: int = 0) -> Iterator[Any]:
    """Yield the elements with the tag inside another."""
    for kid in _kids(element) if depth < _MAX_DEPTH else ():
        if _tag(kid) == tag:
            yield kid
        elif isinstance(kid, dict):
            yield from _inside(kid, tag, depth + 1)


def _kids(element: Any) -> list[Any]:
    kids = resolve1(element.get("K", [])) if isinstance(element, dict) else []
    return [resolve1(kid) for kid in (kids if isinstance(kids, list) else [kids])]


def _tag(element: Any) -> str:
    return literal_name(element["S"]) if isinstance(element, dict) and "S" in element else ""
