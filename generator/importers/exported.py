"""A file that we exported ourselves, edited or not: read by the styles and tables that we gave it, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from generator.importers.document import Box, Document, Grid, Paragraph
from generator.importers.figures import spell
from generator.importers.identity import day_of, identify
from generator.importers.labels import closest, fold
from generator.importers.questions import Question, about_identity, about_rows
from generator.importers.recognise import Conflict, Recognition, recognise, rows_of_cells
from generator.importers.tables import Tabled, read_table
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.layout import lay_out
from generator.model.provenance import read_origin
from generator.model.report import Report
from generator.model.table import Table

Part = Paragraph | Grid

_SPECIAL = re.compile(r"\{\{|\*\*")
_MARKED = re.compile(r"[-*]\s|\|.*\|$")


@dataclass
class _Pieces:
    """The document in pieces: its head, what stands under each section's heading, its end, and the data sheet."""

    head: list[Paragraph] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    data: list[Part] = field(default_factory=list)


def read_report(document: Document, forms: Forms, agency: Agency | str, year: int) -> Recognition:
    """The report that a file holds: our own as we wrote it, any other by its labels."""
    mark = read_origin(document.labels)
    form = forms.get(mark.form) if mark else None
    if form and (own := recognise_own(document, form, agency, year)):
        return own
    return recognise(replace(document, parts=tuple(_without_data(document.parts))), forms, agency, year)


