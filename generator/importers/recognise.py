"""A neutral document to a report: the form recognised, tables and texts read, and what is left to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.importers.appended import brought_home
from generator.importers.document import Document, Grid, Paragraph
from generator.importers.figures import spell
from generator.importers.identity import Identity, day_of, identify, without_buttons
from generator.importers.prose import beside, closing_of, text_of
from generator.importers.questions import Question, about_form, about_identity, about_rows, about_sections
from generator.importers.sections import Stretch, cut
from generator.importers.several import meant, with_twins
from generator.importers.splits import Texts
from generator.importers.tables import Tabled, doubt, read_table
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.report import OPEN, Cell, Report
from generator.sources.cells import read_cell
from generator.sources.fields import tidy


class Conflict(NamedTuple):
    """A cell that the data sheet of our own workbook gives differently: the sheet's text and the question about it."""

    text: str
    question: Question


@dataclass
class Recognition:
    """A report read from an original, with the open questions.

    `places` maps each row (`section.row`) to its place in the original, `conflicts` each cell that our own workbook
    holds twice with different texts.
    """

    report: Report
    form: Form
    questions: list[Question]
    places: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)


@dataclass
class _Reading:
    """A document read with one form."""

    form: Form
    stretches: list[Stretch]
    tables: dict[str, Tabled]

    @property
    def score(self) -> float:
        """How well the form explains the document."""
        titled = sum(bool(each.title) for each in self.stretches)
        return titled + sum(each.score for each in self.tables.values())


def recognise(document: Document, forms: Forms, agency: Agency | str, year: int) -> Recognition:
    """The report in the document, said by the caller to be the agency's of the year."""
    usual = forms.for_year(year)
    whole, document = document, meant(document, usual or next(iter(forms.values())), agency, year)
    readings = [_read(document, form, year) for form in sorted(forms.values(), key=lambda form: form is not usual)]
    reading = max(readings, key=lambda each: each.score)
    form, stretches = reading.form, reading.stretches
    front = [part for part in stretches[0].parts if isinstance(part, Paragraph)]
    identity = identify(document, front, form)
    result = Recognition(_report(reading, identity, agency, year, document), form, [])
    for section, tabled in reading.tables.items():
        result.questions += about_rows(form, section, tabled)
        result.places |= {f"{section}.{row}": place for row, place in tabled.places.items()}
    result.questions += about_sections(form, stretches, reading.tables)
    if form is not usual and any(each.check == "import.cell" for each in result.questions):
        result.questions.append(about_form(form, year))
    if document is not whole:
        result.questions.append(
            Question("note", "import.report", f"文件里有几份报告，只取了标题是 {year} 年的那一份。")
        )
    result.questions += about_identity(identity, agency, year, form)
    return result


def _read(document: Document, form: Form, year: int) -> _Reading:
    stretches, doubts = brought_home(with_twins(cut(document, form), form), form, year)
    tables = {
        section: read_table([part for each in stretches if each.section == section for part in each.parts], table)
        for section, table in form.tables.items()
    }
    for section, tabled in tables.items():
        spell(form, section, tabled)
        if section in doubts:
            doubt(tabled, doubts[section])
    return _Reading(form, stretches, tables)


def _report(reading: _Reading, identity: Identity, agency: Agency | str, year: int, document: Document) -> Report:
    form, prose, notes = reading.form, dict[str, str](), dict[str, str]()
    grids = [part for part in reading.stretches[0].parts if isinstance(part, Grid)]
    stretches = {each.section: each for each in reading.stretches}
    taken = {key: list(each.parts) for key, each in stretches.items() if key not in form.tables and key}
    for section, tabled in reading.tables.items():
        near = beside(tabled.beside, form.tables[section], form)
        after = beside(tabled.after, form.tables[section], form)
        home = untitled_after(form, section, stretches)
        if home and after:
            taken[home] = [*after, *taken.get(home, [])]
            after = []
        if text := tidy(text_of([*near, *after])):
            notes[section] = text
    last = next((section.key for section in reversed(form.sections) if section.key in taken), None)
    closing: Sequence[Paragraph | Grid] = ()
    if last:
        taken[last] = list(_without_buttons(taken[last]))
        taken[last], closing = closing_of(taken[last])
    prose = {
        section.key: tidy(text_of(taken.get(section.key, [])))
        for section in form.sections
        if section.key not in form.tables
    }
    published = next((day for text, _ in identity.facts.get("published", []) if (day := day_of(text))), None)
    title = identity.first("title")
    source = next(
        (text for text, _ in identity.facts.get("source", []) if text.startswith(("http://", "https://"))), None
    )
    return Report(
        agency=agency if isinstance(agency, str) else agency.id,
        year=year,
        form=form.id,
        form_named=not form.usual_in(year),
        tables={section: dict(rows_of_cells(form, section, tabled.rows)) for section, tabled in reading.tables.items()},
        text=prose,
        notes=notes,
        published=published,
        source=source,
        title=" ".join(title.split()) if title and _differs(title, agency, year, form) else None,
        index_number=identity.first("index_number"),
        document_number=identity.first("document_number"),
        preamble=tidy(text_of([*identity.preamble, *grids])) or None,
        closing=tidy(text_of(closing)) or None,
    )


def _without_buttons(parts: Sequence[Paragraph | Grid]) -> Iterator[Paragraph | Grid]:
    """The last section's parts without the buttons at the foot of the page."""
    texts = [part for part in parts if isinstance(part, Paragraph)]
    for part in parts:
        if isinstance(part, Grid) or part not in texts[-5:]:
            yield part
        elif text := without_buttons(part.text):
            yield Paragraph(text, part.place)


def untitled_after(form: Form, section: str, stretches: Mapping[str, Stretch]) -> str | None:
    """The section of text that comes next in the form, where the original has no title for it."""
    keys = [each.key for each in form.sections]
    following = keys[keys.index(section) + 1] if keys.index(section) + 1 < len(keys) else None
    return following if following and following not in stretches and following not in form.tables else None


def rows_of_cells(form: Form, section: str, rows: Mapping[str, Texts]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Each row of the section's table; one that was not settled is in question."""
    for row, (block, heading) in form.tables[section].rows.items():
        texts = rows.get(row) or (OPEN,) * len(block.column_leaves)
        units = (block.unit_of(heading, column) for column in block.column_leaves)
        yield row, tuple(read_cell(text, unit)[0] for text, unit in zip(texts, units, strict=True))


def _differs(title: str, agency: Agency | str, year: int, form: Form) -> bool:
    """Whether the title is another than the one the site makes."""
    return isinstance(agency, str) or "".join(title.split()) != form.titled(agency.name_in(year), year)
