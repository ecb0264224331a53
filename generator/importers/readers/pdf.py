"""A PDF with a text layer: text in reading order, tables where their lines are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.draft import Draft
from generator.importers.readers.pdf_pages import without_running_lines
from generator.importers.readers.pdf_paragraphs import column_of, goes_on, together
from generator.importers.readers.pdf_tables import Table, goes_on_below, joined_below, tables_of
from generator.importers.readers.pdf_text import Char, Line, lines_of

MAX_PAGES = 200
_UNMAPPED = re.compile(r"\(cid:\d+\)")


def read_pdf(path: Path) -> Document:
    """The text and tables of all pages; torn paragraphs and tables are put together over page ends."""
    lines: list[list[Line]] = []
    tables: list[list[Table]] = []
    heights: list[float] = []
    scanned = 0
    for chars, found, height, picture in _pages(path):
        scanned += picture
        lines.append(lines_of(chars))
        tables.append(found)
        heights.append(height)
    _refuse_unread(lines, tables)
    if scanned > len(lines) // 2:
        raise UnreadableError(
            "这个 PDF 是扫描件，里面的文字是软件识别出来的，可能有错，没有采用；"
            "请用原来的 Word 文件，或校对成文本再导入。"
        )
    draft = Draft()
    _write(without_running_lines(lines, heights), tables, draft)
    return draft.document()


def _pages(path: Path) -> Iterator[tuple[list[Char], list[Table], float, bool]]:
    try:
        with pdfplumber.open(path) as pdf:
            if not pdf.pages:
                raise UnreadableError("PDF 里没有一页可读，可能已损坏；请重新下载或用原来的 Word 文件导入。")
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableError(f"PDF 超过 {MAX_PAGES} 页，不像一份年度报告；请只留下报告本身的几页再导入。")
            for page in pdf.pages:
                chars = page.dedupe_chars().chars
                found, chars = tables_of(page, [char for char in chars if char.get("upright", True)])
                yield chars, found, float(page.height), _is_picture(page)
                page.close()
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, MemoryError):
            raise MemoryError from None
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableError("PDF 设有打开密码，无法读取；请去掉密码另存一份再导入。") from None
        raise UnreadableError("PDF 不完整或已损坏，打不开；请重新下载或用原来的 Word 文件导入。") from None


def _is_picture(page: Page) -> bool:
    """Whether a page is a scan with recognised text behind it: one picture covers it, and no line is drawn."""
    covered = max((image["width"] * image["height"] for image in page.images), default=0)
    return bool(covered > 0.8 * page.width * page.height) and not page.edges


def _refuse_unread(lines: list[list[Line]], tables: list[list[Table]]) -> None:
    texts = [line.text for page in lines for line in page]
    texts += [box.text for page in tables for table in page for box in table.boxes]
    text = "".join(texts)
    if not text.strip():
        raise UnreadableError("这个 PDF 里只有图片，没有文字，无法读取；请用原来的 Word 文件，或先做文字识别再导入。")
    if len("".join(_UNMAPPED.findall(text))) > len(text) // 20:
        raise UnreadableError(
            "这个 PDF 的字体没有文字编码，读出来会是乱码；请用原来的 Word 文件，或先做文字识别再导入。"
        )


def _write(lines: list[list[Line]], tables: list[list[Table]], draft: Draft) -> None:
    column = column_of(lines)
    text, place, last = "", "", None
    torn: Table | None = None
    torn_place = ""
    for number, (page_lines, page_tables) in enumerate(zip(lines, tables, strict=True), 1):
        blocks: list[Line | Table] = sorted([*page_lines, *page_tables], key=_top)
        for at, block in enumerate(blocks):
            if isinstance(block, Table):
                draft.paragraph(text, place)
                text, last = "", None
                if torn is not None and at == 0 and goes_on_below(torn, block):
                    torn = joined_below(torn, block)
                else:
                    _grid(torn, torn_place, draft)
                    torn, torn_place = block, f"第 {number} 页的表格"
                continue
            _grid(torn, torn_place, draft)
            torn = None
            if last is not None and goes_on(last, block, column, new_page=at == 0):
                text = together(text, block.text)
            else:
                draft.paragraph(text, place)
                text, place = block.text, f"第 {number} 页"
            last = block
    draft.paragraph(text, place)
    _grid(torn, torn_place, draft)


def _top(block: Line | Table) -> float:
    return block.bounds[1] if isinstance(block, Table) else block.top


def _grid(table: Table | None, place: str, draft: Draft) -> None:
    if table is not None:
        draft.grid(table.boxes, place)
