"""Reading cells: `files/cells.tsv` lists the unit, the text, the number read, and the correction to ask for."""

from generator.sources.reading.cells import read_cell
from tests.conftest import TESTS, Golden

CELLS = TESTS / "sources" / "files" / "cells.tsv"


def _row(unit: str, text: str) -> str:
    cell, fault = read_cell(text, unit)
    return "\t".join((unit, text, "" if cell.value is None else str(cell.value), fault or ""))


def test_numbers_and_faults_are_as_listed(golden: Golden) -> None:
    head, *rows = CELLS.read_text(encoding="utf-8").splitlines()
    golden("\n".join([head, *(_row(*row.split("\t")[:2]) for row in rows)]) + "\n", CELLS)


def test_surrounding_space_and_line_breaks_are_normalised() -> None:
    assert read_cell(" 16\n", "件")[0].value == 16
    assert read_cell("22\n（其中修订16件）", "件")[0].printed == "22 （其中修订16件）"
