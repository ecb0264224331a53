"""Official tables are laid out as printed: `layouts/<form>-<section>.txt` are the expected tables.

A slot has the text of its heading, `.` for a figure, or `<` or `^` if it continues the box to the left or above.
"""

from pathlib import Path

import pytest

from generator.model.form import Forms
from generator.model.layout import Box, Grid, lay_out
from generator.model.table import Table
from tests.conftest import TESTS

LAYOUTS = sorted(TESTS.glob("model/layouts/*.txt"))

Slot = tuple[int, int]


def _read(path: Path) -> list[list[str]]:
    return [line.split(" | ") for line in path.read_text(encoding="utf-8").splitlines()]


def _table(path: Path, forms: Forms) -> Table:
    form, _, section = path.stem.rpartition("-")
    return forms[form].tables[section]


def _slots(box: Box) -> list[Slot]:
    return [
        (row, column)
        for row in range(box.row, box.row + box.height)
        for column in range(box.column, box.column + box.width)
    ]


def _drawn(grid: Grid) -> list[list[str]]:
    """Return the grid in the format of the layout files. Fails if a slot is covered twice or not at all."""
    drawn: dict[Slot, str] = {}
    for box in grid.boxes:
        for row, column in _slots(box):
            assert (row, column) not in drawn
            text = "." if box.kind == "cell" else box.text
            drawn[row, column] = "^" if row > box.row else "<" if column > box.column else text
    assert len(drawn) == grid.height * grid.width
    return [[drawn[row, column] for column in range(grid.width)] for row in range(grid.height)]


def test_every_table_has_a_layout_file(made_up_forms: Forms) -> None:
    tables = {f"{form.id}-{section}" for form in made_up_forms.values() for section in form.tables}
    assert tables == {path.stem for path in LAYOUTS}


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_boxes_cover_the_grid_as_printed(path: Path, made_up_forms: Forms) -> None:
    assert _drawn(lay_out(_table(path, made_up_forms))) == _read(path)


def _text_at(grid: list[list[str]], row: int, column: int) -> str:
    """Return the text of the box that covers the slot."""
    while grid[row][column] == "^":
        row -= 1
    while grid[row][column] == "<":
        column -= 1
    return grid[row][column]


def _headings_around(grid: list[list[str]], row: int, column: int) -> set[str]:
    """Return the headings above a figure, up to the nearest title, and to its left, up to the table's edge."""
    above: list[str] = []
    for upper in range(row - 1, -1, -1):
        text = _text_at(grid, upper, column)
        if text == ".":
            if above:
                break
            continue
        above.append(text)
    left = (_text_at(grid, row, before) for before in range(column))
    return {text for text in (*above, *left) if text != "."}


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_each_figure_lists_the_headings_above_and_left_of_it(path: Path, made_up_forms: Forms) -> None:
    grid, written = lay_out(_table(path, made_up_forms)), _read(path)
    texts = {box.id: box.text for box in grid.boxes if box.kind != "cell"}
    for box in grid.boxes:
        if box.kind == "cell":
            assert {texts[id] for id in box.headings} == _headings_around(written, box.row, box.column)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_each_figure_has_the_name_of_its_headings(path: Path, made_up_forms: Forms) -> None:
    table = _table(path, made_up_forms)
    grid = lay_out(table)
    texts = {box.id: box.text for box in grid.boxes}
    names = [box.name for box in grid.boxes if box.kind == "cell"]
    for name, box in zip(names, (box for box in grid.boxes if box.kind == "cell"), strict=True):
        row, _, column = name.rpartition(".")
        spot = table.locate(row, column)
        assert spot
        assert {spot.row.label, spot.column.label} <= {texts[id] for id in box.headings}
    assert sorted(names) == sorted(
        f"{row}.{name}" for row, (block, _) in table.rows.items() for name in block.column_names
    )


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_heading_ids_are_unique(path: Path, made_up_forms: Forms) -> None:
    ids = [box.id for box in lay_out(_table(path, made_up_forms)).boxes if box.kind != "cell"]
    assert all(ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_the_body_of_each_block_covers_its_figures(path: Path, made_up_forms: Forms) -> None:
    grid = lay_out(_table(path, made_up_forms))
    rows = {box.row for box in grid.boxes if box.kind == "cell"}
    assert rows == {row for first, end in grid.bodies for row in range(first, end)}


def test_headings_stand_in_the_first_columns(forms: Forms) -> None:
    tables = forms["2021"].tables
    assert [lay_out(tables[key]).stub for key in ("disclosure", "requests", "disputes")] == [1, 3, 0]
