"""The numbers of list items, as Word draws them in each style."""

import pytest

from generator.importers.readers.list_numbers import format_number

CHINESE = [
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "japaneseCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand",
]  # fmt: skip


@pytest.mark.parametrize("style", CHINESE)
def test_chinese_styles(style: str) -> None:
    numbers = {
        1: "一", 9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 100: "一百", 105: "一百零五",
        110: "一百一十", 1000: "一千", 1005: "一千零五", 1050: "一千零五十", 9999: "九千九百九十九", 10000: "10000",
        0: "0",
    }  # fmt: skip
    assert {number: format_number(number, style) for number in numbers} == numbers


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("decimal", {3: "3", 0: "0"}),
        ("unheardOf", {3: "3"}),
        ("decimalZero", {0: "00", 3: "03", 10: "10", 100: "100"}),
        ("decimalEnclosedParen", {3: "（3）"}),
        ("decimalEnclosedCircle", {0: "0", 1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {2: "②"}),
        ("lowerLetter", {0: "0", 1: "a", 26: "z", 27: "aa", 52: "zz", 53: "aaa"}),
        ("upperLetter", {2: "B", 28: "BB"}),
        ("lowerRoman", {0: "0", 1: "i", 4: "iv", 9: "ix", 14: "xiv", 40: "xl", 90: "xc", 444: "cdxliv", 999: "cmxcix"}),
        ("upperRoman", {3: "III", 3999: "MMMCMXCIX", 4000: "4000", 58: "LVIII", 600: "DC"}),
    ],
)
def test_other_styles(style: str, numbers: dict[int, str]) -> None:
    assert {number: format_number(number, style) for number in numbers} == numbers
