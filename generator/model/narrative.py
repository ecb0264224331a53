"""The narrative of a report: paragraphs, （一） headings, lists, simple tables, bold text and references to cells.

Everything outside this grammar is text, published as typed, even if it looks like Markdown or a template. A backslash
makes text of `{{` and `**`, and of a list or table marker at the start of a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator.model.form import Form
from generator.model.report import Report

_HEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*[^。；;！？]{1,40}")
_RUN_IN_HEADING = re.compile(r"([（(][一二三四五六七八九十]{1,3}[）)]\s*[^。；;，,]{1,30}。)(.+)")
_LIST_ITEM = re.compile(r"[-*]\s+(.*)")
_TABLE_ROW = re.compile(r"\|(.+)\|")
_TABLE_RULE = re.compile(r"\|[\s:|-]+\|")
_BOLD = re.compile(r"(?<!\\)\*\*([^*\n]+)\*\*")
_REFERENCE = re.compile(r"(?<!\\)\{\{([^{}\n]*)\}\}")
_ANY_REFERENCE = re.compile(r"\\?\{\{[^{}\n]*\}\}")
_ANY_BRACE = re.compile("[{}｛｝]")
_SPECIAL = re.compile(r"[{*\\]")
_CELL_NAME = r"[a-z_]{1,40}(?:\.[a-z_]{1,40}){1,4}"
_MALFORMED = re.compile(
    rf"(?<!\\)\{{\{{(?:{_CELL_NAME})?\}}?|[{{｛]{{1,4}}\s{{0,4}}{_CELL_NAME}\s{{0,4}}[}}｝]{{0,4}}|{_CELL_NAME}\s{{0,4}}[}}｝]{{1,4}}"
)
_MAX_TABLE_CELLS = 10_000
"""Cells of a table of text, its short rows filled up; a larger one is no table and stays as typed."""

_ESCAPED_LINE_MARKER = re.compile(r"\\(?=[-*]\s|\|)")
_ESCAPED_MARKER = re.compile(r"\\(\*\*|\{\{)")


@dataclass(frozen=True)
class Run:
    """A piece of text as typed, or the name of a cell to replace by its printed text; either may be bold."""

    kind: Literal["text", "cell"]
    text: str
    bold: bool = False


Line = tuple[Run, ...]
BlockKind = Literal["heading", "paragraph", "list", "table"]


@dataclass(frozen=True)
class TextBlock:
    """A heading, paragraph, list or table.

    A heading or paragraph has one line, a list one line per item; a table has only rows, with one line per cell. `lead`
    is a heading that runs into its paragraph.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    lead: Line = ()
    rows: tuple[tuple[Line, ...], ...] = ()


def parse(text: str) -> Iterator[TextBlock]:
    """Yield the blocks of a narrative in order; each line is a paragraph unless marked otherwise."""
    for kind, members in _groups(text):
        if kind == "list":
            yield TextBlock("list", tuple(runs(_item(line)) for line in members))
        elif kind == "table" and (rows := _rows(members)):
            yield TextBlock("table", (), rows=tuple(tuple(runs(cell) for cell in row) for row in rows))
        else:
            yield from (_paragraph("heading" if kind == "heading" else "paragraph", line) for line in members)


