"""Words on borders of a PDF's tables: a figure that may be in the wrong cell, or in two, is doubted."""

import pytest

from generator.importers.readers.pdf_cells import Bounds, cell_text, fill_cells
from generator.importers.readers.pdf_text import Char

SIZE, DIGIT = 10.0, 5.0
CELLS = [Bounds(0, 0, 30, 20), Bounds(30, 0, 60, 20), Bounds(60, 0, 90, 20)]


def written(*words: tuple[float, str], spacing: float = 0) -> list[Char]:
    """Return the characters of the words, each of which begins at an x position."""
    return [
        {"text": text, "x0": x, "x1": x + DIGIT, "top": 5.0, "bottom": 15.0, "size": SIZE}
        for start, word in words
        for x, text in zip((start + at * (DIGIT + spacing) for at in range(len(word))), word, strict=True)
    ]


@pytest.mark.parametrize(
    ("chars", "texts", "is_doubtful"),
    [
        (written((12, "12"), (42, "3"), (70, "15")), ["12", "3", "15"], False),
        (written((20, "12"), (32, "345")), ["12", "345", ""], False),
        (written((20, "12"), (30, "345")), ["12", "345", ""], True),
        (written((10, "66"), (33, "93"), spacing=6), ["6 6", "9 3", ""], True),
        (written((13, "6693"), spacing=3), ["6 6", "9 3", ""], True),
        (written((13, "66"), (44, "93")), ["66", "93", ""], False),
        (written((6, "66"), (39, "93"), spacing=11), ["6  6", "9  3", ""], False),  # too far apart to be of one figure
        (written((7, "3985758"), (62, "1")), ["3985758", "", "1"], True),
        (written((7, "3985758"), (48, "2"), (62, "1")), ["3985758", "2", "1"], False),
        (written((2.9, "398575")), ["398575", "", ""], False),
        (written((3.1, "398575")), ["398575", "", ""], True),  # more than 0.3 of a letter's size into the next cell
        (written((68, "3985758")), ["", "", "3985758"], False),
        (written((75, "2018")), ["", "", "2018"], False),
        (written((83, "2018")), ["", "", "2018"], True),
        (written((91, "2018")), ["", "", ""], False),
    ],
)
def test_figures_on_borders_are_doubted(chars: list[Char], texts: list[str], is_doubtful: bool) -> None:
    found = fill_cells(CELLS, chars)
    inside = [*map(found.inside.get, CELLS), found.outside]
    assert [cell_text(each or [], 30) for each in inside[:3]] == texts
    assert bool(found.doubtful) == is_doubtful


def test_lines_of_a_wide_cell_that_are_not_full_end_their_paragraph() -> None:
    lines = [*written((0, "全年公开信息")), *(dict(char, top=25.0, bottom=35.0) for char in written((0, "收到申请")))]
    assert cell_text(lines, 40) == "全年公开信息收到申请"
    assert cell_text(lines, 200) == "全年公开信息\n收到申请"


def test_figures_on_two_lines_are_joined_only_where_the_first_fills_its_cell() -> None:
    lines = [*written((0, "1234")), *(dict(char, top=25.0, bottom=35.0) for char in written((0, "56")))]
    assert cell_text(lines, 30) == "123456"
    assert cell_text(lines, 36) == "1234\n56"
