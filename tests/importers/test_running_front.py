"""Facts, buttons and title that run into the first sentence are taken off it, or asked about."""

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.front_matter import identify
from generator.importers.running_front import split_front
from generator.importers.stray_lines import stray_lines_before
from generator.model.form import Form
from tests.importers.test_facts import FIRST, TITLE

FRONTS = {
    "the title alone": f"{TITLE} {FIRST}",
    "without a space": f"{TITLE}{FIRST}",
    "agency apart": f"甲县乙局 2024年政府信息公开工作年度报告 {FIRST}",
    "buttons": f"甲县人民政府 首页 打印 关闭 {TITLE} {FIRST}",
    "names without a button": f"甲县人民政府门户网站 政务公开 {TITLE} {FIRST}",
    "facts, then the title": f"发布时间：2025-01-17 08:30 来源：甲局 {TITLE} {FIRST}",
    "the title, then facts": f"{TITLE} 发布时间: 2025-01-17 08:30 {FIRST}",
    "a day without a word": f"{TITLE} 2025-01-17 08:30 来源：甲局 浏览次数：12 {FIRST}",
    "the title as a fact": f"标题: {TITLE} 发布时间: 2025-01-17 08:30 {FIRST}",
    "a fact without a value": f"标题: {TITLE} 发布时间: 2025-01-17 文号: {TITLE} {FIRST}",
    "facts of an archive": f"标题: {TITLE} 栏目: 年报 本地目录: a/b 见links(同目录) {TITLE} {FIRST}",
    "a rule": f"标题: {TITLE}发布时间: 2025-01-17文号: 栏目: 年报======== 正文 ========{TITLE} {FIRST}",
}


@pytest.mark.parametrize("name", FRONTS)
def test_only_the_first_sentence_is_left(name: str, form: Form) -> None:
    lines = [Paragraph(FRONTS[name], "第 1 行")]
    found = identify(Document(tuple(lines), {}), lines, form)
    assert [part.text for part in found.preamble if isinstance(part, Paragraph)] == [FIRST]
    assert found.title([], 2024, form) == TITLE
    assert (found.published() is not None) == ("2025-01-17" in FRONTS[name])
    assert bool(found.omitted) == (
        not FRONTS[name].startswith("甲县乙局") or "来源" in FRONTS[name] or "发布" in FRONTS[name]
    )


def test_the_word_that_heads_the_text_of_a_page_is_left_out_and_nothing_else(form: Form) -> None:
    lines = [Paragraph(text, f"第 {at} 行") for at, text in enumerate((" 正文", FIRST, f"又一段。{FIRST}"), 1)]
    found = identify(Document(tuple(lines), {}), lines, form)
    assert [part.text for part in found.preamble if isinstance(part, Paragraph)] == [FIRST, f"又一段。{FIRST}"]


@pytest.mark.parametrize(
    "text",
    [
        f"发布时间：2025-01-17 栏目：年报{TITLE} {FIRST}",
        f"发布时间：2025-01-17 文号：甲发3号{TITLE} {FIRST}",
        f"发布时间：2025-01-17 来源：甲局{TITLE} {FIRST}",
        f"发布时间：2025-01-17 来源：甲局{FIRST}",
    ],
)
def test_facts_with_an_uncertain_end_stay_and_are_asked(text: str, form: Form) -> None:
    assert split_front(text, form).length == 0
    assert list(stray_lines_before(text)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        f"备注：{FIRST}",
        "备注：本报告 由甲局编制，向社会公布。",
        f"{TITLE}",
        f"现将 {TITLE} 公布如下，请予监督。",
        f"根据要求 现编制 {TITLE} 如下，请予监督。",
        "来源：甲局 打印",
    ],
)
def test_sentences_and_lines_without_one_are_left_whole(text: str, form: Form) -> None:
    assert split_front(text, form).length == 0


def test_a_sentence_with_one_word_for_a_fact_is_not_asked() -> None:
    assert list(stray_lines_before("备注：本报告 由甲局编制，向社会公布。")) == []


@pytest.mark.parametrize(("buttons", "is_found"), [(59, True), (60, False)])
def test_up_to_sixty_words_are_examined(buttons: int, is_found: bool, form: Form) -> None:
    text = f"{'网站 ' * buttons}{TITLE} {FIRST}"
    assert bool(split_front(text, form).title) == is_found


def test_an_address_ends_where_other_text_follows(form: Form) -> None:
    lines = [Paragraph("原文链接: https://jia.example/t1.html 本地目录: a", "第 1 行"), Paragraph(TITLE, "第 2 行")]
    found = identify(Document(tuple(lines), {}), lines, form)
    assert found.first("source") == "https://jia.example/t1.html"
    assert [line.text for line in found.omitted] == [lines[0].text]
