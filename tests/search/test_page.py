"""The search page: results, filters, address, focus, accessibility, errors, and use without JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.agency import AGENCY_KINDS
from generator.model.catalog import Catalog
from tests.search.expected import normalised, reports_containing, searchable_fields
from tests.search.search_page import (
    HITS,
    loaded,
    open_page,
    search_address,
    search_all,
    shown_reports,
    status_text,
    wait_for_results,
)
from tests.web import axe_violations, served, set_view, width_of


def options(page: Page, name: str) -> dict[str, str]:
    texts = page.locator(f"select[name={name}] option").all_inner_texts()
    return {match[1]: match[2] for text in texts if (match := re.fullmatch(r"(.*)（(.*)）", text))}


def test_filters_show_the_number_of_reports_of_each_choice(tab: Page, sample_address: str, sample: Catalog) -> None:
    expected = [report.split("/") for report in reports_containing(searchable_fields(sample), "医保")]
    years = Counter(f"{year}年" for *_, year in expected)
    kinds = Counter(AGENCY_KINDS[sample.agencies[f"{place}/{id}"].kind] for place, id, _ in expected)
    with loaded(tab, search_address(sample_address, "医保")) as page:
        wait_for_results(page)
        assert options(page, "year") == {name: str(count) for name, count in [("全部", len(expected)), *years.items()]}
        assert options(page, "kind") == {name: str(count) for name, count in [("全部", len(expected)), *kinds.items()]}
        assert list(options(page, "region")) == ["全部", "青禾县", "儋州市", "𬭚城县"]


def test_a_filter_narrows_the_results_and_the_other_filters(tab: Page, sample_address: str, sample: Catalog) -> None:
    expected = {report for report in reports_containing(searchable_fields(sample), "医保") if report.startswith("p1/")}
    with loaded(tab, search_address(sample_address, "医保")) as page:
        wait_for_results(page)
        page.focus("select[name=region]")
        page.select_option("select[name=region]", "p1")
        assert set(shown_reports(page)) == expected
        assert page.url.endswith("&region=p1")
        assert options(page, "year")["全部"] == str(len(expected))
        assert int(options(page, "region")["全部"]) > len(expected)
        expect(page.locator("select[name=region]")).to_be_focused()
        page.locator("#gk-search-clear").click()
        wait_for_results(page)
        assert "region" not in page.url
        expect(page.locator("select[name=year]")).to_be_focused()


def test_the_address_is_the_state_and_the_back_button_goes_back(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "医保局", year="2023", kind="department")) as page:
        first = shown_reports(page)
        assert first
        assert {report[-4:] for report in first} == {"2023"}
        expect(page.locator("select[name=year]")).to_have_value("2023")
        page.locator("#gk-search-q").fill("教育局")
        page.keyboard.press("Enter")
        wait_for_results(page)
        page.select_option("select[name=year]", "2022")
        assert {report[-4:] for report in shown_reports(page)} == {"2022"}
        page.go_back()
        expect(page.locator("select[name=year]")).to_have_value("2023")
        page.go_back()
        expect(page.locator("#gk-search-q")).to_have_value("医保局")
        assert shown_reports(page) == first
        page.go_forward()
        expect(page.locator("#gk-search-q")).to_have_value("教育局")
        expect(page).to_have_title(re.compile("教育局"))


def test_going_back_from_a_report_leads_to_the_same_place_in_the_results(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "行政处罚")) as page:
        wait_for_results(page)
        page.get_by_role("button", name="显示更多").click()
        wait_for_results(page)
        before = shown_reports(page)
        link = page.locator(f"{HITS} h3 a").last
        link.scroll_into_view_if_needed()
        top = page.evaluate("scrollY")
        link.click()
        page.wait_for_url(f"**/{before[-1]}/")
        page.go_back()
        expect(page.locator(HITS)).to_have_count(len(before))
        assert shown_reports(page) == before
        page.wait_for_function("top => scrollY === top", arg=top)
        assert top > 1000


def test_a_filter_alone_lists_its_reports(tab: Page, sample_address: str, sample: Catalog) -> None:
    with loaded(tab, f"{sample_address}search/?region=p1&year=2020") as page:
        expected = [
            report for report in searchable_fields(sample) if report.startswith("p1/") and report.endswith("2020")
        ]
        assert shown_reports(page) == expected


def test_a_long_query_is_cut_and_a_choice_without_reports_stays(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "甲" * 101, region="p1")) as page:
        wait_for_results(page)
        expect(page.locator("#gk-search-q")).to_have_value("甲" * 100)
        expect(page.locator("select[name=region]")).to_have_value("p1")
        assert options(page, "region") == {"全部": "0", "儋州市": "0"}


def test_more_results_are_shown_on_demand_until_the_count_is_exact(
    tab: Page, sample_address: str, sample: Catalog
) -> None:
    expected = reports_containing(searchable_fields(sample), "行政处罚")
    with loaded(tab, search_address(sample_address, "行政处罚")) as page:
        assert re.match(r"约 \d+ 份报告", status_text(page))
        before = len(shown_reports(page))
        assert 10 <= before <= 25
        page.get_by_role("button", name="显示更多").click()
        expect(page.locator(HITS).nth(before).locator("h3 a")).to_be_focused()
        assert set(search_all(page, "行政处罚")) == expected
        demo = len([report for report in expected if report.startswith("p0/")])
        assert status_text(page) == f"找到 {len(expected)} 份报告，其中示例数据 {demo} 份"
        assert page.get_by_role("button", name="显示更多").is_hidden()


def test_exact_counts_are_not_marked_as_approximate(tab: Page, sample_address: str, sample: Catalog) -> None:
    fields = searchable_fields(sample)
    with loaded(tab, search_address(sample_address, "处罚")) as page:
        assert status_text(page).startswith(f"找到 {len(reports_containing(fields, '处罚'))} 份报告")
    with loaded(tab, search_address(sample_address, "行政处罚", year="2022", region="p1")) as page:
        expected = [
            each for each in reports_containing(fields, "行政处罚") if each.startswith("p1/") and each.endswith("2022")
        ]
        assert status_text(page) == f"找到 {len(expected)} 份报告"
        assert options(page, "kind")["全部"] == str(len(expected))
        assert options(page, "year")["2022年"] == str(len(expected))
        assert options(page, "year")["全部"].startswith("约 ")


def test_a_result_shows_agency_year_place_and_a_passage_with_hits(tab: Page, real_address: str) -> None:
    with loaded(tab, search_address(real_address, "依申请公开 16件")) as page:
        wait_for_results(page)
        hit = page.locator(HITS).first
        expect(hit.locator("h3")).to_have_text("祁阳市住房和城乡建设局2024年政府信息公开工作年度报告")
        expect(hit.locator(".gk-hit-facts")).to_have_text("祁阳市住房和城乡建设局 · 2024年度 · 祁阳市 · 政府部门")
        section = hit.get_by_role("link", name="一、总体情况")
        assert str(section.get_attribute("href")).endswith("/sub/path/qiyang/zjj/2024/#overview")
        expect(hit.locator(".gk-hit-passage")).to_contain_text("2024年,我局共受理依申请公开16件,已全部办结。")
        assert set(hit.locator("mark").all_inner_texts()) == {"依申请公开", "依申请公开16件"}


def test_hits_are_marked_in_any_normalisation_form(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "")) as page:
        for query in ("16件", "app", "人民", "m2", "𠮷林", "é", "株式会社", "儋州 2022"):
            search_all(page, query)
            words = normalised(query).split()
            marks = page.locator(f"{HITS} mark").all_inner_texts()
            assert marks or query == "é"
            assert {normalised(mark) for mark in marks} <= {*words, "".join(words)}, query


def test_a_matching_name_that_is_not_in_the_title_is_shown(tab: Page, real_address: str) -> None:
    with loaded(tab, search_address(real_address, "祁阳市住建局")) as page:
        wait_for_results(page)
        expect(page.locator(".gk-hit-name").first).to_have_text("简称：祁阳市住建局")


def test_demonstration_data_is_marked_wherever_it_is_shown(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "青禾县教育局")) as page:
        wait_for_results(page)
        assert page.locator(HITS).count() == page.locator(f"{HITS} h3 .gk-tag").count() > 0
        expect(page.locator("#gk-search-agency-list .gk-tag").first).to_have_text("示例数据")


def test_markup_in_text_is_shown_as_text(tab: Page, publish: Callable[[Catalog], Path], sample: Catalog) -> None:
    report = sample.reports["p1/jyj", 2022]
    hostile = replace(report, text={"overview": "甲乙<img src=x onerror=alert(1)>丙丁<script>alert(2)</script>"})
    catalog = replace(sample, reports={("p1/jyj", 2022): replace(hostile, title="<b>甲乙</b>", withdrawn=None)})
    with served(publish(catalog)) as root, loaded(tab, search_address(f"{root}sub/path/", "甲乙")) as page:
        wait_for_results(page)
        expect(page.locator(f"{HITS} h3 a")).to_have_text("<b>甲乙</b>")
        expect(page.locator(".gk-hit-passage")).to_contain_text("甲乙<img src=x onerror=alert(1)>丙丁<script>")
        assert page.locator(f"{HITS} img").count() == 0


def test_unreadable_reports_are_counted_in_the_status(
    tab: Page, publish: Callable[[Catalog], Path], sample: Catalog
) -> None:
    root = publish(sample)
    for record in root.glob("sub/path/p1/jyj/*/report.json"):
        record.unlink()
    with served(root) as address, loaded(tab, search_address(f"{address}sub/path/", "儋州市 教育局")) as page:
        missing = [report for report in searchable_fields(sample) if report.startswith("p1/jyj/")]
        assert status_text(page) == f"有 {len(missing)} 份报告没有读出来，刷新本页可以再试。"
        assert not shown_reports(page)


def test_missing_search_data_is_reported(tab: Page, publish: Callable[[Catalog], Path], sample: Catalog) -> None:
    root = publish(sample)
    (root / "sub/path/search/data/manifest.json").unlink()
    with served(root) as address, loaded(tab, search_address(f"{address}sub/path/", "教育局")) as page:
        assert status_text(page).startswith("检索数据没有读出来。")


def test_without_javascript_the_page_links_to_the_lists_of_years_and_agencies(
    browser: Browser, real_address: str
) -> None:
    with open_page(browser, real_address, java_script_enabled=False) as page:
        page.locator("#gk-header-q").fill("住建")
        page.locator("#gk-header-q").press("Enter")
        page.wait_for_url("**/sub/path/search/?q=*")
        notice = page.locator(".gk-search-noscript")
        expect(notice).to_be_visible()
        expect(page.locator("#gk-search-filters")).to_be_hidden()
        links = [link.get_attribute("href") for link in notice.get_by_role("link").all()]
        assert links == ["../years/", "../agencies/"]
        notice.get_by_role("link").first.click()
        page.wait_for_url("**/sub/path/years/")


def test_the_status_is_announced_and_the_sections_have_headings(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "儋州市教育局")) as page:
        wait_for_results(page)
        expect(page.get_by_role("status").filter(has_text="份报告")).to_have_id("gk-search-status")
        headings = page.get_by_role("heading").all_inner_texts()
        assert headings[:3] == ["检索报告", "机关", "报告"]
        assert page.get_by_role("region", name="报告").get_by_role("list").locator("> li").count() == len(
            shown_reports(page)
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violations_and_the_page_does_not_scroll_sideways(
    tab: Page, sample_address: str, scheme: str, width: int
) -> None:
    set_view(tab, scheme, width, 900)
    with loaded(tab, search_address(sample_address, "儋州市 2022")) as page:
        wait_for_results(page)
        for box in (None, "#gk-header-q", "#gk-search-q"):
            if box:
                show_suggestions(page, box)
            assert axe_violations(page, only_colors=scheme == "dark") == []
            assert width_of(page) <= width


def show_suggestions(page: Page, box: str) -> None:
    page.locator(box).fill("")
    page.locator(box).focus()
    page.keyboard.type("青禾县")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
