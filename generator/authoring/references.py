"""References: propose to replace figures typed in a report's text by references to their cells, and write them."""

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
from generator.sources.writing.text_edits import TextEdit, apply_edits, save_verified

_EXCERPT_CHARS = 24
"""Number of characters quoted on each side of a figure."""

_NOT_EDITABLE = "这段文字在引号里换了行或用了“\\”，或者几行连成一段，请自己改"
_LOSES_HEADING = "换成引用后这一行太长，不再是小标题"


@dataclass(frozen=True)
class TypedFigure:
    """A figure typed in a text that agrees with the tables.

    `key` is the text's key in the source; `line` and `start` are the figure's position in it, from 0; `sentence`
    quotes it. `cell` is the cell to refer to, described by `label`; if it is None, `label` says why.
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
        """The reference to the cell, as written in a text."""
        return f"{{{{{self.cell}}}}}"


def typed_figures(subject: Subject) -> Iterator[TypedFigure]:
    """Yield every figure in the texts that the narrative checks have found to agree with the tables."""
    return (_typed_figure(subject, found) for found in confirmed_figures(subject))


def _typed_figure(subject: Subject, found: ConfirmedFigure) -> TypedFigure:
    passage, number, agreeing = found.passage, found.number, found.readings
    start, end = passage.offsets[number.start], passage.offsets[number.digits_end - 1] + 1
    typed = passage.source[start:end]
    cell = _only_cell(agreeing)
    spot = subject.form.locate(cell) if cell else None
    if spot is None:
        cell, label = None, _why_uncertain(agreeing)
    else:
        printed = subject.report.tables[spot.section][spot.row.name][spot.index].printed
        label = f"{spot.row.label}，{spot.column.label}"
        if typed != printed:
            cell, label = None, f"是“{label}”，但表中写作“{printed}”，换成引用后文字会变"
    sentence = passage.excerpt(found.claim.begin, number.end, _EXCERPT_CHARS)
    return TypedFigure(
        passage.position(subject, number.start), passage.key, passage.line, start, typed, sentence, cell, label
    )


def _only_cell(agreeing: Sequence[Reading]) -> str | None:
    """Return the cell that is the first reading and part of all others; None if there is no such cell."""
    first = agreeing[0].cells
    return first[0] if len(first) == 1 and all(first[0] in each.cells for each in agreeing) else None


def _why_uncertain(agreeing: Sequence[Reading]) -> str:
    if len(agreeing) == 1:
        return f"是{agreeing[0].label}，由 {len(agreeing[0].cells)} 格相加，没有一格单独是这个数"
    return f"可能是{'，也可能是'.join(reading.label for reading in agreeing)}"


def proposals(catalog: Catalog, report: Report) -> list[TypedFigure]:
    """Return the figures in the report's texts, with a cell if its reference can be written without visible change."""
    data, form = report.path.read_bytes(), catalog.form_of(report)
    found: list[TypedFigure] = []
    for figure in typed_figures(subject_of(catalog, report)):
        if figure.cell and apply_edits(data, [_change(figure)]) is None:
            figure = replace(figure, cell=None, label=_NOT_EDITABLE)
        elif figure.cell and _published(_with_references(report, [*found, figure]), form) != _published(report, form):
            figure = replace(figure, cell=None, label=_LOSES_HEADING)
        found.append(figure)
    return found


def write_references(catalog: Catalog, report: Report, chosen: Iterable[TypedFigure]) -> bool:
    """Write the references into the report's file; return False, with nothing written, if readers would see a change.

    All other bytes of the file are kept.
    """
    chosen = [figure for figure in chosen if figure.cell]
    edited, form = _with_references(report, chosen), catalog.form_of(report)
    data = apply_edits(report.path.read_bytes(), map(_change, chosen))
    if data is None or _published(edited, form) != _published(report, form):
        return False
    return save_verified(report, data, edited, catalog.forms)


def _published(report: Report, form: Form) -> list[object]:
    """Return the texts as readers see them, and their division into paragraphs, headings, lists and tables."""
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


def _change(figure: TypedFigure) -> TextEdit:
    return TextEdit(figure.at, figure.typed, figure.reference)


def _with_references(report: Report, chosen: Iterable[TypedFigure]) -> Report:
    """Return the report with the references in its texts."""
    for figure in sorted((each for each in chosen if each.cell), key=lambda each: each.at, reverse=True):
        section = figure.key.removeprefix("notes.")
        if section != figure.key:
            report = replace(report, notes={**report.notes, section: _insert_reference(figure, report.notes[section])})
        elif figure.key in report.text:
            report = replace(report, text={**report.text, section: _insert_reference(figure, report.text[section])})
        else:
            text: Any = _insert_reference(figure, getattr(report, section))
            report = replace(report, **{section: text})
    return report


def _insert_reference(figure: TypedFigure, text: str) -> str:
    lines = text.split("\n")
    line = lines[figure.line]
    lines[figure.line] = line[: figure.start] + figure.reference + line[figure.start + len(figure.typed) :]
    return "\n".join(lines)
