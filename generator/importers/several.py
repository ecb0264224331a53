"""Several reports in one file: the one that is meant by its title, or both together, so that what differs is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.importers.document import Document, Grid, Paragraph
from generator.importers.grids import rows_of
from generator.importers.identity import is_title, name_in, year_of
from generator.importers.labels import body, closest, fold
from generator.importers.lines import Expected, expect
from generator.importers.names import same_agency
from generator.importers.sections import Part, Stretch
from generator.model.agency import Agency
from generator.model.form import Form

ENOUGH = 0.5
"""So much of a table's labels must be shown for it to be there."""

_TITLE_LINES = 3


def meant(document: Document, form: Form, agency: Agency | str, year: int) -> Document:
    """The one report in the document whose title names the year and the agency; the whole document otherwise."""
    pieces = [piece for piece in _by_titles(document.parts, form) if _is_whole(piece, form)]
    if len(pieces) < 2:
        return document
    wanted = [piece for piece in pieces if _is_of(piece, form, agency, year)]
    return replace(document, parts=tuple(wanted[0])) if len(wanted) == 1 else document


def _by_titles(parts: Sequence[Part], form: Form) -> Iterator[list[Part]]:
    """The parts from each report's title to the next; what is no whole report goes with what follows."""
    piece: list[Part] = []
    for at, part in enumerate(parts):
        if _title_at(parts[at : at + _TITLE_LINES], form) and _is_whole(piece, form):
            yield piece
            piece = []
        piece.append(part)
    yield piece


def _title_at(parts: Sequence[Part], form: Form) -> str:
    """The report's title that begins with the first of the parts, in one line or several; empty where none does."""
    texts = [part.text if isinstance(part, Paragraph) else "" for part in parts]
    joined = ("".join(texts[:count]) for count in range(1, len(texts) + 1) if all(texts[:count]))
    return next((text for text in joined if is_title(text, form)), "")


def _is_of(piece: Sequence[Part], form: Form, agency: Agency | str, year: int) -> bool:
    titles = [title for at in range(len(piece)) if (title := _title_at(piece[at : at + _TITLE_LINES], form))]
    title = titles[0] if titles else ""
    names = [] if isinstance(agency, str) else [agency.name_in(year), agency.name, *agency.short_names]
    return year_of(title) == year and (not names or same_agency(name_in(title, form), names))


def _is_whole(piece: Sequence[Part], form: Form) -> bool:
    """Whether the piece shows most tables of the form."""
    shown = sum(share(piece, expect(table)) >= ENOUGH for table in form.tables.values())
    return 2 * shown > len(form.tables)


def share(parts: Sequence[Part], expected: Expected) -> float:
    """How many of the table's labels the parts show together."""
    labels = [label for label in expected.labels if label.name]
    texts = {text for part in parts if isinstance(part, Grid) for row in rows_of(part) for text in row.texts if text}
    letters = fold("\n".join(part.text for part in parts if isinstance(part, Paragraph)))
    found = (
        any(each in letters for each in label.spellings) or any(closest(text, (("", label.texts),)) for text in texts)
        for label in labels
    )
    return sum(found) / len(labels)


def with_twins(stretches: Sequence[Stretch], form: Form) -> list[Stretch]:
    """The stretches with each table that stands in the file once more, under its section's title again, beside it."""
    result = [replace(stretch, parts=list(stretch.parts)) for stretch in stretches]
    for section in form.sections:
        home = next((stretch for stretch in result if stretch.section == section.key), None)
        if home is None or section.key not in form.tables:
            continue
        expected, titles = expect(form.tables[section.key]), {body(each) for each in (section.title, *section.aliases)}
        for stretch in (each for each in result if each is not home):
            start = next((at for at, part in enumerate(stretch.parts) if _is_heading(part, titles)), None)
            if start is None or share(home.parts, expected) < ENOUGH:
                continue
            end = next((at for at, part in enumerate(stretch.parts) if at > start and _heads(part, form)), None)
            twin = stretch.parts[start + 1 : end]
            if share(twin, expected) >= ENOUGH:
                home.parts = [*twin, *home.parts]
                stretch.parts = [*stretch.parts[:start], *(stretch.parts[end:] if end else ())]
    return result


def _is_heading(part: Part, titles: set[str]) -> bool:
    return isinstance(part, Paragraph) and body(part.text) in titles


def _heads(part: Part, form: Form) -> bool:
    return any(_is_heading(part, {body(each) for each in (own.title, *own.aliases)}) for own in form.sections)
