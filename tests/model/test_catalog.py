"""The tree of agencies, and which reports follow one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.report import Report, Withdrawal

AGENCIES = (
    Agency("sheng", "甲省人民政府", "government"),
    Agency("sheng/ting", "甲省民政厅", "department"),
    Agency("sheng/ting/suo", "甲省殡葬管理所", "agency"),
    Agency("sheng/shi", "乙市人民政府", "government"),
    Agency("sheng/shi/ban", "乙市人民政府办公室", "office"),
    Agency("wei", "丙委员会", "organisation", demo=True),
    Agency("wei/chu", "丙委员会一处", "department"),
    Agency("ju", "丁局", "department", until=2020),
    Agency("zhan", "戊站", "department", until=2020),
    Agency("xin", "己局", "department", formerly=(FormerName("丁局", 2020),)),
    Agency("he", "庚局", "department", formerly=(FormerName("丁局", 2020), FormerName("戊站", 2020))),
)
REPORTS = ("sheng/2023", "sheng/2024", "ju/2020", "zhan/2020", "xin/2021", "he/2021", "wei/2022", "wei/2024", "ju/2019")


def _report(name: str) -> Report:
    agency, _, year = name.rpartition("/")
    withdrawn = Withdrawal(date(2024, 3, 1), "重复公布") if name == "sheng/2023" else None
    return Report(agency, int(year), "2021", {}, {}, withdrawn=withdrawn)


@pytest.fixture(scope="module")
def catalog(forms: Forms) -> Catalog:
    reports = {(each.agency, each.year): each for each in map(_report, REPORTS)}
    return Catalog(Path("reports"), forms, {each.id: each for each in AGENCIES}, reports)


@pytest.mark.parametrize(
    ("id", "government", "above"),
    [
        ("sheng", "sheng", []),
        ("sheng/ting", "sheng", ["sheng"]),
        ("sheng/ting/suo", "sheng", ["sheng", "sheng/ting"]),
        ("sheng/shi", "sheng/shi", ["sheng"]),
        ("sheng/shi/ban", "sheng/shi", ["sheng", "sheng/shi"]),
        ("wei", "wei", []),
        ("wei/chu", "wei", ["wei"]),  # no government is above it: the topmost agency counts as one
    ],
)
def test_an_agency_has_those_above_it_and_a_government(
    id: str, government: str, above: list[str], catalog: Catalog
) -> None:
    agency = catalog.agencies[id]
    assert catalog.government(agency).id == government
    assert [each.id for each in catalog.above(agency)] == above


def test_agencies_are_listed_below_their_parent(catalog: Catalog) -> None:
    assert [each.id for each in catalog.below("sheng")] == ["sheng/ting", "sheng/shi"]
    assert [each.id for each in catalog.below(None)] == ["sheng", "wei", "ju", "zhan", "xin", "he"]
    assert catalog.below("ju") == []


def test_everything_below_a_demonstration_is_one(catalog: Catalog) -> None:
    assert [each.id for each in AGENCIES if catalog.is_demo(each.id)] == ["wei", "wei/chu"]


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("sheng/2024", None),  # it was withdrawn
        ("ju/2020", "ju/2019"),
        ("xin/2021", "ju/2020"),
        ("he/2021", None),  # no report of one year before covers both agencies
        ("wei/2024", None),  # there is none for 2023
    ],
)
def test_the_report_before(name: str, before: str | None, catalog: Catalog) -> None:
    report = _report(name)
    found = catalog.report_before(report)
    assert (f"{found.agency}/{found.year}" if found else None) == before


def test_withdrawn_reports_are_in_no_list(catalog: Catalog) -> None:
    assert catalog.years == [2024, 2022, 2021, 2020, 2019]
    assert [each.year for each in catalog.reports_of("sheng")] == [2024]
    assert [each.year for each in catalog.reports_of("ju")] == [2019, 2020]
    assert [each.agency for each in catalog.reports_in(2020)] == ["ju", "zhan"]
    assert catalog.filers(None, 2021) == ["xin", "he"]
    assert catalog.filers("sheng", 2024) == []
