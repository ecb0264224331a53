"""Figures typed by hand in a report's text that are those of one cell: proposals to refer to the cell instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.checks.narrative import ConfirmedFigure, confirmed_figures
from generator.checks.narrative.readings import Reading
from generator.checks.run import subject_of
from generator.checks.subject import Subject
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.narrative import cell_filler, parse, published_texts
from generator.model.problem import Position
from generator.model.report import Report
from generator.sources.rewrite import Change, replaced, rewrite

_AROUND = 24
_STUCK = "这段文字在引号里换了行或用了“\\”，或者几行连成一段，请自己改"
_RESHAPED = "换成引用后这一行太长，不再是小标题"


@dataclass(frozen=True)
class Figure:
    """A figure typed in the text that agrees with the tables: where, in which words, and the cell it is.

    `key` is the text's in the source, `line` and `start` the place in it, from 0. Where the cell is not certain,
    `cell` is None and `label` says why.
    """

    at: Position
    key: str
    line: int
    start: int
    typed: str
    sentence: str
    cell: str | None
    label: str

    @property
    def reference(self) -> str:
        """What stands for the cell in a text."""
        return f"{{{{{self.cell}}}}}"


def figures(subject: Subject) -> Iterator[Figure]:
    """Every figure of the texts that the narrative checks read as one of the tables' and find right."""
    return (_figure(subject, found) for found in confirmed_figures(subject))


def _figure(subject: Subject, found: ConfirmedFigure) -> Figure:
    passage, number, right = found.passage, found.number, found.readings
    start, end = passage.offsets[number.start], passage.offsets[number.digits_end - 1] + 1
    typed = passage.source[start:end]
    cell = _only_cell(right)
    spot = subject.form.locate(cell) if cell else None
    if spot is None:
        cell, label = None, _doubt(right)
    else:
        printed = subject.report.tables[spot.section][spot.row.name][spot.index].printed
        label = f"{spot.row.label}，{spot.column.label}"
        if typed != printed:
            cell, label = None, f"是“{label}”，但表中写作“{printed}”，换成引用后文字会变"
    sentence = passage.excerpt(found.claim.begin, number.end, _AROUND)
    return Figure(
        passage.position(subject, number.start), passage.key, passage.line, start, typed, sentence, cell, label
    )


def _only_cell(right: Sequence[Reading]) -> str | None:
    """The one cell that fits: what the words mean first of all, and part of whatever else they could mean."""
    first = right[0].cells
    return first[0] if len(first) == 1 and all(first[0] in each.cells for each in right) else None


def _doubt(right: Sequence[Reading]) -> str:
    if len(right) == 1:
        return f"是{right[0].label}，由 {len(right[0].cells)} 格相加，没有一格单独是这个数"
    return f"可能是{'，也可能是'.join(reading.label for reading in right)}"


def proposals(catalog: Catalog, report: Report) -> list[Figure]:
    """The figures of the report's texts; a cell only where the reference can be written and readers see no change."""
    data, form = report.path.read_bytes(), catalog.form_of(report)
    found: list[Figure] = []
    for figure in figures(subject_of(catalog, report)):
        if figure.cell and replaced(data, [_change(figure)]) is None:
            figure = replace(figure, cell=None, label=_STUCK)
        elif figure.cell and _shown(_bound(report, [*found, figure]), form) != _shown(report, form):
            figure = replace(figure, cell=None, label=_RESHAPED)
        found.append(figure)
    return found


def write_references(catalog: Catalog, report: Report, chosen: Iterable[Figure]) -> bool:
    """Write the references into the report's file; False, and nothing written, where that would change what is read.

    Every byte but those of the figures stays as it is.
    """
    chosen = [figure for figure in chosen if figure.cell]
    bound, form = _bound(report, chosen), catalog.form_of(report)
    data = replaced(report.path.read_bytes(), map(_change, chosen))
    if data is None or _shown(bound, form) != _shown(report, form):
        return False
    return rewrite(report, data, bound, catalog.forms)


def _shown(report: Report, form: Form) -> list[object]:
    """What readers see of the texts: letter for letter, and the same paragraphs, headings, lists and tables."""
    texts = [*report.text.values(), *report.notes.values(), report.preamble or "", report.closing or ""]
    fill = cell_filler(report, form)
    blocks = [
        (
            block.kind,
            len(block.lines),
            "".join(fill(run.text) if run.kind == "cell" else run.text for run in block.lead),
        )
        for text in texts
        for block in parse(text)
    ]
    return [published_texts(report, form), blocks]


def _change(figure: Figure) -> Change:
    return figure.at, figure.typed, figure.reference


def _bound(report: Report, chosen: Iterable[Figure]) -> Report:
    """The report with the references in its texts."""
    for figure in sorted((each for each in chosen if each.cell), key=lambda each: each.at, reverse=True):
        section = figure.key.removeprefix("notes.")
        if section != figure.key:
            report = replace(report, notes={**report.notes, section: _put(figure, report.notes[section])})
        elif figure.key in report.text:
            report = replace(report, text={**report.text, section: _put(figure, report.text[section])})
        else:
            text: Any = _put(figure, getattr(report, section))
            report = replace(report, **{section: text})
    return report


def _put(figure: Figure, text: str) -> str:
    lines = text.split("\n")
    line = lines[figure.line]
    lines[figure.line] = line[: figure.start] + figure.reference + line[figure.start + len(figure.typed) :]
    return "\n".join(lines)
