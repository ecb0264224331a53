"""Words of a source file put in the place of others, every other byte left as it is."""

from __future__ import annotations

import codecs
import re
import shutil
from collections.abc import Iterable

from generator.model.form import Forms
from generator.model.problem import Position
from generator.model.report import Report
from generator.sources.report import load_report

_LINE_END = re.compile("(\r\n|\r|\n)")

Change = tuple[Position, str, str]
"""Where words stand, the words, and what shall stand in their place."""


def replaced(data: bytes, changes: Iterable[Change]) -> bytes | None:
    """The file with all changes made; None where one of the places holds other words."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    parts = _LINE_END.split(data[len(mark) :].decode("utf-8"))
    for at, words, others in sorted(changes, reverse=True):
        line, start = 2 * (at.line - 1), at.column - 1
        if line >= len(parts) or not parts[line].startswith(words, start):
            return None
        parts[line] = parts[line][:start] + others + parts[line][start + len(words) :]
    return mark + "".join(parts).encode()


def rewrite(report: Report, data: bytes, expected: Report, forms: Forms) -> bool:
    """Put the data in the place of the report's file at once; False, and nothing done, unless it reads as expected."""
    new = report.path.with_name(f".{report.path.name}.new")
    try:
        new.write_bytes(data)
        read, _ = load_report(new, report.agency, report.year, forms)
        if read != expected:
            return False
        shutil.copymode(report.path, new)
        new.replace(report.path)
        return True
    finally:
        new.unlink(missing_ok=True)
