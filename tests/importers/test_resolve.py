"""Why a line of figures is taken, or left open, and with which candidates: each way a line can be printed."""

import pytest

from generator.importers.expected import Line
from generator.importers.resolve import Resolution, resolve_boxes, resolve_cells, resolve_text


def _told(found: Resolution) -> tuple[str, list[str]]:
    """Return what was read, or why nothing was, and the candidates."""
    return " ".join(found.texts) if found.texts else found.reason, [" ".join(each) for each in found.candidates]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12 0 3", "12 0 3"),
        ("12（含2件） 0 3", "12（含2件） 0 3"),
        ("12 （含 2件） 0 3", "12（含2件） 0 3"),
        ("", "这一行没有读到数"),
        ("见附件", "各格没有分开，又夹着文字，分不清每一格"),
        ("12件 2笔 3", "12件 2笔 3"),
        ("12 3", "应有 3 格，只读到 2 个数，不知道哪几格空白"),
        ("12万元 3", "应有 3 格，只读到 2 个数，不知道哪几格空白"),
        ("12吨 3", "各格没有分开，又夹着文字，分不清每一格"),
        ("12 3 4 5", "应有 3 格，只读到 4 个数，不知道哪几格空白"),
        ("| 12 | 0 | 3", "12 0 3"),
        ("12 | 0 | 3 | |", "12 0 3"),
        ("12 | | 3", "12  3"),
        ("| | |", "  "),
        ("12 | | 3 | |", "12  3"),
        ("12 | | | 3 |", "应有 3 格，读到 2 个数，不知道哪几格空白"),
        ("12 | 3", "应有 3 格，读到 2 个数，不知道哪几格空白"),
        ("| | 12 | | 3 |", "应有 3 格，读到 2 个数，不知道哪几格空白"),
    ],
)
def test_a_line_of_running_text(text: str, told: str, line_without_sums: Line) -> None:
    assert _told(resolve_text(text, line_without_sums))[0] == told


def test_fewer_figures_than_cells_lack_blanks_and_more_do_not(line_without_sums: Line) -> None:
    assert [resolve_text(text, line_without_sums).lacks_blanks for text in ("12 3", "12 3 4 5")] == [True, False]


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        (["12 0 3"], ("12 0 3", [])),
        (["12 0 3", ""], ("12 0 3", [])),
        (["12", "0 3"], ("12 0 3", [])),
        (["12", "", "3", ""], ("应有 3 格，这里有 4 格，其中 2 格有内容，对不上", [])),
        (["12", "0", "3", ""], ("应有 3 格，这里有 4 格，其中 3 格有内容，对不上", ["12 0 3"])),
    ],
)
def test_boxes_that_are_not_the_columns(boxes: list[str], told: tuple[str, list[str]], line_without_sums: Line) -> None:
    assert _told(resolve_boxes(boxes, line_without_sums)) == told


SHIFTED = "各格之和与总数不符，像是有数字落到了邻格，或者整行错了一格"
FIRST_BLANK = "第一格空白，各格之和又与总数不符，像是整行错了一格"
RESULT_BLANK = "总数处空白，前一格又像是总数，像是整行错了一格"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("12,0,3,0,1,0,16", ("12 0 3 0 1 0 16", [])),
        ("12,,3,,1,,16", ("12  3  1  16", [])),
        ("12,0,3,0,1,0,17", ("12 0 3 0 1 0 17", [])),
        ("1 2,0,3,0,1,0,16", ("有的格里像有几个数，或数中间有空格", [])),
        ("1,20,3,0,1,0,16", (SHIFTED, ["12 0 3 0 1 0 16"])),
        ("16,12,0,3,0,1,0", (SHIFTED, ["12 0 3 0 1 0 16"])),
        ("0,3,0,1,0,16,12", (SHIFTED, ["12 0 3 0 1 0 16"])),
        ("12,0,3,0,1,01,6", (SHIFTED, ["12 0 3 0 1 0 16"])),
        (",5,3,0,1,0,12", (FIRST_BLANK, ["5 3 0 1 0 12 "])),
        (",5,3,0,1,3,12", (" 5 3 0 1 3 12", [])),
        ("2,3,0,1,0,7,", (RESULT_BLANK, [" 2 3 0 1 0 7"])),
        ("2,3,0,1,0,6,", (SHIFTED, ["2 3 0 1 0  6", " 2 3 0 1 0 6"])),
        ("2,3,0,1,0,5,", ("2 3 0 1 0 5 ", [])),
        ("0,0,0,0,0,7,", (RESULT_BLANK, [" 0 0 0 0 0 7"])),
        ("0,0,0,0,0,0,", ("0 0 0 0 0 0 ", [])),
    ],
)
def test_a_box_for_each_cell(cells: str, told: tuple[str, list[str]], line: Line) -> None:
    assert _told(resolve_cells(tuple(cells.split(",")), line)) == told
