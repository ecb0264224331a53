"""Put the lines and tables of a PDF's pages together into paragraphs and tables."""

from __future__ import annotations

from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.pdf_paragraphs import continues_paragraph, join_lines, measure_column
from generator.importers.readers.pdf_table_parts import continues_table, join_tables
from generator.importers.readers.pdf_tables import Table
from generator.importers.readers.pdf_text import Line


def add_blocks(lines: list[list[Line]], tables: list[list[Table]], builder: DocumentBuilder) -> None:
    """Add the lines and tables of all pages from top to bottom, each once nothing can continue it."""
    column = measure_column(lines, max((each.bounds.right for page in tables for each in page), default=0))
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
        builder.add_grid(table.boxes, place, seams=table.seams, doubts=table.doubts)
