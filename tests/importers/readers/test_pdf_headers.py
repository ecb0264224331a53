"""Which lines of PDF pages are page numbers, running titles, or a browser's. Positions are in points."""

import pytest

from generator.importers.readers.pdf_headers import Print, find_headers, printed_page
from generator.importers.readers.pdf_text import Line

HEIGHT = 1000.0


def _line(text: str, top: float, height: float = 10) -> Line:
    return Line(text, 90, 500, top, top + height, height)


def _found(*pages: list[Line], height: float = HEIGHT) -> list[list[str]]:
    return [[line.text for line in lines] for lines in find_headers(list(pages), [height] * len(pages))]


@pytest.mark.parametrize(
    ("top", "height", "is_found"),
    [
        (109, HEIGHT, True), (111, HEIGHT, False), (881, HEIGHT, True), (879, HEIGHT, False),
        (49, 300, True), (51, 300, False), (241, 300, True), (239, 300, False),
    ],
)  # fmt: skip
def test_running_titles_stand_in_the_eighth_at_the_edge(top: float, height: float, is_found: bool) -> None:
    """Of a small page, in the 60 points."""
    pages = [[_line("甲局年度报告", top), _line(f"正文{page}", height / 2)] for page in "ab"]
    assert _found(*pages, height=height) == [["甲局年度报告"] if is_found else []] * 2


@pytest.mark.parametrize(("pages", "repeats", "is_found"), [(2, 1, False), (3, 2, True), (6, 2, False), (6, 3, True)])
def test_a_running_title_stands_on_half_of_the_pages_and_on_two(pages: int, repeats: int, is_found: bool) -> None:
    lines = [[_line("甲局年度报告" if page < repeats else f"第{'一二三四五六'[page]}章", 50)] for page in range(pages)]
    assert (_found(*lines)[0] == ["甲局年度报告"]) == is_found


def test_the_page_count_in_a_running_title_does_not_matter() -> None:
    assert _found([_line("甲局年报 1/2", 50)], [_line("甲局年报 2 / 2", 50)]) == [["甲局年报 1/2"], ["甲局年报 2 / 2"]]


@pytest.mark.parametrize(
    "text",
    ["- 3 -", "第3页", "3 页", "第3页 共9页", "·3·", "3 页 / 9", "3/9", "3 | 9", "第3页/共9页", "第3", "[3]", "3/9页"],
)
def test_marked_page_numbers_are_found_on_a_single_page(text: str) -> None:
    assert _found([_line(text, 950)]) == [[text]]


@pytest.mark.parametrize(
    "text", ["3", "3件", "12345", "- 12345 -", "3.5", "2896.904", "1,234", "12  3", "0 0 0", "-5", "−5", "－12"]
)
def test_other_numbers_on_a_single_page_are_figures(text: str) -> None:
    assert _found([_line(text, 950)]) == [[]]


def test_bare_page_numbers_count_with_the_pages() -> None:
    assert _found([_line("4", 950)], [_line("5", 950)]) == [["4"], ["5"]]
    assert _found([_line("4", 950)], [_line("4", 950)]) == [[], []]
    assert _found([_line("4", 950)], [_line("6", 950)]) == [[], []]


TIMES = [
    "2025/1/20 09:30", "2025-01-20 9:30", "2025.1.20 09:30:15", "1/20/2025, 9:30 AM", "2025年1月20日 上午9:30",
    "20/01/2025 下午 9:30", "1/20/25, 9:30 PM",
]  # fmt: skip


@pytest.mark.parametrize("time", TIMES)
def test_a_browser_prints_time_and_title_above(time: str) -> None:
    lines = [_line(f"{time}  甲局年报", 15)]
    assert printed_page([lines], [HEIGHT]) == Print("甲局年报", "")
    assert _found(lines) == [[f"{time}  甲局年报"]]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/t.html  1/2", "https://a.example/t.html"), ("http://a.example/甲", "http://a.example/"),
        ("file:///tmp/a.html 1/2", "file:///tmp/a.html"), ("about:blank 1/1", "about:blank"),
    ],
)  # fmt: skip
def test_a_browser_prints_the_address_below(text: str, address: str) -> None:
    lines = [_line(text, 980)]
    assert printed_page([lines], [HEIGHT]) == Print("", address)
    assert _found(lines) == [[text]]


@pytest.mark.parametrize(
    ("top", "is_found"), [(22, True), (22.1, False), (968, True), (967.9, False), (500, False)]
)  # fmt: skip
def test_a_browser_prints_within_its_margin(top: float, is_found: bool) -> None:
    lines = [_line("2025/1/20 09:30 甲局年报", top)]
    assert (printed_page([lines], [HEIGHT]).title == "甲局年报") == is_found
    assert bool(_found(lines)[0]) == is_found


def test_the_first_title_and_address_count() -> None:
    pages = [[_line(f"2025/1/20 09:30 {text}", 15), _line(f"https://{text}.example", 980)] for text in "ab"]
    assert printed_page(pages, [HEIGHT] * 2) == Print("a", "https://a.example")
