"""Read a Word document: paragraphs and tables in document order, with all changes accepted."""

from __future__ import annotations

from pathlib import Path

from lxml.etree import _Element as Element

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.docx_styles import style_names
from generator.importers.readers.docx_tables import is_data_table, table_boxes, table_rows
from generator.importers.readers.docx_text import ParagraphReader
from generator.importers.readers.docx_xml import MAX_DEPTH, W, blocks, children, value
from generator.importers.readers.package import custom_properties, open_package, read_part, read_xml, related_part

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

_CLOSING_STYLE = "落款前空行"
_ROLES = {"title": "title", "heading 1": "heading", "list bullet": "item"}
"""Roles of paragraphs by the name of their style; exported documents use the same styles."""


def read_docx(path: Path) -> Document:
    """Read the body of a .docx, without headers, footers, comments, deleted and hidden text."""
    with open_package(path) as package:
        main = related_part(package, "", "officeDocument") or "word/document.xml"
        data = read_part(package, main)
        if data is not None and _STRICT in data[:4096]:
            raise UnreadableError(
                "文件是“严格的 Open XML”格式，暂时不能读取；请在 Word 里另存为普通的“Word 文档（.docx）”再导入。"
            )
        trees = {
            name: read_xml(package, part) if (part := related_part(package, main, name)) else None
            for name in ("numbering", "styles", "footnotes", "endnotes")
        }
        tree, properties = read_xml(package, main), custom_properties(package)
    body = tree.find(f"{W}body") if tree is not None else None
    if body is None:
        raise UnreadableError("文件里没有 Word 的正文，可能不完整；请重新下载或用 Word、WPS 打开后另存一份再导入。")
    if body.find(f".//{W}altChunk") is not None:
        raise UnreadableError("文件里嵌着另一份文件，直接读会漏掉内容；请用 Word 或 WPS 打开后另存一份再导入。")
    builder = DocumentBuilder()
    for name, text in properties.items():
        builder.add_label(name, text)
    _BodyReader(builder, ParagraphReader(**trees), style_names(trees["styles"])).read_blocks(body)
    return builder.build()


class _BodyReader:
    """A reader that adds the blocks of one document to a builder."""

    def __init__(self, builder: DocumentBuilder, paragraphs: ParagraphReader, style_names: dict[str, str]) -> None:
        self._builder, self._paragraphs, self._style_names = builder, paragraphs, style_names

    def read_blocks(self, parent: Element, depth: int = 0) -> None:
        """Add the paragraphs and tables of an element in order."""
        for block in blocks(parent, depth):
            if block.tag == f"{W}tbl":
                self._read_table(block, depth)
            else:
                self._enter_role(block)
                self._builder.add_paragraph(self._paragraphs.read(block))
                self._read_text_boxes(depth)

    def _enter_role(self, paragraph: Element) -> None:
        """Set the builder's role according to the paragraph's style."""
        style = self._style_names.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or "", "")
        self._builder.role = _ROLES.get(style, "")
        if style == _CLOSING_STYLE:
            self._builder.add_marker("closing")

    def _read_table(self, table: Element, depth: int) -> None:
        """Add a table; one that contains another table with data is a mere layout table, and its cells are text."""
        rows = table_rows(table)
        if any(is_data_table(inner) for row in rows for inner in row.iter(f"{W}tbl")):
            for row in rows:
                for cell in children(row, "tc"):
                    self.read_blocks(cell, depth + 1)
            return
        self._builder.add_grid(table_boxes(rows, self._cell_text))
        self._read_text_boxes(depth)

    def _cell_text(self, cell: Element) -> str:
        return "\n".join(
            self._paragraphs.read(paragraph)
            for block in blocks(cell, 0)
            for paragraph in ([block] if block.tag == f"{W}p" else block.iter(f"{W}p"))
        )

    def _read_text_boxes(self, depth: int) -> None:
        """Add the text boxes anchored in the block just read."""
        for text_box in self._paragraphs.take_text_boxes():
            if depth < MAX_DEPTH:
                self.read_blocks(text_box, depth + 1)
