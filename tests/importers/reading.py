"""Helpers to change a report or its document, to recognise it, and to inspect one row of the result."""

from collections.abc import Sequence
from dataclasses import replace

from generator.importers.document import Document, Grid, Paragraph
from generator.importers.recognise import Recognition, recognise
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.documents import document, grids

ROW = ("requests", "granted")


def with_row(report: Report, texts: Sequence[str], row: tuple[str, str] = ROW) -> Report:
    """Return the report with other texts in the row."""
    section, name = row
    cells = {**report.tables[section], name: tuple(Cell(text) for text in texts)}
    return replace(report, tables={**report.tables, section: cells})


def with_grid(report: Report, form: Form, section: str, grid: Grid) -> Document:
    """Return the report as a document, with another grid as the section's table."""
    own = grids(report, form)[section]
    return Document(tuple(grid if part == own else part for part in document(report, form).parts))


def with_title(report: Report, form: Form, title: str) -> Document:
    """Return the report as a document with another title."""
    return Document((Paragraph(title, "第 1 段"), *document(report, form).parts[1:]))


def read(original: Document, forms: Forms, agency: Agency | str = "jia", year: int = 2023) -> Recognition:
    """Recognise the document."""
    return recognise(original, forms, agency, year)


def row_of(found: Recognition, row: tuple[str, str] = ROW) -> list[str]:
    """Return the printed texts of the row."""
    return [cell.printed for cell in found.report.tables[row[0]][row[1]]]


def message_about(found: Recognition, key: str = ".".join(ROW)) -> str:
    """Return the message of the first question about the row; empty if there is none."""
    return next((question.message for question in found.questions if question.key == key), "")
