"""Files with several reports, or with tables outside their sections."""

import random
from collections.abc import Callable, Sequence

import pytest

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.importers.expected import expected_table
from generator.importers.misplaced_tables import relocate_tables
from generator.importers.sections import Segment
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document, random_report
from tests.importers.reading import message_about, read


@pytest.mark.parametrize("first", [True, False])
def test_the_report_with_the_right_title_is_selected(first: bool, report: Report, form: Form, forms: Forms) -> None:
    own, other = document(report, form).parts, document(random_report(form, 2022, random.Random(8)), form).parts
    found = read(Document((*own, *other) if first else (*other, *own)), forms)
    assert (found.report.tables, found.report.text) == (report.tables, report.text)
    assert [(each.check, each.level) for each in found.questions] == [("import.report", "note")]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("second_title", [(), (0,)])
def test_differences_between_reports_without_distinct_titles_are_left_open(
    first: bool, second_title: tuple[int, ...], report: Report, form: Form, forms: Forms
) -> None:
    own, other = document(report, form).parts, document(random_report(form, 2022, random.Random(8)), form).parts[1:]
    title, again = own[:1], [own[at] for at in second_title]
    found = read(Document((*own, *again, *other) if first else (*title, *other, *again, *own[1:])), forms)
    wrong = [
        (cell.printed, right.printed)
        for key, rows in report.tables.items()
        for row, cells in rows.items()
        for cell, right in zip(found.report.tables[key][row], cells, strict=True)
        if cell.printed not in ("?", right.printed)
    ]
    assert wrong == []
    assert "这一行出现了不止一次" in message_about(found, "disputes.review")


@pytest.mark.parametrize(
    ("caption", "section", "reason"),
    [
        ("附：上年数据", "other", "没有找到这一行"),
        ("2022年度各项数据", "other", "没有找到这一行"),
        ("附表", "other", ""),
        ("2023年与2022年数据见下", "other", ""),
        ("情况如下", "overview", "不知道是不是本年的"),
    ],
)
def test_misplaced_tables_are_taken_only_if_they_may_be_of_the_year(
    caption: str, section: str, reason: str, report: Report, form: Form, forms: Forms
) -> None:
    parts = document(report, form).parts
    tables = [part for part in parts if isinstance(part, Grid)]
    rest = [part for part in parts if isinstance(part, Paragraph)]
    at = next(number for number, part in enumerate(rest) if part.text == report.text[section]) + 1
    found = read(Document((*rest[:at], Paragraph(caption, "附件"), *tables, *rest[at:])), forms)
    assert found.form.id == "2021"
    if reason:
        assert {cell.printed for rows in found.report.tables.values() for row in rows.values() for cell in row} == {"?"}
        assert reason in message_about(found, "disputes.review")
    else:
        assert (found.report.tables, found.questions) == (report.tables, [])


def test_tables_in_an_appendix_are_moved_with_their_titles(report: Report, form: Form, forms: Forms) -> None:
    parts = document(report, form).parts
    tables = [part for part in parts if isinstance(part, Grid)]
    rest = [part for part in parts if isinstance(part, Paragraph)]
    titles = [Paragraph(section.title, "附件") for section in form.sections if section.key in form.tables]
    appendix = [each for pair in zip(titles, tables, strict=True) for each in pair]
    found = read(Document((*rest, *appendix)), forms)
    assert found.report.tables == report.tables
    assert found.report.text == report.text
    assert found.report.notes == {}


@pytest.fixture
def is_moved(form: Form) -> Callable[..., bool]:
    """Return whether a table below lines in another section is taken for this year's."""
    labels = [label.texts[0] for label in expected_table(form.tables["disclosure"]).labels if label.name]
    grid = Grid(tuple(Box(at, 0, 1, 1, label, "") for at, label in enumerate(labels)), "")

    def is_moved(*lines: str, above: Sequence[Part] = ()) -> bool:
        last = Segment("other", "", "", [*above, *(Paragraph(line, "") for line in lines), grid])
        segments, _ = relocate_tables([Segment("", "", ""), last], form, 2024)
        return any(each.section == "disclosure" and grid in each.parts for each in segments)

    return is_moved


@pytest.mark.parametrize(
    "caption",
    [
        "上年数据",
        "上一年度",
        "前一年数据",
        "去年数据",
        "同期数据",
        "2023年数据",
        "1999年",
        "2022-2023",
        "2023～2023年",
        "2023至",
    ],
)
def test_captions_of_tables_of_another_year(caption: str, is_moved: Callable[..., bool]) -> None:
    assert not is_moved(caption)


@pytest.mark.parametrize(
    "caption",
    ["", "附表", "2024年数据", "2023年与2024年数据", "2024年与上年数据", "12023年", "第2023号", "2023年1月20日"],
)
def test_captions_of_tables_that_may_be_of_the_year(caption: str, is_moved: Callable[..., bool]) -> None:
    assert is_moved(caption)


@pytest.mark.parametrize(("between", "expected"), [(2, False), (3, True)])
def test_three_lines_above_a_table_may_say_its_year(
    between: int, expected: bool, is_moved: Callable[..., bool]
) -> None:
    assert is_moved("上年数据", *["甲"] * between) == expected


@pytest.mark.parametrize(("length", "expected"), [(60, False), (61, True)])
def test_a_caption_has_up_to_sixty_characters(length: int, expected: bool, is_moved: Callable[..., bool]) -> None:
    assert is_moved("上年" + "甲" * (length - 2)) == expected


def test_a_caption_above_another_table_is_that_table_s(is_moved: Callable[..., bool]) -> None:
    other = Grid((Box(0, 0, 1, 1, "甲", ""), Box(0, 1, 1, 1, "1", "")), "")
    assert not is_moved(above=[Paragraph("上年数据", ""), other])
    assert is_moved("甲", above=[Paragraph("上年数据", ""), other])
