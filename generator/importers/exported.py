"""Read a file that Gongkai exported, even if edited, by its own styles and tables instead of by guessing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.importers.figures import normalise_figures
from generator.importers.front_matter import identify
from generator.importers.labels import closest, fold
from generator.importers.prose import escape_markers, escape_references
from generator.importers.questions import Question, about_identity
from generator.importers.recognise import Conflict, Recognition, recognise, rows_of_cells
from generator.importers.row_questions import about_rows
from generator.importers.table_reading import TableReading
from generator.importers.tables import read_table
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.layout import lay_out
from generator.model.provenance import read_origin
from generator.model.report import Report
from generator.model.table import Table

_SECTION, _ROW, _COLUMN, _PRINTED = "section", "row", "column", "printed"
"""Columns of the data sheet: the three parts of a cell's name, and its printed text."""

_EARLIER_HEADS = {"部分": _SECTION, "行": _ROW, "列": _COLUMN, "原文": _PRINTED}
"""The same columns in workbooks exported before the data sheet had the column names of CSV files."""


@dataclass
class _Pieces:
    """A document in pieces: its head, the parts under each section's heading, and those of the data sheet."""

    head: list[Paragraph] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    data: list[Part] = field(default_factory=list)


def read_report(document: Document, forms: Forms, agency: Agency | str, year: int) -> Recognition:
    """Return the report in a file: read our own export by its structure, and any other file by its labels."""
    origin = read_origin(document.labels)
    form = forms.get(origin.form) if origin else None
    if form and (found := recognise_own(document, form, agency, year)):
        return found
    return recognise(replace(document, parts=tuple(_without_data(document.parts))), forms, agency, year)


