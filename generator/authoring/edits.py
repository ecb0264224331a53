"""Edits: the differences between an export as written and as re-imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from generator.model.form import Form
from generator.model.keys import correctable
from generator.model.narrative import published_text
from generator.model.problem import abridged
from generator.model.report import Cell, Report

_CONTEXT_CHARS = 8
"""Number of unchanged characters quoted before the first difference."""


class Edit(NamedTuple):
    """A text before and after an edit."""

    before: str
    after: str


class LineEdit(NamedTuple):
    """An edited line of a text: the text's key, the number of the paragraph, and the line before and after."""

    key: str
    number: int
    before: str
    after: str


@dataclass(frozen=True)
class Edits:
    """The edited cells by name, and the edited lines of texts."""

    cells: Mapping[str, Edit]
    lines: Sequence[LineEdit]

    def __bool__(self) -> bool:
        return bool(self.cells or self.lines)

    def describe(self, form: Form) -> str:
        """Return the edits for the author, one per line: cells, then lines of texts."""
        titles = correctable(form)
        cells = [
            f"  {form.label(cell)}：{edit.before or '空白'} → {edit.after or '空白'}"
            for cell, edit in self.cells.items()
        ]
        return "\n".join([*cells, *(f"  {_described(edit, titles)}" for edit in self.lines)])


def find_edits(exported: Report, reimported: Report, form: Form) -> Edits:
    """Return what differs between an export and its edited version, both read from their files."""
    pairs = {
        name: Edit(before.printed, after.printed)
        for name, before, after in zip(form.cells, cells_of(exported), cells_of(reimported), strict=True)
    }
    cells = {name: edit for name, edit in pairs.items() if edit.before != edit.after}
    before, after = published_lines_of(exported, form), published_lines_of(reimported, form)
    lines = [
        edit
        for key in dict.fromkeys([*before, *after])
        for edit in _line_edits(key, before.get(key, []), after.get(key, []))
    ]
    return Edits(cells, lines)


def cells_of(report: Report) -> list[Cell]:
    """Return all cells of the report, in the form's order."""
    return [cell for rows in report.tables.values() for row in rows.values() for cell in row]


def texts_of(report: Report) -> dict[str, str]:
    """Return all texts of the report as in its source, by the keys that corrections use."""
    facts = {"title": report.title, "preamble": report.preamble, "closing": report.closing}
    return {key: text for key, text in {**facts, **report.text, **report.notes}.items() if text}


def published_lines_of(report: Report, form: Form) -> dict[str, list[str]]:
    """Return the published lines of all texts of the report by key."""
    return {key: published_text(text, report, form).split("\n") for key, text in texts_of(report).items()}


def opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return difflib's operations that turn the lines `before` into those `after`."""
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _line_edits(key: str, before: Sequence[str], after: Sequence[str]) -> Iterator[LineEdit]:
    for tag, i1, i2, j1, j2 in opcodes(before, after):
        if tag != "equal":
            for offset, (old, new) in enumerate(zip_longest(before[i1:i2], after[j1:j2])):
                start = i1 if new is None else j1
                yield LineEdit(key, start + offset + 1, old or "", new or "")


def _described(edit: LineEdit, titles: Mapping[str, str]) -> str:
    title = titles[edit.key] if edit.key == "title" else f"{titles[edit.key]}，第 {edit.number} 段"
    return f"{title}：{_quoted(edit.before, edit.after)}"


def _quoted(before: str, after: str) -> str:
    if not before:
        return f"新增“{abridged(after)}”"
    if not after:
        return f"删去“{abridged(before)}”"
    first = next(
        (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    start = max(0, first - _CONTEXT_CHARS)
    ellipsis = "…" if start else ""
    return f"“{ellipsis}{abridged(before[start:])}” → “{ellipsis}{abridged(after[start:])}”"
