"""Markdown: pipe tables and tables in markup are grids, everything else is lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from generator.importers.document import Box, Document
from generator.importers.readers.charset import decode
from generator.importers.readers.draft import Draft
from generator.importers.readers.html import add_tables
from generator.importers.readers.pagination import without_pages
from generator.importers.readers.parted import add_lines

Line = tuple[int, str]

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_TABLE = re.compile(r"<table\b.*?(</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")


def read_md(path: Path) -> Document:
    """Tables as grids and the rest line by line, its marks of headings and stress taken off."""
    text = "\n".join(decode(path.read_bytes()).splitlines())
    draft = Draft()
    end = 0
    for found in _TABLE.finditer(text):
        _plain(text[end : found.start()], text.count("\n", 0, end), draft)
        add_tables(found.group(), draft)
        end = found.end()
    _plain(text[end:], text.count("\n", 0, end), draft)
    return draft.document()


def _plain(text: str, before: int, draft: Draft) -> None:
    lines = enumerate(text.split("\n"), before + 1)
    for in_table, group in groupby(lines, lambda line: line[1].lstrip().startswith("|")):
        if in_table:
            for torn in _tables(list(group)):
                _grid(torn, draft)
        else:
            add_lines(without_pages(list(group)), draft, lambda text: _shown(_HEADING.sub("", text)))


def _tables(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that follow one another, parted before each header: the line above a rule begins a table."""
    begins = [0, *(at - 1 for at, (_, line) in enumerate(lines) if at > 1 and _RULE.fullmatch(line))]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield lines[begin:end]


def _grid(lines: list[Line], draft: Draft) -> None:
    rows = [(number, line) for number, line in lines if not _RULE.fullmatch(line)]
    boxes = [
        Box(row, column, 1, 1, _shown(cell), f"第 {number} 行第 {column + 1} 格")
        for row, (number, line) in enumerate(rows)
        for column, cell in enumerate(_CELL_END.split(line.strip().removeprefix("|").removesuffix("|")))
    ]
    draft.grid(boxes, f"第 {lines[0][0]} 行起的表格")


def _shown(text: str) -> str:
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\2", text))
