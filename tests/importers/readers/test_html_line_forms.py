"""What a line of a web page may be by its form: a date, a name, an address, a fact and its value."""

import pytest

from generator.importers.document import Box
from generator.importers.readers.html_flow import PageLine
from generator.importers.readers.html_line_forms import (
    ends_with_date,
    is_address,
    is_facts,
    is_name,
    is_value,
    lacks_value,
)


def _table(*rows: list[str]) -> PageLine:
    boxes = (Box(at, column, 1, 1, text, "") for at, row in enumerate(rows) for column, text in enumerate(row))
    return PageLine(boxes=tuple(boxes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年1月20日", True),
        ("甲县乙局 2025年1月20日", True),
        ("甲县乙局2025年1月20日", True),
        ("2025年1月", True),
        ("甲" * 40 + "2025-01-20", True),
        ("甲" * 41 + "2025-01-20", False),
        ("甲2025-01-20", False),
        ("甲局：2025-01-20", False),
        ("甲，乙2025-01-20", False),
        ("第1号 2025-01-20", False),
        ("2025年1月20日印发", False),
    ],
)
def test_lines_that_end_with_a_date(text: str, expected: bool) -> None:
    assert ends_with_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲局", True), ("甲县（乙）、丙·丁 局", True), ("甲" * 40, True), ("甲" * 41, False), ("甲", False),
        ("甲局1", False), ("甲局：", False), ("甲，乙", False),
    ],
)  # fmt: skip
def test_names_have_two_to_forty_chinese_characters(text: str, expected: bool) -> None:
    assert is_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县政府办公室：", True),
        ("各乡镇，各单位:", True),
        ("甲" * 40 + "：", True),
        ("甲" * 41 + "：", False),
        ("甲：", False),
        ("索引号：", False),
        ("县政府办公室", False),
        ("第1局：", False),
    ],
)
def test_lines_that_address_their_readers(text: str, expected: bool) -> None:
    assert is_address(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("索引号：A1", True),
        ("【 索引号 】：A1", True),
        ("[文号]:甲", True),
        ("某一种事项：乙", True),
        ("一二三四五六七八九十一二三四五六：乙", True),
        ("一二三四五六七八九十一二三四五六七：乙", False),
        ("甲：乙。", False),
        ("首页>年报：甲", False),
        ("甲 » 乙：丙", False),
        ("甲，乙：丙", False),
        ("没有冒号", False),
        ("索引号：" + "A" * 196, True),
        ("索引号：" + "A" * 197, False),
    ],
)
def test_lines_of_facts(text: str, expected: bool) -> None:
    assert is_facts(PageLine(text)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["政府信息公开方式", "网站"]], True), ([["政府信息公开方式一", "网站"]], False),
        ([["政府信息公开方式：", "网站"]], True), ([["政府信息公开方式一：", "网站"]], True),
        ([["索 引 号", "A1"], ["文号", "甲发3号"]], True), ([["索引号", "A1"], ["一二三四五六七八九", "1"]], False),
    ],
)  # fmt: skip
def test_tables_of_facts_have_short_names(rows: list[list[str]], expected: bool) -> None:
    assert is_facts(_table(*rows)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("索引号：", True), ("【文号】:", True), ("索引号：A1", False), ("索引号", False)]
)
def test_names_of_facts_without_a_value(text: str, expected: bool) -> None:
    assert lacks_value(PageLine(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A1/2025", True), ("甲县乙局", True), ("编制。", False), ("索引号：A1", False), ("一、总体情况", False)],
)
def test_values_of_facts(text: str, expected: bool) -> None:
    assert is_value(PageLine(text)) == expected
