"""Facts about a report are read from labels, tables and lines, which then leave the text."""

from datetime import date

import pytest

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.importers.front_matter import identify
from generator.importers.identity import Identity
from generator.model.form import Form

TITLE = "甲县乙局2024年政府信息公开工作年度报告"
FIRST = "根据《中华人民共和国政府信息公开条例》编制本报告。"
LINES: dict[str, list[str]] = {
    "lines": ["索引号：A1/2025-1", "发布机构：甲县乙局", "公开日期：2025-01-17", "文号：甲乙发〔2025〕3号"],
    "other words": ["信息索引：A1/2025-1", "文章来源：甲局", "发表日期：2025年1月17日", "发文字号：甲乙发〔2025〕3号"],
    "spaced words": ["索 引 号：A1/2025-1 发文机关：甲局", "公 开 日 期：2025-01-17 文 号：甲乙发〔2025〕3号"],
    "run together": ["索引号：A1/2025-1来源：甲局发布时间：2025-01-17 08:30文号：甲乙发〔2025〕3号浏览次数：7"],
    "bars": ["索引号: | A1/2025-1 | 来源: | 甲局 |", "| 发布日期 | 2025-01-17 | 文号 | 甲乙发〔2025〕3号 | 备注 | |"],
    "spaces": ["索引号 A1/2025-1 主题分类 政务公开", "发布日期 2025-01-17 08:30 发文字号 甲乙发〔2025〕3号"],
    "words, then values": ["索引号 公开日期 文号 A1/2025-1 2025-01-17 甲乙发〔2025〕3号"],
    "above": ["索引号：", "A1/2025-1", "组配分类", "年报", "发布日期", "2025-01-17", "文号：", "甲乙发〔2025〕3号"],
    "no colons": ["索引号", "A1/2025-1", "组配", "年报", "公开时间", "2025-01-17", "发文字号", "甲乙发〔2025〕3号"],
    "buttons": [
        "索引号：A1/2025-1 打印",
        "【发布时间：2025-01-17】 【字体：大 中 小】",
        "文号：甲乙发〔2025〕3号【打印】",
    ],
    "a number above the title": ["索引号：A1/2025-1", "公布日期：2025.1.17", "甲乙发〔2025〕3号"],
}
"""Lines of facts as sites print them."""

TABLES: dict[str, list[list[str]]] = {
    "beside": [["索引号", "A1/2025-1", "分类", "年报"], ["公开日期", "2025-01-17", "文号", "甲乙发〔2025〕3号"]],
    "in one cell": [["索引号：A1/2025-1", "体裁：报告"], ["公开日期：2025-01-17", "文 号：甲乙发〔2025〕3号"]],
    "above": [["索引号", "公开日期", "文号"], ["A1/2025-1", "2025年1月17日", "甲乙发〔2025〕3号"]],
    "blanks": [
        ["关键词", "", "索引号", "A1/2025-1"],
        ["时效", "公开日期", "2025-01-17"],
        ["文号", "甲乙发〔2025〕3号"],
    ],
}
"""Tables of facts: rows of cells."""


def _parts(lines: list[str]) -> list[Part]:
    return [Paragraph(line, f"第 {number} 行") for number, line in enumerate(lines, 1)]


def _grid(rows: list[list[str]]) -> Grid:
    boxes = [Box(at, column, 1, 1, text, "") for at, row in enumerate(rows) for column, text in enumerate(row)]
    return Grid(tuple(boxes), "第 1 个表格")


def _identify(parts: list[Part], form: Form, **labels: str) -> Identity:
    return identify(Document(tuple(parts), labels), parts, form)


def _facts(found: Identity) -> tuple[str | None, date | None, str | None]:
    return found.first("index_number"), found.published(), found.first("document_number")


FACTS = ("A1/2025-1", date(2025, 1, 17), "甲乙发〔2025〕3号")


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("above", [True, False])
def test_facts_in_lines_leave_the_text(name: str, above: bool, form: Form) -> None:
    head = [*LINES[name], TITLE] if above else [TITLE, *LINES[name]]
    found = _identify(_parts([*head, FIRST]), form)
    assert _facts(found) == FACTS
    assert [part.text for part in found.preamble if isinstance(part, Paragraph)] == [FIRST]
    assert found.first("heading") == TITLE


@pytest.mark.parametrize("name", TABLES)
def test_facts_in_tables_leave_the_text(name: str, form: Form) -> None:
    found = _identify([_grid(TABLES[name]), *_parts([TITLE, FIRST])], form)
    assert _facts(found) == FACTS
    assert [part.text for part in found.preamble if isinstance(part, Paragraph)] == [FIRST]


@pytest.mark.parametrize(
    "line",
    [
        "2025-01-17 08:30 来源：甲局 字号：[大] [中] [小] 打印",
        "甲县发布 2025年01月17日 08:30 甲省",
        "2025-01-17 来源: 甲局",
        "时间：2025-01-17 | 来源：甲局 | 阅读：7",
        "【信息时间：2025-01-17 阅读次数：33】【我要打印】",
    ],
)
def test_a_day_below_the_title_is_the_date_of_publication(line: str, form: Form) -> None:
    found = _identify(_parts([TITLE, line, FIRST]), form)
    assert (found.published(), [each.text for each in found.omitted]) == (date(2025, 1, 17), [line])
    assert found.preamble == [Paragraph(FIRST, "第 3 行")]


