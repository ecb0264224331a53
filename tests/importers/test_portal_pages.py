"""Of a page in the manner of any site system, the report is imported and nothing else; the rest is noted."""

from dataclasses import replace

import pytest

from generator.importers.document import Paragraph
from generator.importers.readers.html import parse_page
from generator.importers.recognise import recognise
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.html_reports import PREAMBLE, SIGNATURE, body_of
from tests.importers.portal_pages import PAGES

TEXTS = {
    "overview": "2023年，本机关收到申请4件。\n（一）主动公开。公开信息20条。\n（二）平台建设\n新建专栏一个。",
    "problems": "1.内容还不够全面\n2.形式较单一",
    "other": "本年度未收取信息处理费。",
}
SITE_CODE = "网站标识码：0000000000　某ICP备00000000号"
UNNOTED = {"word"}
"""Pages with nothing around the report."""


@pytest.fixture
def written(report: Report) -> Report:
    return replace(report, text=TEXTS)


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("name", PAGES)
def test_only_the_report_is_imported(name: str, tag: str, written: Report, form: Form, forms: Forms) -> None:
    page = parse_page(PAGES[name](body_of(written, form, tag)))
    found = recognise(page, forms, "jia", 2023)
    assert found.report.tables == written.tables
    assert found.report.preamble == PREAMBLE
    assert found.report.text == TEXTS
    assert found.report.closing == (None if name == "unsigned" else "\n".join(SIGNATURE))
    assert not found.report.notes
    levels = [(question.level, question.check) for question in found.questions]
    assert levels == ([] if name in UNNOTED else [("note", "import.omitted")])


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("trs", ["发布时间：2024-01-20 09:30来源：某县甲局浏览次数：15"]),
        (
            "jcms",
            [
                "下一篇：没有了",
                "主办：某县人民政府办公室　承办：某县大数据局",
                SITE_CODE,
                "发布日期：2024-01-20　字体：【大 中 小】　打印",
            ],
        ),
        ("facts_table", ["索 引 号：000000000/2024-00002", "发布机构：某县甲局", "公开日期：2024-01-20"]),
        ("terms", ["索引号：000000000/2024-00002", "公开日期：2024-01-20"]),
        ("contents", ["责任编辑：张三"]),
    ],
)
def test_facts_about_the_page_are_marked(name: str, facts: list[str], written: Report, form: Form) -> None:
    """Facts stand before or after the text; what is not one after the text is also noted.

    The site's own date before it, a breadcrumb and names without a value are none.
    """
    parts = parse_page(PAGES[name](body_of(written, form))).parts
    assert [part.text for part in parts if isinstance(part, Paragraph) and part.role == "facts"] == facts


def test_omitted_lines_are_all_that_a_reader_sees_besides_the_report(written: Report, form: Form) -> None:
    omitted = parse_page(PAGES["trs"](body_of(written, form))).omitted
    assert [line.text for line in omitted] == [
        "首页", "政务公开", "政务服务", "互动交流", "走进某县", "无障碍浏览", "今天是：2024年1月20日", "当前位置：",
        "首页", "政务公开", "年报", "扫一扫在手机打开当前页", "主办：某县人民政府办公室　承办：某县大数据局",
        SITE_CODE, "版权所有，未经许可不得转载。",
    ]  # fmt: skip
