"""The finder: which agency or report comes first for what people type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.model.catalog import Catalog
from tests.search.search_page import loaded, search_address, search_all, shown_reports, submitted, wait_for_results
from tests.web import served

ZJJ = "/sub/path/qiyang/zjj/"


def agencies(page: Page) -> list[str]:
    """Return the addresses in the list of agencies."""
    wait_for_results(page)
    paths: list[str] = page.locator("#gk-search-agency-list a").evaluate_all("all => all.map((each) => each.pathname)")
    return paths


FIRST_AGENCIES = {
    "住建 2024": f"{ZJJ}2024/",
    "住建2024": f"{ZJJ}2024/",
    "2024年度祁阳住建局": f"{ZJJ}2024/",
    "zjj 2024": f"{ZJJ}2024/",
    "ＺＪＪ": ZJJ,
    "祁阳住建局": ZJJ,
    "祁阳住建": ZJJ,
    "祁阳 住房": ZJJ,
    "zhufanghe": ZJJ,
    "qiyangzjj": ZJJ,
    "qyszfhcxjsj": ZJJ,
    "祁阳市住房和城乡建设局": ZJJ,
    "qiyang": "/sub/path/qiyang/",
    "祁阳县人民政府": "/sub/path/qiyang/",
    "住建 1999": ZJJ,
    "“住建 2024”": f"{ZJJ}2024/",
}


def test_the_intended_agency_comes_first(tab: Page, real_address: str) -> None:
    with loaded(tab, f"{real_address}search/") as page:
        found = {query: agencies(submitted(page, query))[0] for query in FIRST_AGENCIES}
    assert found == FIRST_AGENCIES


def test_the_folder_name_finds_the_agency(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "kfq")) as page:
        assert agencies(page)[0] == "/sub/path/p1/kfq/"


NAMES_IN_QUERIES = {
    **{query: [] for query in ("市民", "城建", "住建 行政处罚", "建住", "yangshi")},
    "2024": ["/sub/path/years/2024/"],
    "儋州 人": ["/sub/path/p1/", "/sub/path/p1/ctz/"],
}


def test_a_query_that_names_no_agency_lists_none(tab: Page, sample_address: str) -> None:
    with loaded(tab, f"{sample_address}search/") as page:
        found = {query: agencies(submitted(page, query)) for query in NAMES_IN_QUERIES}
    assert found == NAMES_IN_QUERIES


FINDING_THE_REPORT = (
    *("2024年度", "住建 2024", "行政处罚 祁阳", "依申请公开 16件"),
    *("祁阳市住房和城乡建设局", "2896.904", "zjj 2024", "qiyang"),
)


def test_the_intended_report_comes_first(tab: Page, real_address: str) -> None:
    with loaded(tab, f"{real_address}search/") as page:
        found = {query: shown_reports(submitted(page, query))[0] for query in FINDING_THE_REPORT}
    assert found == dict.fromkeys(FINDING_THE_REPORT, "qiyang/zjj/2024")


def test_a_name_and_a_year_come_before_the_name_in_other_years(tab: Page, sample_address: str) -> None:
    with loaded(tab, f"{sample_address}search/") as page:
        found = [report.startswith("p1/") and report.endswith("2021") for report in search_all(page, "儋州市 2021年")]
    assert found.index(False) == found.count(True) > 3


@pytest.mark.parametrize("year", ["2021", "2021年", "2021年度"])
def test_a_year_shows_its_reports_first_and_demonstration_data_last(tab: Page, sample_address: str, year: str) -> None:
    with loaded(tab, search_address(sample_address, year)) as page:
        found = shown_reports(page)
        assert {report[-4:] for report in found[:15]} == {"2021"}
        places = [report.split("/")[0] for report in found[:20]]
        assert places == sorted(places, key=["p1", "p2", "p0"].index)


@pytest.mark.parametrize("year", ["2021", "2021年", "2021年度"])
def test_a_year_shows_its_reports_before_those_that_mention_it(
    tab: Page, publish: Callable[[Catalog], Path], sample: Catalog, year: str
) -> None:
    older = replace(sample.reports["p1/jyj", 2022], year=2021, title=None, text={}, withdrawn=None)
    newer = replace(older, year=2022, text={"overview": "2021年度的问题已经改进。"})
    catalog = replace(sample, reports={("p1/jyj", 2021): older, ("p1/jyj", 2022): newer})
    with served(publish(catalog)) as root, loaded(tab, search_address(f"{root}sub/path/", year)) as page:
        assert shown_reports(page) == ["p1/jyj/2021", "p1/jyj/2022"]


@pytest.mark.parametrize(("address", "box"), [("", "#gk-header-q"), ("search/", "#gk-search-q")])
def test_pressing_enter_opens_the_results(tab: Page, real_address: str, address: str, box: str) -> None:
    with loaded(tab, real_address + address) as page:
        page.locator(box).click()
        page.keyboard.type("住建 2024")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sub/path/search/?q=*")
        assert shown_reports(page)[0] == "qiyang/zjj/2024"
        expect(page.locator("#gk-search-q")).to_have_value("住建 2024")


def test_suggestions_are_an_accessible_combobox(tab: Page, real_address: str) -> None:
    with loaded(tab, real_address) as page:
        box, options = page.locator("#gk-header-q"), page.get_by_role("option")
        box.focus()
        page.keyboard.type("zjj 2024")
        expect(box).to_have_attribute("aria-expanded", "true")
        assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
        expect(options.first).to_contain_text("祁阳市住房和城乡建设局 2024年")
        expect(options.last).to_contain_text("zjj 2024")
        assert box.get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
        page.keyboard.press("ArrowUp")
        assert box.get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Escape")
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(options).to_have_count(0)
        expect(box).to_have_value("zjj 2024")
        page.keyboard.type(" ")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{ZJJ}2024/")


def test_a_suggestion_can_be_clicked(tab: Page, real_address: str) -> None:
    with loaded(tab, real_address) as page:
        page.locator("#gk-header-q").focus()
        page.keyboard.type("祁阳住建")
        page.get_by_role("option", name="祁阳市住房和城乡建设局").first.click()
        page.wait_for_url(f"**{ZJJ}")


def test_enter_that_confirms_input_method_text_submits_nothing(tab: Page, real_address: str) -> None:
    with loaded(tab, real_address) as page:
        box = page.locator("#gk-header-q")
        box.focus()
        page.keyboard.type("zjj")
        page.keyboard.press("ArrowDown")
        box.evaluate("each => each.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true}))")
        expect(box).to_have_attribute("aria-expanded", "true")
        assert page.url == real_address


def test_the_search_box_loads_nothing_until_it_is_used(tab: Page, real_address: str) -> None:
    with loaded(tab, f"{real_address}about/") as page:
        page.wait_for_load_state("networkidle")
        requested = "performance.getEntriesByType('resource').map((each) => new URL(each.name).pathname)"
        before = [path for path in page.evaluate(requested) if "/search/" in path]
        assert sorted(before) == ["/sub/path/assets/search/box.js", "/sub/path/assets/search/search.css"]
        page.locator("#gk-header-q").focus()
        page.keyboard.type("z")
        page.get_by_role("option").first.wait_for()
        assert "/sub/path/search/data/agencies.json" in page.evaluate(requested)
