"""The pages in a real browser: accessible, self-contained, without script errors or horizontal scrolling."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

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
    "howto": "howto/",
    "about": "about/",
    "corrections": "corrections/",
    "superseded": "demo/wjj/2024/v1/",
    "404": "404.html",
}

KNOWN_VIOLATIONS = {("howto", "landmark-unique")}
"""Pages and axe rules to ignore: the theme's script makes unnamed navigation landmarks and cannot be overridden."""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_axe_violations(browser: Browser, base_url: str, name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(base_url + PAGES[name])
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.setAttribute('open', ''))")
    found = Axe().run(page).response["violations"]
    context.close()
    unknown = [
        (each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in found
        if (name, each["id"]) not in KNOWN_VIOLATIONS
    ]
    assert unknown == []


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_the_screen_and_load_nothing_from_other_hosts(
    browser: Browser, base_url: str, name: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    foreign, errors = watch(page, base_url)
    page.goto(base_url + PAGES[name])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert (foreign, errors) == ([], [])


def watch(page: Page, base_url: str) -> tuple[list[str], list[str]]:
    """Return two lists that collect requests to other hosts and script errors as they occur."""
    host = base_url.split("/sub/")[0]
    foreign: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: None if request.url.startswith((host, "data:")) else foreign.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    return foreign, errors


def test_column_headings_stay_visible_in_a_long_table(browser: Browser, base_url: str) -> None:
    for width in (390, 1440):
        context = browser.new_context(viewport={"width": width, "height": 700})
        page = context.new_page()
        page.goto(base_url + "qiyang/zjj/2024/")
        last = page.locator("#requests-table tbody tr").last
        sheet = page.locator(".gk-sheet:has(#requests-table)")
        sheet.evaluate("(sheet) => { sheet.scrollIntoView({block: 'end'}); sheet.scrollTop = sheet.scrollHeight; }")
        assert last.is_visible()
        assert page.locator("#requests-c-natural").is_visible()
        box, row = page.locator("#requests-c-natural").bounding_box(), last.bounding_box()
        assert box is not None
        assert row is not None
        assert 0 <= box["y"] < row["y"]
        context.close()


def test_the_table_of_a_year_can_be_sorted_and_filtered(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(base_url + "years/2024/")
    table = page.get_by_role("table").filter(has=page.get_by_role("button", name="机关")).last
    page.get_by_label("筛选机关").last.fill("镇")
    assert table.locator("tbody tr:visible").count() > 0
    assert all("镇" in row for row in table.locator("tbody tr:visible").all_inner_texts())
    page.get_by_label("筛选机关").last.fill("")
    table.get_by_role("button", name="新收申请").click()
    column = table.locator("tbody tr td:nth-child(4)").all_inner_texts()
    numbers = [int(text.replace(",", "")) for text in column]
    assert len(set(numbers)) > 3
    assert numbers == sorted(numbers, reverse=True)
    page.close()


def test_report_pages_have_government_labels_and_linked_data(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(base_url + "qiyang/zjj/2024/")
    title = "祁阳市住房和城乡建设局2024年政府信息公开工作年度报告"
    assert page.locator('meta[name="ArticleTitle"]').get_attribute("content") == title
    assert page.locator('meta[name="ContentSource"]').get_attribute("content") == "祁阳市住房和城乡建设局"
    assert page.locator('meta[name="SiteIDCode"]').count() == 0
    data = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert (data["@type"], data["name"]) == ("Report", title)
    assert page.locator('meta[name="robots"]').count() == 0
    page.goto(base_url + "demo/2024/")
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert page.get_by_text("示例数据").first.is_visible()
    page.close()


def test_each_official_table_fits_on_a_printed_page(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(base_url + "qiyang/zjj/2024/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    paper_height = 259 * 96 / 25.4
    for section in ("disclosure", "requests", "disputes"):
        table = page.locator(f"#{section}-table").bounding_box()
        frame = page.locator(".md-content__inner").bounding_box()
        assert table is not None
        assert frame is not None
        assert table["height"] < paper_height
        assert table["width"] <= frame["width"] + 1
    page.close()
