"""Replace text at given positions of a source file, and save the result if it reads as expected."""

from __future__ import annotations

import codecs
import re
import shutil
from collections.abc import Iterable
from typing import NamedTuple

from generator.model.form import Forms
from generator.model.problem import Position
from generator.model.report import Report
from generator.sources.reading.report import load_report
from generator.sources.writing.whole_file import written_beside

_LINE_END = re.compile("(\r\n|\r|\n)")


class TextEdit(NamedTuple):
    """The replacement of one text by another, at a position and within a line."""

    at: Position
    old: str
    new: str


def apply_edits(data: bytes, edits: Iterable[TextEdit]) -> bytes | None:
    """Return the file with all edits made and every other byte unchanged; None if an old text is not found there."""
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    parts = _LINE_END.split(data[len(bom) :].decode("utf-8"))
    for at, old, new in sorted(edits, reverse=True):
        line, start = 2 * (at.line - 1), at.column - 1
        if line >= len(parts) or not parts[line].startswith(old, start):
            return None
        parts[line] = parts[line][:start] + new + parts[line][start + len(old) :]
    return bom + "".join(parts).encode()


def save_verified(report: Report, data: bytes, expected: Report, forms: Forms) -> bool:
    """Atomically replace the report's file by the data if they read as the expected report; return whether they do."""
    with written_beside(report.path, data) as new:
        read, _ = load_report(new, report.agency, report.year, forms)
        if read != expected:
            return False
        shutil.copymode(report.path, new)
        new.replace(report.path)
    return True
