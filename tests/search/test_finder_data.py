"""The data files of the finder: agencies, their names and their reports."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.report import Report
from generator.search.agencies import Agencies, agency_table
from generator.search.finder import letter_prefixes, pinyin_readings
from generator.search.text import usual_title
from generator.sources.form_loader import load_forms
from tests.search.samples import make_catalog


def catalog_of(*agencies: Agency, reports: tuple[Report, ...] = ()) -> Catalog:
    by_id = {agency.id: agency for agency in agencies}
    return Catalog(Path(), load_forms(), by_id, {(report.agency, report.year): report for report in reports})


def agencies_of(catalog: Catalog) -> Agencies:
    report_years: dict[str, set[int]] = {}
    for agency, year in catalog.active_reports:
        report_years.setdefault(agency, set()).add(year)
    return Agencies(catalog, report_years)


def column(table: dict[str, Any], name: str) -> list[int]:
    runs = iter(table[name])
    return list(chain.from_iterable([value] * count for value, count in zip(runs, runs, strict=True)))


def test_reports_are_numbered_by_year_with_gaps_for_missing_reports() -> None:
    catalog = make_catalog(3, range(2019, 2026))
    agencies = agencies_of(catalog)
    numbers = [
        agencies.numbers[report.agency, report.year] for year in catalog.years for report in catalog.reports_in(year)
    ]
    assert numbers == sorted(numbers)
    fewer = {id: years - {2022} if id == "p1/jyj" else years for id, years in agencies.report_years.items()}
    rest = {key: number for key, number in agencies.numbers.items() if key != ("p1/jyj", 2022)}
    assert Agencies(catalog, fewer).numbers == rest != agencies.numbers


def test_the_table_holds_which_reports_exist() -> None:
    catalog = make_catalog(3, range(2019, 2026))
    table = agency_table(agencies_of(catalog))
    held = [
        (id, year)
        for id, bits in zip(catalog.agencies, column(table, "held"), strict=True)
        for position, year in enumerate(table["years"])
        if bits >> position & 1
    ]
    assert sorted(held) == sorted(catalog.active_reports)


def test_like_agencies_of_different_places_share_their_names() -> None:
    catalog = catalog_of(
        Agency("qy", "祁阳市人民政府", "government", ("祁阳",), demo=True),
        Agency(
            "qy/zjj",
            "祁阳市住房和城乡建设局",
            "department",
            ("住建局", "祁阳住建局"),
            formerly=(FormerName("祁阳县建设局", 2019),),
        ),
        Agency("sp", "双牌县人民政府", "government", ("双牌",)),
        Agency(
            "sp/zjj",
            "双牌县住房和城乡建设局",
            "department",
            ("住建局", "双牌住建局"),
            formerly=(FormerName("双牌县住建局", 2019),),
        ),
        Agency("sp/jyj", "县教育局", "department"),
    )
    agencies = agencies_of(catalog)
    table = agency_table(agencies)
    assert agencies.names[0] == agencies.names[2] == agencies.shared_names[0] == ("", "1人民政府", ("2",), ())
    assert agencies.names[1] == ("zjj", "1住房和城乡建设局", ("0住建局", "2住建局"), ("2县建设局",))
    assert agencies.names[3] == ("zjj", "1住房和城乡建设局", ("0住建局", "2住建局"), ("1住建局",))
    assert agencies.names[4] == ("jyj", "0县教育局", (), ())
    assert column(table, "demo") == [1, 1, 0, 0, 0]
    assert column(table, "region") == [0, 0, 1, 1, 1]
    assert [table["kinds"][kind][0] for kind in column(table, "kind")] == ["government", "department"] * 2 + [
        "department"
    ]
    assert table["regions"] == [["qy", "祁阳市", "", ["祁阳"]], ["sp", "双牌县", "", ["双牌"]]]


def test_a_place_is_found_by_its_short_and_former_names() -> None:
    former = (FormerName("祁阳县人民政府", 2021),)
    place = Agency("qy", "祁阳市人民政府", "government", ("祁阳", "祁阳市政府"), formerly=former)
    table = agency_table(agencies_of(catalog_of(place)))
    assert table["regions"] == [["qy", "祁阳市", "", ["祁阳", "祁阳县"]]]


def test_places_of_the_same_name_are_distinguished_by_the_place_above() -> None:
    agencies = agencies_of(
        catalog_of(
            Agency("nj", "南京市人民政府", "government"),
            Agency("nj/gl", "鼓楼区人民政府", "government"),
            Agency("xz", "徐州市人民政府", "government"),
            Agency("xz/gl", "鼓楼区人民政府", "government"),
        )
    )
    names = [above + name for _, name, above, _ in agency_table(agencies)["regions"]]
    assert names == ["南京市", "南京市鼓楼区", "徐州市", "徐州市鼓楼区"]


def test_one_character_is_no_short_name_of_a_place() -> None:
    agencies = agencies_of(
        catalog_of(
            Agency("hx", "滑县人民政府", "government", ("滑县",)),
            Agency("hx/mzj", "滑县民政局", "department", ("滑翔运动管理局",)),
        )
    )
    assert agencies.names[1] == ("mzj", "1民政局", ("0滑翔运动管理局",), ())


def test_the_usual_title_is_that_of_most_forms() -> None:
    form = load_forms()["2021"]
    for titles, usual in (("甲", "甲"), ("甲甲乙", "甲"), ("甲乙", "乙"), ("丙甲甲乙乙", "乙")):
        forms = Forms({str(number): replace(form, title=title) for number, title in enumerate(titles)})
        assert usual_title(Catalog(Path(), forms, {}, {})) == usual


def test_readings_depend_on_the_word() -> None:
    readings = pinyin_readings(
        catalog_of(
            Agency("cq", "重庆市人民政府", "government", short_names=("ＡＢＣ⼈大",)),
            Agency("cq/zd", "重庆市重点工程办公室", "office"),
        )
    )
    assert readings["重"] == ["chong", "zhong"]
    assert readings["庆"] == ["qing"]
    assert readings["人"] == ["ren"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("住建局", {"z", "zh", "zj", "zhu", "zji", "zjj"}),
        ("鄂", {"e"}),
        ("app办", {"a", "ap", "app"}),
        ("zjj", {"z", "zj", "zjj"}),
        ("𬭚", set()),
    ],
)
def test_a_name_is_indexed_by_the_first_letters_of_its_spellings(text: str, expected: set[str]) -> None:
    readings = {"住": ["zhu"], "建": ["jian"], "局": ["ju"], "鄂": ["e"], "办": ["ban"]}
    assert letter_prefixes(text, readings) == expected
