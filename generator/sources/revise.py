"""Cells and texts of a source file written anew where they have changed; every other byte is left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from generator.model import keys
from generator.model.form import Form
from generator.model.problem import Position
from generator.model.report import Report
from generator.sources.amend import end_of
from generator.sources.compose import compose
from generator.sources.dump import cell_text, yaml_text
from generator.sources.nodes import MapNode, Node, TextNode
from generator.sources.rewrite import Change, replaced

_BOM = "\ufeff"
_TOKEN = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:(?! #)[^\n])*""")
_TOKEN_IN_BRACKETS = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:(?! #)[^,\]\n])*""")


def with_edits(data: bytes, now: Report, new: Report, form: Form) -> bytes | None:
    """The file of the report `now`, which says what `new` does; None where its writing is too odd to be changed.

    Whoever calls must see that the result reads as the new report.
    """
    text = data.decode("utf-8")
    lines = text.removeprefix(_BOM).replace("\r\n", "\n").split("\n")
    written = replaced(data, _cell_changes(lines, now, new))
    if written is None:
        return None
    text = written.decode("utf-8")
    mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    ending = "\r\n" if "\r\n" in body else "\n"
    old, wanted = _texts(now), _texts(new)
    for key in dict.fromkeys([*wanted, *old]):
        if old.get(key, "") != wanted.get(key, ""):
            changed = _with_text(body.replace("\r\n", "\n"), key, old.get(key, ""), wanted.get(key, ""), form)
            if changed is None:
                return None
            body = changed.replace("\n", ending)
    return (mark + body).encode()


def _texts(report: Report) -> dict[str, str]:
    """All texts of the report by key; those beside tables below `notes.`."""
    facts = {"title": report.title or "", "preamble": report.preamble or ""}
    notes = {f"notes.{key}": text for key, text in report.notes.items()}
    return {**facts, **report.text, "closing": report.closing or "", **notes}


def _cell_changes(lines: Sequence[str], now: Report, new: Report) -> Iterator[Change]:
    for section, rows in new.tables.items():
        for row, cells in rows.items():
            for index, (was, cell) in enumerate(zip(now.tables[section][row], cells, strict=True)):
                if was != cell and (at := now.cell_position(f"{section}.{row}", index)):
                    yield _cell_change(lines[at.line - 1], at, cell_text(cell.printed))


def _cell_change(line: str, at: Position, written: str) -> Change:
    before, rest = line[: at.column - 1], line[at.column - 1 :]
    match = (_TOKEN_IN_BRACKETS if "[" in before else _TOKEN).match(rest)
    token = match.group().rstrip() if match else ""
    return at, token, f" {written}" if before.endswith(":") else written


def _with_text(body: str, key: str, was: str, text: str, form: Form) -> str | None:
    """The file with the text under the key, which may not be there yet."""
    root, _ = compose(Path(), body)
    if not isinstance(root, MapNode):
        return None
    name, _, inner = key.partition(".")
    lines, top = body.split("\n"), _entries(root)
    outer = top[name][1] if inner and name in top else None
    if isinstance(outer, MapNode):
        found, indent = _entries(outer).get(inner), outer.at.column - 1
    else:
        found, indent = (None if inner else top.get(name)), 0
    if found:
        below = next((each.at.line - 1 for each in _keys_after(root, found[0])), len(lines))
        stop = end_of(lines, below, indent)
        start = found[0].at.line - 1
        lines[start:stop] = _rewritten(lines[start:stop], found[1], key, was.split("\n"), text, indent)
    elif inner and name in top:
        if not isinstance(outer, MapNode):
            return None
        place = top[name][0].at.line
        lines[place:place] = _block(inner, text, indent)
    else:
        added = ["notes:", *_block(inner, text, 2)] if inner else _block(key, text, 0)
        place = _place(top, name, form, lines)
        lines[place:place] = [*added, ""] if place < len(lines) else ["", *added]
    return "\n".join(lines)


def _entries(node: MapNode) -> dict[str, tuple[TextNode, Node]]:
    return {key.value: (key, value) for key, value in node.entries if isinstance(key, TextNode)}


def _keys_after(root: MapNode, key: TextNode) -> Iterator[Node]:
    """The keys further down, at the top or within the entry that holds this one, in order."""
    for each, value in root.entries:
        if isinstance(value, MapNode) and each.at.line <= key.at.line and each is not key:
            yield from (inner for inner, _ in value.entries if inner.at.line > key.at.line)
        if each.at.line > key.at.line:
            yield each


def _rewritten(lines: list[str], value: Node, key: str, was: list[str], text: str, indent: int) -> list[str]:
    """The lines of an entry with the text in the place of the one that was; unchanged lines stay as they are."""
    written = [number for number in range(1, len(lines)) if lines[number].strip()]
    indented = text.startswith(" ") or was[0].startswith(" ")
    if not text or indented or not isinstance(value, TextNode) or value.style != "|" or not written:
        return _block(key.rpartition(".")[2], text, indent)
    first = written[0]
    space = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
    kept, wanted = lines[first : first + len(was)], text.split("\n")
    result = lines[:first]
    for kind, a, b, c, d in SequenceMatcher(None, was, wanted, autojunk=False).get_opcodes():
        result += kept[a:b] if kind == "equal" else [f"{space}{line}" if line else "" for line in wanted[c:d]]
    return result + lines[first + len(was) :]


def _block(key: str, text: str, indent: int) -> list[str]:
    """The entry as a block of text; a title is a line."""
    space = " " * indent
    if key == "title" or not text:
        return [f"{space}{key}: {yaml_text(text)}" if text else f"{space}{key}:"]
    mark = "|2" if text.startswith(" ") else "|"
    return [f"{space}{key}: {mark}", *(f"{space}  {line}" if line else "" for line in text.split("\n"))]


def _place(top: Mapping[str, tuple[TextNode, Node]], key: str, form: Form, lines: list[str]) -> int:
    """Where a new entry belongs: before the first of those that usually follow it."""
    sections = [section.key for section in form.sections]
    order = ["title", "preamble", *sections, "closing", "notes", *keys.REPORT]
    later = [each for each in order[order.index(key) + 1 :] if each not in order[: order.index(key)]]
    found = [top[each][0].at.line - 1 for each in later if each in top and each not in ("form", "published", "source")]
    return end_of(lines, min(found), 0) if found else end_of(lines, len(lines), 0)
