"""What the finder is told of agencies and reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.catalog import Catalog
from generator.formfile import load_forms
from generator.report import Agency, FormerName, Report
from generator.search.finder import finder_data, published_reports, unusual_titles
from tests.search.made import make_catalog


def catalog_of(*agencies: Agency, reports: tuple[Report, ...] = ()) -> Catalog:
    by_id = {agency.id: agency for agency in agencies}
    return Catalog(Path(), load_forms(), by_id, {(report.agency, report.year): report for report in reports})


def data_of(catalog: Catalog) -> dict[str, Any]:
    return finder_data(catalog, published_reports(catalog))


def test_numbers_of_reports_follow_from_agencies_and_years() -> None:
    catalog = make_catalog(3, range(2019, 2026))
    data = data_of(catalog)
    numbered = [
        (agency[0], year)
        for place, year in enumerate(data["years"])
        for agency in data["agencies"]
        if agency[7] >> place & 1
    ]
    assert numbered == [(report.agency, report.year) for report in published_reports(catalog)]


def test_withdrawn_reports_are_left_out() -> None:
    catalog = make_catalog(3, range(2019, 2026))
    withdrawn = [key for key, report in catalog.reports.items() if report.withdrawn]
    assert withdrawn
    assert not {(report.agency, report.year) for report in published_reports(catalog)} & set(withdrawn)


def test_an_agency_has_its_names_its_place_and_whether_it_is_demonstration() -> None:
    data = data_of(
        catalog_of(
            Agency("qiyang", "祁阳市人民政府", "government", demo=True),
            Agency(
                "qiyang/zjj",
                "祁阳市住房和城乡建设局",
                "department",
                short_names=("住建局",),
                formerly=(FormerName("祁阳县建设局", 2019),),
            ),
        )
    )
    kinds = [key for key, _ in data["kinds"]]
    assert data["regions"] == [("qiyang", "祁阳市")]
    assert data["agencies"] == [
        ["qiyang", "祁阳市人民政府", [], [], kinds.index("government"), 0, 1, 0],
        ["qiyang/zjj", "祁阳市住房和城乡建设局", ["住建局"], ["祁阳县建设局"], kinds.index("department"), 0, 1, 0],
    ]


def test_places_of_one_name_are_told_apart_by_the_place_above() -> None:
    data = data_of(
        catalog_of(
            Agency("nj", "南京市人民政府", "government"),
            Agency("nj/gl", "鼓楼区人民政府", "government"),
            Agency("xz", "徐州市人民政府", "government"),
            Agency("xz/gl", "鼓楼区人民政府", "government"),
        )
    )
    assert [name for _, name in data["regions"]] == ["南京市", "南京市鼓楼区", "徐州市", "徐州市鼓楼区"]


def test_readings_follow_the_words_of_the_names() -> None:
    data = data_of(
        catalog_of(
            Agency("cq", "重庆市人民政府", "government", short_names=("ＡＢＣ⼈大",)),
            Agency("cq/zd", "重庆市重点工程办公室", "office"),
        )
    )
    assert data["pinyin"]["重"] == ["chong", "zhong"]
    assert data["pinyin"]["庆"] == ["qing"]
    assert data["pinyin"]["人"] == ["ren"]


def test_only_titles_that_do_not_follow_from_name_and_year_are_listed() -> None:
    made = make_catalog(1, range(2023, 2026))
    reports = [replace(report, title=None, withdrawn=None) for report in made.reports.values()]
    reports[0] = replace(reports[0], title="一个不同的标题")
    catalog = replace(made, reports={(report.agency, report.year): report for report in reports})
    published = published_reports(catalog)
    assert unusual_titles(catalog, published) == {published.index(reports[0]): "一个不同的标题"}


def test_a_report_under_a_former_name_has_its_title_listed() -> None:
    made = make_catalog(1, range(2019, 2021))
    report = replace(made.reports["p0/zjj", 2019], title=None, withdrawn=None)
    catalog = replace(made, reports={("p0/zjj", 2019): report})
    assert unusual_titles(catalog, [report]) == {0: "青禾县建设局2019年政府信息公开工作年度报告"}
