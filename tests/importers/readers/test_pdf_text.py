"""Characters of a PDF page as lines and words: one line, a space, a raised mark, a word. Sizes are in points."""

import pytest

from generator.importers.readers.pdf_text import GAP, Char, group_lines, group_rows, group_words


def _char(text: str, x0: float, *, size: float = 10, bottom: float = 20, width: float = 5) -> Char:
    return {"text": text, "x0": x0, "x1": x0 + width, "top": bottom - size, "bottom": bottom, "size": size}


def _text(*chars: Char) -> str:
    (line,) = group_lines(chars)
    return line.text


@pytest.mark.parametrize(
    ("size", "raised", "is_mark"),
    [(8.4, 1.6, True), (8.6, 1.6, False), (8.4, 1.4, False), (6, 3, True), (10, 3, False), (6, 0, False)],
)
def test_a_small_raised_digit_is_no_digit_of_the_figure(size: float, raised: float, is_mark: bool) -> None:
    assert (_text(_char("5", 0), _char("1", 5, size=size, bottom=20 - raised)) != "51") == is_mark


def test_a_small_raised_letter_is_a_letter() -> None:
    assert _text(_char("5", 0), _char("m", 5, size=6, bottom=17)) == "5m"


@pytest.mark.parametrize(
    ("one", "other", "gap", "space"),
    [
        ("a", "b", 2.9, ""), ("a", "b", 3.1, " "), ("a", "b", 7.9, " "), ("a", "b", 8.1, GAP),
        ("甲", "b", 7.9, ""), ("a", "乙", 7.9, ""), ("甲", "乙", 7.9, ""), ("甲", "乙", 8.1, GAP),
    ],
)  # fmt: skip
def test_a_space_is_wider_than_what_justifies_a_line(one: str, other: str, gap: float, space: str) -> None:
    assert _text(_char(one, 0), _char(other, 5 + gap)) == f"{one}{space}{other}"


@pytest.mark.parametrize(("lower", "rows"), [(3.9, 1), (4.1, 2)])
def test_characters_of_about_the_same_height_are_one_line(lower: float, rows: int) -> None:
    assert len(group_rows([_char("a", 0), _char("b", 5, bottom=20 + lower)])) == rows


@pytest.mark.parametrize(
    ("gap", "lower", "words"),
    [(1.4, 0, 1), (1.6, 0, 2), (-4.9, 0, 1), (-5.1, 0, 2), (0, 0.9, 1), (0, 1.1, 2)],
)
def test_a_word_has_no_gaps(gap: float, lower: float, words: int) -> None:
    assert len(group_words([_char("a", 3, width=12), _char("b", 15 + gap, bottom=20 + lower)])) == words


@pytest.mark.parametrize("text", ["甲", " ", "，"])
def test_only_ascii_characters_are_joined_to_words(text: str) -> None:
    assert len(group_words([_char("a", 0), _char(text, 5)])) == 2


def test_a_line_has_the_bounds_of_what_is_visible() -> None:
    (line,) = group_lines([_char(" ", 0), _char("甲", 5), _char("1", 10, size=12, bottom=21), _char(" ", 15)])
    assert (line.text, line.x0, line.x1, line.top, line.bottom, line.size) == ("甲1", 5, 15, 9, 21, 12)
    assert line.holds(_char("x", 14, bottom=25.9))
    assert not line.holds(_char("x", 14, bottom=26.1))
    assert not line.holds(_char("x", 15.1))
