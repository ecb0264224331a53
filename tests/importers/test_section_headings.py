"""Section titles in wordings of an office's own are recognised, noted, and told from what merely resembles them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.importers.document import Box, Document, Grid, Paragraph
from generator.importers.section_titles import titles_in
from generator.importers.sections import Segment, split_at_titles
from generator.model.form import Form, Forms
from generator.model.report import Report
from generator.sources.yaml_data import read_data
from tests.importers.documents import document, flattened, grids
from tests.importers.reading import read
from tests.importers.scoring import printed_of, score

TEXTS = ("overview", "problems", "other")
CASES: dict[str, Any] = read_data(Path(__file__).with_name("section_headings.yml"))
NO_TITLES: dict[str, list[str]] = CASES.pop("no_titles")
VARIANTS = {
    "overview": "一、总体工作情况",
    "disclosure": "二、主动公开情况",
    "requests": "三、依申请公开情况",
    "disputes": "四、行政复议和行政诉讼情况",
    "problems": "五、存在的问题和下一步打算",
    "other": "六、其他需要说明的事项",
}


def _titled(original: Document, form: Form, titles: Mapping[str, str]) -> Document:
    """Return the document with other titles of these sections; an empty one is left out."""
    own = {section.title: titles.get(section.key, section.title) for section in form.sections}
    parts = (
        part if isinstance(part, Grid) else replace(part, text=_replaced(part.text, own)) for part in original.parts
    )
    return Document(tuple(part for part in parts if isinstance(part, Grid) or part.text))


def _replaced(text: str, titles: Mapping[str, str]) -> str:
    for title, other in titles.items():
        text = text.replace(title, other)
    return text


def _texts(segments: Sequence[Segment]) -> dict[str, list[str]]:
    """Return the paragraphs of the sections of text."""
    return {
        segment.section: [part.text for part in segment.parts if isinstance(part, Paragraph)]
        for segment in segments
        if segment.section in TEXTS
    }


def _variants(segments: Sequence[Segment]) -> dict[str, str]:
    return {segment.section: segment.variant for segment in segments if segment.variant}


def _with_texts(report: Report, texts: Mapping[str, str]) -> Report:
    return replace(report, text={**dict.fromkeys(TEXTS, "丙。"), **texts})


@pytest.mark.parametrize("section", CASES)
def test_titles_on_their_own_line_are_recognised(section: str, report: Report, form: Form) -> None:
    for heading in (*CASES[section]["running"], *CASES[section]["lines"]):
        segments = split_at_titles(_titled(document(report, form), form, {section: heading}), form)
        assert [segment.section for segment in segments[1:]] == list(VARIANTS), heading
        assert {key: "\n".join(lines) for key, lines in _texts(segments).items()} == report.text, heading
        assert list(_variants(segments)) == [section], heading


@pytest.mark.parametrize("section", CASES)
def test_titles_in_running_text_are_recognised(section: str, report: Report, form: Form) -> None:
    for heading in CASES[section]["running"]:
        segments = split_at_titles(_titled(flattened(report, form, " "), form, {section: heading}), form)
        assert [segment.section for segment in segments[1:]] == list(VARIANTS), heading
        assert {key: "\n".join(lines) for key, lines in _texts(segments).items()} == report.text, heading
        assert list(_variants(segments)) == [section], heading


@pytest.mark.parametrize("titles", [{}, VARIANTS], ids=["the form's titles", "variants"])
@pytest.mark.parametrize("section", NO_TITLES)
def test_lines_that_resemble_a_title_stay_in_their_text(
    section: str, titles: dict[str, str], report: Report, form: Form
) -> None:
    for line in NO_TITLES[section]:
        longer = _with_texts(report, {section: f"甲。\n{line}\n乙。"})
        segments = split_at_titles(_titled(document(longer, form), form, titles), form)
        assert _texts(segments)[section] == ["甲。", line, "乙。"]
        assert [segment.section for segment in segments[1:]] == list(VARIANTS), line


@pytest.mark.parametrize("missing", VARIANTS)
def test_no_line_of_another_text_takes_the_place_of_a_missing_title(missing: str, report: Report, form: Form) -> None:
    for section in NO_TITLES.keys() - {missing}:
        for line in NO_TITLES[section]:
            longer = _with_texts(report, {section: f"甲。\n{line}\n乙。"})
            segments = split_at_titles(_titled(document(longer, form), form, {missing: ""}), form)
            assert missing not in _variants(segments), line


def test_titles_of_an_office_are_noted_and_uncertain_ones_are_asked(report: Report, form: Form, forms: Forms) -> None:
    titles = {"disclosure": "二、主动公开情况", "problems": "五、下一步打算"}
    longer = _with_texts(report, {})
    found = read(_titled(document(longer, form), form, titles), forms)
    assert found.report.text == longer.text
    assert found.report.notes == {}
    assert [(question.level, question.check, question.message) for question in found.questions] == [
        (
            "note",
            "import.heading",
            "标题“二、主动公开情况”的写法与格式不同，按字词和位置当作“二、主动公开政府信息情况”这一部分的标题。"
            "请对照原件核对。",
        ),
        (
            "warning",
            "import.heading",
            "标题“五、下一步打算”与格式的标题没有共同的字词，只按编号和前后的标题当作“五、存在的主要问题及改进情况”"
            "这一部分的标题。请对照原件核对。",
        ),
    ]
    assert score(found.report, printed_of(report, form)).wrong == []


def test_the_end_of_a_title_in_running_text_is_asked(report: Report, form: Form, forms: Forms) -> None:
    longer = _with_texts(report, {"problems": "政策解读形式单一。"})
    original = _titled(flattened(longer, form, ""), form, {"problems": "五、存在的主要问题及明年工作计划"})
    [part] = original.parts
    assert isinstance(part, Paragraph)
    glued = replace(part, text=part.text.replace("计划 政策", "计划政策"))
    found = read(Document((glued,)), forms)
    assert found.report.text["problems"] == "政策解读形式单一。"
    [question] = [question for question in found.questions if question.check == "import.heading"]
    assert (question.level, question.message) == (
        "warning",
        "标题“五、存在的主要问题及明年工作计划”写在一段文字里，写法与格式不同，到哪个字为止是按字词推定的，"
        "当作“五、存在的主要问题及改进情况”这一部分的标题。请对照原件核对。",
    )


def test_a_title_whose_table_is_missing_needs_its_numeral(report: Report, form: Form) -> None:
    """The table may be a picture; without the numeral, the line may be one of the text above it."""
    for heading, variants in (("四、行政复议和行政诉讼情况", {"disputes": "wording"}), ("行政复议和行政诉讼情况", {})):
        parts = list(_titled(document(report, form), form, {"disputes": heading}).parts)
        parts.remove(grids(report, form)["disputes"])
        assert _variants(split_at_titles(Document(tuple(parts)), form)) == variants


def test_a_table_whose_title_is_missing_is_not_asked(report: Report, form: Form, forms: Forms) -> None:
    found = read(_titled(document(report, form), form, {"disputes": ""}), forms)
    assert found.report.tables == report.tables
    assert "import.section" not in [question.check for question in found.questions]


def test_a_title_in_a_row_of_a_layout_table_is_recognised(report: Report, form: Form) -> None:
    heading = "二、主动公开情况"
    original = _titled(document(report, form), form, {"disclosure": ""})
    table = next(part for part in original.parts if isinstance(part, Grid))
    boxes = (Box(0, 0, 1, 4, heading, "甲"), *(replace(box, row=box.row + 1) for box in table.boxes))
    parts = (replace(table, boxes=boxes) if part is table else part for part in original.parts)
    segments = split_at_titles(Document(tuple(parts)), form)
    assert [segment.title for segment in segments if segment.section == "disclosure"] == [heading]


@pytest.mark.parametrize("before", ["公开信息14件", "详见统计表", "另有流程图"])
def test_a_title_directly_behind_a_word_that_may_take_a_numeral_is_recognised(
    before: str, report: Report, form: Form
) -> None:
    longer = _with_texts(report, {"overview": f"甲。{before}"})
    [part] = flattened(longer, form, "").parts
    assert isinstance(part, Paragraph)
    glued = replace(part, text=part.text.replace(f"{before} ", before))
    segments = split_at_titles(Document((glued,)), form)
    assert _texts(segments)["overview"] == [f"甲。{before}"]


@pytest.mark.parametrize("caption", ["表二、", "附件二：", "见附表二、", "附图二、"])
def test_the_numeral_of_a_caption_begins_no_title(caption: str, form: Form) -> None:
    title = form.sections[1].title.removeprefix("二、")
    assert not list(titles_in(0, Paragraph(f"{caption}{title}", "甲"), form))


def test_many_numerals_take_no_long_time(form: Form) -> None:
    parts = [Paragraph("五、存在问题情况 " * 500, "甲"), *[Paragraph("五、存在问题情况", "乙")] * 500]
    assert len(split_at_titles(Document(tuple(parts)), form)) == 2


def test_titles_are_recognised_where_all_tables_come_after_them(report: Report, form: Form, forms: Forms) -> None:
    parts = _titled(document(report, form), form, VARIANTS).parts
    apart = sorted(parts, key=lambda part: isinstance(part, Grid))
    found = read(Document(tuple(apart)), forms)
    assert found.report.tables == report.tables
    assert found.report.text == report.text
    assert found.report.notes == {}
