"""The messages of the search page: whether a count is exact, what was not searched, and why a report is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.catalog import Catalog
from tests.search.expected import reports_containing, searchable_fields
from tests.search.search_page import loaded, open_page, search_address, shown_reports, status_text, wait_for_results
from tests.web import served


def test_single_characters_are_searched_in_names_only_with_a_note(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "镇")) as page:
        assert {report.split("/")[1] for report in shown_reports(page)} == {"ctz"}
        demo = len([report for report in shown_reports(page) if report.startswith("p0/")])
        assert status_text(page) == f"机关名称或标题相符：{len(shown_reports(page))} 份报告，其中示例数据 {demo} 份"
        expect(page.locator("#gk-search-note")).to_have_text("单个字只查机关名称和标题。")


def test_the_page_does_not_claim_that_texts_lack_a_single_character(
    tab: Page, sample_address: str, sample: Catalog
) -> None:
    assert reports_containing(searchable_fields(sample), "公开 是")
    with loaded(tab, search_address(sample_address, "是")) as page:
        assert status_text(page).startswith("机关名称和报告标题里没有“是”，单个字只查机关名称和标题。可以多写几个字")
    with loaded(tab, search_address(sample_address, "公开 是")) as page:
        assert "约" in status_text(page)
        assert shown_reports(page)
        assert page.locator("#gk-search-note").inner_text() == ""


OVERVIEW = """
2023年1月1日至12月31日，本局主动公开信息。
甲乙，甲乙，甲乙，都是常见的词。这一段是为了把前后两处隔开而写的，要长过一段摘录，所以说得啰嗦一些，再啰嗦一些，直到隔得足够远；
还要再说几句，说到一百多个字为止，这样前面的词同后面的词就不会落在同一段摘录里，摘录只能在两处之间选择其一。
全年办理处罚丙丁案件。
"""


@pytest.mark.parametrize(
    ("query", "words"),
    [("处罚 2023", {"处罚"}), ("甲乙 丙丁", {"丙丁"}), ("儋州市 2023年", {"2023年"}), ("教育 甲乙", {"甲乙"})],
)
def test_the_passage_shows_the_rarest_word_that_is_not_in_the_title(
    tab: Page, publish: Callable[[Catalog], Path], sample: Catalog, query: str, words: set[str]
) -> None:
    report = replace(sample.reports["p1/jyj", 2022], year=2023, text={"overview": OVERVIEW}, withdrawn=None, title=None)
    catalog = replace(sample, reports={("p1/jyj", 2023): report})
    with served(publish(catalog)) as root, loaded(tab, search_address(f"{root}sub/path/", query)) as page:
        wait_for_results(page)
        assert set(page.locator(".gk-hit-passage mark").all_inner_texts()) == words


def test_an_agency_without_a_report_of_the_year_lists_the_years_it_has(tab: Page, real_address: str) -> None:
    with loaded(tab, search_address(real_address, "祁阳住建 2021")) as page:
        assert status_text(page) == "名称相符的机关没有收录2021年报告，已收录的年度见下面。"
        agency = page.locator("#gk-search-agency-list li").first
        expect(agency).to_contain_text("未收录2021年报告，已收录：2024年")
        agency.get_by_role("link", name="2024年").click()
        page.wait_for_url("**/sub/path/qiyang/zjj/2024/")


def test_no_results_repeats_the_query_and_suggests_what_to_do(tab: Page, sample_address: str) -> None:
    with loaded(tab, search_address(sample_address, "没有这句话 也没有这个词")) as page:
        assert status_text(page).startswith("没有报告同时含有“没有这句话”、“也没有这个词”。可以")
    with loaded(tab, search_address(sample_address, "医保局", region="nowhere")) as page:
        assert status_text(page) == "在所选范围内没有报告含有“医保局”。可以清除筛选再试。"
        expect(page.get_by_role("button", name="清除筛选")).to_be_visible()


def test_pinyin_finds_the_reports_of_the_agency_with_a_note(tab: Page, sample_address: str, sample: Catalog) -> None:
    expected = [
        report for report in searchable_fields(sample) if report.startswith("p1/jyj/") and report.endswith("2022")
    ]
    assert expected
    with loaded(tab, search_address(sample_address, "danzhoushijyj 2022")) as page:
        assert shown_reports(page) == expected
        assert status_text(page) == "机关名称相符：1 份报告"
        expect(page.locator("#gk-search-note")).to_have_text("下面按机关名称列出。")


@pytest.mark.parametrize(
    ("has_index", "reports", "remaining"), [(True, 60, []), (False, 60, [40, 20]), (False, 27, [7])]
)
def test_false_candidates_make_the_page_consult_the_index_again(
    browser: Browser,
    publish: Callable[[Catalog], Path],
    sample: Catalog,
    has_index: bool,
    reports: int,
    remaining: list[int],
) -> None:
    """Many reports contain the triples that are looked up first, but only one contains them all.

    Reading reports is expensive: without the index, the page may have to read all of them, twenty at a time.
    """
    *others, last = sorted(
        (key for key in sample.active_reports if not sample.is_demo(key[0])), key=lambda key: -key[1]
    )[-reports:]
    texts = dict.fromkeys(others, "甲乙丙。丁戊己。庚辛壬。癸子丑。") | {last: "甲乙丙丁戊己庚辛壬癸子丑。"}
    rewritten = {key: replace(sample.reports[key], text={"overview": text}) for key, text in texts.items()}
    with (
        served(publish(replace(sample, reports=rewritten))) as root,
        open_page(browser, f"{root}sub/path/search/") as page,
    ):
        read: list[str] = []
        page.on("request", lambda each: read.append(each.url) if each.url.endswith("report.json") else None)
        if not has_index:
            page.route("**/bigrams/*", lambda each: each.abort() if read else each.continue_())
        page.locator("#gk-search-q").fill("甲乙丙丁戊己庚辛壬癸子丑")
        page.locator("#gk-search-q").press("Enter")
        for count in remaining:
            expect(page.locator("#gk-search-status")).to_have_text(f"约 {count} 份报告；读过的都不含有，可以接着找")
            assert len(read) == reports - count
            page.locator("#gk-search-more").click()
        expect(page.locator("#gk-search-status")).to_have_text("找到 1 份报告")
        assert shown_reports(page) == [f"{last[0]}/{last[1]}"]
        assert len(read) == (11 if has_index else reports)
