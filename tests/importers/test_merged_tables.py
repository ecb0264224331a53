"""Two official tables in one grid, one below the other: each is read."""

import random
from dataclasses import replace

import pytest

from generator.importers.document import Document, Grid, Paragraph
from generator.importers.merged_tables import cut_between_tables
from generator.model.form import Form, Forms
from generator.model.report import OPEN, Report
from tests.importers.documents import document, grids, random_report
from tests.importers.reading import read
from tests.importers.scoring import printed_of, score


def _below(upper: Grid, lower: Grid) -> Grid:
    """Return both grids as one."""
    first = max(box.row for box in upper.boxes) + 1
    return replace(upper, boxes=(*upper.boxes, *(replace(box, row=box.row + first) for box in lower.boxes)))


def _with_merged(report: Report, form: Form, one: str, other: str, *, titled: bool) -> Document:
    """Return the report with two tables in one grid below the first one's title; `titled`: the other title is kept."""
    own = grids(report, form)
    title = next(section.title for section in form.sections if section.key == other)
    parts = [
        _below(own[one], own[other]) if part == own[one] else part
        for part in document(report, form).parts
        if part != own[other] and (titled or not isinstance(part, Paragraph) or part.text != title)
    ]
    return Document(tuple(parts))


@pytest.mark.parametrize("id", ["2019", "2021"])
@pytest.mark.parametrize("pair", [("disclosure", "requests"), ("requests", "disputes")])
def test_tables_in_one_grid_are_read_apart(id: str, pair: tuple[str, str], forms: Forms) -> None:
    form = forms[id]
    report = random_report(form, {"2019": 2020, "2021": 2023}[id], random.Random(7))
    found = read(_with_merged(report, form, *pair, titled=False), forms, year=report.year)
    assert found.form.id == id
    result = score(found.report, printed_of(report, form))
    assert (result.wrong, result.open) == ([], [])


def test_a_table_below_another_away_from_its_title_is_asked_about(report: Report, form: Form, forms: Forms) -> None:
    """The table that stands under its own title is read."""
    found = read(_with_merged(report, form, "requests", "disputes", titled=True), forms)
    assert found.report.tables["requests"] == report.tables["requests"]
    assert {cell.printed for row in found.report.tables["disputes"].values() for cell in row} == {OPEN}


def test_tables_side_by_side_or_mixed_are_not_cut(report: Report, form: Form) -> None:
    one, other = (grids(report, form)[section] for section in ("disclosure", "requests"))
    assert list(cut_between_tables(one, form)) == [one]
    mixed = _below(_below(one, other), one)
    assert list(cut_between_tables(mixed, form)) == [mixed]


def test_headings_go_with_the_table_below_them(report: Report, form: Form) -> None:
    one, other = (grids(report, form)[section] for section in ("requests", "disputes"))
    upper, lower = cut_between_tables(_below(one, other), form)
    assert [box.text for box in upper.boxes] == [box.text for box in one.boxes]
    assert [box.text for box in lower.boxes] == [box.text for box in other.boxes]
