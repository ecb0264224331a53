"""Recognise the report in a document: choose the form, read tables and texts, and collect the open questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.importers.agency_names import names_of
from generator.importers.document import Document
from generator.importers.figures import normalise_figures
from generator.importers.front_matter import identify
from generator.importers.identity import Identity
from generator.importers.joint_derivation import derive_jointly
from generator.importers.misplaced_tables import relocate_tables
from generator.importers.prose import text_of
from generator.importers.questions import (
    Question,
    about_equal_forms,
    about_form,
    about_identity,
    about_omitted,
    about_organ,
    about_sections,
    about_stray_lines,
)
from generator.importers.row_questions import about_rows
from generator.importers.section_texts import SectionTexts, section_texts
from generator.importers.sections import Segment, split_at_titles
from generator.importers.several_reports import merge_repeated_tables, select_report
from generator.importers.splits import Texts
from generator.importers.table_reading import TableReading
from generator.importers.tables import read_table
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.report import OPEN, Cell, Report
from generator.sources.reading.cells import read_cell
from generator.sources.reading.fields import tidy


class Conflict(NamedTuple):
    """A cell whose text differs in our own workbook's data sheet: the text there, and the question about it."""

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
    segments: list[Segment]
    tables: dict[str, TableReading]

    @property
    def score(self) -> float:
        """Score of how well the form explains the document."""
        return sum(bool(segment.title) for segment in self.segments) + sum(
            table.score for table in self.tables.values()
        )


def recognise(document: Document, forms: Forms, agency: Agency | str, year: int) -> Recognition:
    """Return the report in the document; `agency` and `year` are those that the caller expects."""
    usual = forms.for_year(year)
    selected = select_report(document, usual or next(iter(forms.values())), agency, year)
    # Of forms that explain the document equally well, the usual one of the year is taken, then an official one.
    candidates = sorted(forms.values(), key=lambda form: (form is not usual, form.first_year is None))
    readings = [_read(selected, form, year) for form in candidates]
    reading = max(readings, key=lambda reading: reading.score)
    form, segments = reading.form, reading.segments
    derive_jointly(form, reading.tables)
    texts = section_texts(form, segments, reading.tables)
    identity = identify(selected, segments[0].parts, form, texts.ending)
    result = Recognition(_report(reading, texts, identity, agency, year), form, [])
    for section, table in reading.tables.items():
        result.questions += about_rows(form, section, table)
        result.places |= {f"{section}.{row}": place for row, place in table.places.items()}
    result.questions += about_sections(form, segments, reading.tables)
    is_hybrid, has_open_rows = form.first_year is None, any(each.check == "import.cell" for each in result.questions)
    if form is not usual and (is_hybrid or has_open_rows):
        result.questions.append(about_form(form, year))
    equals = [each.form for each in readings if each.score == reading.score and each is not reading]
    if form is usual and has_open_rows and equals:
        result.questions.append(about_equal_forms(form, equals))
    if selected is not document:
        message = f"文件里有几份报告，只取了标题是 {year} 年的那一份。"
        result.questions.append(Question("note", "import.report", message))
    result.questions += about_identity(identity, agency, year, form)
    result.questions += about_organ(identity, agency, year, form)
    result.questions += about_stray_lines(form, result.report)
    result.questions += about_omitted([*document.omitted, *identity.omitted, *texts.omitted, *texts.ending.omitted])
    return result


def _read(document: Document, form: Form, year: int) -> _Reading:
    """Read the document with the form."""
    merged = merge_repeated_tables(split_at_titles(document, form), form)
    segments, reasons = relocate_tables(merged, form, year)
    tables = {
        section: read_table([part for each in segments if each.section == section for part in each.parts], table)
        for section, table in form.tables.items()
    }
    for section, table in tables.items():
        normalise_figures(form, section, table)
        if section in reasons:
            table.open_all(reasons[section])
    return _Reading(form, segments, tables)


def _report(reading: _Reading, texts: SectionTexts, identity: Identity, agency: Agency | str, year: int) -> Report:
    form = reading.form
    title = identity.title(names_of(agency, year), year, form)
    return Report(
        agency=agency if isinstance(agency, str) else agency.id,
        year=year,
        form=form.id,
        form_named=not form.is_official_in(year),
        tables={section: dict(rows_of_cells(form, section, table.rows)) for section, table in reading.tables.items()},
        text={
            section.key: tidy(text_of(texts.parts.get(section.key, [])))
            for section in form.sections
            if section.key not in form.tables
        },
        notes=texts.notes,
        published=identity.published(),
        source=identity.first("source"),
        title=" ".join(title.split()) if title and _differs(title, agency, year, form) else None,
        index_number=identity.first("index_number"),
        document_number=identity.first("document_number"),
        preamble=tidy(text_of(identity.preamble)) or None,
        closing=tidy(text_of(texts.ending.closing)) or None,
    )


def rows_of_cells(form: Form, section: str, rows: Mapping[str, Texts]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield each row of the section's table with its cells; all cells of an unresolved row are open."""
    for row, (block, heading) in form.tables[section].rows.items():
        texts = rows.get(row) or (OPEN,) * len(block.column_leaves)
        units = (block.unit_of(heading, column) for column in block.column_leaves)
        yield row, tuple(read_cell(text, unit)[0] for text, unit in zip(texts, units, strict=True))


def _differs(title: str, agency: Agency | str, year: int, form: Form) -> bool:
    """Return whether the title differs from the one that the site would print."""
    return isinstance(agency, str) or "".join(title.split()) != form.titled(agency.name_in(year), year)
