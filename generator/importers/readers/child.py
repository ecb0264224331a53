"""The process in which a file is read: whatever the file does, it does here, within limits of memory and time."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from generator.importers.document import Document
from generator.importers.readers.kind import kind_of

MEMORY = 1_000_000_000

_PLACE = "generator.importers.readers."
READERS = {
    "docx": ("docx", "read_docx"),
    "doc": ("office", "read_text_document"),
    "rtf": ("office", "read_text_document"),
    "odt": ("office", "read_text_document"),
    "xlsx": ("xlsx", "read_xlsx"),
    "xls": ("office", "read_spreadsheet"),
    "ods": ("office", "read_spreadsheet"),
    "html": ("html", "read_html"),
    "mht": ("mht", "read_mht"),
    "pdf": ("pdf", "read_pdf"),
    "md": ("md", "read_md"),
    "txt": ("txt", "read_txt"),
}
"""For each kind of file the module that reads it, loaded only when such a file comes, and the function in it."""


def read_here(path: Path) -> Document:
    """The document in a file, read in this process and without limits."""
    module, function = READERS[kind_of(path)]
    read: Callable[[Path], Document] = getattr(import_module(_PLACE + module), function)
    return read(path)
