"""Lists of agencies in a real browser: order, filter and columns in the address, files, and heads that stay in view."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.web import axe_violations, width_of

YEAR, AGENCY = "years/2024/", "demo/"
LABEL = "不予公开"


def _demo_table(page: Page) -> Locator:
    return page.locator("#demo ~ table, #demo ~ .md-typeset__scrollwrap table").first


def _shown(page: Page) -> list[list[str]]:
    """Return the texts of the cells shown of the demonstration county's list, its heading first."""
    texts: list[list[str]] = _demo_table(page).evaluate(
        "(table) => [...table.rows].filter((row) => !row.hidden).map((row) =>"
        " [...row.cells].filter((cell) => !cell.hidden).map((cell) => cell.textContent.trim()))"
    )
    return texts


def _choose_columns(page: Page, *labels: str) -> None:
    choice = page.locator("#demo ~ .gk-tools .gk-columns").first
    choice.locator("summary").click()
    choice.get_by_role("button", name="都不要").click()
    for label in labels:
        choice.get_by_label(label, exact=True).check()


def test_order_filter_and_columns_stand_in_the_address_and_survive_reload_and_back(tab: Page, base_url: str) -> None:
    tab.goto(base_url + YEAR)
    initial = _shown(tab)
    _choose_columns(tab, LABEL, "地区")
    _demo_table(tab).get_by_role("button", name=LABEL).click()
    tab.get_by_label("筛选机关").last.fill("局")
    shown = _shown(tab)
    assert shown[0] == ["机关", f"{LABEL}（件）", "地区"]
    numbers = [int(row[1]) for row in shown[1:]]
    assert numbers == sorted(numbers, reverse=True)
    assert all("局" in row[0] for row in shown[1:])
    assert 3 < len(shown) < len(initial)
    assert tab.get_by_text(f"显示 {len(shown) - 1} / {len(initial) - 1} 个机关").is_visible()
    address = tab.url
    assert f"demo-sort=-{quote(LABEL)}" in address
    tab.reload()
    assert _shown(tab) == shown
    assert tab.get_by_label("筛选机关").last.input_value() == "局"
    assert axe_violations(tab) == []
    _demo_table(tab).get_by_role("link").first.click()
    tab.go_back()
    assert (tab.url, _shown(tab)) == (address, shown)
    tab.go_back()  # to before the filter
    assert _shown(tab)[0] == shown[0]
    assert len(_shown(tab)) == len(initial)
    tab.goto(base_url + YEAR)
    assert _shown(tab) == initial


def test_the_file_of_a_list_has_exactly_what_is_shown_and_says_where_it_comes_from(
    tab: Page, base_url: str, tmp_path: Path
) -> None:
    query = (
        f"?demo-q={quote('局')}&demo-sort=-{quote(LABEL)}&demo-column={quote(LABEL)}&demo-column={quote('办结申请')}"
    )
    tab.goto(base_url + YEAR + query)
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="下载这张表").last.click()
    assert saved.value.suggested_filename == "2024年政府信息公开工作年度报告，示例数据.csv"
    saved.value.save_as(tmp_path / "list.csv")
    data = (tmp_path / "list.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    *rows, source = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert rows == [[cell.replace(",", "") for cell in row] for row in _shown(tab)]
    assert rows[0] == ["机关", "办结申请（件）", f"{LABEL}（件）"]
    assert source[0].startswith(f"来源：2024年政府信息公开工作年度报告，示例数据，{tab.url}，20")


def test_typing_is_one_step_back_and_all_columns_are_no_choice(tab: Page, base_url: str) -> None:
    tab.goto(base_url + YEAR)
    field = tab.get_by_label("筛选机关").last
    field.press_sequentially("教育局")
    assert len(_shown(tab)) == 2
    tab.go_back()
    assert tab.url == base_url + YEAR
    assert field.input_value() == ""
    _choose_columns(tab)
    boxes = tab.locator("#demo ~ .gk-tools .gk-columns").first.get_by_role("checkbox")
    assert tab.url.endswith("?demo-column=")
    for box in boxes.all():
        box.check()
    assert tab.url == base_url + YEAR


def test_a_column_that_the_list_does_not_have_is_named(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}{YEAR}?demo-column={quote('旧项目')}&demo-column={quote(LABEL)}")
    assert tab.get_by_text("这张表没有“旧项目”这一列").is_visible()
    assert _shown(tab)[0] == ["机关", f"{LABEL}（件）"]


def test_without_script_the_whole_table_is_there(browser: Browser, base_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base_url}{YEAR}?demo-q=x&demo-column=")
        table = page.locator("#demo ~ table").first
        assert table.locator("tbody tr:visible").count() > 10
        assert table.locator("thead th:visible").count() > 14


_HEAD_OVER_ROW = """([table, at]) => {
    const row = table.tBodies[0].rows[at];
    row.scrollIntoView({block: 'center'});
    window.scrollBy(0, row.getBoundingClientRect().top - innerHeight / 2);
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const bar = document.querySelector('.gk-header').getBoundingClientRect().bottom;
        const head = [...table.tHead.rows[0].cells].find((cell, at) => at && !cell.hidden);
        const {left, right, top, bottom} = head.getBoundingClientRect();
        const seen = document.elementFromPoint((left + right) / 2, bottom - 4)?.closest('th');
        done([seen === head, top >= bar - 1, bottom <= row.getBoundingClientRect().top + 1]);
    })));
}"""


@pytest.mark.parametrize("columns", ["", f"?demo-column={quote(LABEL)}"])
@pytest.mark.parametrize("width", [768, 1440])
def test_heads_of_lists_stay_in_view_below_the_bar(tab: Page, base_url: str, width: int, columns: str) -> None:
    """In tables that are wider than their frame, and in one that is not."""
    tab.set_viewport_size({"width": width, "height": 600})
    tab.goto(base_url + YEAR + columns, wait_until="load")
    table = _demo_table(tab)
    for row in (6, 12, 17):
        assert tab.evaluate(_HEAD_OVER_ROW, [table.element_handle(), row]) == [True, True, True]
    frame = tab.locator(".md-typeset__scrollwrap").nth(1)
    assert ("gk-fits" in (frame.get_attribute("class") or "")) == bool(columns)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 256)])
