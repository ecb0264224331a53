"""The search and sortable tables work in a real browser on the pages of every engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = ("", "404.html", "qiyang/zjj/2024/", "demo/", "years/2024/", "status/2022/", "checks/", "search/", "howto/")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Yield an empty page; a request to another host or any error fails the test."""
    opened = browser.new_page()
    host = address.removesuffix("sub/path/")
    unexpected: list[str] = []
    opened.on(
        "request", lambda request: None if request.url.startswith((host, "data:")) else unexpected.append(request.url)
    )
    opened.on("response", lambda response: unexpected.append(response.url) if response.status >= 400 else None)
    opened.on("pageerror", lambda error: unexpected.append(str(error)))
    opened.on("console", lambda message: unexpected.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert unexpected == []


def test_pages_open_without_errors_and_fit_the_screen(page: Page, address: str) -> None:
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("nav.gk-sections a").first.is_visible(), path


def test_the_search_finds_an_agency_and_a_year(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.locator("#gk-header-q").fill("住建 2024")
    page.locator("#gk-header-q").press("Enter")
    page.wait_for_url("**/sub/path/search/?q=*")
    page.locator("#gk-search-list a").first.click()
    page.wait_for_url("**/sub/path/qiyang/zjj/2024/")
    expect(page.locator("article h1")).to_have_text("祁阳市住房和城乡建设局2024年政府信息公开工作年度报告")


def test_a_table_can_be_sorted_and_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}years/2024/")
    table = page.locator("table:has(th button)").last
    filter_box = page.get_by_label("筛选机关").last
    total = table.locator("tbody tr:visible").count()
    filter_box.fill("镇")
    shown = table.locator("tbody tr:visible").all_inner_texts()
    assert 0 < len(shown) < total
    assert all("镇" in row for row in shown)
    filter_box.fill("")
    table.get_by_role("button", name="新收申请").click()
    numbers = [int(text.replace(",", "")) for text in table.locator("tbody tr td:nth-child(2)").all_inner_texts()]
    assert len(set(numbers)) > 3
    assert numbers == sorted(numbers, reverse=True)
