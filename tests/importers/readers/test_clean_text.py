"""What is dropped from text as it is read, and where a line ends."""

import pytest

from generator.importers.readers.clean_text import clean, clean_minimally, unwrap


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\u2028", "\u2029", "\n \n"])
def test_every_kind_of_line_end(end: str) -> None:
    assert clean(f"甲{end}乙") == "甲\n乙"
    assert clean_minimally(f"甲{end}乙") == "甲\n乙"


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\x00", "\x1b", "\ud800"])
def test_characters_that_show_nothing_are_dropped(character: str) -> None:
    assert clean(f"1{character}2") == "12"


@pytest.mark.parametrize("space", ["\t", "\xa0"])
def test_other_spaces_become_plain_ones(space: str) -> None:
    assert clean(f"1{space}2") == "1 2"


@pytest.mark.parametrize(
    ("text", "unwrapped"),
    [
        ("公开\n信息", "公开信息"), ("公开 \r\n  信息", "公开信息"), ("公开，\n信息", "公开，信息"),
        ("公开”\n信息", "公开”信息"),
        ("公开\nA", "公开 A"), ("a\nb", "a b"), ("公开 信息", "公开 信息"), ("1\n2", "1 2"), ("a \t\n\f b", "a b"),
        ("１\n２", "１２"), ("𠮷\n甲", "𠮷甲"),
    ],
)  # fmt: skip
def test_a_break_between_chinese_characters_is_no_space(text: str, unwrapped: str) -> None:
    assert unwrap(text) == unwrapped
