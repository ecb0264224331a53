"""The signature and date at the end of the last section, in lines and in running text, whatever follows."""

import pytest

from generator.importers.agency_names import is_organ
from generator.importers.closing import split_closing
from generator.importers.document import Paragraph, Part

SENTENCE = "本年度未收取信息处理费。"


def _split(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    ending = split_closing([Paragraph(line, "") for line in lines])
    return _texts(ending.text), _texts(ending.closing), _texts(ending.omitted)


def _texts(parts: list[Part] | list[Paragraph]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Paragraph)]


@pytest.mark.parametrize(
    ("lines", "closing"),
    [
        (["甲县乙局", "2025年1月20日"], ["甲县乙局", "2025年1月20日"]),
        (["甲县乙局2025年1月20日"], ["甲县乙局", "2025年1月20日"]),
        (["甲县乙局（盖章）", "二〇二五年一月二十日"], ["甲县乙局（盖章）", "二〇二五年一月二十日"]),
        (["甲县乙局", "甲县丙办公室", "2025.1.20"], ["甲县乙局", "甲县丙办公室", "2025.1.20"]),
        (["（2025年1月20日）"], ["（2025年1月20日）"]),
        (["报告单位：甲县乙局", "2025年1月20日"], ["报告单位：甲县乙局", "2025年1月20日"]),
        (["2025年1月20日", "甲县乙局"], ["2025年1月20日", "甲县乙局"]),
        (["甲县乙局"], ["甲县乙局"]),
        ([], []),
    ],
)
@pytest.mark.parametrize(
    "after", [[], ["扫一扫在手机打开当前页"], ["【打印本页】【关闭窗口】", "上一篇：丙局年报", "主办单位：甲县"]]
)
def test_signature_and_date_are_split_off_and_furniture_is_left_out(
    lines: list[str], closing: list[str], after: list[str]
) -> None:
    assert _split([SENTENCE, *lines, *after]) == ([SENTENCE], closing, after)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("无。 甲县乙局 2025年1月20日", "无。"),
        ("无。甲县乙局2025年1月20日", "无。"),
        ("无 甲县乙局 2025年1月20日 附件下载", "无"),
        ("统计至2024年12月31日；无。 甲县乙局 2025 年 1 月 20 日 【打印】", "统计至2024年12月31日；无。"),
        ("无。 甲县乙局 甲县丙办公室 2025年1月20日", "无。"),
        ("无。 甲 县 乙 局 2025年1月20日", "无。"),
    ],
)
def test_signature_and_date_are_split_off_running_text(text: str, kept: str) -> None:
    parts, closing, _ = _split([text])
    assert parts == [kept]
    assert closing[-1].replace(" ", "") == "2025年1月20日"
    assert closing[0].replace(" ", "").startswith("甲县乙局")


@pytest.mark.parametrize(
    "text",
    [
        "统计期限为2024年12月31日",
        "数据统计至 2024年12月31日",
        "无。2024年1月1日至2日，共7件。",
        "见我局 2025年1月20日",
        "2025年1月20日印发",
    ],
)
def test_dates_in_sentences_are_no_signature(text: str) -> None:
    assert _split([text]) == ([text], [], [])


def test_what_follows_a_signature_and_is_no_short_line_is_kept() -> None:
    lines = ["甲县乙局", "2025年1月20日", "附件：统计表", "本页由丙维护，转载请注明。", "站点地图"]
    closing = ["甲县乙局", "2025年1月20日", "附件：统计表", "本页由丙维护，转载请注明。"]
    assert _split([SENTENCE, *lines]) == ([SENTENCE], closing, ["站点地图"])


@pytest.mark.parametrize(("word", "is_signed"), [("单位", True), ("填报单位名称", True), ("本年度承办的单位", False)])
def test_a_short_word_may_introduce_the_body_that_signs(word: str, is_signed: bool) -> None:
    line = f"{word}：甲县乙局"
    text, closing = ([SENTENCE], [line]) if is_signed else ([SENTENCE, line], [])
    assert _split([SENTENCE, line, "2025年1月20日"]) == (text, [*closing, "2025年1月20日"], [])


def test_of_several_dates_the_last_one_below_a_signature_counts() -> None:
    signed = ["甲县乙局", "2025年1月20日"]
    assert _split([SENTENCE, *signed, "2025年2月3日"]) == ([SENTENCE], signed, ["2025年2月3日"])
    text = [SENTENCE, "甲县丙局", "2025年1月6日", SENTENCE]
    assert _split([*text, *signed]) == (text, signed, [])


def test_a_section_of_one_line_is_no_signature() -> None:
    assert _split(["甲县乙局"]) == (["甲县乙局"], [], [])


def test_a_date_without_signature_before_sentences_stays() -> None:
    lines = [SENTENCE, "2025年1月20日", "召开会议，通报情况。"]
    assert _split(lines) == (lines, [], [])


def test_facts_in_the_middle_of_the_section_stay() -> None:
    lines = [SENTENCE, "公开方式：网站公开", "以上内容，特此报告。"]
    assert _split(lines) == (lines, [], [])


@pytest.mark.parametrize(
    "name", ["甲县人民政府办公室", "甲市发展和改革委员会", "甲街道办事处", "丙镇人民政府", "甲县政务公开办", "总工会"]
)
def test_names_of_bodies_are_recognised(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize(
    "name", ["平台建设有待加强", "我局", "服务全县", "政务公开专区", "甲县政府网站", "一、甲局", "感谢社会", "局"]
)
def test_other_short_lines_name_no_body(name: str) -> None:
    assert not is_organ(name)


def test_sentences_among_what_a_page_shows_after_the_date_are_left_out() -> None:
    after = ["【打印】", "版权所有，未经许可不得转载。", "主办单位：甲县"]
    signed = [SENTENCE, "甲县乙局", "2025年1月20日"]
    assert _split([*signed, *after]) == ([SENTENCE], signed[1:], after)
    assert _split([*signed, "（此件公开发布，欢迎监督。）", *after]) == (
        [SENTENCE],
        [*signed[1:], "（此件公开发布，欢迎监督。）"],
        after,
    )