def _without_data(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts before the sheet of our workbooks that only repeats the tables."""
    return takewhile(lambda part: not (isinstance(part, Paragraph) and part.role == "data"), parts)


def recognise_own(document: Document, form: Form, agency: Agency | str, year: int) -> Recognition | None:
    """The report in a file exported in the form; None where headings are gone, so that it must be read as any other."""
    pieces = _cut(document, form)
    if any(section.key not in pieces.parts for section in form.sections):
        return None
    tables: dict[str, Tabled] = {}
    texts = {key: parts for key, parts in pieces.parts.items() if key not in form.tables}
    for key, table in form.tables.items():
        tables[key], texts[key] = _table(pieces.parts[key], table)
        spell(form, key, tables[key], ours=True)
    identity = identify(document, pieces.head, form)
    prose = {key: _text_of(parts) for key, parts in texts.items()}
    title = "".join(part.text for part in pieces.head if part.role == "title")
    usual = form.titled(agency.name_in(year), year) if isinstance(agency, Agency) else ""
    published = next((day for text, _ in identity.facts.get("published", []) if (day := day_of(text))), None)
    report = Report(
        agency=agency.id if isinstance(agency, Agency) else agency,
        year=year,
        form=form.id,
        form_named=not form.usual_in(year),
        tables={key: dict(rows_of_cells(form, key, tabled.rows)) for key, tabled in tables.items()},
        text={section.key: prose[section.key] for section in form.sections if section.key not in form.tables},
        notes={key: prose[key] for key in form.tables if prose[key]},
        published=published,
        source=identity.first("source"),
        title=title if fold(title) != fold(usual) else None,
        index_number=identity.first("index_number"),
        document_number=identity.first("document_number"),
        preamble=prose.get("preamble") or None,
        closing=prose.get("closing") or None,
    )
    found = Recognition(report, form, [])
    for key, tabled in tables.items():
        found.questions += about_rows(form, key, tabled)
        found.places |= {f"{key}.{row}": place for row, place in tabled.places.items()}
    found.conflicts = dict(_about_data(pieces.data, form, report))
    found.questions += [conflict.question for conflict in found.conflicts.values()]
    found.questions += about_identity(identity, agency, year, form)
    return found


def _cut(document: Document, form: Form) -> _Pieces:
    """The parts by the headings above them, as the file's styles tell them."""
    choices = tuple((section.key, (section.title, *section.aliases)) for section in form.sections)
    pieces, key = _Pieces(), "preamble"
    for part in document.parts:
        role = part.role if isinstance(part, Paragraph) else ""
        heading = closest(part.text, choices) if isinstance(part, Paragraph) and role == "heading" else None
        if isinstance(part, Paragraph) and role in ("title", "facts") and not any(pieces.parts.values()):
            pieces.head.append(part)
        elif heading:
            key = heading[0]
            pieces.parts.setdefault(key, [])
        elif role in ("closing", "data"):
            key = role
        elif key == "data":
            pieces.data.append(part)
        else:
            pieces.parts.setdefault(key, []).append(part)
    return pieces


def _table(parts: Sequence[Part], table: Table) -> tuple[Tabled, list[Part]]:
    """The section's table and the parts that are text beside it.

    A table with all its headings where the form has them is read cell by cell; any other as those of other people.
    """
    for part in parts:
        if isinstance(part, Grid) and (tabled := _as_laid_out(part, table)):
            return tabled, [each for each in parts if each is not part]
    grids = [part for part in parts if isinstance(part, Grid)]
    tabled = read_table(grids, table)
    return tabled, [part for part in parts if isinstance(part, Paragraph)]


def _as_laid_out(grid: Grid, table: Table) -> Tabled | None:
    top, left = min(box.row for box in grid.boxes), min(box.column for box in grid.boxes)
    found = {(box.row - top, box.column - left): box for box in grid.boxes}
    cells: dict[str, Box] = {}
    for box in lay_out(table).boxes:
        seen = found.get((box.row, box.column))
        if seen is None or (box.kind != "cell" and fold(seen.text) != fold(box.text)):
            return None
        cells[box.name] = seen
    tabled = Tabled()
    for row, (block, _) in table.rows.items():
        boxes = [cells[f"{row}.{column}"] for column in block.column_names]
        tabled.rows[row] = tuple(" ".join(box.text.split()) for box in boxes)
        tabled.places[row] = boxes[0].place
    return tabled


def _text_of(parts: Sequence[Part]) -> str:
    """The parts as narrative, a line each."""
    return "\n".join(line for part in parts for line in _lines(part) if line)


def _lines(part: Part) -> Iterator[str]:
    if isinstance(part, Paragraph):
        text = _SPECIAL.sub(r"\\\g<0>", part.text)
        if part.role == "item":
            yield f"- {text}"
        else:
            yield f"\\{text}" if _MARKED.match(text) else text
        return
    for row in sorted({box.row for box in part.boxes}):
        cells = sorted((box for box in part.boxes if box.row == row), key=lambda box: box.column)
        texts = (_SPECIAL.sub(r"\\\g<0>", " ".join(box.text.replace("|", "｜").split("\n"))) for box in cells)
        yield f"| {' | '.join(texts)} |"


def _about_data(parts: Sequence[Part], form: Form, report: Report) -> Iterator[tuple[str, Conflict]]:
    """Cells that the workbook's data sheet has otherwise than its tables: one of the two was edited."""
    for grid in (part for part in parts if isinstance(part, Grid)):
        rows = {box.row: {} for box in grid.boxes}  # type: dict[int, dict[int, Box]]
        for box in grid.boxes:
            rows[box.row][box.column] = box
        head, *lines = (rows[number] for number in sorted(rows))
        names = {box.text: column for column, box in head.items()}
        if not {"部分", "行", "列", "原文"} <= set(names):
            continue
        for line in lines:
            texts = {name: line[at].text if at in line else "" for name, at in names.items()}
            cell = ".".join(texts[name] for name in ("部分", "行", "列"))
            spot = form.locate(cell)
            printed = report.tables[spot.section][spot.row.name][spot.index].printed if spot else None
            if spot and printed is not None and printed.split() != texts["原文"].split():
                said = f"“数据”表写的是“{texts['原文']}”，前面的表里写的是“{printed}”"
                message = f"{form.label(cell)}：{said}。请改得一致，再导入。"
                place = line[names["原文"]].place
                question = Question("error", "import.cell", message, place, cell.rpartition(".")[0], cell)
                yield cell, Conflict(texts["原文"], question)
