"""Plain text: each line is a paragraph, named by its number."""

from __future__ import annotations

from pathlib import Path

from generator.importers.document import Document
from generator.importers.readers.charset import decode
from generator.importers.readers.draft import Draft


def read_txt(path: Path) -> Document:
    """The lines of a text file, whatever its character set."""
    draft = Draft()
    for number, line in enumerate(decode(path.read_bytes()).splitlines(), 1):
        draft.paragraph(line, f"第 {number} 行")
    return draft.document()
