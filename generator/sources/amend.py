"""A correction added to the text of a report's source file; everything else stays letter for letter."""

from __future__ import annotations

from pathlib import Path

from generator.model.report import Correction
from generator.sources.compose import compose
from generator.sources.dump import correction_lines
from generator.sources.nodes import ListNode, MapNode, Node, TextNode

_BOM = "\ufeff"


def with_correction(data: bytes, correction: Correction) -> bytes | None:
    """The file with the correction as the last entry of `corrections`.

    None where the entries stand in brackets, or the file is otherwise not as authors write it: whoever calls must
    see that the result says what it should.
    """
    text = data.decode("utf-8")
    body = text.removeprefix(_BOM)
    root, _ = compose(Path(), body)
    if not isinstance(root, MapNode):
        return None
    lines, ending = body.split("\n"), "\r" if "\r\n" in body else ""
    entries = [(key, value) for key, value in root.entries if isinstance(key, TextNode)]
    place = next((number for number, (key, _) in enumerate(entries) if key.value == "corrections"), None)
    if place is None:
        stop, added = end_of(lines, len(lines), 0), ["", "corrections:", *correction_lines(correction)]
    else:
        indent = _indent(lines, entries[place][1])
        if indent is None:
            return None
        below = entries[place + 1][0].at.line - 1 if place + 1 < len(entries) else len(lines)
        stop = end_of(lines, below, indent)
        added = [f"{' ' * indent}{line[2:]}" for line in correction_lines(correction)]
    if stop == len(lines):
        lines = [*lines[:-1], f"{lines[-1]}{ending}", ""]
    lines[stop:stop] = [f"{line}{ending}" for line in added]
    return (text[: len(text) - len(body)] + "\n".join(lines)).encode()


def _indent(lines: list[str], entries: Node) -> int | None:
    """How far the entries are indented; None where they do not stand below each other."""
    if isinstance(entries, ListNode):
        line, column = lines[entries.at.line - 1], entries.at.column - 1
        return column if line[column : column + 1] == "-" else None
    return 2 if isinstance(entries, TextNode) and not entries.value and not entries.style else None


def end_of(lines: list[str], below: int, indent: int) -> int:
    """Where what stands above the line `below` ends: before blank lines and comments indented no further."""
    while below and _is_loose(lines[below - 1], indent):
        below -= 1
    return below


def _is_loose(line: str, indent: int) -> bool:
    text = line.strip()
    return not text or (text.startswith("#") and len(line) - len(line.lstrip(" ")) <= indent)
