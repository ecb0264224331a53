"""Plain text: each line is a paragraph or a row of a table, named by its number; pages are not counted."""

from __future__ import annotations

import re
from pathlib import Path

from generator.importers.document import Document
from generator.importers.readers.charset import decode
from generator.importers.readers.draft import Draft
from generator.importers.readers.pagination import without_pages
from generator.importers.readers.parted import add_lines


def read_txt(path: Path) -> Document:
    """The lines of a text file, whatever its character set."""
    draft = Draft()
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", decode(path.read_bytes()))
    add_lines(without_pages(list(enumerate(lines, 1))), draft)
    return draft.document()
