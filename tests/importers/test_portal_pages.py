"""Of a page in the manner of any site system, the report is imported and nothing else; the rest is noted."""

from dataclasses import replace

import pytest

from generator.importers.readers.html import parse_page
from generator.importers.recognise import recognise
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.portal_pages import PAGES, PREAMBLE, SIGNATURE, body_of

TEXTS = {
    "overview": "2023年，本机关收到申请4件。\n（一）主动公开。公开信息20条。\n（二）平台建设\n新建专栏一个。",
    "problems": "1.内容还不够全面\n2.形式较单一",
    "other": "本年度未收取信息处理费。",
}
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
