"""Write the changed cells and texts of an edited report into its source file; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from generator.model import keys
from generator.model.form import Form
from generator.model.problem import Position
from generator.model.report import Report
from generator.sources.reading.nodes import MapNode, Node, TextNode
from generator.sources.reading.yaml_parser import parse_yaml
from generator.sources.writing.lines import BOM, entry_end
from generator.sources.writing.scalars import cell_text, yaml_text
from generator.sources.writing.text_edits import TextEdit, apply_edits

_TOKEN = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:(?! #)[^\n])*""")
_TOKEN_IN_BRACKETS = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:(?! #)[^,\]}\n])*""")
_BRACKET = re.compile(r"[\[{]")

_FACTS = ("published", "title", "index_number", "document_number")
"""The facts of one line that readers see."""


def edit_report(data: bytes, current: Report, edited: Report, form: Form) -> bytes | None:
    """Return the file of the report `current`, changed to read as `edited`; None if its YAML is too unusual.

    The caller must check that the result reads as the edited report.
    """
    text = data.decode("utf-8")
    lines = text.removeprefix(BOM).replace("\r\n", "\n").split("\n")
    written = apply_edits(data, _cell_edits(lines, current, edited))
    if written is None:
        return None
    text = written.decode("utf-8")
    bom, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    ending = "\r\n" if "\r\n" in body else "\n"
    old, wanted = _texts(current), _texts(edited)
    for key in dict.fromkeys([*wanted, *old]):
        if old.get(key, "") != wanted.get(key, ""):
            changed = _with_new_text(body.replace("\r\n", "\n"), key, old.get(key, ""), wanted.get(key, ""), form)
            if changed is None:
                return None
            body = changed.replace("\n", ending)
    return (bom + body).encode()


def _texts(report: Report) -> dict[str, str]:
    """Return the printed facts and all texts of the report by key, notes beside tables as `notes.<section>`."""
    facts = {"published": report.published_text, **{key: getattr(report, key) for key in (*_FACTS[1:], "preamble")}}
    notes = {f"notes.{key}": text for key, text in report.notes.items()}
    texts = {**facts, **report.text, "closing": report.closing, **notes}
    return {key: text or "" for key, text in texts.items()}


def _cell_edits(lines: Sequence[str], current: Report, edited: Report) -> Iterator[TextEdit]:
    for section, rows in edited.tables.items():
        for row, cells in rows.items():
            name, before = f"{section}.{row}", current.tables[section][row]
            places = [current.cell_position(name, index) for index in range(len(cells))]
            if cells != before and len(cells) > 1 and len(set(places)) == 1 and (at := places[0]):  # one 0 for all
                written = f"[{', '.join(cell_text(cell.printed) for cell in cells)}]"
                yield _cell_edit(lines[at.line - 1], at, written, in_brackets=_in_brackets(lines, at))
                continue
            for at, was, cell in zip(places, before, cells, strict=True):
                if was != cell and at:
                    in_brackets = _in_brackets(lines, places[0] or at)
                    yield _cell_edit(lines[at.line - 1], at, cell_text(cell.printed), in_brackets=in_brackets)


def _in_brackets(lines: Sequence[str], first: Position) -> bool:
    """Return whether a row whose first cell is at this position is written in brackets, perhaps over several lines."""
    return bool(_BRACKET.search(lines[first.line - 1][: first.column - 1]))


def _cell_edit(line: str, at: Position, written: str, *, in_brackets: bool = False) -> TextEdit:
    before, rest = line[: at.column - 1], line[at.column - 1 :]
    match = (_TOKEN_IN_BRACKETS if in_brackets else _TOKEN).match(rest)
    token = match.group().rstrip() if match else ""
    return TextEdit(at, token, f" {written}" if before.endswith(":") else written)


def _with_new_text(body: str, key: str, was: str, text: str, form: Form) -> str | None:
    """Return the file with the text under the key, which is added if missing; None if the file is not a mapping."""
    root, _ = parse_yaml(Path(), body)
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
        key_node, value = found
        below = next((each.at.line - 1 for each in _keys_after(root, key_node)), len(lines))
        start, stop = key_node.at.line - 1, entry_end(lines, below, indent)
        if key in _FACTS and text and _is_in_line(value):
            edit = _cell_edit(lines[value.at.line - 1], value.at, _fact(key, text))
            lines[value.at.line - 1] = _edited(lines[value.at.line - 1], edit)
        else:
            lines[start:stop] = _rewritten(lines[start:stop], value, key, was.split("\n"), text, indent)
    elif inner and name in top:
        if not isinstance(outer, MapNode):
            return None
        place = top[name][0].at.line
        lines[place:place] = _entry_lines(inner, text, indent)
    else:
        added = ["notes:", *_entry_lines(inner, text, 2)] if inner else _entry_lines(key, text, 0)
        place = _insertion_line(top, name, form, lines)
        lines[place:place] = [*added, ""] if place < len(lines) else ["", *added]
    return "\n".join(lines)


def _entries(node: MapNode) -> dict[str, tuple[TextNode, Node]]:
    return {key.value: (key, value) for key, value in node.entries if isinstance(key, TextNode)}


def _keys_after(root: MapNode, key: TextNode) -> Iterator[Node]:
    """Yield the keys below this one, at the top level or within the entry that holds it, in order."""
    for each, value in root.entries:
        if isinstance(value, MapNode) and each.at.line <= key.at.line and each is not key:
            yield from (inner for inner, _ in value.entries if inner.at.line > key.at.line)
        if each.at.line > key.at.line:
            yield each


def _is_in_line(value: Node) -> bool:
    """Return whether the value is a text within one line."""
    return isinstance(value, TextNode) and bool(value.value) and value.lines == 1 and value.style not in ("|", ">")


def _edited(line: str, edit: TextEdit) -> str:
    start = edit.at.column - 1
    return f"{line[:start]}{edit.new}{line[start + len(edit.old) :]}"


def _rewritten(lines: list[str], value: Node, key: str, was: list[str], text: str, indent: int) -> list[str]:
    """Return the lines of an entry with its text replaced; unchanged lines stay as they are."""
    written = [number for number in range(1, len(lines)) if lines[number].strip()]
    indented = text.startswith(" ") or was[0].startswith(" ")
    if not text or indented or not isinstance(value, TextNode) or value.style != "|" or not written:
        return _entry_lines(key.rpartition(".")[2], text, indent)
    first = written[0]
    space = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
    kept, wanted = lines[first : first + len(was)], text.split("\n")
    result = lines[:first]
    for kind, a, b, c, d in SequenceMatcher(None, was, wanted, autojunk=False).get_opcodes():
        result += kept[a:b] if kind == "equal" else [f"{space}{line}" if line else "" for line in wanted[c:d]]
    return result + lines[first + len(was) :]


def _entry_lines(key: str, text: str, indent: int) -> list[str]:
    """Return the entry as a literal block, or as one line for a fact or an empty text."""
    space = " " * indent
    if key in _FACTS or not text:
        return [f"{space}{key}: {_fact(key, text)}" if text else f"{space}{key}:"]
    marker = "|2" if text.startswith(" ") else "|"
    return [f"{space}{key}: {marker}", *(f"{space}  {line}" if line else "" for line in text.split("\n"))]


def _fact(key: str, text: str) -> str:
    """Return the scalar of a fact: a day stays plain."""
    return text if key == "published" else yaml_text(text)


def _insertion_line(top: Mapping[str, tuple[TextNode, Node]], key: str, form: Form, lines: list[str]) -> int:
    """Return the index of the line to insert a new entry at: before the first key that usually follows it."""
    sections = [section.key for section in form.sections]
    order = list(keys.REPORT)
    order[order.index("closing") : order.index("closing")] = sections
    found = [top[each][0].at.line - 1 for each in order[order.index(key) + 1 :] if each in top]
    return entry_end(lines, min(found), 0) if found else entry_end(lines, len(lines), 0)
