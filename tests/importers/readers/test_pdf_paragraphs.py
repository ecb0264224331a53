"""The right edge of a PDF's text, by which wrapped lines are told from short paragraphs."""

import pytest

from generator.importers.readers.clean_text import clean
from generator.importers.readers.pdf_paragraphs import join_lines, measure_column
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
