"""Read plain text: each line is a paragraph or a table row, located by line number; page numbers are left out."""

from __future__ import annotations

import re
from pathlib import Path

from generator.importers.document import Document
from generator.importers.readers.charset import decode
from generator.importers.readers.delimited import add_lines
from generator.importers.readers.document_builder import DocumentBuilder
from generator.importers.readers.pagination import without_page_lines


def read_txt(path: Path) -> Document:
    """Read a text file in any supported encoding."""
    builder = DocumentBuilder()
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", decode(path.read_bytes()))
    add_lines(without_page_lines(list(enumerate(lines, 1))), builder)
    return builder.build()
