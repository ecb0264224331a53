"""An export that came back edited, put into the report it was made from: only what was edited, all else as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple

from generator.model.form import Form
from generator.model.narrative import Run, published, published_lines, runs
from generator.model.report import Cell, Report

_CELL = re.compile(r"(?<!\\)\{\{[^{}\n]*\}\}")
_SPECIAL = re.compile(r"\{\{|\*\*")
_MARKED = re.compile(r"[-*]\s+|\|.*\|$")
_ESCAPED = re.compile(r"\\(?=[-*]\s|\|)")

WasNow = tuple[str, str]
Show = Callable[[str], str]


class Shows(NamedTuple):
    """How a line is published with the figures as they were, and with those edited."""

    shown: Show
    anew: Show


@dataclass(frozen=True)
class Edited:
    """What was edited: cells by name, and lines of texts by key with the number of the paragraph, was and now."""

    cells: Mapping[str, WasNow]
    lines: Sequence[tuple[str, int, WasNow]]

    def __bool__(self) -> bool:
        return bool(self.cells or self.lines)


def texts_of(report: Report) -> dict[str, str]:
    """All texts of the report by the keys that corrections use, as the source has them."""
    facts = {"title": report.title, "preamble": report.preamble, "closing": report.closing}
    return {key: text for key, text in {**facts, **report.text, **report.notes}.items() if text}


def edited(exported: Report, returned: Report, form: Form) -> Edited:
    """What differs between an export as it was and as it came back, both read from their files."""
    pairs = {
        name: (was.printed, now.printed)
        for name, was, now in zip(form.cells, _cells(exported), _cells(returned), strict=True)
    }
    cells = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    lines = []
    before, after = _published(exported, form), _published(returned, form)
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key, []), after.get(key, [])
        for kind, a, b, c, d in _opcodes(was, now):
            for at in range(max(b - a, d - c) if kind != "equal" else 0):
                old, new = was[a:b][at : at + 1], now[c:d][at : at + 1]
                lines.append((key, (c if new else a) + at + 1, ("".join(old), "".join(new))))
    return Edited(cells, lines)


def merged(current: Report, exported: Report, returned: Report, form: Form) -> Report:
    """The current report with the edits; references, bold letters and whatever no export carries are kept."""
    found = edited(exported, returned, form)
    chosen = iter(
        now if name in found.cells else was
        for name, was, now in zip(form.cells, _cells(current), _cells(returned), strict=True)
    )
    tables = {
        section: {row: tuple(next(chosen) for _ in cells) for row, cells in rows.items()}
        for section, rows in current.tables.items()
    }
    result = replace(current, tables=tables)
    sources, before, after = texts_of(current), _published(exported, form), texts_of(returned)
    shown, anew = (partial(published, report=report, form=form) for report in (current, result))
    for key in dict.fromkeys(key for key, _, _ in found.lines):
        source, text = sources.get(key, ""), after.get(key, "")
        typed = [place for place, _ in published_lines(source, current, form)]
        wanted = [(text.split("\n")[place], line) for place, line in published_lines(text, returned, form)]
        if len(typed) == len(before.get(key, [])):
            text = _merged(source.split("\n"), typed, before.get(key, []), wanted, Shows(shown, anew))
        result = _with(result, key, text)
    return result


def _cells(report: Report) -> list[Cell]:
    return [cell for rows in report.tables.values() for row in rows.values() for cell in row]


def _published(report: Report, form: Form) -> dict[str, list[str]]:
    return {key: published(text, report, form).split("\n") for key, text in texts_of(report).items()}


def _with(report: Report, key: str, text: str) -> Report:
    if key in report.text:
        return replace(report, text={**report.text, key: text})
    if key in report.tables:
        notes = {**report.notes, key: text}
        return replace(report, notes={key: notes[key] for key in notes if notes[key]})
    facts: dict[str, str | None] = {key: text or None}
    return replace(report, **facts)  # type: ignore[arg-type]


def _opcodes(was: Sequence[str], now: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, was, now, autojunk=False).get_opcodes()


def _merged(
    source: list[str], typed: list[int], was: Sequence[str], wanted: list[tuple[str, str]], shows: Shows
) -> str:
    """The lines of a text with those of them edited that were; `typed` tells where each published one stands.

    `was` is how they were published, `wanted` how lines should be typed and published.
    """
    result: list[str] = []
    done = 0
    for kind, a, b, c, d in _opcodes(was, [line for _, line in wanted]):
        for at in range(max(b - a, d - c)):
            new = wanted[c:d][at : at + 1]
            for place in typed[a:b][at : at + 1]:
                result += source[done:place]
                done = place + 1
                result += [source[place] if kind == "equal" else _line(source[place], *each, shows) for each in new]
                new = []
            result += [line for line, _ in new]
    return "\n".join([*result, *source[done:]]).strip("\n")


def _line(source: str, wanted: str, target: str, shows: Shows) -> str:
    """The line of the source, edited: what is still printed as before keeps its reference and its bold letters."""
    if shows.anew(source) == target:
        return source
    if wanted.startswith("|") or source.strip().startswith("|"):
        return wanted
    mark = re.match(r"\s*(?:[-*]\s+)?", source)
    bulleted = bool(mark and mark.group().strip())
    space = source[: len(source) - len(source.lstrip())]
    if bulleted and _ESCAPED.match(wanted):
        wanted = wanted[1:]
    keeps = bool(_MARKED.match(wanted)) and bulleted
    body = target[2:] if keeps and target.startswith("- ") else target
    inner = source.strip()[2:].strip() if bulleted else source.strip()
    show = max(shows, key=lambda each: SequenceMatcher(None, each(inner), body, autojunk=False).ratio())
    text = _aligned(runs(inner), body, show)
    if keeps:
        return f"{space}- {text}"
    return f"{space}\\{text}" if _MARKED.match(text) and not wanted.startswith("- ") else f"{space}{text}"


def _aligned(source: Sequence[Run], body: str, show: Show) -> str:
    """The body with the source's references and bold letters where they are still printed alike."""
    texts = [show(_reference(run)) if run.kind == "cell" else run.text for run in source]
    blocks = SequenceMatcher(None, "".join(texts), body, autojunk=False).get_matching_blocks()
    result, done, begin = [], 0, 0
    for run, text in zip(source, texts, strict=True):
        end = begin + len(text)
        block = next((each for each in blocks if each.a <= begin and end <= each.a + each.size and text), None)
        if block and (run.bold or run.kind == "cell"):
            start = begin - block.a + block.b
            if start >= done and not _torn(body, start, start + len(text)):
                token = _reference(run) if run.kind == "cell" else _SPECIAL.sub(r"\\\g<0>", text)
                result += [_plain(body[done:start]), f"**{token}**" if run.bold and "*" not in token else token]
                done = start + len(text)
        begin = end
    return "".join([*result, _plain(body[done:])])


def _reference(run: Run) -> str:
    return f"{{{{{run.text}}}}}"


def _torn(body: str, start: int, end: int) -> bool:
    """Whether the stretch is part of a longer number."""
    around = (body[max(0, start - 1) : start + 1], body[end - 1 : end + 1])
    return any(re.fullmatch(r"[0-9.,][0-9.,]", pair) for pair in around)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