def _without_data(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts before the data sheet, which in our workbooks only repeats the tables."""
    return takewhile(lambda part: not (isinstance(part, Paragraph) and part.role == "data"), parts)


def recognise_own(document: Document, form: Form, agency: Agency | str, year: int) -> Recognition | None:
    """Return the report in a file exported with the form; None if a section's heading is missing."""
    pieces = _split(document, form)
    if any(section.key not in pieces.parts for section in form.sections):
        return None
    tables: dict[str, TableReading] = {}
    texts = {key: parts for key, parts in pieces.parts.items() if key not in form.tables}
    for key, table in form.tables.items():
        tables[key], texts[key] = _table_and_text(pieces.parts[key], table)
        normalise_figures(form, key, tables[key], own_export=True)
    identity = identify(document, pieces.head, form)
    prose = {key: _text_of(parts) for key, parts in texts.items()}
    title = "".join(part.text for part in pieces.head if part.role == "title")
    usual_title = form.titled(agency.name_in(year), year) if isinstance(agency, Agency) else ""
    report = Report(
        agency=agency.id if isinstance(agency, Agency) else agency,
        year=year,
        form=form.id,
        form_named=not form.is_official_in(year),
        tables={key: dict(rows_of_cells(form, key, table.rows)) for key, table in tables.items()},
        text={section.key: prose[section.key] for section in form.sections if section.key not in form.tables},
        notes={key: prose[key] for key in form.tables if prose[key]},
        published=identity.published(),
        source=identity.first("source"),
        title=title if fold(title) != fold(usual_title) else None,
        index_number=identity.first("index_number"),
        document_number=identity.first("document_number"),
        preamble=prose.get("preamble") or None,
        closing=prose.get("closing") or None,
    )
    found = Recognition(report, form, [])
    for key, reading in tables.items():
        found.questions += about_rows(form, key, reading)
        found.places |= {f"{key}.{row}": place for row, place in reading.places.items()}
    found.conflicts = dict(_conflicts(pieces.data, form, report))
    found.questions += [conflict.question for conflict in found.conflicts.values()]
    found.questions += about_identity(identity, agency, year, form)
    return found


def _split(document: Document, form: Form) -> _Pieces:
    """Split the document at the headings that the file's styles mark."""
    choices = tuple((section.key, (section.title, *section.aliases)) for section in form.sections)
    pieces, key = _Pieces(), "preamble"
    for part in document.parts:
        role = part.role if isinstance(part, Paragraph) else ""
        heading = closest(part.text, choices) if isinstance(part, Paragraph) and role == "heading" else None
        if isinstance(part, Paragraph) and role in ("title", "facts") and not any(pieces.parts.values()):
            pieces.head.append(part)
        elif heading:
            key = heading.name
            pieces.parts.setdefault(key, [])
        elif role in ("closing", "data"):
            key = role
        elif key == "data":
            pieces.data.append(part)
        else:
            pieces.parts.setdefault(key, []).append(part)
    return pieces


def _table_and_text(parts: Sequence[Part], table: Table) -> tuple[TableReading, list[Part]]:
    """Return the section's table and the text beside it.

    A table with all headings in their places is read cell by cell, any other one by its labels.
    """
    for part in parts:
        if isinstance(part, Grid) and (reading := _read_exact(part, table)):
            return reading, [other for other in parts if other is not part]
    grids = [part for part in parts if isinstance(part, Grid)]
    return read_table(grids, table), [part for part in parts if isinstance(part, Paragraph)]


def _read_exact(grid: Grid, table: Table) -> TableReading | None:
    """Return the cells of a grid laid out exactly as the form's table; None if it is not."""
    top, left = min(box.row for box in grid.boxes), min(box.column for box in grid.boxes)
    boxes = {(box.row - top, box.column - left): box for box in grid.boxes}
    cells: dict[str, Box] = {}
    for expected in lay_out(table).boxes:
        box = boxes.get((expected.row, expected.column))
        if box is None or (expected.kind != "cell" and fold(box.text) != fold(expected.text)):
            return None
        cells[expected.name] = box
    reading = TableReading()
    for row, (block, _) in table.rows.items():
        row_cells = [cells[f"{row}.{column}"] for column in block.column_names]
        reading.rows[row] = tuple(" ".join(cell.text.split()) for cell in row_cells)
        reading.places[row] = row_cells[0].place
    return reading


def _text_of(parts: Sequence[Part]) -> str:
    """Return the parts as narrative, with one line for each paragraph or table row."""
    return "\n".join(line for part in parts for line in _lines(part) if line)


def _lines(part: Part) -> Iterator[str]:
    """Yield the lines of narrative from which a paragraph or a table of the text was exported."""
    if isinstance(part, Paragraph):
        text = escape_references(part.text)
        yield f"- {text}" if part.role == "item" else escape_markers(text)
        return
    for row in _rows(part):
        texts = (escape_references(" ".join(box.text.replace("|", "｜").split("\n"))) for box in row)
        yield f"| {' | '.join(texts)} |"


def _rows(grid: Grid) -> Iterator[list[Box]]:
    """Yield the boxes of each row, from left to right."""
    boxes = sorted(grid.boxes, key=lambda box: (box.row, box.column))
    return (list(row) for _, row in groupby(boxes, key=lambda box: box.row))


def _conflicts(parts: Sequence[Part], form: Form, report: Report) -> Iterator[tuple[str, Conflict]]:
    """Yield the cells that differ between the workbook's data sheet and its tables: one of the two was edited."""
    for grid in (part for part in parts if isinstance(part, Grid)):
        head, *lines = _rows(grid)
        columns = {_EARLIER_HEADS.get(box.text, box.text): box.column for box in head}
        if not {_SECTION, _ROW, _COLUMN, _PRINTED} <= set(columns):
            continue
        for line in lines:
            boxes = {box.column: box for box in line}
            texts = {name: boxes[column].text if column in boxes else "" for name, column in columns.items()}
            cell = ".".join(texts[name] for name in (_SECTION, _ROW, _COLUMN))
            spot = form.locate(cell)
            if spot is None:
                continue
            printed = report.tables[spot.section][spot.row.name][spot.index].printed
            if printed.split() != texts[_PRINTED].split():
                difference = f"“数据”表写的是“{texts[_PRINTED]}”，前面的表里写的是“{printed}”"
                message = f"{form.label(cell)}：{difference}。请改得一致，再导入。"
                place = boxes[columns[_PRINTED]].place
                question = Question("error", "import.cell", message, place, cell.rpartition(".")[0], cell)
                yield cell, Conflict(texts[_PRINTED], question)
