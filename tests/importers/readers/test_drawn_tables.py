"""Tables drawn in many ways, with ruling lines missing and figures beside their place: no cell is silently wrong."""

import random
from dataclasses import replace

import pytest

from generator.importers.document import Box, Grid
from generator.importers.recognise import rows_of_cells
from generator.importers.tables import read_table
from generator.model.form import Form
from tests.importers.documents import grids, random_report
from tests.importers.readers.drawn_tables import Style, read_drawn
from tests.importers.scoring import printed_of, score

STYLES = {
    "ruled": Style(),
    "level rules": Style("tb"),
    "upright rules": Style("lr"),
    "left and below": Style("lb"),
    "without rules": Style(""),
    "right, touching": Style(align=1, padding=0),
    "left, touching": Style(align=0, padding=0),
    "spaced": Style(spacing=2),
    "spaced wide": Style(spacing=6),
    "few sides lost": Style("lt", lost=0.05),
    "many sides lost": Style("lt", lost=0.3),
    "most sides lost": Style("ltrb", lost=0.7),
    "shifted": Style(shift=12),
    "shifted and spaced": Style(shift=6, spacing=1.5),
}


@pytest.mark.parametrize("name", STYLES)
def test_no_cell_is_silently_wrong(name: str, form: Form) -> None:
    rng = random.Random(name)
    report = random_report(form, 2023, rng)
    for section, grid in grids(report, form).items():
        reading = read_table(read_drawn(grid, STYLES[name], rng), form.tables[section])
        found = replace(report, tables={section: dict(rows_of_cells(form, section, reading.rows))})
        printed = {key: text for key, text in printed_of(report, form).items() if key.startswith(f"{section}.")}
        assert score(found, printed).wrong == []
        assert name != "ruled" or reading.open_rows == []


def test_a_label_with_a_number_that_spans_rows_casts_no_doubt_on_them() -> None:
    texts = {(0, 0): "1.申请人", (0, 1): "自然人", (0, 2): "3", (1, 1): "法人", (1, 2): "4"}
    boxes = tuple(Box(row, at, 1 if at else 2, 1, text, "") for (row, at), text in texts.items())
    [grid] = read_drawn(Grid(boxes, ""), Style(), random.Random(0))
    assert isinstance(grid, Grid)
    assert [box.text for box in grid.boxes] == [*texts.values()]
    assert not grid.doubts
