"""The limits by which plain text is read, each tested on both sides of the line."""

from itertools import pairwise, permutations

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.front_matter import identify
from generator.importers.readers.delimited import detect_delimiter
from generator.importers.readers.pagination import page_numbers, without_page_lines
from generator.importers.sections import split_at_titles
from generator.model.form import Form

TITLES = [
    "六、其他需要报告的事项",
    "六、其他事项",
    "其他需要报告的事项",
    "六、其口需要报告的事项",
    "六、其余应报告事项",
]
"""Titles of one section from the best to the worst: the form's, an alias, without numeral, misprinted, other words."""


@pytest.mark.parametrize(("better", "worse"), list(pairwise(TITLES)))
def test_the_better_of_two_titles_is_taken_wherever_it_stands(better: str, worse: str, form: Form) -> None:
    for lines in permutations([better, worse]):
        segments = split_at_titles(Document(tuple(Paragraph(line, "") for line in lines)), form)
        assert [segment.title for segment in segments if segment.section] == [better]


def test_one_good_title_does_not_outweigh_two_that_exclude_it(form: Form) -> None:
    first, *others = (form.sections[at].title for at in (5, 1, 2))
    segments = split_at_titles(Document(tuple(Paragraph(line, "") for line in (first, *others))), form)
    assert [segment.title for segment in segments if segment.section] == others


@pytest.mark.parametrize(("count", "is_left_out"), [(4, True), (5, False)])
def test_up_to_four_unknown_lines_belong_to_the_facts_around_them(count: int, is_left_out: bool, form: Form) -> None:
    texts = ["索引号：A1", *(f"某项{number}：无" for number in range(count)), "发布日期：2025-01-17"]
    lines = [Paragraph(text, "") for text in texts]
    found = identify(Document(tuple(lines), {}), lines, form)
    assert (len(found.omitted), len(found.preamble)) == ((count, 0) if is_left_out else (0, count))


def _pages(count: int, letters: int, lines: int = 1) -> list[tuple[int, str]]:
    """Return a text of so many pages, each with so many letters and lines before its number."""
    pages = [[*["甲" * letters] * lines, str(number)] for number in range(1, count + 1)]
    return list(enumerate((text for page in pages for text in page), 1))


@pytest.mark.parametrize(("count", "found"), [(2, 0), (3, 3)])
def test_page_numbers_are_three_at_least(count: int, found: int) -> None:
    assert len(page_numbers(_pages(count, 9))) == found


@pytest.mark.parametrize(("letters", "found"), [(2, 0), (3, 3)])
def test_a_page_has_four_characters_at_least(letters: int, found: int) -> None:
    """Its number is one of them."""
    assert len(page_numbers(_pages(3, letters))) == found


@pytest.mark.parametrize(("cells", "is_found"), [(3, True), (4, False)])
def test_four_numbers_in_a_row_may_be_cells(cells: int, is_found: bool) -> None:
    """Among rows with a cell per line, the numbers of the first column are no page numbers."""
    lines = [text for row in range(1, 7) for text in ("甲" * 20, str(row), *["0"] * (cells - 1))]
    numbered = page_numbers([(at, text) for at, text in enumerate(lines, 1)])
    assert bool(numbered) == is_found


@pytest.mark.parametrize(("repeats", "left"), [(2, 2), (3, 1)])
def test_a_running_title_stands_on_three_pages(repeats: int, left: int) -> None:
    lines = [text for page in range(repeats) for text in ("甲县2023年年度报告", "甲" * (30 + page))]
    kept = [text for _, text in without_page_lines(list(enumerate(lines, 1)))]
    assert kept.count("甲县2023年年度报告") == left


@pytest.mark.parametrize(
    ("rows", "delimiter"),
    [
        (["规章,1,2,3"] * 3, ","),
        (["规章,1,2,3"] * 2, ""),
        (["1,2,3"] * 3, ","),
        (["1,2"] * 3, ""),
        (["规章,1,2"] * 3, ""),
        ([*["规章,1,2,3"] * 3, "其他,1,2,3,4"], ","),
        ([*["规章,1,2,3"] * 2, "其他,1,2,3,4"], ""),
    ],
)
def test_a_table_has_three_rows_of_three_figures_most_of_them_alike(rows: list[str], delimiter: str) -> None:
    assert detect_delimiter(rows) == delimiter
