"""What the search page says of its answer: how sure it is, what was not searched, and why a report is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.model.catalog import Catalog
from tests.search.searching import address_of, opened, searched, shown, status
from tests.search.truth import containing, searchable
from tests.web import served


def test_single_characters_are_looked_for_in_names_only_and_the_page_says_so(
    browser: Browser, made_address: str
) -> None:
    with opened(browser, address_of(made_address, "镇")) as page:
        assert {report.split("/")[1] for report in shown(page)} == {"ctz"}
        demo = len([report for report in shown(page) if report.startswith("p0/")])
        assert status(page) == f"机关名称或标题相符：{len(shown(page))} 份报告，其中示例数据 {demo} 份"
        expect(page.locator("#gk-search-note")).to_have_text("单个字只查机关名称和标题。")


def test_of_a_single_character_no_text_is_said_to_lack_it(browser: Browser, made_address: str, made: Catalog) -> None:
    assert containing(searchable(made), "公开 是")
    with opened(browser, address_of(made_address, "是")) as page:
        assert status(page).startswith("机关名称和报告标题里没有“是”，单个字只查机关名称和标题。可以多写几个字")
    with opened(browser, address_of(made_address, "公开 是")) as page:
        assert "约" in status(page)
        assert shown(page)
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
def test_the_passage_shows_the_rarest_word_the_title_does_not(
    browser: Browser, publish: Callable[[Catalog], Path], made: Catalog, query: str, words: set[str]
) -> None:
    report = replace(made.reports["p1/jyj", 2022], year=2023, text={"overview": OVERVIEW}, withdrawn=None, title=None)
    catalog = replace(made, reports={("p1/jyj", 2023): report})
    with served(publish(catalog)) as root, opened(browser, address_of(f"{root}sub/path/", query)) as page:
        searched(page)
        assert set(page.locator(".gk-hit-passage mark").all_inner_texts()) == words


def test_an_agency_without_a_report_of_the_year_tells_the_years_it_has(browser: Browser, real_address: str) -> None:
    with opened(browser, address_of(real_address, "祁阳住建 2021")) as page:
        assert status(page) == "名称相符的机关没有收录2021年报告，已收录的年度见下面。"
        agency = page.locator("#gk-search-agency-list li").first
        expect(agency).to_contain_text("未收录2021年报告，已收录：2024年")
        agency.get_by_role("link", name="2024年").click()
        page.wait_for_url("**/sub/path/qiyang/zjj/2024/")


def test_nothing_found_says_what_was_looked_for_and_what_to_do(browser: Browser, made_address: str) -> None:
    with opened(browser, address_of(made_address, "没有这句话 也没有这个词")) as page:
        assert status(page).startswith("没有报告同时含有“没有这句话”、“也没有这个词”。可以")
    with opened(browser, address_of(made_address, "医保局", region="nowhere")) as page:
        assert status(page) == "在所选范围内没有报告含有“医保局”。可以清除筛选再试。"
        expect(page.get_by_role("button", name="清除筛选")).to_be_visible()


def test_pinyin_brings_the_reports_of_the_agency_and_says_so(
    browser: Browser, made_address: str, made: Catalog
) -> None:
    expected = [report for report in searchable(made) if report.startswith("p1/jyj/") and report.endswith("2022")]
    assert expected
    with opened(browser, address_of(made_address, "danzhoushijyj 2022")) as page:
        assert shown(page) == expected
        assert status(page) == "机关名称相符：1 份报告"
        expect(page.locator("#gk-search-note")).to_have_text(
            "没有报告同时含有“danzhoushijyj”、“2022”，下面按机关名称列出。"
        )


@pytest.mark.parametrize(("can_look_up", "reports", "left"), [(True, 60, []), (False, 60, [40, 20]), (False, 27, [7])])
def test_where_the_first_do_not_have_the_words_the_index_is_asked_for_more(
    browser: Browser,
    publish: Callable[[Catalog], Path],
    made: Catalog,
    can_look_up: bool,
    reports: int,
    left: list[int],
) -> None:
    """Reading is what costs: many reports have the triples looked up first, one has all. Without the index all may be
    read, twenty at a time.
    """
    *others, last = sorted((key for key in made.standing if not made.is_demo(key[0])), key=lambda key: -key[1])[
        -reports:
    ]
    texts = dict.fromkeys(others, "甲乙丙。丁戊己。庚辛壬。癸子丑。") | {last: "甲乙丙丁戊己庚辛壬癸子丑。"}
    filed = {key: replace(made.reports[key], text={"overview": text}) for key, text in texts.items()}
    with served(publish(replace(made, reports=filed))) as root, opened(browser, f"{root}sub/path/search/") as page:
        read: list[str] = []
        page.on("request", lambda each: read.append(each.url) if each.url.endswith("report.json") else None)
        if not can_look_up:
            page.route("**/bigrams/*", lambda each: each.abort() if read else each.continue_())
        page.locator("#gk-search-q").fill("甲乙丙丁戊己庚辛壬癸子丑")
        page.locator("#gk-search-q").press("Enter")
        for count in left:
            expect(page.locator("#gk-search-status")).to_have_text(f"约 {count} 份报告；读过的都不含有，可以接着找")
            assert len(read) == reports - count
            page.locator("#gk-search-more").click()
        expect(page.locator("#gk-search-status")).to_have_text("找到 1 份报告")
        assert shown(page) == [f"{last[0]}/{last[1]}"]
        assert len(read) == (11 if can_look_up else reports)