def _groups(text: str) -> Iterator[tuple[BlockKind, list[str]]]:
    """Yield groups of consecutive lines of one kind, without blank lines."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for kind, group in groupby(lines, key=_kind):
        yield kind, list(group)


def _rows(lines: list[str]) -> list[list[str]]:
    """Return the rows of a table, padded to equal width; empty if it has only separator lines, or is too large."""
    rows = [_cells(line) for line in lines if not _TABLE_RULE.fullmatch(line)]
    width = max(map(len, rows), default=0)
    if width * len(rows) > _MAX_TABLE_CELLS:
        return []
    return [row + [""] * (width - len(row)) for row in rows]


def _kind(line: str) -> BlockKind:
    first = line[0]
    if first in "-*" and _LIST_ITEM.fullmatch(line):
        return "list"
    if first == "|" and _TABLE_ROW.fullmatch(line):
        return "table"
    return "heading" if first in "（(" and _HEADING.fullmatch(line) else "paragraph"


def _paragraph(kind: Literal["heading", "paragraph"], line: str) -> TextBlock:
    if kind == "paragraph" and (match := _RUN_IN_HEADING.fullmatch(line)):
        return TextBlock(kind, (runs(match[2]),), lead=runs(match[1]))
    return TextBlock(kind, (runs(line),))


def _item(line: str) -> str:
    return _LIST_ITEM.sub(r"\1", line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line[1:-1].split("|")]


def runs(line: str) -> Line:
    """Return the line split into plain, bold and cell runs."""
    if not _SPECIAL.search(line):
        return (Run("text", line),) if line else ()
    pieces = _BOLD.split(_ESCAPED_LINE_MARKER.sub("", line, count=1) if _ESCAPED_LINE_MARKER.match(line) else line)
    return tuple(run for number, piece in enumerate(pieces) for run in _split_runs(piece, bold=number % 2 == 1))


def _split_runs(text: str, *, bold: bool) -> Iterator[Run]:
    for number, piece in enumerate(_REFERENCE.split(text)):
        if number % 2:
            yield Run("cell", piece.strip(), bold)
        elif piece:
            yield Run("text", _ESCAPED_MARKER.sub(r"\1", piece), bold)


def references(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each reference as its line, its offset in the line (both from 0), and the cell name."""
    for number, line in enumerate(text.split("\n")):
        yield from ((number, match.start(), match[1].strip()) for match in _REFERENCE.finditer(line))


def malformed_references(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each malformed reference as its line, its offset (both from 0), and its text.

    A reference is malformed if a brace is missing, single or full-width.
    """
    if not _ANY_BRACE.search(text):
        return
    for number, line in enumerate(text.split("\n")):
        rest = _ANY_REFERENCE.sub(lambda match: " " * len(match[0]), line)
        yield from ((number, match.start(), match[0]) for match in _MALFORMED.finditer(rest))


def published_text(text: str, report: Report, form: Form) -> str:
    """Return the text as readers see it: references filled in, markers of bold text removed, one paragraph per line.

    List items begin with `- `; the cells of a table row are separated by bars.
    """
    return "\n".join(line for _, line in published_lines(text, report, form))


def published_lines(text: str, report: Report, form: Form) -> Iterator[tuple[int, str]]:
    """Yield the published lines of the text, each with its line number (from 0) in the source text."""
    fill = cell_filler(report, form)

    def plain(line: str) -> str:
        return "".join(fill(run.text) if run.kind == "cell" else run.text for run in runs(line))

    numbers = (number for number, line in enumerate(text.split("\n")) if line.strip())
    for kind, lines in _groups(text):
        group = [(next(numbers), line) for line in lines]
        if kind == "list":
            yield from ((number, f"- {plain(_item(line))}") for number, line in group)
        elif kind == "table" and (rows := _rows(lines)):
            row_numbers = [number for number, line in group if not _TABLE_RULE.fullmatch(line)]
            yield from (
                (number, f"| {' | '.join(map(plain, row))} |") for number, row in zip(row_numbers, rows, strict=True)
            )
        else:
            yield from ((number, plain(line)) for number, line in group)


def cell_filler(report: Report, form: Form) -> Callable[[str], str]:
    """Return a function from a cell's name to its printed text, or to the reference itself if there is no such cell."""

    def fill(name: str) -> str:
        spot = form.locate(name)
        return report.tables[spot.section][spot.row.name][spot.index].printed if spot else f"{{{{{name}}}}}"

    return fill


def published_texts(report: Report, form: Form) -> dict[str, str]:
    """Return the published text of each section that has any, in the form's order: its narrative or table notes.

    The texts before the first section and after the last are under `preamble` and `closing`.
    """
    sections = {section.key: report.text.get(section.key) or report.notes.get(section.key) for section in form.sections}
    sources = {"preamble": report.preamble, **sections, "closing": report.closing}
    return {key: published_text(text, report, form) for key, text in sources.items() if text}
