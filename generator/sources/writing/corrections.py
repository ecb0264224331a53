"""Corrections as YAML, and adding one to a report's source file without touching the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.report import Correction
from generator.sources.reading.nodes import ListNode, MapNode, Node, TextNode
from generator.sources.reading.yaml_parser import parse_yaml
from generator.sources.writing.lines import BOM, entry_end
from generator.sources.writing.scalars import cell_text, quoted, yaml_text


def correction_entry(correction: Correction) -> str:
    """Return the correction as a one-line list entry, as messages quote it."""
    pairs = ((cell, cell_text(was), cell_text(now)) for cell, (was, now) in correction.changes.items())
    changes = ", ".join(f"{cell}: [{was}, {now}]" for cell, was, now in pairs)
    parts = [f"date: {correction.date.isoformat()}", f"reason: {yaml_text(correction.reason)}"]
    parts += [f"changes: {{{changes}}}"] if changes else []
    parts += [f"text: [{', '.join(correction.text)}]"] if correction.text else []
    return f"- {{{', '.join(parts)}}}"


def correction_lines(correction: Correction) -> Iterator[str]:
    """Yield the lines of the correction as an entry of the list `corrections`."""
    yield f"  - date: {correction.date.isoformat()}"
    yield f"    reason: {quoted(correction.reason)}"
    if correction.changes:
        yield "    changes:"
        for cell, (was, now) in correction.changes.items():
            yield f"      {cell}: [{cell_text(was)}, {cell_text(now)}]"
    if correction.text:
        yield f"    text: [{', '.join(yaml_text(section) for section in correction.text)}]"


def add_correction(data: bytes, correction: Correction) -> bytes | None:
    """Return the file with the correction as the last entry of `corrections`.

    None if the entries are written in brackets or the file is otherwise unusual. The caller must check that the result
    reads as expected.
    """
    text = data.decode("utf-8")
    body = text.removeprefix(BOM)
    root, _ = parse_yaml(Path(), body)
    if not isinstance(root, MapNode):
        return None
    lines, ending = body.split("\n"), "\r" if "\r\n" in body else ""
    entries = [(key, value) for key, value in root.entries if isinstance(key, TextNode)]
    place = next((number for number, (key, _) in enumerate(entries) if key.value == "corrections"), None)
    if place is None:
        stop, added = entry_end(lines, len(lines), 0), ["", "corrections:", *correction_lines(correction)]
    else:
        indent = _list_indent(lines, entries[place][1])
        if indent is None:
            return None
        below = entries[place + 1][0].at.line - 1 if place + 1 < len(entries) else len(lines)
        stop = entry_end(lines, below, indent)
        added = [f"{' ' * indent}{line[2:]}" for line in correction_lines(correction)]
    if stop == len(lines):
        lines = [*lines[:-1], f"{lines[-1]}{ending}", ""]
    lines[stop:stop] = [f"{line}{ending}" for line in added]
    return (text[: len(text) - len(body)] + "\n".join(lines)).encode()


def _list_indent(lines: list[str], entries: Node) -> int | None:
    """Return how far the list's entries are indented, or None if they are not on separate lines."""
    if isinstance(entries, ListNode):
        line, column = lines[entries.at.line - 1], entries.at.column - 1
        return column if line[column : column + 1] == "-" else None
    return 2 if isinstance(entries, TextNode) and not entries.value and not entries.style else None
