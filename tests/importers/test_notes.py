"""Text beside a table is a note of the report only if it reads like one; the rest is asked about or said."""

from dataclasses import replace

import pytest

from generator.importers.document import Document, Grid, Paragraph
from generator.importers.recognise import Recognition
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document
from tests.importers.reading import read


def _with_line(report: Report, form: Form, line: str, *, above: bool) -> Document:
    """Return the report with the line above or below the second table."""
    original = document(report, form)
    tables = [part for part in original.parts if isinstance(part, Grid)]
    at = original.parts.index(tables[1]) + (not above)
    return replace(original, parts=(*original.parts[:at], Paragraph(line, "第 9 行"), *original.parts[at:]))


@pytest.fixture(params=[True, False], ids=["above", "below"])
def above(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def _read(line: str, report: Report, form: Form, forms: Forms, *, above: bool) -> Recognition:
    found = read(_with_line(report, form, line, above=above), forms)
    assert found.report.tables == report.tables
    return found


@pytest.mark.parametrize(
    "line",
    [
        "理 1 667 34",
        "1.保守秘密 0 0 0 0",
        "667 34",
        "不予公开 | 1 | 0 |",
        "其它 12 3件 4",
        "依法办理，只计一种 0 1 1",
    ],
)
def test_figures_beside_a_table_are_asked_and_are_no_note(
    line: str, above: bool, report: Report, form: Form, forms: Forms
) -> None:
    found = _read(line, report, form, forms, above=above)
    assert found.report.notes == {}
    (question,) = found.questions
    assert (question.level, question.key, question.origin) == ("warning", "requests", "第 9 行")
    assert f"这一行数不知道属于表中哪一行，原件写的是“{line}”" in question.message


@pytest.mark.parametrize("line", ["【打印】 【关闭】", "下一篇：通知公告", "单位：件、万元", "（计量单位: 件）"])
def test_buttons_and_units_beside_a_table_are_left_out_and_said(
    line: str, above: bool, report: Report, form: Form, forms: Forms
) -> None:
    found = _read(line, report, form, forms, above=above)
    assert found.report.notes == {}
    assert [question.message for question in found.questions] == [
        f"有 1 行不像报告的内容，没有导入：“{line}”。如果其中有报告的正文，请补上。"
    ]


@pytest.mark.parametrize("line", ["分享到朋友圈 下一页", "点击查看大图", "联系电话 000", "128"])
def test_other_short_lines_beside_a_table_are_asked(
    line: str, above: bool, report: Report, form: Form, forms: Forms
) -> None:
    found = _read(line, report, form, forms, above=above)
    assert found.report.notes == {"requests": line}
    assert [(question.check, question.key) for question in found.questions] == [("import.stray", "requests")]
    assert f"”的表格旁边有不像报告内容的行：“{line}”。" in found.questions[0].message


@pytest.mark.parametrize(
    "line",
    [
        "注：不含街道",
        "（备注1：含上年结转 3 件）",
        "以上数据不含街道。",
        "全年收到 12 件，办结 11 件，结转 1 件。",
        "注：城区 12 农村 3",  # as many words as figures
    ],
)
def test_a_note_is_kept_without_a_question(line: str, above: bool, report: Report, form: Form, forms: Forms) -> None:
    found = _read(line, report, form, forms, above=above)
    assert (found.report.notes, found.questions) == ({"requests": line}, [])


@pytest.mark.parametrize(
    "line", ["表三：收到和处理政府信息公开申请情况", "本年收费金额（单位：万元）", "商业企 科研机 业 构"]
)
def test_bits_of_labels_go_without_a_word(line: str, report: Report, form: Form, forms: Forms) -> None:
    original = document(report, form)
    tables = [part for part in original.parts if isinstance(part, Grid)]
    at = original.parts.index(tables[0 if "收费" in line else 1])
    parts = (*original.parts[:at], Paragraph(line, ""), *original.parts[at:])
    found = read(replace(original, parts=parts), forms)
    assert (found.report.notes, found.questions) == ({}, [])


@pytest.mark.parametrize(("length", "is_asked"), [(120, True), (121, False)])
def test_a_row_of_figures_has_up_to_120_characters(
    length: int, is_asked: bool, report: Report, form: Form, forms: Forms
) -> None:
    found = read(_with_line(report, form, "甲" * (length - 8) + " 1 2 3 4", above=True), forms)
    assert (found.report.notes == {}) == is_asked


@pytest.mark.parametrize(("length", "is_debris"), [(40, True), (41, False)])
def test_bits_of_labels_have_up_to_forty_characters(
    length: int, is_debris: bool, report: Report, form: Form, forms: Forms
) -> None:
    found = read(_with_line(report, form, ("业构织" * length)[:length], above=True), forms)
    assert (found.report.notes == {}) == is_debris
