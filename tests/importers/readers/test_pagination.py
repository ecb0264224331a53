"""Which lines of plain text number pages, or repeat a title on each of them."""

import pytest

from generator.importers.readers.pagination import page_numbers, possible_page_numbers, without_page_lines


def _kept(*texts: str) -> list[str]:
    return [text for _, text in without_page_lines(list(enumerate(texts, 1)))]


@pytest.mark.parametrize(
    "line",
    [
        "- 3 -", "— 3 —", "－３－", "·12·", "*3*", "=3=", "_3_", "•3•", "~3~", "～3～", "―3―", "–3–", "–123–",
        "【3】", "〔3〕", "（3）", "(3)", "[3]", "<3>", "第3页", "第 十二 页", "第3页 共9页", "第三页/共十页",
        "共9页 第3页", "page 3", "Page 3 of 9", "P.3", "p 3/9",
    ],
)  # fmt: skip
def test_marked_page_numbers_are_left_out(line: str) -> None:
    assert _kept("甲", f" {line} ", "乙") == ["甲", "乙"]


@pytest.mark.parametrize("line", ["-1234-", "-3", "3", "第3", "共9页", "（3）件", "3件", "第1234页", "page", "3/9"])
def test_other_lines_with_a_number_are_kept(line: str) -> None:
    assert _kept("甲", line, "乙") == ["甲", line, "乙"]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["1/3", "2/3"], []),
        (["1/3", "2／3", "3/3"], []),
        (["1/2", "1/2", "2/2"], ["1/2", "1/2", "2/2"]),
        (["1/3", "1/4"], ["1/3", "1/4"]),
    ],
)
def test_pages_of_a_total_are_several_but_not_more_than_it(lines: list[str], kept: list[str]) -> None:
    assert _kept(*lines) == kept


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("甲局年度报告", True), ("甲局年报 第3页", True), ("3/9 甲局年报", True), ("甲局年报 3", True),
        ("https://a.example/t.html", True), ("www.a.example", True), ("甲局总结", False), ("见年度报告。", False),
        ("报告，年报", False), ("年报" + "甲" * 117, True), ("年报" + "甲" * 118, False),
    ],
)  # fmt: skip
def test_a_title_or_address_on_three_pages_is_kept_once(line: str, is_title: bool) -> None:
    assert _kept("甲", line, "乙", line, "丙", line) == [
        "甲",
        line,
        "乙",
        *(["丙"] if is_title else [line, "丙", line]),
    ]


@pytest.mark.parametrize(
    "line",
    ["甲局年报 第{}页", "第 {} 页共9页 甲局年报", "{}/9 甲局年报", "{} 甲局年报", "甲局年报 {}/9", "甲局年报 - {} -"],
)
def test_the_page_number_in_a_running_title_does_not_matter(line: str) -> None:
    pages = [line.format(number) for number in (1, 2, 10)]
    assert _kept("甲", pages[0], "乙", pages[1], "丙", pages[2]) == ["甲", pages[0], "乙", "丙"]


def test_bare_numbers_are_left_out_only_if_most_of_them_number_pages() -> None:
    pages = [text for page in "123" for text in ("甲" * 20, page)]
    assert _kept(*pages) == ["甲" * 20] * 3
    figures = ["行", "70", "行", "80", "行", "90"]
    assert _kept(*pages, *figures) == [*pages, *figures]
    counted = ["70件", "80件", "90件"]
    assert _kept(*pages, *counted) == ["甲" * 20] * 3 + counted


def test_numbers_with_words_are_no_page_numbers() -> None:
    lines = [text for page in "123" for text in ("甲" * 20, f"{page}件")]
    assert _kept(*lines) == lines
    assert possible_page_numbers(list(enumerate(["甲", "\f", "9件", "8"], 1))) == set()


@pytest.mark.parametrize(
    ("before", "pages", "after", "is_found"),
    [
        (5, (9, 49), 5, True), (5, (9, 50), 5, False), (5, (50, 9), 5, False), (29, (9, 49), 149, True),
        (30, (9, 49), 5, False), (5, (9, 49), 150, False),
    ],
)  # fmt: skip
def test_the_longest_page_is_five_times_the_shortest_and_a_third_of_the_text_at_either_end(
    before: int, pages: tuple[int, int], after: int, is_found: bool
) -> None:
    """A page's number is one of its characters, and belongs to what follows."""
    lines = ["甲" * before, "1", "甲" * pages[0], "2", "甲" * pages[1], "3", "甲" * after]
    assert page_numbers(list(enumerate(lines, 1))) == ({1, 3, 5} if is_found else set())


def test_numbers_that_could_be_page_numbers_as_well() -> None:
    lines = ["甲" * 20, "1", "2", "甲" * 20, "3", "行", "3", "甲" * 20, "4", "1"]
    found = possible_page_numbers(list(enumerate(lines, 1)))
    assert sorted(found) == [1, 2, 4, 6, 8]
    beside = ["甲", "8", "\f", "9", "乙", "\f丙", "6"]
    assert [beside[at] for at in sorted(possible_page_numbers(list(enumerate(beside, 1))))] == ["8", "9", "6"]
