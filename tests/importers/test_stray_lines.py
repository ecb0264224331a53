"""Short lines around the report that are no sentences are shown in one question; dates that differ in another."""

from dataclasses import replace

import pytest

from generator.importers.document import Paragraph
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document
from tests.importers.reading import read, with_title

AGENCY = Agency("jia", "甲局", "department")


def _asked(lines: list[str], report: Report, form: Form, forms: Forms, *, before: bool = False) -> list[str]:
    """Return the messages about stray lines with the lines after the title, or at the end."""
    parts = document(report, form).parts
    added = tuple(Paragraph(line, "第 9 段") for line in lines)
    original = (*parts[:1], *added, *parts[1:]) if before else (*parts, *added)
    found = read(replace(document(report, form), parts=original), forms)
    return [question.message for question in found.questions if question.check == "import.stray"]


def test_one_question_shows_all_doubtful_lines(report: Report, form: Form, forms: Forms) -> None:
    for before in (True, False):
        assert _asked(["语音播报：", "联系电话：000"], report, form, forms, before=before) == [
            "报告开头或末尾有不像报告内容的行：“语音播报：”；“联系电话：000”。"
            "请看是不是网页上的菜单、按钮或声明，不是报告的内容就删去。"
        ]


@pytest.mark.parametrize(
    "line", ["本年度没有其他事项。", "1.加强培训", "（一）加强培训", "附件：统计表", "长" * 61, "各表如下："]
)
def test_sentences_items_and_long_lines_are_not_asked(line: str, report: Report, form: Form, forms: Forms) -> None:
    assert _asked([line], report, form, forms) == []
    assert _asked([line], report, form, forms, before=True) == []


@pytest.mark.parametrize("lines", [["甲局", "2024年1月20日"], ["（2024年1月20日）"], ["各乡镇："], ["甲县人民政府："]])
def test_a_byline_is_not_asked(lines: list[str], report: Report, form: Form, forms: Forms) -> None:
    assert _asked(lines, report, form, forms, before=True) == []


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [("版权所有，未经许可不得转载。", True), ("一图读懂，请看下图。", True), ("附件：统计表，说明", False)],
)
def test_sentences_after_the_date_are_asked_but_no_attachments(
    line: str, is_asked: bool, report: Report, form: Form, forms: Forms
) -> None:
    messages = _asked(["甲局", "2024年1月20日", line], report, form, forms)
    assert [line in message for message in messages] == ([True] if is_asked else [])


def test_a_short_text_of_the_last_section_is_not_asked(report: Report, form: Form, forms: Forms) -> None:
    last = form.sections[-1].key
    assert _asked([], replace(report, text={**report.text, last: "无"}), form, forms) == []


def test_the_date_of_the_signature_is_offered_and_asked_where_another_differs(
    report: Report, form: Form, forms: Forms
) -> None:
    parts = (*document(report, form).parts, Paragraph("甲局", "第 8 段"), Paragraph("2024年1月20日", "第 9 段"))
    found = read(replace(document(report, form), parts=parts), forms)
    assert (str(found.report.published), found.report.closing, found.questions) == (
        "2024-01-20",
        "甲局\n2024年1月20日",
        [],
    )
    found = read(replace(document(report, form), parts=parts, labels={"PubDate": "2024-01-25"}), forms)
    assert str(found.report.published) == "2024-01-25"
    assert [(each.check, each.message) for each in found.questions] == [
        ("import.published", "原件里的公布日期不一致：标签 PubDate 2024-01-25、落款 2024-01-20，先用了第一个。请核对。")
    ]


def test_a_heading_that_names_year_and_agency_silences_other_titles(report: Report, form: Form, forms: Forms) -> None:
    original = with_title(report, form, "甲局2023年政府信息公开工作年度报告")
    for label in ("title", "ArticleTitle"):
        labelled = replace(original, labels={label: "乙局2021年政府信息公开工作年度报告"})
        assert read(labelled, forms, AGENCY).questions == []


def test_a_signature_silences_the_page_s_title_but_not_the_heading(report: Report, form: Form, forms: Forms) -> None:
    title = "乙县2023年政府信息公开工作年度报告"
    parts = (*document(report, form).parts[1:], Paragraph("甲局", "第 8 段"), Paragraph("2024年1月20日", "第 9 段"))
    page = replace(document(report, form), parts=parts, labels={"title": title})
    assert read(page, forms, AGENCY).questions == []
    headed = replace(page, parts=(Paragraph(title, "第 1 段"), *parts))
    assert [question.check for question in read(headed, forms, AGENCY).questions] == ["import.agency"]
