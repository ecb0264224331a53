"""What an original prints besides its text is left out, listed in a note, or asked about."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from generator.importers.document import Box, Grid, Paragraph, Part
from generator.importers.fact_lines import pairs_of_line
from generator.importers.fact_words import is_plausible
from generator.importers.page_extras import find_extras, hints, take_buttons, take_furniture
from generator.importers.recognise import Recognition
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document
from tests.importers.reading import read

TITLE = "甲县乙局2024年政府信息公开工作年度报告"
FIRST = "根据《条例》规定，编制本报告。统计期限为全年。"


def _lines(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, "") for text in texts]


@pytest.fixture
def with_end(report: Report, form: Form, forms: Forms) -> Callable[[Sequence[Part]], Recognition]:
    """Read a report with parts added after its last section."""

    def read_with(added: Sequence[Part]) -> Recognition:
        original = document(report, form)
        return read(replace(original, parts=(*original.parts, *added)), forms)

    return read_with


@pytest.mark.parametrize(
    ("lines", "titles", "extras"),
    [
        (["本站使用小甜饼。", TITLE, FIRST], range(1, 2), {0}),
        (["编者的话。", TITLE], range(1, 2), set()),
        (["根据《条例》规定，编制本报告。...", FIRST], range(0), {0}),
        (["摘要：根据《条例》规定，编制本报告。统计…", FIRST], range(0), {0}),
        (["根据《条例》。", FIRST], range(0), set()),
        (["目　录", "总体情况", "其他事项", FIRST], range(0), {0, 1, 2}),
        (["一、总体情况……1", "二、其他事项......12", FIRST], range(0), {0, 1}),
        (["目录", "2025年1月20日", FIRST], range(0), {0}),
    ],
)
def test_lines_above_the_sections_that_are_no_text(lines: list[str], titles: range, extras: set[int]) -> None:
    assert find_extras(lines, titles) == extras


def test_hints_and_furniture_leave_the_notes() -> None:
    notes = {key: _lines("左右滑动查看表格", "单位：件", "全年14条", f"说明{key}") for key in "abc"}
    notes["a"] += _lines("长按识别二维码关注我们")
    assert len(take_furniture(notes)) == 4
    assert [[part.text for part in lines] for lines in notes.values()] == [
        ["单位：件", "全年14条", f"说明{key}"] for key in "abc"
    ]


@pytest.mark.parametrize(
    ("line", "count", "is_hint"),
    [
        ("左右滑动", 3, True), ("左右滑动", 2, False), ("左右滑", 3, False), ("单位：件", 3, False),
        ("滑动第1格", 3, False), ("左右滑动查看。" * 20, 3, False),
    ],
)  # fmt: skip
def test_a_hint_is_short_without_figures_and_stands_in_three_places(line: str, count: int, is_hint: bool) -> None:
    assert hints(["别的一行", *[line] * count]) == ({line} if is_hint else set())


def test_buttons_leave_the_text() -> None:
    texts: dict[str, list[Part]] = {"a": [*_lines("收起", "收起旧档。", "【打印】【关闭】")]}
    assert [part.text for part in take_buttons(texts)] == ["收起", "【打印】【关闭】"]
    assert texts == {"a": _lines("收起旧档。")}


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("索引号AB-1", [("索引号", "AB-1")]),
        ("索引号AB-1发文字号甲发〔2025〕2号公开日期2025-01-30", ["AB-1", "甲发〔2025〕2号", "2025-01-30"]),
        ("文号甲发〔2025〕3号", ["甲发〔2025〕3号"]),
        ("发布机构甲县乙局", []),
        ("公开日期不早于上报日期", []),
        ("索引号】1", []),
    ],
)
def test_words_directly_before_their_values(line: str, pairs: list[object]) -> None:
    found = pairs_of_line(line)
    assert [pair if isinstance(want, tuple) else pair.value for pair, want in zip(found, pairs, strict=True)] == pairs


def test_a_date_in_an_archive_is_no_date_of_the_report(with_end: Callable[[Sequence[Part]], Recognition]) -> None:
    found = with_end(_lines("甲局", "2024年1月20日", "归档", "2024年12月", "相关文章：", "1.甲县年鉴"))
    assert found.report.closing == "甲局\n2024年1月20日"


def test_facts_below_the_date_are_taken(with_end: Callable[[Sequence[Part]], Recognition]) -> None:
    address = f"https://www.jia.example.gov.cn/{'a' * 40}.html"
    cells = ["索引号：", "AB-7", "公开日期：", "2024-01-21"]
    grid = Grid(tuple(Box(0, at, 1, 1, text, "") for at, text in enumerate(cells)), "")
    ending: list[Part] = [
        *_lines("甲局", "2024年1月20日", f"文章链接：{address}"),
        grid,
        *_lines("信息索引", "共1页 首页 上一页 1 下一页"),
    ]
    report = with_end(ending).report
    assert (report.closing, report.source, report.index_number) == ("甲局\n2024年1月20日", address, "AB-7")


def test_lines_below_the_buttons_of_an_unsigned_report_are_left_out(
    with_end: Callable[[Sequence[Part]], Recognition], form: Form
) -> None:
    found = with_end(_lines("【收藏】【打印】", "本站声明：转载请注明出处。", "技术支持：某公司，电话：010"))
    assert "本站" not in found.report.text[form.sections[-1].key]
    [note] = [question for question in found.questions if question.check == "import.omitted"]
    assert "本站声明" in note.message


@pytest.mark.parametrize(("value", "is_number"), [("AB 2025 7", True), ("共1页 首页 上一页 下一页", False)])
def test_a_number_is_no_row_of_links(value: str, is_number: bool) -> None:
    assert is_plausible("index_number", value) is is_number


def test_what_a_page_prints_between_the_parts_is_left_out(report: Report, form: Form, forms: Forms) -> None:
    original = document(replace(report, preamble=None), form)
    title, *rest = original.parts
    parts: list[Part] = [
        *_lines("本站使用小甜饼。"),
        title,
        *_lines("2024-01-21", "根据《条例》规定，编制本报告…", FIRST),
    ]
    for part in rest:
        hint = "左右滑动查看表格" if isinstance(part, Grid) else "收起"
        parts += [*_lines(hint), part]
    found = read(replace(original, parts=(*parts, *_lines("展开"))), forms)
    [note] = [question for question in found.questions if question.check == "import.omitted"]
    assert found.report.preamble == FIRST
    assert (found.report.notes, found.report.text, found.report.tables) == ({}, report.text, report.tables)
    assert "小甜饼" in note.message


def test_rows_of_figures_are_asked_about_with_the_report(report: Report, form: Form, forms: Forms) -> None:
    original = document(report, form)
    at = next(at for at, part in enumerate(original.parts) if isinstance(part, Grid))
    parts = (*original.parts[:at], *_lines("理结果  18  2  2"), *original.parts[at:])
    messages = [question.message for question in read(replace(original, parts=parts), forms).questions]
    assert any("这一行数不知道属于表中哪一行" in message for message in messages)
