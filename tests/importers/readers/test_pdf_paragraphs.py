"""The right edge of a PDF's text, by which wrapped lines are told from short paragraphs."""

import pytest

from generator.importers.readers.clean_text import clean
from generator.importers.readers.pdf_paragraphs import Column, continues_paragraph, join_lines, measure_column
from generator.importers.readers.pdf_text import Line


@pytest.mark.parametrize(("ending", "right"), [("。", 500), ("，", 340)])
def test_lines_that_end_a_sentence_are_no_sign_of_wrapped_text(ending: str, right: float) -> None:
    lines = [Line(f"本报告依条例编制{ending}", 34, 340, 30.0 * at, 30.0 * at + 12, 12) for at in range(4)]
    assert measure_column([lines], 500).right == right


def test_radicals_become_the_characters_that_they_look_like() -> None:
    assert clean("⻔⼾⽹站⼈⺠") == "门户网站人民"
    assert clean("\u2f00\u2fd5") == "一龠"


@pytest.mark.parametrize(
    ("text", "more", "joined"),
    [
        ("公开", "信息", "公开信息"),
        ("公开a", "b信息", "公开a b信息"),
        ("公开a", "信息", "公开a信息"),
        ("a公", "b", "a公b"),
    ],
)
def test_lines_are_joined_with_a_space_between_letters(text: str, more: str, joined: str) -> None:
    assert join_lines(text, more) == joined


@pytest.mark.parametrize(
    ("text", "width", "continues"),
    [
        ("一、总体情况", 199, False), ("一、总体情况", 201, True), ("十二、总体情况", 199, False),
        ("一、总体，情况", 199, True), ("总体情况", 199, True), ("总体情况", 61, True), ("总体情况", 59, False),
    ],
)  # fmt: skip
def test_a_full_line_goes_on_unless_it_is_a_heading_or_short(text: str, width: float, continues: bool) -> None:
    """A heading has up to twenty characters, a line of a paragraph more than six; letters have 10 points."""
    line, after = Line(text, 0, width, 0, 10, 10), Line("编制本报告", 0, 50, 15, 25, 10)
    assert continues_paragraph(line, after, Column(0, width, 15), new_page=False) == continues


@pytest.mark.parametrize(
    ("after", "continues"),
    [
        (Line("本", 8, 50, 15, 25, 10), True), (Line("本", 10, 50, 15, 25, 10), False),
        (Line("本", 0, 50, 20, 30, 10), True), (Line("本", 0, 50, 22, 32, 10), False),
        (Line("本", 0, 50, 15, 26, 11), True), (Line("本", 0, 50, 15, 27, 12), False),
        (Line("本  局", 0, 50, 15, 25, 10), False),
    ],
)  # fmt: skip
def test_a_line_that_goes_on_begins_at_the_edge_below_in_the_same_size(after: Line, continues: bool) -> None:
    line = Line("根据条例规定编制", 0, 300, 0, 10, 10)
    assert continues_paragraph(line, after, Column(0, 300, 15), new_page=False) == continues
