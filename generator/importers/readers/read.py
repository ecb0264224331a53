"""The way in: a file is read in a process of its own, so that a bad one costs a sentence and nothing else."""

from __future__ import annotations

from pathlib import Path

from generator.importers.document import Document
from generator.importers.readers.child import read_here


def read_document(path: Path) -> Document:
    """What a file says, whatever its type; raises UnreadableError with one sentence that says why not."""
    return read_here(path)
