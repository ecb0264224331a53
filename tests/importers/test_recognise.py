"""The form of a report is recognised, and its texts are assigned to their sections."""

import random

from generator.importers.document import Document, Paragraph, Part
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document, random_report
from tests.importers.reading import read


def test_an_unusual_form_is_named_in_the_report(forms: Forms) -> None:
    mixed = forms["2021-mixed"]
    found = read(document(random_report(mixed, 2023, random.Random(3)), mixed), forms)
    assert (found.report.form, found.report.form_named) == ("2021-mixed", True)


def test_texts_are_assigned_to_their_sections(report: Report, form: Form, forms: Forms) -> None:
    parts: list[Part] = [
        Paragraph("当前位置：首页 > 政府信息公开 > 年报", "第 1 段"),
        *document(report, form).parts,
    ]
    parts[2:2] = [
        Paragraph("索引号：014314799/2024-00002 发布日期：2024-01-30 浏览次数：12", "第 1 段"),
        Paragraph("根据条例编制。", "第 1 段"),
    ]
    at = parts.index(Paragraph(report.text["overview"], "第 2 段"))
    parts[at] = Paragraph("（一）主动公开。公开{{甲}}件，**乙**。\n- 丙", "第 2 段")
    parts += [
        Paragraph("甲局", "第 8 段"),
        Paragraph("2024年1月20日", "第 8 段"),
        Paragraph("【打印】【关闭】", "第 8 段"),
    ]
    found = read(Document(tuple(parts)), forms).report
    assert found.preamble == "根据条例编制。"
    assert found.index_number == "014314799/2024-00002"
    assert found.text["overview"] == "（一）主动公开。公开\\{{甲}}件，\\**乙\\**。\n\\- 丙"
    assert found.closing == "甲局\n2024年1月20日"
    assert found.notes == {}