def test_on_small_views_heads_scroll_away_and_figures_are_in_sight(
    tab: Page, base_url: str, width: int, height: int
) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    tab.goto(base_url + YEAR, wait_until="load")
    table = _demo_table(tab)
    row = table.locator("tbody tr").nth(10)
    row.scroll_into_view_if_needed()
    boxes = [cell.bounding_box() for cell in row.locator("td").all()[1:]]
    in_sight = [box for box in boxes if box and box["x"] + box["width"] <= width]
    assert len(in_sight) >= (2 if width == 390 else 1)
    head = table.locator("th").nth(1).bounding_box()
    first = table.locator("tbody tr").first.bounding_box()
    assert head
    assert first
    assert head["y"] + head["height"] <= first["y"] + 1
    assert width_of(tab) <= width


def test_the_chart_of_an_agency_shows_the_row_that_is_chosen(tab: Page, base_url: str) -> None:
    tab.goto(base_url + AGENCY)
    chart, choice = tab.locator(".gk-chart").first, tab.get_by_label("图中的项目")
    drawn = chart.inner_html()
    table = tab.locator("#reports ~ .md-typeset__scrollwrap table, #reports ~ table").first
    at = table.locator("th").all_inner_texts()
    column = next(number for number, text in enumerate(at, 1) if text.startswith(LABEL))
    offered = choice.locator("option").all_inner_texts()
    assert len(offered) == len(set(offered)) == len(at) - 2
    choice.select_option(LABEL)
    assert tab.url == f"{base_url}{AGENCY}?chart={quote(LABEL)}"
    figures = table.locator(f"tbody td:nth-child({column})").all_inner_texts()
    assert chart.locator(".v").all_text_contents() == [text for text in figures if text != "—"]
    years = [text.removesuffix("年") for text in table.locator("tbody td:first-child").all_inner_texts()]
    assert chart.locator(".x").all_text_contents() == years
    assert chart.locator(".break").count() == 1
    described = "，".join(f"{year}年{text}" for year, text in zip(years, figures, strict=True))
    assert chart.locator("desc").text_content() == f"{LABEL}：{described}。"
    heights = [
        float(each)
        for each in chart.locator("rect").evaluate_all("all => all.map((each) => each.height.baseVal.value)")
    ]
    assert [int(text) for text in figures] == pytest.approx([each * 60 / 216 for each in heights], abs=0.01)
    tab.reload()
    assert chart.locator(".v").all_text_contents() == figures
    assert axe_violations(tab) == []
    tab.go_back()
    tab.wait_for_function("!location.search")
    assert chart.inner_html() == drawn


def test_a_chart_has_zeros_and_says_what_is_unknown(tab: Page, base_url: str) -> None:
    chart = tab.locator(".gk-chart").first
    tab.goto(f"{base_url}demo/wjj/?chart={quote('行政事业性收费')}")
    assert chart.locator(".v").all_text_contents() == ["41.0534", "69.0989", "69.9047", "71.095", "96.8747"]
    described = chart.locator("desc").text_content() or ""
    assert described.startswith("行政事业性收费：2019年无数据，2020年无数据，2021年41.0534，")
    assert (chart.locator("title").text_content() or "").endswith("2019—2025年行政事业性收费（单位：万元）")
    assert tab.locator("figcaption").first.inner_text() == "单位：万元\u3000行政事业性收费"
    tab.goto(f"{base_url}demo/zfb/?chart={quote('行政许可决定')}")
    assert chart.locator(".v").all_text_contents() == ["0"] * 7
    assert chart.locator("rect.c0").count() == 7


def test_rows_and_years_have_names_out_of_context(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}agencies/")
    assert tab.get_by_role("link", name="祁阳市住房和城乡建设局2024年", exact=True).count() == 1
    tab.goto(base_url + YEAR)
    assert tab.get_by_role("rowheader", name="云岫示例县教育局", exact=True).count() == 1


@pytest.mark.parametrize(("rows", "columns"), [(7, 5), (8, 5), (7, 6), (8, 6)])
def test_only_long_lists_are_filtered_and_only_wide_ones_narrowed(
    browser: Browser, base_url: str, rows: int, columns: int
) -> None:
    head = "<th>机关</th>" + "".join(f"<th>列{number}</th>" for number in range(columns))
    body = f"<tr><td>局</td>{'<td>1</td>' * columns}</tr>" * rows
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    script = f'<script type="module" src="{base_url}assets/lists.js"></script>'
    with browser.new_page() as page:
        page.route(
            f"{base_url}list/",
            lambda route: route.fulfill(
                content_type="text/html; charset=utf-8", body=f'<main class="gk-page gk-lists">{table}</main>{script}'
            ),
        )
        page.goto(f"{base_url}list/")
        page.get_by_role("button", name="下载这张表").wait_for()
        tools = page.locator(".gk-tools > label, .gk-tools > details > summary").all_inner_texts()
    assert [text.strip() for text in tools] == ["筛选机关"] * (rows > 7) + ["选择列"] * (columns > 5)
