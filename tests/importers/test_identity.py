"""The year and the agency in the title are compared with the expected ones."""

from dataclasses import replace

import pytest

from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document
from tests.importers.reading import read, with_title


def test_another_year_or_agency_in_the_title_is_an_error(report: Report, form: Form, forms: Forms) -> None:
    original = with_title(report, form, "乙市财政局2022年政府信息公开工作年度报告")
    original = replace(original, labels={"PubDate": "2024-01-20 09:00"})
    found = read(original, forms, Agency("jia", "甲市住房和城乡建设局", "department"))
    assert [(each.check, each.message) for each in found.questions] == [
        (
            "import.year",
            "原件标题写的是 2022 年（“乙市财政局2022年政府信息公开工作年度报告”），导入时说的是 2023 年。请核对年份。",
        ),
        ("import.agency", "原件标题里的机关是“乙市财政局”，导入时说的是“甲市住房和城乡建设局”。请核对机关。"),
    ]
    assert str(found.report.published) == "2024-01-20"


@pytest.mark.parametrize("name", ["甲市住建局", "甲市住房和城乡建设局", "住房和城乡建设局"])
def test_a_shortened_name_is_accepted(name: str, report: Report, form: Form, forms: Forms) -> None:
    original = with_title(report, form, f"{name}二〇二三年度政府信息公开工作年度报告")
    assert read(original, forms, Agency("jia", "甲市住房和城乡建设局", "department")).questions == []


GOVERNMENT = Agency("jia", "甲市人民政府", "government")


@pytest.mark.parametrize(
    "title",
    [
        "甲市人民政府2023年政府信息公开工作年度报告 - 政府信息公开",
        "甲市人民政府 2023年度 政府信息公开工作年度报告",
        "甲市人民政府关于2023年度政府信息公开工作的年度报告",
        "2023年度甲市人民政府政府信息公开年度报告",
        "关于甲市人民政府二〇二三年政府信息公开工作年度报告",
        "2023年政府信息公开工作年度报告",
    ],
)
def test_other_wordings_of_the_title_are_accepted(title: str, report: Report, form: Form, forms: Forms) -> None:
    original = document(report, form)
    found = read(replace(original, parts=original.parts[1:], labels={"title": title}), forms, GOVERNMENT)
    assert found.questions == []


@pytest.mark.parametrize("name", ["甲市", "甲市政府", "甲市人民政府"])
def test_a_shortened_name_of_a_government_is_accepted(name: str, report: Report, form: Form, forms: Forms) -> None:
    original = with_title(report, form, f"{name}2023年政府信息公开工作年度报告")
    assert read(original, forms, GOVERNMENT).questions == []


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("甲市人民政府办公室", "甲市人民政府"),
        ("甲市人民政府", "甲市人民政府办公室"),
        ("甲市", "甲市财政局"),
        ("甲市财政局", "甲市乙区财政局"),
        ("甲市乙区财政局", "甲市财政局"),
        ("甲市公安局乙分局", "甲市公安局"),
        ("甲市乙区人民政府", "甲市人民政府"),
        ("甲市教育局招生中心", "甲市教育局"),
        ("甲市政务服务乙分中心", "甲市政务服务中心"),
        ("甲市交通执法支队", "甲市交通执法大队"),
        ("甲市交通执法大队", "甲市交通执法队"),
        ("甲市交通执法中队", "甲市交通执法队"),
        ("甲市乙管理委员会", "甲市乙委员会"),
    ],
)
def test_a_related_body_is_not_the_agency(name: str, agency: str, report: Report, form: Form, forms: Forms) -> None:
    original = with_title(report, form, f"{name}2023年政府信息公开工作年度报告")
    found = read(original, forms, Agency("jia", agency, "department"))
    assert [each.check for each in found.questions] == ["import.agency"]
