"""Read a PDF with a text layer: text in reading order, tables by their ruling lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.pdf_blocks import add_blocks
from generator.importers.readers.pdf_columns import Area, PageText, split_columns
from generator.importers.readers.pdf_errors import explained_errors
from generator.importers.readers.pdf_fields import field_chars
from generator.importers.readers.pdf_headers import find_headers, printed_page
from generator.importers.readers.pdf_rulings import ruling_lines
from generator.importers.readers.pdf_tables import Table, find_tables
from generator.importers.readers.pdf_tags import read_properties, read_tagged
from generator.importers.readers.pdf_text import Char, Line, group_lines

MAX_PAGES = 200
_UNMAPPED_GLYPH = re.compile(r"\(cid:\d+\)")


class _Page(NamedTuple):
    """The contents of a page: the characters outside its tables, and the tables; `height` is in points."""

    chars: list[Char]
    tables: list[Table]
    height: float
    is_scan: bool


def read_pdf(path: Path) -> Document:
    """Read all pages; paragraphs and tables that page breaks divide are joined."""
    with explained_errors():
        properties = read_properties(path)
        if properties and (document := read_tagged(path, properties)):
            return document
        pages = list(_pages(path))
    lines, heights = [group_lines(page.chars) for page in pages], [page.height for page in pages]
    _check_text(pages, lines)
    if sum(page.is_scan for page in pages) > len(pages) // 2:
        raise UnreadableError(
            "这个 PDF 是扫描件，里面的文字是软件识别出来的，可能有错，没有采用；"
            "请用原来的 Word 文件，或校对成文本再导入。"
        )
    builder = DocumentBuilder()
    for name, text in properties.items():
        builder.add_label(name, text)
    printed = printed_page(lines, heights)
    builder.add_label("title", printed.title)
    builder.add_label("Url", printed.address)
    headers = find_headers(lines, heights)
    texts = [_columns(page, dropped) for page, dropped in zip(pages, headers, strict=True)]
    tables = [page.tables for page in pages]
    nothing: list[list[Table]] = [[]] * len(pages)
    add_blocks([group_lines(text.left) for text in texts], nothing, builder)
    add_blocks([_main_lines(text) for text in texts], tables, builder)
    add_blocks([group_lines(text.right) for text in texts], nothing, builder)
    return builder.build()


def _columns(page: _Page, headers: list[Line]) -> PageText:
    """Return the text of a page by column, without headers."""
    chars = [char for char in page.chars if not any(line.holds(char) for line in headers)]
    return split_columns(chars, [Area(each.bounds.left, *each.bounds[1:]) for each in page.tables])


def _main_lines(text: PageText) -> list[Line]:
    """Return the lines of the main column; each knows the right edge where other columns narrow it."""
    return [
        replace(line, limit=min((area.x1 for area in text.narrow if area.top <= line.top <= area.bottom), default=0))
        for line in group_lines(text.main)
    ]


def _pages(path: Path) -> Iterator[_Page]:
    with pdfplumber.open(path) as pdf:
        if not pdf.pages:
            raise UnreadableError("PDF 里没有一页可读，可能已损坏；请重新下载或用原来的 Word 文件导入。")
        if len(pdf.pages) > MAX_PAGES:
            raise UnreadableError(f"PDF 超过 {MAX_PAGES} 页，不像一份年度报告；请只留下报告本身的几页再导入。")
        _check_page_count(pdf)
        for page in pdf.pages:
            chars = [char for char in page.dedupe_chars().chars if char.get("upright", True)]
            tables, chars = find_tables(ruling_lines(page), [*chars, *field_chars(page)])
            is_scan = _is_scan(page)
            page.close()
            yield _Page(chars, tables, float(page.height), is_scan)


def _check_page_count(pdf: PDF) -> None:
    """Raise UnreadableError if the file says that it has more pages than can be found."""
    root = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else None
    if isinstance(count, int) and count > len(pdf.pages):
        raise UnreadableError(f"PDF 应有 {count} 页，只找到 {len(pdf.pages)} 页，可能不完整；请重新下载再导入。")


def _is_scan(page: PlumberPage) -> bool:
    """Return whether a page is probably a scan: one image covers most of it, and it has no ruling lines."""
    largest = max((image["width"] * image["height"] for image in page.images), default=0)
    return bool(largest > 0.8 * page.width * page.height) and not page.edges


def _check_text(pages: Sequence[_Page], lines: Sequence[list[Line]]) -> None:
    """Raise UnreadableError if there is no text, or if too much of it has no character codes."""
    texts = [line.text for each in lines for line in each]
    texts += [box.text for page in pages for table in page.tables for box in table.boxes]
    text = "".join(texts)
    if not text.strip():
        raise UnreadableError("这个 PDF 里只有图片，没有文字，无法读取；请用原来的 Word 文件，或先做文字识别再导入。")
    if len("".join(_UNMAPPED_GLYPH.findall(text))) > len(text) // 20:
        raise UnreadableError(
            "这个 PDF 的字体没有文字编码，读出来会是乱码；请用原来的 Word 文件，或先做文字识别再导入。"
        )
