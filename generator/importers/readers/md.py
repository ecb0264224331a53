"""Read Markdown: pipe tables and HTML tables become grids, every other line a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from generator.importers.document import Box, Document
from generator.importers.readers.charset import decode
from generator.importers.readers.delimited import add_lines
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.html import add_tables
from generator.importers.readers.pagination import Line, without_page_lines

_DELIMITER_ROW = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_HTML_TABLE = re.compile(r"<table\b.*?(</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_HEADING_MARKS = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")


def read_md(path: Path) -> Document:
    """Read a Markdown file, without the marks of headings, bold text and escapes."""
    text = "\n".join(decode(path.read_bytes()).splitlines())
    builder = DocumentBuilder()
    end = 0
    for found in _HTML_TABLE.finditer(text):
        _add_text(text[end : found.start()], text.count("\n", 0, end), builder)
        add_tables(found.group(), builder)
        end = found.end()
    _add_text(text[end:], text.count("\n", 0, end), builder)
    return builder.build()


def _add_text(text: str, lines_before: int, builder: DocumentBuilder) -> None:
    lines = enumerate(text.split("\n"), lines_before + 1)
    for in_table, group in groupby(lines, lambda line: line[1].lstrip().startswith("|")):
        if in_table:
            for table in _split_tables(list(group)):
                _add_table(table, builder)
        else:
            kept = without_page_lines(list(group))
            add_lines(kept, builder, lambda text: _without_marks(_HEADING_MARKS.sub("", text)))


def _split_tables(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the tables in adjacent lines: the line above a delimiter row begins a new one."""
    starts = [0, *(at - 1 for at, (_, line) in enumerate(lines) if at > 1 and _DELIMITER_ROW.fullmatch(line))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start:end]


def _add_table(lines: list[Line], builder: DocumentBuilder) -> None:
    rows = [(number, line) for number, line in lines if not _DELIMITER_ROW.fullmatch(line)]
    boxes = [
        Box(row, column, 1, 1, _without_marks(cell), f"第 {number} 行第 {column + 1} 格")
        for row, (number, line) in enumerate(rows)
        for column, cell in enumerate(_CELL_END.split(line.strip().removeprefix("|").removesuffix("|")))
    ]
    builder.add_grid(boxes, f"第 {lines[0][0]} 行起的表格")


def _without_marks(text: str) -> str:
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\2", text))
