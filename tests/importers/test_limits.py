"""The limits by which importers decide, each tested on both sides of the line."""

from datetime import date
from itertools import pairwise

import pytest

from generator.importers.agency_names import is_organ
from generator.importers.closing import split_closing
from generator.importers.dates import years_in
from generator.importers.document import Box, Document, Grid, Paragraph
from generator.importers.expected import ExpectedTable, expected_table
from generator.importers.fact_words import is_distinct
from generator.importers.following_table import FollowingTables
from generator.importers.front_matter import identify
from generator.importers.grid_rows import labelled_rows
from generator.importers.heading_lines import heading_of
from generator.importers.label_hits import Hit, is_in_sentence, other_hits, row_hits, running_text
from generator.importers.layout_frames import unwrap_frames
from generator.importers.questions import about_omitted
from generator.importers.section_words import continuation_length
from generator.importers.sections import Segment
from generator.importers.several_reports import label_share, merge_repeated_tables
from generator.importers.stray_lines import is_greeting, is_short
from generator.importers.table_labels import table_labels
from generator.importers.tables import read_table
from generator.importers.titles import find_titles, is_title
from generator.model.form import Form


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("二〇二四年", [2024]),
        ("二○二四年", [2024]),
        ("二零一九年", [2019]),
        ("二〇二年", []),
        ("三〇二四年", []),
        ("二十四年", []),
        ("一九九九年", []),
    ],
)
def test_years_in_chinese_digits_have_four_and_begin_with_two(text: str, years: list[int]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(("printed", "count"), [("2025-01-17", 1), ("2025年1月17日", 1), ("2025-01-18", 2)])
def test_two_dates_of_publication_are_two_only_if_they_differ(printed: str, count: int, form: Form) -> None:
    lines = [Paragraph(f"公开日期：{printed}", ""), Paragraph("甲县乙局2024年政府信息公开工作年度报告", "")]
    found = identify(Document(tuple(lines), {"PubDate": "2025-01-17"}), lines, form)
    assert len(found.dates()) == count
    assert next(iter(found.dates())) == date(2025, 1, 17)


@pytest.mark.parametrize(("length", "expected"), [(1, False), (2, True), (30, True), (31, False)])
def test_a_name_of_a_body_has_two_to_thirty_characters(length: int, expected: bool) -> None:
    assert is_organ("甲" * (length - 1) + "局") == expected


@pytest.mark.parametrize(("length", "expected"), [(60, True), (61, False)])
def test_a_title_has_up_to_sixty_characters(length: int, expected: bool, form: Form) -> None:
    ending = "政府信息公开工作年度报告"
    assert is_title("甲" * (length - len(ending)) + "2024年" + ending, form) == expected


@pytest.mark.parametrize(("lines", "start"), [(3, 0), (4, 1)])
def test_a_title_stands_on_up_to_three_lines(lines: int, start: int, form: Form) -> None:
    """Of four lines, the first is left out."""
    pieces = ["甲县乙局", "2024年", "政府信息公开", "工作年度报告"]
    texts = pieces if lines == 4 else [*pieces[:2], "".join(pieces[2:])]
    assert [title.start for title in find_titles([Paragraph(text, "") for text in texts], form)] == [start]


@pytest.mark.parametrize(("length", "expected"), [(60, True), (61, False)])
def test_a_short_line_has_up_to_sixty_characters(length: int, expected: bool) -> None:
    assert (is_short("甲" * length), is_greeting("甲" * length)) == (expected, expected)


@pytest.mark.parametrize(("length", "expected"), [(1, False), (2, True), (30, True), (31, False)])
def test_a_heading_has_two_to_thirty_characters(length: int, expected: bool, form: Form) -> None:
    assert (heading_of("五、" + "甲" * length, form) is not None) == expected


@pytest.mark.parametrize(("word", "expected"), [("来源", False), ("索引号", True), ("文号", True)])
def test_a_word_for_a_fact_is_distinct_from_three_characters(word: str, expected: bool) -> None:
    """The word for a document number is no ordinary word, either."""
    assert is_distinct(word) == expected


@pytest.mark.parametrize(("count", "kept"), [(4, 0), (5, 1)])
def test_up_to_four_bodies_sign_together(count: int, kept: int) -> None:
    bodies = [Paragraph(f"{letter}县财政局", "") for letter in "甲乙丙丁戊"[:count]]
    ending = split_closing([Paragraph("没有其他需要报告的事项。", ""), *bodies, Paragraph("2024年1月20日", "")])
    assert (len(ending.text) - 1, len(ending.closing) - 1) == (kept, 4)


@pytest.mark.parametrize(("count", "ending"), [(12, "”。如果"), (13, "”等。如果")])
def test_up_to_twelve_omitted_lines_are_quoted(count: int, ending: str) -> None:
    (question,) = about_omitted([Paragraph(f"菜单{number}", "") for number in range(count)])
    assert ending in question.message
    assert question.message.count("“") == 12


@pytest.mark.parametrize(("length", "expected"), [(16, False), (17, True)])
def test_the_only_text_of_a_row_is_prose_from_seventeen_characters(length: int, expected: bool, form: Form) -> None:
    grid = Grid((Box(0, 0, 1, 1, "甲" * length, ""), Box(1, 0, 1, 1, "乙", "")), "")
    first = next(iter(unwrap_frames([grid], form)))
    assert isinstance(first, Paragraph) == expected


@pytest.mark.parametrize(("misprints", "expected"), [(2, False), (3, True)])
def test_a_label_with_up_to_two_misprints_is_no_prose(misprints: int, expected: bool, form: Form) -> None:
    label = "要求行政机关确认或重新出具已获取信息"
    grid = Grid((Box(0, 0, 1, 1, "口" * misprints + label[misprints:], ""),), "")
    assert isinstance(next(iter(unwrap_frames([grid], form))), Paragraph) == expected


@pytest.fixture
def requests(form: Form) -> ExpectedTable:
    return expected_table(form.tables["requests"])


@pytest.mark.parametrize(("cuts", "line"), [((5, 9, 13), "declined.confirmation"), ((5, 8, 11, 13), "")])
def test_a_label_is_joined_from_up_to_four_boxes(cuts: tuple[int, ...], line: str, requests: ExpectedTable) -> None:
    """Without its first or its last box, the label has too many misprints."""
    label = "要求行政机关确认或重新出具已获取信息"
    texts = [label[start:end] for start, end in pairwise((0, *cuts, len(label)))]
    boxes = [Box(0, column, 1, 1, text, "") for column, text in enumerate([*texts, *"0000000"])]
    assert labelled_rows(Grid(tuple(boxes), ""), requests)[0].line == line


@pytest.mark.parametrize(("run", "count"), [("自然人 商业企业", 0), ("自然人 商业企业 科研机构", 3)])
def test_labels_in_a_sentence_count_from_three_side_by_side(run: str, count: int, requests: ExpectedTable) -> None:
    text = running_text([Paragraph(f"申请来自{run}等，都已办理。", "")])
    rows = row_hits(text, requests)
    assert len(table_labels(text, requests, rows, other_hits(text, requests, rows)).others) == count


@pytest.mark.parametrize(
    ("after", "is_word"),
    [
        ("，都已办理", True),
        ("”：、", True),
        ("12件。", True),
        ("，3，0，0", False),  # the figures of a row, with commas between them
        ("、３、０", False),
        (" 3 0 0", False),
    ],
)
def test_a_label_before_figures_with_commas_is_no_word_of_a_sentence(
    after: str, is_word: bool, requests: ExpectedTable
) -> None:
    assert is_in_sentence(f"重复申请{after}", Hit(requests.rows[0], 0, 4)) == is_word


@pytest.mark.parametrize(
    ("words", "section"),
    [("信访举报投诉类申请、重复申请", None), ("属于国家秘密、重复申请、要求提供公开出版物", "requests")],
)
def test_a_text_with_sentences_shows_a_table_from_three_labels(words: str, section: str | None, form: Form) -> None:
    found = FollowingTables([Paragraph(f"有{words}。", "")], form).after(0, 0)
    assert (found.section if found else None) == section


@pytest.mark.parametrize(("digits", "is_read"), [("0" * 13 + "11", True), ("1" * 12, False)])
def test_a_bare_line_holds_more_than_twelve_digits(digits: str, is_read: bool, form: Form) -> None:
    reading = read_table([Paragraph(digits, "")], form.tables["disputes"])
    assert any(each.printed == digits for each in reading.open_rows) == is_read or bool(reading.rows) == is_read


@pytest.mark.parametrize(("lacking", "is_merged"), [(0, True), (1, False)])
def test_half_of_its_labels_make_a_repeated_table(lacking: int, is_merged: bool, form: Form) -> None:
    section = next(each for each in form.sections if each.key == "disclosure")
    names = [label.texts[0] for label in expected_table(form.tables["disclosure"]).labels if label.name]
    half = names[: -(-len(names) // 2) - lacking]
    assert (label_share([_table(half)], expected_table(form.tables["disclosure"])) >= 0.5) == is_merged
    segments = [
        Segment("disclosure", section.title, "", [_table(names)]),
        Segment("other", "", "", [Paragraph(section.title, ""), _table(half)]),
    ]
    assert (len(merge_repeated_tables(segments, form)[0].parts) == 2) == is_merged


def _table(labels: list[str]) -> Grid:
    return Grid(tuple(Box(at, 0, 1, 1, label, "") for at, label in enumerate(labels)), "")


def test_lines_of_figures_are_looked_at_once(form: Form) -> None:
    """An expression that tries all ways to cut them into figures would not end."""
    text = f"{'1' * 60}甲\n" + "12 34 5\n" * 4000
    reading = read_table([Paragraph(text, "")], form.tables["disputes"])
    assert reading.rows == {}


@pytest.mark.parametrize(("times", "length"), [(8, 56), (40, 0)])
def test_the_end_of_a_title_has_a_limited_length(times: int, length: int) -> None:
    """An expression that tries all ways to cut the words of a long line would not end."""
    assert continuation_length("及改进情况问题" * times, is_whole_line=True) == length
    assert continuation_length("及改进情况问题" * times + "甲", is_whole_line=True) == 0
