"""Merge the edits of a re-imported export into the report it was made from, leaving everything else unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from generator.authoring.edits import cells_of, find_edits, opcodes, published_lines_of, texts_of
from generator.model.form import Form
from generator.model.narrative import Run, published_lines, published_text, runs
from generator.model.report import Report

_MARKUP = re.compile(r"\{\{|\*\*")
_BULLET = re.compile(r"\s*(?:[-*]\s+)?")
_ITEM_OR_ROW = re.compile(r"[-*]\s+|\|.*\|$")
_ESCAPED_MARK = re.compile(r"\\(?=[-*]\s|\|)")

Render = Callable[[str], str]


class Renderers(NamedTuple):
    """Functions that return a source line as published, with the figures before and after the edits."""

    before: Render
    after: Render


class Line(NamedTuple):
    """A line of a re-imported text: as it would be typed in a source file, and as published."""

    typed: str
    published: str


def merge_edits(current: Report, exported: Report, reimported: Report, form: Form) -> Report:
    """Return the current report with the edits; keep references, bold text and all that an export lacks."""
    edits = find_edits(exported, reimported, form)
    cells = iter(
        after if name in edits.cells else before
        for name, before, after in zip(form.cells, cells_of(current), cells_of(reimported), strict=True)
    )
    tables = {
        section: {row: tuple(next(cells) for _ in old) for row, old in rows.items()}
        for section, rows in current.tables.items()
    }
    result = replace(current, tables=tables)
    sources, exported_lines, texts = texts_of(current), published_lines_of(exported, form), texts_of(reimported)
    renderers = Renderers(*(partial(published_text, report=report, form=form) for report in (current, result)))
    for key in dict.fromkeys(edit.key for edit in edits.lines):
        source, text = sources.get(key, ""), texts.get(key, "")
        positions = [position for position, _ in published_lines(source, current, form)]
        lines = [Line(text.split("\n")[at], line) for at, line in published_lines(text, reimported, form)]
        if len(positions) == len(exported_lines.get(key, [])):
            text = _merge_text(source.split("\n"), positions, exported_lines.get(key, []), lines, renderers)
        result = _with_text(result, key, text)
    return result


def _with_text(report: Report, key: str, text: str) -> Report:
    if key in report.text:
        return replace(report, text={**report.text, key: text})
    if key in report.tables:
        notes = {**report.notes, key: text}
        return replace(report, notes={key: notes[key] for key in notes if notes[key]})
    facts: dict[str, str | None] = {key: text or None}
    return replace(report, **facts)  # type: ignore[arg-type]


def _merge_text(
    source: list[str], positions: list[int], exported: Sequence[str], lines: list[Line], renderers: Renderers
) -> str:
    """Return the text with the edited lines replaced, added or removed.

    `source` are the lines of the source, `positions` the indexes of those that are published, `exported` the
    published lines of the export, and `lines` the lines to replace them.
    """
    result: list[str] = []
    copied = 0
    for tag, i1, i2, j1, j2 in opcodes(exported, [line.published for line in lines]):
        for position, line in zip_longest(positions[i1:i2], lines[j1:j2]):
            if position is None:
                result.append(line.typed)
                continue
            result += source[copied:position]
            copied = position + 1
            if line is not None:
                result.append(source[position] if tag == "equal" else _edited_line(source[position], line, renderers))
    return "\n".join([*result, *source[copied:]]).strip("\n")


def _edited_line(source: str, line: Line, renderers: Renderers) -> str:
    """Return the source line with the edit; keep references and bold text with the same printed text."""
    typed, target = line
    if renderers.after(source) == target:
        return source
    if typed.startswith("|") or source.strip().startswith("|"):
        return typed
    bullet = _BULLET.match(source)
    is_item = bool(bullet and bullet.group().strip())
    indent = source[: len(source) - len(source.lstrip())]
    if is_item and _ESCAPED_MARK.match(typed):
        typed = typed[1:]
    stays_item = is_item and bool(_ITEM_OR_ROW.match(typed))
    body = target[2:] if stays_item and target.startswith("- ") else target
    content = source.strip()[2:].strip() if is_item else source.strip()
    render = max(renderers, key=lambda each: SequenceMatcher(None, each(content), body, autojunk=False).ratio())
    text = _with_markup(body, runs(content), render)
    if stays_item:
        return f"{indent}- {text}"
    return f"{indent}\\{text}" if _ITEM_OR_ROW.match(text) and not typed.startswith("- ") else f"{indent}{text}"


def _with_markup(body: str, source: Sequence[Run], render: Render) -> str:
    """Return the body with the references and bold marks of the source runs that it still contains."""
    texts = [render(_reference(run)) if run.kind == "cell" else run.text for run in source]
    blocks = SequenceMatcher(None, "".join(texts), body, autojunk=False).get_matching_blocks()
    result, copied, begin = [], 0, 0
    for run, text in zip(source, texts, strict=True):
        end = begin + len(text)
        block = next((each for each in blocks if each.a <= begin and end <= each.a + each.size and text), None)
        if block and (run.bold or run.kind == "cell"):
            start = begin - block.a + block.b
            if start >= copied and not _cuts_number(body, start, start + len(text)):
                token = _reference(run) if run.kind == "cell" else _escape(text)
                result += [_escape(body[copied:start]), f"**{token}**" if run.bold and "*" not in token else token]
                copied = start + len(text)
        begin = end
    return "".join([*result, _escape(body[copied:])])


def _reference(run: Run) -> str:
    return f"{{{{{run.text}}}}}"


def _cuts_number(body: str, start: int, end: int) -> bool:
    """Return whether the slice is part of a longer number."""
    around = (body[max(0, start - 1) : start + 1], body[end - 1 : end + 1])
    return any(re.fullmatch(r"[0-9.,][0-9.,]", pair) for pair in around)


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
