"""Key figures by year, and the newest reports: over like with like, real reports apart from demonstration data."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from generator.pages.figures import comparable, roles_of
from generator.pages.overview import newest, overviews


def test_figures_of_a_year_are_added_up_over_the_largest_comparable_group(catalog: Catalog) -> None:
    real, demo = overviews(catalog)
    assert (real.demo, real.scope, [each.year for each in real.years]) == (False, "祁阳市住房和城乡建设局", [2024])
    assert (demo.demo, demo.scope) == (True, "云岫示例县人民政府所属政府部门")
    assert [role.label for role in demo.roles] == ["新收申请", "办结申请", "行政复议", "行政诉讼"]
    of_departments = [
        report
        for report in catalog.reports_in(2024)
        if catalog.agencies[report.agency].parent == "demo" and catalog.agencies[report.agency].kind == "department"
    ]
    (row,) = [each for each in demo.years if each.year == 2024]
    received = [report.tables["requests"]["new"][-1].value for report in of_departments]
    known = [value for value in received if value is not None]
    assert row.members == len(of_departments) > 5
    assert row.figures[0] == (str(sum(known, Decimal(0))), len(known))
    assert row.reports == sum(catalog.is_demo(report.agency) for report in catalog.reports_in(2024))


def test_key_figures_of_many_years_have_the_order_of_the_newest_form(catalog: Catalog) -> None:
    labels = [role.label for role in roles_of(catalog, catalog.reports_of("demo/wjj"))]
    assert labels[-4:] == ["现行有效规范性文件", "行政许可决定", "行政处罚决定", "行政事业性收费"]
    assert labels[:3] == ["新收申请", "办结申请", "予以公开"]


def test_the_newest_reports_are_real_ones_with_what_became_of_their_requests(catalog: Catalog) -> None:
    (only,) = newest(catalog)
    assert (only.name, only.headline) == (
        "祁阳市住房和城乡建设局",
        "2024年新收16件，办结16件：予以公开12件，无法提供4件。",
    )


def test_the_newest_reports_come_by_day_and_undated_ones_last(catalog: Catalog) -> None:
    demo = {key: report for key, report in catalog.reports.items() if catalog.is_demo(report.agency)}
    found = newest(Catalog(catalog.root, catalog.forms, dict(catalog.agencies), demo))
    days = [each.report.published for each in found]
    assert len(found) == 6
    assert None not in days
    assert days == sorted(days, key=str, reverse=True)


def test_the_newest_of_a_day_is_that_of_the_later_year(forms: Forms) -> None:
    def report(agency: str, year: int, published: date | None) -> Report:
        return Report(agency, year, "2021", _zeros(forms["2021"]), {}, published=published)

    agencies = {id: Agency(id, id, "department") for id in ("jia", "yi")}
    day = date(2025, 1, 20)
    listed = [
        report("jia", 2021, None), report("yi", 2025, None), report("jia", 2023, day), report("yi", 2024, day),
        report("jia", 2022, date(2025, 1, 21)),
    ]  # fmt: skip
    found = newest(Catalog(Path(), forms, agencies, {(each.agency, each.year): each for each in listed}))
    assert [each.report.year for each in found] == [2022, 2024, 2023, 2025, 2021]


def _zeros(form: Form) -> dict[str, dict[str, tuple[Cell, ...]]]:
    return {
        section: {row: (Cell("0", Decimal(0)),) * len(block.column_names) for row, (block, _) in table.rows.items()}
        for section, table in form.tables.items()
    }


@pytest.mark.parametrize(
    ("kinds", "groups"),
    [
        ({"a": "department"}, {}),
        ({"a": "department", "b": "department"}, {"政府部门": ["a", "b"]}),
        ({"a": "department", "b": "township"}, {}),
        ({"a": "department", "b": "department", "x/c": "department", "x/d": "department", "x": "government"},
         {"政府部门": ["a", "b"], "x所属政府部门": ["x/c", "x/d"]}),
    ],
)  # fmt: skip
def test_two_agencies_of_a_kind_and_a_government_are_comparable(
    kinds: dict[str, str], groups: dict[str, list[str]], forms: Forms
) -> None:
    agencies = {id: Agency(id, id, kind) for id, kind in kinds.items()}
    reports = [Report(id, 2024, "2021", {}, {}) for id in kinds]
    found = comparable(Catalog(Path(), forms, agencies, {}), reports)
    assert {label: [each.agency for each in members] for label, members in found} == groups


def test_the_home_page_leads_to_figures_reports_and_data(pages: dict[str, str]) -> None:
    home = pages["index.md"]
    for heading in ("# 查阅各机关", "## 2024年主要数字", "## 最新报告", "## 按年度", "## 按机关", "## 数据"):
        assert f"\n{heading}" in home
    assert "| 新收申请 | **16** 件 |" in home
    assert "[下载全部数据](data/index.md)" in home
    assert "<form" not in home


def test_a_report_says_what_is_not_known_and_leads_to_its_questions(pages: dict[str, str]) -> None:
    report = pages["qiyang/zjj/2024/index.md"]
    assert "- 公布日期：没有写明\n" in report
    assert "- 原件：没有写明网址\n" in report
    (line,) = [each for each in report.splitlines() if each.startswith("核对：")]
    count = int(line.removeprefix("核对：有").partition("条")[0])
    assert line.endswith("逐条列在[2024年度校验](../../../checks/2024/index.md#qiyang.zjj)")
    _, _, after = pages["checks/2024/index.md"].partition("### 祁阳市住房和城乡建设局 { #qiyang.zjj }\n")
    assert after.partition("\n#")[0].count("**疑问**") == count > 0
    assert report.index("下载：") < report.index("一、总体情况")


def test_corrected_cells_are_marked(pages: dict[str, str]) -> None:
    def marked(name: str) -> list[str]:
        return re.findall(r'<td id="([^"]+)"[^>]* class="(?:\w )?c"', pages[name])

    assert marked("demo/wjj/2024/index.md") == ["disclosure.penalties.decisions"]
    assert "表里标“更”的格" in pages["demo/wjj/2024/index.md"]
    assert marked("demo/wjj/2024/v1/index.md") == marked("qiyang/zjj/2024/index.md") == []
