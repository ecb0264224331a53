"""The search page: its results, filters, address and focus; without script, in the dark, and when things go wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.model.agency import AGENCY_KINDS
from generator.model.catalog import Catalog
from tests.search.searching import HITS, address_of, opened, search_all, searched, shown, status
from tests.search.truth import containing, plain, searchable
from tests.web import served


def options(page: Page, name: str) -> dict[str, str]:
    texts = page.locator(f"select[name={name}] option").all_inner_texts()
    return {match[1]: match[2] for text in texts if (match := re.fullmatch(r"(.*)（(.*)）", text))}


def test_filters_count_what_each_choice_would_show(browser: Browser, made_address: str, made: Catalog) -> None:
    expected = [report.split("/") for report in containing(searchable(made), "医保")]
    years = Counter(f"{year}年" for *_, year in expected)
    kinds = Counter(AGENCY_KINDS[made.agencies[f"{place}/{id}"].kind] for place, id, _ in expected)
    with opened(browser, address_of(made_address, "医保")) as page:
        searched(page)
        assert options(page, "year") == {name: str(count) for name, count in [("全部", len(expected)), *years.items()]}
        assert options(page, "kind") == {name: str(count) for name, count in [("全部", len(expected)), *kinds.items()]}
        assert list(options(page, "region")) == ["全部", "青禾县", "儋州市", "𬭚城县"]


def test_a_filter_narrows_the_results_and_the_other_filters(browser: Browser, made_address: str, made: Catalog) -> None:
    expected = {report for report in containing(searchable(made), "医保") if report.startswith("p1/")}
    with opened(browser, address_of(made_address, "医保")) as page:
        searched(page)
        page.focus("select[name=region]")
        page.select_option("select[name=region]", "p1")
        assert set(shown(page)) == expected
        assert page.url.endswith("&region=p1")
        assert options(page, "year")["全部"] == str(len(expected))
        assert int(options(page, "region")["全部"]) > len(expected)
        expect(page.locator("select[name=region]")).to_be_focused()
        page.locator("#gk-search-clear").click()
        searched(page)
        assert "region" not in page.url
        expect(page.locator("select[name=year]")).to_be_focused()


def test_the_address_is_the_state_and_the_back_button_goes_back(browser: Browser, made_address: str) -> None:
    with opened(browser, address_of(made_address, "医保局", year="2023", kind="department")) as page:
        first = shown(page)
        assert first
        assert {report[-4:] for report in first} == {"2023"}
        expect(page.locator("select[name=year]")).to_have_value("2023")
        page.locator("#gk-search-q").fill("教育局")
        page.keyboard.press("Enter")
        searched(page)
        page.select_option("select[name=year]", "2022")
        assert {report[-4:] for report in shown(page)} == {"2022"}
        page.go_back()
        expect(page.locator("select[name=year]")).to_have_value("2023")
        page.go_back()
        expect(page.locator("#gk-search-q")).to_have_value("医保局")
        assert shown(page) == first
        page.go_forward()
        expect(page.locator("#gk-search-q")).to_have_value("教育局")
        expect(page).to_have_title(re.compile("教育局"))


def test_a_filter_alone_lists_its_reports(browser: Browser, made_address: str, made: Catalog) -> None:
    with opened(browser, f"{made_address}search/?region=p1&year=2020") as page:
        expected = [report for report in searchable(made) if report.startswith("p1/") and report.endswith("2020")]
        assert shown(page) == expected


def test_more_is_shown_on_demand_and_the_count_becomes_exact(
    browser: Browser, made_address: str, made: Catalog
) -> None:
    expected = containing(searchable(made), "行政处罚")
    with opened(browser, address_of(made_address, "行政处罚")) as page:
        assert re.match(r"约 \d+ 份报告", status(page))
        before = len(shown(page))
        assert 10 <= before <= 25
        page.get_by_role("button", name="显示更多").click()
        expect(page.locator(HITS).nth(before).locator("h3 a")).to_be_focused()
        assert set(search_all(page, "行政处罚")) == expected
        demo = len([report for report in expected if report.startswith("p0/")])
        assert status(page) == f"找到 {len(expected)} 份报告，其中示例数据 {demo} 份"
        assert page.get_by_role("button", name="显示更多").is_hidden()


def test_what_is_known_exactly_is_not_called_about(browser: Browser, made_address: str, made: Catalog) -> None:
    fields = searchable(made)
    with opened(browser, address_of(made_address, "处罚")) as page:
        assert status(page).startswith(f"找到 {len(containing(fields, '处罚'))} 份报告")
    with opened(browser, address_of(made_address, "行政处罚", year="2022", region="p1")) as page:
        expected = [each for each in containing(fields, "行政处罚") if each.startswith("p1/") and each.endswith("2022")]
        assert status(page) == f"找到 {len(expected)} 份报告"
        assert options(page, "kind")["全部"] == str(len(expected))
        assert options(page, "year")["2022年"] == str(len(expected))
        assert options(page, "year")["全部"].startswith("约 ")


def test_a_result_tells_agency_year_place_and_the_passage_with_its_hits(browser: Browser, real_address: str) -> None:
    with opened(browser, address_of(real_address, "依申请公开 16件")) as page:
        searched(page)
        hit = page.locator(HITS).first
        expect(hit.locator("h3")).to_have_text("祁阳市住房和城乡建设局2024年政府信息公开工作年度报告")
        expect(hit.locator(".gk-hit-facts")).to_have_text("祁阳市住房和城乡建设局 · 2024年度 · 祁阳市 · 政府部门")
        section = hit.get_by_role("link", name="一、总体情况")
        assert str(section.get_attribute("href")).endswith("/sub/path/qiyang/zjj/2024/#overview")
        expect(hit.locator(".gk-hit-passage")).to_contain_text("2024年,我局共受理依申请公开16件,已全部办结。")
        assert set(hit.locator("mark").all_inner_texts()) == {"依申请公开", "依申请公开16件"}


def test_marks_are_where_the_words_are_whatever_their_form(browser: Browser, made_address: str) -> None:
    with opened(browser, address_of(made_address, "")) as page:
        for query in ("16件", "app", "人民", "m2", "𠮷林", "é", "株式会社", "儋州 2022"):
            search_all(page, query)
            words = plain(query).split()
            marks = page.locator(f"{HITS} mark").all_inner_texts()
            assert marks or query == "é"
            assert {plain(mark) for mark in marks} <= {*words, "".join(words)}, query


def test_a_name_that_is_not_in_the_title_is_told(browser: Browser, real_address: str) -> None:
    with opened(browser, address_of(real_address, "祁阳市住建局")) as page:
        searched(page)
        expect(page.locator(".gk-hit-name").first).to_have_text("简称：祁阳市住建局")


def test_demonstration_data_is_marked_wherever_it_is_shown(browser: Browser, made_address: str) -> None:
    with opened(browser, address_of(made_address, "青禾县教育局")) as page:
        searched(page)
        assert page.locator(HITS).count() == page.locator(f"{HITS} h3 .gk-tag").count() > 0
        expect(page.locator("#gk-search-agency-list .gk-tag").first).to_have_text("示例数据")


def test_text_is_shown_as_text(browser: Browser, publish: Callable[[Catalog], Path], made: Catalog) -> None:
    report = made.reports["p1/jyj", 2022]
    hostile = replace(report, text={"overview": "甲乙<img src=x onerror=alert(1)>丙丁<script>alert(2)</script>"})
    catalog = replace(made, reports={("p1/jyj", 2022): replace(hostile, title="<b>甲乙</b>", withdrawn=None)})
    with served(publish(catalog)) as root, opened(browser, address_of(f"{root}sub/path/", "甲乙")) as page:
        searched(page)
        expect(page.locator(f"{HITS} h3 a")).to_have_text("<b>甲乙</b>")
        expect(page.locator(".gk-hit-passage")).to_contain_text("甲乙<img src=x onerror=alert(1)>丙丁<script>")
        assert page.locator(f"{HITS} img").count() == 0


def test_a_report_that_cannot_be_read_is_told_not_hidden(
    browser: Browser, publish: Callable[[Catalog], Path], made: Catalog
) -> None:
    root = publish(made)
    for record in root.glob("sub/path/p1/jyj/*/report.json"):
        record.unlink()
    with served(root) as address, opened(browser, address_of(f"{address}sub/path/", "儋州市 教育局")) as page:
        missing = [report for report in searchable(made) if report.startswith("p1/jyj/")]
        assert status(page) == f"有 {len(missing)} 份报告没有读出来，刷新本页可以再试。"
        assert not shown(page)


def test_missing_search_data_is_told_with_another_way(
    browser: Browser, publish: Callable[[Catalog], Path], made: Catalog
) -> None:
    root = publish(made)
    (root / "sub/path/search/data/manifest.json").unlink()
    with served(root) as address, opened(browser, address_of(f"{address}sub/path/", "教育局")) as page:
        assert status(page).startswith("检索数据没有读出来。")


def test_without_script_the_box_leads_to_the_year_and_agency_indexes(browser: Browser, real_address: str) -> None:
    with opened(browser, real_address, java_script_enabled=False) as page:
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


def test_the_answer_is_announced_and_the_parts_have_headings(browser: Browser, made_address: str) -> None:
    with opened(browser, address_of(made_address, "儋州市教育局")) as page:
        searched(page)
        expect(page.get_by_role("status").filter(has_text="份报告")).to_have_id("gk-search-status")
        headings = page.get_by_role("heading").all_inner_texts()
        assert headings[:3] == ["检索报告", "机关", "报告"]
        assert page.get_by_role("region", name="报告").get_by_role("list").locator("> li").count() == len(shown(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, made_address: str, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    with opened(browser, address_of(made_address, "儋州市 2022"), color_scheme=scheme, viewport=size) as page:
        searched(page)
        for box in (None, "#gk-header-q", "#gk-search-q"):
            if box:
                suggestions_of(page, box)
            found = Axe().run(page).response["violations"]
            assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def suggestions_of(page: Page, box: str) -> None:
    page.locator(box).fill("")
    page.locator(box).focus()
    page.keyboard.type("青禾县")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
