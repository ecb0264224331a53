"""Rows of a table that the end of a page tore in two: joined, or left open, but never read as blanks."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.importers.document import Box, Grid
from generator.importers.recognise import rows_of_cells
from generator.importers.tables import read_table
from generator.model.form import Form
from generator.model.report import Report
from tests.importers.documents import grids
from tests.importers.scoring import Score, printed_of, score


def torn(grid: Grid, row: int, upper: dict[int, str], lower: dict[int, str]) -> Grid:
    """Return the grid with a row in two, each with its texts by column."""

    def boxes(box: Box) -> Iterator[Box]:
        if box.row != row:
            ends_below = box.row < row < box.row + box.rows
            yield replace(box, row=box.row + (box.row > row), rows=box.rows + ends_below)
        else:
            yield replace(box, text=upper.get(box.column, ""), rows=1)
            yield replace(box, row=row + 1, text=lower.get(box.column, ""))

    return Grid(tuple(each for box in grid.boxes for each in boxes(box)), grid.place, seams=(row + 1,))


def texts_of(grid: Grid, row: int) -> tuple[dict[int, str], dict[int, str]]:
    """Return the labels and the figures of a row by column."""
    texts = {box.column: box.text for box in grid.boxes if box.row == row}
    figures = {column: text for column, text in texts.items() if text.replace(".", "").isdigit()}
    return {column: text for column, text in texts.items() if column not in figures}, figures


def tears(grid: Grid, rng: random.Random) -> Iterator[Grid]:
    """Yield the grid with each row torn in its last label, at a random place, with the figures above or below."""
    for row in sorted({box.row for box in grid.boxes}):
        labels, figures = texts_of(grid, row)
        if not figures:
            continue
        last = max(labels, default=None)
        label = labels[last] if last is not None else ""
        at = rng.randint(0, len(label))
        first, rest = ({**labels, last: label[:at]}, {last: label[at:]}) if last is not None else ({}, {})
        yield torn(grid, row, {**first, **figures}, rest)
        yield torn(grid, row, first, {**rest, **figures})


def scored(report: Report, form: Form, section: str, grid: Grid) -> Score:
    """Return how well the cells of the section are read from a grid."""
    table = form.tables[section]
    rows = dict(rows_of_cells(form, section, read_table([grid], table).rows))
    own = {name: text for name, text in printed_of(report, form).items() if name.startswith(f"{section}.")}
    return score(replace(report, tables={section: rows}), own)


def test_a_torn_row_is_never_read_as_blanks(report: Report, form: Form) -> None:
    rng = random.Random(8)
    for section, grid in grids(report, form).items():
        found = [scored(report, form, section, each) for each in tears(grid, rng)]
        assert [wrong for each in found for wrong in each.wrong] == []
        assert sum(len(each.open) for each in found) <= 0.01 * len(found) * len(found[0].right)


def test_a_row_torn_between_its_figures_is_asked(report: Report, form: Form) -> None:
    """Each part has figures and blanks; the label stands beside one of them."""
    grid = grids(report, form)["requests"]
    for row in (3, 7, 12):
        labels, figures = texts_of(grid, row)
        some = {column: text for column, text in figures.items() if column % 2}
        others = {column: text for column, text in figures.items() if not column % 2}
        last = max(labels)
        upper, lower = {**labels, last: labels[last][:-2]}, {last: labels[last][-2:]}
        pairs = [({**labels, **some}, others), (some, {**labels, **others}), ({**upper, **some}, {**lower, **others})]
        for parts in pairs:
            found = scored(report, form, "requests", torn(grid, row, *parts))
            assert (found.wrong, len(found.open)) == ([], 7)


def test_digits_torn_from_a_figure_are_asked(report: Report, form: Form) -> None:
    grid = grids(report, form)["requests"]
    labels, figures = texts_of(grid, 6)
    upper, lower = ({column: text + digit for column, text in figures.items()} for digit in "12")
    found = scored(report, form, "requests", torn(grid, 6, {**labels, **upper}, lower))
    assert found.wrong == []


@pytest.mark.parametrize("row", [3, 7, 12])
def test_whole_rows_at_the_end_of_a_page_stay_as_they_are(row: int, report: Report, form: Form) -> None:
    grid = grids(report, form)["requests"]
    found = scored(report, form, "requests", replace(grid, seams=(row,)))
    assert (found.wrong, found.open) == ([], [])


def test_a_blank_row_at_the_end_of_a_page_stays_blank(report: Report, form: Form) -> None:
    grid = grids(report, form)["requests"]
    _, figures = texts_of(grid, 5)
    boxes = tuple(replace(box, text="") if box.row == 5 and box.column in figures else box for box in grid.boxes)
    found = scored(report, form, "requests", replace(grid, boxes=boxes, seams=(6,)))
    assert found.open == []
    assert all("read as ''" in wrong for wrong in found.wrong)
