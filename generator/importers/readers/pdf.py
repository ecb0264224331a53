"""Read a PDF with a text layer: text in reading order, tables by their ruling lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.pdf_headers import without_headers
from generator.importers.readers.pdf_paragraphs import continues_paragraph, join_lines, measure_column
from generator.importers.readers.pdf_rulings import ruling_lines
from generator.importers.readers.pdf_tables import Table, continues_table, find_tables, join_tables
from generator.importers.readers.pdf_text import Line, group_lines

MAX_PAGES = 200
_UNMAPPED_GLYPH = re.compile(r"\(cid:\d+\)")


class _Page(NamedTuple):
    """The contents of a page; `height` is in points."""

    lines: list[Line]
    tables: list[Table]
    height: float
    is_scan: bool


def read_pdf(path: Path) -> Document:
    """Read all pages, joining paragraphs and tables that page breaks divide; raise UnreadableError for a scan."""
    pages = list(_pages(path))
    _check_text(pages)
    if sum(page.is_scan for page in pages) > len(pages) // 2:
        raise UnreadableError(
            "这个 PDF 是扫描件，里面的文字是软件识别出来的，可能有错，没有采用；"
            "请用原来的 Word 文件，或校对成文本再导入。"
        )
    builder = DocumentBuilder()
    lines = without_headers([page.lines for page in pages], [page.height for page in pages])
    _add_blocks(lines, [page.tables for page in pages], builder)
    return builder.build()


def _pages(path: Path) -> Iterator[_Page]:
    try:
        with pdfplumber.open(path) as pdf:
            if not pdf.pages:
                raise UnreadableError("PDF 里没有一页可读，可能已损坏；请重新下载或用原来的 Word 文件导入。")
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableError(f"PDF 超过 {MAX_PAGES} 页，不像一份年度报告；请只留下报告本身的几页再导入。")
            for page in pdf.pages:
                chars = page.dedupe_chars().chars
                tables, chars = find_tables(ruling_lines(page), [char for char in chars if char.get("upright", True)])
                is_scan = _is_scan(page)
                page.close()
                yield _Page(group_lines(chars), tables, float(page.height), is_scan)
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, MemoryError):
            raise MemoryError from None
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableError("PDF 设有打开密码，无法读取；请去掉密码另存一份再导入。") from None
        raise UnreadableError("PDF 不完整或已损坏，打不开；请重新下载或用原来的 Word 文件导入。") from None


def _is_scan(page: PlumberPage) -> bool:
    """Return whether a page is probably a scan: one image covers most of it, and it has no ruling lines."""
    largest = max((image["width"] * image["height"] for image in page.images), default=0)
    return bool(largest > 0.8 * page.width * page.height) and not page.edges


def _check_text(pages: Sequence[_Page]) -> None:
    """Raise UnreadableError if there is no text, or if more than 5 % of it are glyphs without character codes."""
    texts = [line.text for page in pages for line in page.lines]
    texts += [box.text for page in pages for table in page.tables for box in table.boxes]
    text = "".join(texts)
    if not text.strip():
        raise UnreadableError("这个 PDF 里只有图片，没有文字，无法读取；请用原来的 Word 文件，或先做文字识别再导入。")
    if len("".join(_UNMAPPED_GLYPH.findall(text))) > len(text) // 20:
        raise UnreadableError(
            "这个 PDF 的字体没有文字编码，读出来会是乱码；请用原来的 Word 文件，或先做文字识别再导入。"
        )


def _add_blocks(lines: list[list[Line]], tables: list[list[Table]], builder: DocumentBuilder) -> None:
    """Add the paragraphs and tables of all pages from top to bottom, each as soon as it is complete."""
    column = measure_column(lines)
    text, place, last_line = "", "", None
    table: Table | None = None
    table_place = ""
    for number, (page_lines, page_tables) in enumerate(zip(lines, tables, strict=True), 1):
        blocks: list[Line | Table] = sorted([*page_lines, *page_tables], key=_top)
        for at, block in enumerate(blocks):
            if isinstance(block, Table):
                builder.add_paragraph(text, place)
                text, last_line = "", None
                if table is not None and at == 0 and continues_table(table, block):
                    table = join_tables(table, block)
                else:
                    _add_table(table, table_place, builder)
                    table, table_place = block, f"第 {number} 页的表格"
                continue
            _add_table(table, table_place, builder)
            table = None
            if last_line is not None and continues_paragraph(last_line, block, column, new_page=at == 0):
                text = join_lines(text, block.text)
            else:
                builder.add_paragraph(text, place)
                text, place = block.text, f"第 {number} 页"
            last_line = block
    builder.add_paragraph(text, place)
    _add_table(table, table_place, builder)


def _top(block: Line | Table) -> float:
    return block.bounds.top if isinstance(block, Table) else block.top


def _add_table(table: Table | None, place: str, builder: DocumentBuilder) -> None:
    if table is not None:
        builder.add_grid(table.boxes, place)
