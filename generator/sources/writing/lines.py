"""Find where entries of a source file end, to insert lines there."""

from __future__ import annotations

BOM = "\ufeff"
"""The byte order mark that some editors put at the start of a file."""


def entry_end(lines: list[str], below: int, indent: int) -> int:
    """Return the index after the last line of the entry above line `below`.

    Blank lines and comments indented no further than `indent` belong to what follows. Indexes count from 0.
    """
    while below and _is_separator(lines[below - 1], indent):
        below -= 1
    return below


def _is_separator(line: str, indent: int) -> bool:
    text = line.strip()
    return not text or (text.startswith("#") and len(line) - len(line.lstrip(" ")) <= indent)
