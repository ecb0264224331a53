"""Handle files with several reports: select the wanted one by its title, or merge repeated tables to compare them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from generator.importers.agency_names import names_of, same_agency
from generator.importers.document import Document, Grid, Paragraph, Part
from generator.importers.expected import ExpectedTable, Label, expected_table
from generator.importers.grid_rows import rows_of
from generator.importers.labels import fold, is_label, without_numbering
from generator.importers.section_words import titles_of
from generator.importers.sections import Segment
from generator.importers.titles import agency_name_in, find_titles, year_in
from generator.model.agency import Agency
from generator.model.form import Form

MIN_LABEL_SHARE = 0.5
"""Minimum share of a table's labels that parts must show to count as the table."""


def select_report(document: Document, form: Form, agency: Agency | str, year: int) -> Document:
    """Return the one report in the document whose title names the year and the agency; else the whole document."""
    reports = [parts for parts in _split_by_titles(document.parts, form) if _is_whole(parts, form)]
    if len(reports) < 2:
        return document
    wanted = [parts for parts in reports if _is_titled(parts, form, agency, year)]
    return replace(document, parts=tuple(wanted[0])) if len(wanted) == 1 else document


def _split_by_titles(parts: Sequence[Part], form: Form) -> Iterator[list[Part]]:
    """Yield the parts from each report's title to the next; what is not a whole report stays with what follows."""
    starts = {title.start for title in find_titles(parts, form)}
    report, shown = list[Part](), _ShownLabels(form)
    for at, part in enumerate(parts):
        if at in starts and shown.most_tables():
            yield report
            report, shown = [], _ShownLabels(form)
        report.append(part)
        shown.add(part)
    yield report


class _ShownLabels:
    """The labels of the form's tables that the parts added so far show; each part is searched once."""

    def __init__(self, form: Form) -> None:
        tables = map(expected_table, form.tables.values())
        self._labels = [[label for label in table.labels if label.name] for table in tables]
        self._missing = [list(labels) for labels in self._labels]
        self._reach = max(len(each) for labels in self._labels for label in labels for each in label.spellings)
        self._folded = ""
        self._cells: set[str] = set()

    def add(self, part: Part) -> None:
        """Add a part."""
        if isinstance(part, Paragraph):
            self._folded += fold(part.text)
        else:
            self._cells |= _texts_of(part)

    def most_tables(self) -> bool:
        """Return whether most tables are shown; of the text, the beginning of a label is kept."""
        self._missing = [
            [label for label in labels if not is_shown(label, self._folded, self._cells)] for labels in self._missing
        ]
        self._folded, self._cells = self._folded[-self._reach :], set()
        pairs = zip(self._labels, self._missing, strict=True)
        shown = sum((len(labels) - len(missing)) / len(labels) >= MIN_LABEL_SHARE for labels, missing in pairs)
        return 2 * shown > len(self._labels)


def _is_titled(parts: Sequence[Part], form: Form, agency: Agency | str, year: int) -> bool:
    """Return whether the report's first title names the year and, if its names are known, the agency."""
    title = next((title.text for title in find_titles(parts, form)), "")
    names = names_of(agency, year)
    return year_in(title) == year and (not names or same_agency(agency_name_in(title, form), names))


def _is_whole(parts: Sequence[Part], form: Form) -> bool:
    """Return whether the parts show most tables of the form."""
    shown = sum(label_share(parts, expected_table(table)) >= MIN_LABEL_SHARE for table in form.tables.values())
    return 2 * shown > len(form.tables)


def label_share(parts: Sequence[Part], expected: ExpectedTable) -> float:
    """Return the share of the table's labels that the parts show together."""
    labels = [label for label in expected.labels if label.name]
    texts = {text for part in parts if isinstance(part, Grid) for text in _texts_of(part)}
    folded = "".join(fold(part.text) for part in parts if isinstance(part, Paragraph))
    return sum(is_shown(label, folded, texts) for label in labels) / len(labels)


def is_shown(label: Label, folded: str, cells: Collection[str]) -> bool:
    """Return whether the label is in the folded text, or is one of the texts of cells."""
    return any(each in folded for each in label.spellings) or any(is_label(text, label.texts) for text in cells)


def _texts_of(grid: Grid) -> set[str]:
    return {text for row in rows_of(grid) for text in row.texts if any(map(str.isalpha, text))}


def merge_repeated_tables(segments: Sequence[Segment], form: Form) -> list[Segment]:
    """Return the segments, with each table under a repeated title moved to the first segment of its section."""
    result = [replace(segment, parts=list(segment.parts)) for segment in segments]
    for section in form.sections:
        home = next((segment for segment in result if segment.section == section.key), None)
        if home is None or section.key not in form.tables:
            continue
        expected, titles = expected_table(form.tables[section.key]), titles_of(section)
        for segment in (segment for segment in result if segment is not home):
            start = next((at for at, part in enumerate(segment.parts) if _is_one_of(part, titles)), None)
            if start is None or label_share(home.parts, expected) < MIN_LABEL_SHARE:
                continue
            end = next(
                (at for at, part in enumerate(segment.parts) if at > start and _is_section_title(part, form)),
                len(segment.parts),
            )
            repeated = segment.parts[start + 1 : end]
            if label_share(repeated, expected) >= MIN_LABEL_SHARE:
                home.parts = [*repeated, *home.parts]
                segment.parts = [*segment.parts[:start], *segment.parts[end:]]
    return result


def _is_one_of(part: Part, titles: frozenset[str]) -> bool:
    return isinstance(part, Paragraph) and without_numbering(part.text) in titles


def _is_section_title(part: Part, form: Form) -> bool:
    return any(_is_one_of(part, titles_of(section)) for section in form.sections)