@pytest.mark.parametrize(
    "rows", [[["名称", "时间"], ["甲会议", "2025-01-17"]], [["项目", "件数"], ["公开日期", "7"]], [["索引号", "7"]]]
)
def test_other_tables_stay_in_the_text(rows: list[list[str]], form: Form) -> None:
    grid = _grid(rows)
    assert _identify([grid, *_parts([FIRST])], form).preamble[0] is grid


@pytest.mark.parametrize(
    "line",
    [
        "来源：我局，按要求编制。",
        "来源：我局，按要求编制",
        "公开时间为2025年1月17日。",
        "时间 2025-01-17",
        "截至2025年1月17日",
    ],
)
def test_sentences_stay_in_the_text(line: str, form: Form) -> None:
    assert _identify(_parts([TITLE, line]), form).preamble == [Paragraph(line, "第 2 行")]


def test_values_that_cannot_be_right_are_no_facts(form: Form) -> None:
    found = _identify(_parts(["索引号：无", "公开日期：近日", "文号：无", "原文链接：见网站", FIRST]), form)
    assert found.facts == {}
    assert [line.text for line in found.omitted] == ["索引号：无", "公开日期：近日", "文号：无", "原文链接：见网站"]


def test_a_blank_fact_does_not_take_the_title_for_its_value(form: Form) -> None:
    found = _identify(_parts(["索引号：", "文号：", TITLE, FIRST]), form)
    assert (found.first("heading"), found.first("document_number")) == (TITLE, None)


def test_what_no_field_keeps_is_reported_as_left_out(form: Form) -> None:
    found = _identify(_parts(["索引号：A1", "责任编辑：张三", "首页 > 年报", TITLE, "打印", FIRST]), form)
    assert [line.text for line in found.omitted] == ["责任编辑：张三", "首页 > 年报", "打印"]


def test_lines_before_the_title_are_left_out(form: Form) -> None:
    found = _identify(_parts(["政务公开", "您好，欢迎访问！", "本页说明，见下。", TITLE, "乡镇街道", FIRST]), form)
    texts = [part.text for part in found.preamble if isinstance(part, Paragraph)]
    assert texts == ["乡镇街道", FIRST]
    assert [line.text for line in found.omitted] == ["政务公开", "您好，欢迎访问！", "本页说明，见下。"]


@pytest.mark.parametrize("missing", range(4))
def test_the_title_is_the_label_s_then_the_heading_then_a_fact_then_the_page_s(missing: int, form: Form) -> None:
    wordings = [TITLE.replace("工作年度", f"{word}年度") for word in ("一", "二", "三", "四")]
    label, heading, fact, page = (text if at >= missing else "" for at, text in enumerate(wordings))
    parts = _parts([f"信息名称：{fact}", *filter(None, [heading]), FIRST])
    found = _identify(parts, form, title=f"{page}_甲县", ArticleTitle=label)
    assert found.title(["甲县乙局"], 2024, form) == wordings[missing]


def test_a_title_of_another_year_or_agency_gives_way(form: Form) -> None:
    found = _identify(_parts([TITLE, FIRST]), form, ArticleTitle=TITLE.replace("2024", "2023"))
    assert found.title(["甲县乙局"], 2024, form) == TITLE
    assert _identify(_parts([FIRST]), form, ArticleTitle=TITLE).title(["丙局"], 2024, form) == TITLE


@pytest.mark.parametrize("name", ["PubDate", "publishdate", "发布日期"])
def test_labels_hold_the_date_of_publication(name: str, form: Form) -> None:
    assert _identify(_parts([FIRST]), form, **{name: "2025-01-17 10:00"}).published() == date(2025, 1, 17)


def test_a_date_of_writing_counts_only_without_a_date_of_publication(form: Form) -> None:
    written = _parts(["成文日期：2025-01-10", "索引号：A1", TITLE])
    assert _identify(written, form).published() == date(2025, 1, 10)
    assert list(_identify(written, form, PubDate="2025-01-17").dates()) == [date(2025, 1, 17)]


def test_facts_are_also_read_from_lines_left_out_by_the_reader(form: Form) -> None:
    omitted = tuple(Paragraph(line, "") for line in ("索引号：", "A1/2025-1", "发布日期：2025-01-17", TITLE))
    found = identify(Document((Paragraph(FIRST, ""),), omitted=omitted), [Paragraph(FIRST, "")], form)
    assert (found.first("index_number"), found.published(), found.first("named")) == (
        "A1/2025-1",
        date(2025, 1, 17),
        TITLE,
    )


def test_paragraphs_that_the_reader_marks_as_facts_are_no_text(form: Form) -> None:
    marked = [Paragraph(text, "", "facts") for text in ("甲县发布", "责任编辑：张三；审核：李四")]
    found = _identify([*_parts([TITLE]), *marked, *_parts([FIRST])], form)
    assert [part.text for part in found.preamble if isinstance(part, Paragraph)] == [FIRST]
    assert [line.text for line in found.omitted] == ["责任编辑：张三；审核：李四", "甲县发布"]


def test_a_sentence_between_facts_keeps_the_lines_around_it(form: Form) -> None:
    found = _identify(_parts([TITLE, "索引号：A1", "短行", FIRST, "文号：甲发3号"]), form)
    assert [part.text for part in found.preamble if isinstance(part, Paragraph)] == ["短行", FIRST]
