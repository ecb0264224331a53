"""The facts above the text of a report's and of an agency's page, and the pages at old addresses."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.report import Correction, Report
from generator.model.site import SiteSettings
from generator.pages.citation import citation
from generator.pages.facts import agency_facts, report_facts
from generator.pages.metadata import modified
from generator.pages.moved import moved_view, moves

AGENCY = Agency("jia", "甲县乙局", "department", formerly=(FormerName("甲县老局", 2022),), moved_from=("old",))
REPORT = Report("jia", 2023, "2021", {}, {})


def _catalog(forms: Forms, *reports: Report) -> Catalog:
    return Catalog(Path(), forms, {AGENCY.id: AGENCY}, {(each.agency, each.year): each for each in reports})


@pytest.mark.parametrize(
    ("agency", "facts"),
    [
        (AGENCY, {}),
        (replace(AGENCY, since=2019), {"存续": "2019—今"}),
        (replace(AGENCY, until=2021), {"存续": "—2021"}),
        (replace(AGENCY, since=2019, until=2021), {"存续": "2019—2021"}),
        (
            replace(AGENCY, short_names=("乙局", "乙"), region="431181", uscc="114311810066322330"),
            {"简称": "乙局、乙", "行政区划代码": "431181", "统一社会信用代码": "114311810066322330"},
        ),
    ],
)
def test_an_agency_has_the_facts_that_are_known(agency: Agency, facts: dict[str, str]) -> None:
    assert {fact.label: fact.text for fact in agency_facts(agency)} == facts


def test_a_report_has_the_index_lines_of_government_pages(forms: Forms) -> None:
    full = replace(
        REPORT,
        year=2022,
        index_number="AB-1",
        document_number="甲发〔2023〕2号",
        published=datetime.date(2023, 1, 5),
        published_at=datetime.time(8, 3),
    )
    catalog = _catalog(forms, full, REPORT)
    assert [tuple(fact) for fact in report_facts(catalog, full)] == [
        ("索引号", "AB-1"),
        ("发布机关", "甲县老局"),
        ("文号", "甲发〔2023〕2号"),
        ("公布日期", "2023年1月5日 08:03"),
        ("统计期限", "2022年1月1日至12月31日"),
        ("报告格式", f"{forms['2021'].name}，{forms['2021'].issued}"),
    ]
    few = {fact.label: fact.text for fact in report_facts(catalog, REPORT)}
    assert (few["发布机关"], few["公布日期"]) == ("甲县乙局", "没有写明")
    assert "索引号" not in few


@pytest.mark.parametrize(
    ("year", "published", "url", "reference", "sentence"),
    [
        (
            2022,
            datetime.date(2023, 1, 5),
            "https://a.cn/",
            "甲县老局. 甲县老局2022年政府信息公开工作年度报告[R/OL]. (2023-01-05)[引用日期]. https://a.cn/jia/2022/.",
            "来源：《甲县老局2022年政府信息公开工作年度报告》，https://a.cn/jia/2022/",
        ),
        (
            2023,
            None,
            "",
            "甲县乙局. 甲县乙局2023年政府信息公开工作年度报告[R/OL]. [引用日期]. 本页网址.",
            "来源：《甲县乙局2023年政府信息公开工作年度报告》，本页网址",
        ),
    ],
)
def test_a_report_is_cited_with_the_name_of_its_year_and_its_day(
    year: int, published: datetime.date | None, url: str, reference: str, sentence: str, forms: Forms
) -> None:
    report = replace(REPORT, year=year, published=published)
    catalog = replace(_catalog(forms, report), site=SiteSettings(url=url))
    assert [each.striptags() for each in citation(catalog, report)] == [reference, sentence]


def test_a_report_was_modified_on_the_day_of_its_last_correction() -> None:
    days = [datetime.date(2024, month, 1) for month in (3, 5, 4)]
    corrected = replace(REPORT, corrections=tuple(Correction(day, "", {}, ()) for day in days))
    assert (modified(corrected), modified(REPORT)) == (days[1], None)


def test_old_addresses_lead_to_the_agency_and_to_each_of_its_reports(forms: Forms) -> None:
    catalog = _catalog(forms, replace(REPORT, year=2022), REPORT)
    assert [(move.old, *moved_view(catalog, move).values()) for move in moves(catalog)] == [
        ("old/", "甲县乙局", "jia/"),
        ("old/2022/", "甲县老局2022年政府信息公开工作年度报告", "jia/2022/"),
        ("old/2023/", "甲县乙局2023年政府信息公开工作年度报告", "jia/2023/"),
    ]
