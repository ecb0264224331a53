"""A PDF with a text layer."""

from __future__ import annotations

from pathlib import Path

import pdfplumber

from generator.importers.document import Box, Document, UnreadableError
from generator.importers.readers.draft import Draft


def read_pdf(path: Path) -> Document:
    """Text in reading order, tables where their lines are drawn."""
    draft = Draft()
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            outside = page
            for table in page.find_tables():
                rows = table.extract()
                boxes = [
                    Box(r, c, 1, 1, t, "") for r, row in enumerate(rows) for c, t in enumerate(row) if t is not None
                ]
                draft.grid(boxes)
                outside = outside.outside_bbox(table.bbox)
            draft.paragraph(outside.extract_text(), f"第 {number} 页")
    if not draft.parts:
        raise UnreadableError("这个 PDF 里只有图片，没有文字，无法读取；请用原来的 Word 文件，或先做文字识别再导入。")
    return draft.document()
