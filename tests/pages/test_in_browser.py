"""The pages in a real browser: accessible, self-contained, without script errors or horizontal scrolling."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.web import axe_violations, set_palette, watched, width_of

PAGES = {
    "home": "",
    "report-2021": "qiyang/zjj/2024/",
    "report-2019": "demo/2019/",
    "agency": "demo/",
    "year": "years/2024/",
    "years": "years/",
    "status": "status/2022/",
    "statuses": "status/",
    "agencies": "agencies/",
    "checks": "checks/",
    "checks of a year": "checks/2023/",
    "search": "search/?q=2024",
    "filing": "file/",
    "howto": "howto/",
    "about": "about/",
    "corrections": "corrections/",
    "data": "data/",
    "manual": "manual/data/",
    "superseded": "demo/wjj/2024/v1/",
    "404": "404.html",
}

DARK = "rgb(23, 25, 29)"
"""The background of the dark palette in assets/gongkai.css."""


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible_fit_the_screen_and_load_nothing_from_other_hosts(
    tab: Page, base_url: str, name: str
) -> None:
    """Load the page once, in a wide window; then make the palette dark, and the window narrower, as on a phone."""
    widths: dict[int, int] = {}
    with watched(tab, base_url, console=True):
        tab.set_viewport_size({"width": 1440, "height": 900})
        tab.goto(base_url + PAGES[name], wait_until="networkidle")
        tab.evaluate("document.querySelectorAll('details').forEach((each) => each.setAttribute('open', ''))")
        found = axe_violations(tab)
        set_palette(tab, "slate")
        assert background(tab) == DARK
        assert (found, axe_violations(tab, only_colors=True)) == ([], [])
        for width in (1440, 768, 390):
            tab.set_viewport_size({"width": width, "height": 900})
            widths[width] = width_of(tab)
    assert {at: width for at, width in widths.items() if width > at} == {}


@pytest.mark.parametrize("number", [0, 7, 11, 19])
def test_one_pale_text_among_many_of_its_kind_is_found(tab: Page, number: int) -> None:
    pale = ["<p style='color: #ccc'>文字</p>" if at == number else "<p>文字</p>" for at in range(20)]
    tab.set_content(f"<html lang='zh'><title>甲</title><main><h1>甲</h1>{''.join(pale)}</main></html>")
    assert [rule for rule, _ in axe_violations(tab)] == ["color-contrast"]


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_the_palette_is_that_of_the_system(
    tab: Page, base_url: str, scheme: Literal["light", "dark"], is_dark: bool
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{base_url}about/")
    assert (background(tab) == DARK) == is_dark


def background(page: Page) -> str:
    color: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return color


def test_column_headings_stay_visible_in_a_long_table(tab: Page, base_url: str) -> None:
    for width in (768, 1440):
        tab.set_viewport_size({"width": width, "height": 700})
        tab.goto(base_url + "qiyang/zjj/2024/")
        last = tab.locator("#requests-table tbody tr").last
        tab.locator(".gk-sheet:has(#requests-table)").evaluate("(sheet) => sheet.scrollIntoView({block: 'end'})")
        assert last.is_visible()
        assert tab.locator("#requests-c-natural").is_visible()
        box, row = tab.locator("#requests-c-natural").bounding_box(), last.bounding_box()
        assert box is not None
        assert row is not None
        assert 0 <= box["y"] < row["y"]


def test_the_table_of_a_year_can_be_sorted_and_filtered(tab: Page, base_url: str) -> None:
    tab.goto(base_url + "years/2024/")
    table = tab.get_by_role("table").filter(has=tab.get_by_role("button", name="机关")).last
    tab.get_by_label("筛选机关").last.fill("镇")
    assert table.locator("tbody tr:visible").count() > 0
    assert all("镇" in row for row in table.locator("tbody tr:visible").all_inner_texts())
    tab.get_by_label("筛选机关").last.fill("")
    table.get_by_role("button", name="新收申请").click()
    column = table.locator("tbody tr td:nth-child(2)").all_inner_texts()
    numbers = [int(text.replace(",", "")) for text in column]
    assert len(set(numbers)) > 3
    assert numbers == sorted(numbers, reverse=True)


def test_tables_that_scroll_below_one_heading_have_names_of_their_own(tab: Page, base_url: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 900})
    tab.goto(base_url + "status/2022/")
    frames = tab.locator(".gk-lists .md-typeset__scrollwrap[tabindex='0']")
    frames.first.wait_for()
    names = frames.evaluate_all("frames => frames.map((each) => each.getAttribute('aria-label'))")
    assert names == ["示例数据", "示例数据，表2"]


def test_report_pages_have_government_labels_and_linked_data(tab: Page, base_url: str) -> None:
    tab.goto(base_url + "qiyang/zjj/2024/")
    title = "祁阳市住房和城乡建设局2024年政府信息公开工作年度报告"
    assert tab.locator('meta[name="ArticleTitle"]').get_attribute("content") == title
    assert tab.locator('meta[name="ContentSource"]').get_attribute("content") == "祁阳市住房和城乡建设局"
    assert tab.locator('meta[name="SiteIDCode"]').count() == 0
    data = json.loads(tab.locator('script[type="application/ld+json"]').first.inner_text())
    assert (data["@type"], data["name"]) == ("Report", title)
    assert tab.locator('meta[name="robots"]').count() == 0
    tab.goto(base_url + "demo/2024/")
    assert tab.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert tab.get_by_text("示例数据").first.is_visible()


def test_each_official_table_fits_on_a_printed_page(tab: Page, base_url: str) -> None:
    tab.goto(base_url + "qiyang/zjj/2024/")
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 680, "height": 1000})
    paper_height = 259 * 96 / 25.4
    for section in ("disclosure", "requests", "disputes"):
        table = tab.locator(f"#{section}-table").bounding_box()
        frame = tab.locator(".md-content__inner").bounding_box()
        assert table is not None
        assert frame is not None
        assert table["height"] < paper_height
        assert table["width"] <= frame["width"] + 1
        placed = """(sheet) => ['overflowX', 'overflowY', 'breakInside'].map((name) => getComputedStyle(sheet)[name])"""
        assert tab.locator(f".gk-sheet:has(#{section}-table)").evaluate(placed) == ["visible", "visible", "avoid"]
        cells = tab.locator(f"#{section}-table :is(th, td)").evaluate_all(
            "all => all.map((each) => ['position', 'color', 'borderTopStyle'].map((it) => getComputedStyle(each)[it]))"
        )
        assert set(map(tuple, cells)) == {("static", "rgb(0, 0, 0)", "solid")}
