"""The narrative of a report: paragraphs, （一） headings, lists, simple tables, bold and references to cells.

It is neither Markdown nor a template: whatever is not in the grammar is text, and is published as typed. A backslash
before `{{` or `**`, or before the mark of a list or table at the beginning of a line, makes text of them.
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
_RUN_IN = re.compile(r"([（(][一二三四五六七八九十]{1,3}[）)]\s*[^。；;，,]{1,30}。)(.+)")
_ITEM = re.compile(r"[-*]\s+(.*)")
_ROW = re.compile(r"\|(.+)\|")
_RULER = re.compile(r"\|[\s:|-]+\|")
_BOLD = re.compile(r"(?<!\\)\*\*([^*\n]+)\*\*")
_CELL = re.compile(r"(?<!\\)\{\{([^{}\n]*)\}\}")
_WHOLE = re.compile(r"\\?\{\{[^{}\n]*\}\}")
_BRACE = re.compile("[{}｛｝]")
_MARK = re.compile(r"[{*\\]")
_NAME = r"[a-z_]+(?:\.[a-z_]+)+"
_UNPAIRED = re.compile(rf"(?<!\\)\{{\{{(?:{_NAME})?\}}?|[{{｛]+\s*{_NAME}\s*[}}｝]*|{_NAME}\s*[}}｝]+")
_LINE_AS_TEXT = re.compile(r"\\(?=[-*]\s|\|)")
_AS_TEXT = re.compile(r"\\(\*\*|\{\{)")


@dataclass(frozen=True)
class Run:
    """A stretch of text: as typed, or the name of a cell whose printed text is filled in; in bold or not."""

    kind: Literal["text", "cell"]
    text: str
    bold: bool = False


Line = tuple[Run, ...]
Kind = Literal["heading", "paragraph", "list", "table"]


@dataclass(frozen=True)
class TextBlock:
    """A heading, paragraph, list item run, or table. Paragraphs have one line; a table line is one cell."""

    kind: Kind
    lines: tuple[Line, ...]
    lead: Line = ()
    rows: tuple[tuple[Line, ...], ...] = ()


def parse(text: str) -> Iterator[TextBlock]:
    """The blocks of a narrative, in order; each line of text is a paragraph unless it says otherwise."""
    for kind, members in _groups(text):
        if kind == "list":
            yield TextBlock("list", tuple(runs(_item(line)) for line in members))
        elif kind == "table" and (rows := _rows(members)):
            yield TextBlock("table", (), rows=tuple(tuple(runs(cell) for cell in row) for row in rows))
        else:
            yield from (_paragraph("heading" if kind == "heading" else "paragraph", line) for line in members)


def _groups(text: str) -> Iterator[tuple[Kind, list[str]]]:
    """Lines of one kind that follow each other."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for kind, group in groupby(lines, key=_kind):
        yield kind, list(group)


def _rows(lines: list[str]) -> list[list[str]]:
    """The rows of a table, all of one width; none where there are only rulers."""
    rows = [_cells(line) for line in lines if not _RULER.fullmatch(line)]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _kind(line: str) -> Kind:
    first = line[0]
    if first in "-*" and _ITEM.fullmatch(line):
        return "list"
    if first == "|" and _ROW.fullmatch(line):
        return "table"
    return "heading" if first in "（(" and _HEADING.fullmatch(line) else "paragraph"


def _paragraph(kind: Literal["heading", "paragraph"], line: str) -> TextBlock:
    if kind == "paragraph" and (match := _RUN_IN.fullmatch(line)):
        return TextBlock(kind, (runs(match[2]),), lead=runs(match[1]))
    return TextBlock(kind, (runs(line),))


def _item(line: str) -> str:
    return _ITEM.sub(r"\1", line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line[1:-1].split("|")]


def runs(line: str) -> Line:
    """The line cut into plain, bold and cell runs."""
    if not _MARK.search(line):
        return (Run("text", line),) if line else ()
    pieces = _BOLD.split(_LINE_AS_TEXT.sub("", line, count=1) if _LINE_AS_TEXT.match(line) else line)
    return tuple(run for number, piece in enumerate(pieces) for run in _cut(piece, bold=number % 2 == 1))


def _cut(text: str, *, bold: bool) -> Iterator[Run]:
    for number, piece in enumerate(_CELL.split(text)):
        if number % 2:
            yield Run("cell", piece.strip(), bold)
        elif piece:
            yield Run("text", _AS_TEXT.sub(r"\1", piece), bold)


def references(text: str) -> Iterator[tuple[int, int, str]]:
    """Each cell the text refers to, with the line and the place in it (from 0) of the reference."""
    for number, line in enumerate(text.split("\n")):
        yield from ((number, match.start(), match[1].strip()) for match in _CELL.finditer(line))


def malformed_references(text: str) -> Iterator[tuple[int, int, str]]:
    """What was meant as a reference and is none, with line and place (from 0): a brace is missing, single or wide."""
    if not _BRACE.search(text):
        return
    for number, line in enumerate(text.split("\n")):
        rest = _WHOLE.sub(lambda match: " " * len(match[0]), line)
        yield from ((number, match.start(), match[0]) for match in _UNPAIRED.finditer(rest))


def published_text(text: str, report: Report, form: Form) -> str:
    """The text as readers see it: references filled with the printed cells, bold marks gone; one paragraph a line.

    An item of a list begins with `- `, the cells of a table's row stand between bars.
    """
    return "\n".join(line for _, line in published_lines(text, report, form))


def published_lines(text: str, report: Report, form: Form) -> Iterator[tuple[int, str]]:
    """The published lines of the text, each with the number (from 0) of the line that it is typed in."""
    fill = cell_filler(report, form)

    def plain(line: str) -> str:
        return "".join(fill(run.text) if run.kind == "cell" else run.text for run in runs(line))

    places = (number for number, line in enumerate(text.split("\n")) if line.strip())
    for kind, lines in _groups(text):
        here = [next(places) for _ in lines]
        if kind == "list":
            yield from ((place, f"- {plain(_item(line))}") for place, line in zip(here, lines, strict=True))
        elif kind == "table" and (rows := _rows(lines)):
            rowed = [place for place, line in zip(here, lines, strict=True) if not _RULER.fullmatch(line)]
            yield from ((place, f"| {' | '.join(map(plain, row))} |") for place, row in zip(rowed, rows, strict=True))
        else:
            yield from zip(here, map(plain, lines), strict=True)


def cell_filler(report: Report, form: Form) -> Callable[[str], str]:
    """What to print for a cell's name: its printed text, or the reference itself where there is no such cell."""

    def fill(name: str) -> str:
        spot = form.locate(name)
        return report.tables[spot.section][spot.row.name][spot.index].printed if spot else f"{{{{{name}}}}}"

    return fill


def published_texts(report: Report, form: Form) -> dict[str, str]:
    """The published text of each section that has any, in the form's order: narrative, or text beside a table.

    What stands before the first section and after the last goes by the names of its keys.
    """
    sections = {section.key: report.text.get(section.key) or report.notes.get(section.key) for section in form.sections}
    sources = {"preamble": report.preamble, **sections, "closing": report.closing}
    return {key: published_text(text, report, form) for key, text in sources.items() if text}
