"""The page of figures answers questions in a few steps, at an address that gives the same answer again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.checks.subject import amount
from generator.model.catalog import Catalog
from generator.model.report import Report
from tests.web import axe_violations, set_view, watched, width_of

DEMO = "section[aria-label='示例数据']"
Rows = list[list[str]]


def _expected(catalog: Catalog, key: str, years: set[int], *, demo: bool = True) -> list[tuple[str, int, int]]:
    """Return name, year and figure of each report, from the sources."""

    def value(report: Report) -> int:
        form = catalog.form_of(report)
        found = amount(report, form, form.role(key))
        assert found is not None
        return int(found)

    return [
        (catalog.name_in(report.agency, report.year), report.year, value(report))
        for report in catalog.active_reports.values()
        if report.year in years and catalog.is_demo(report.agency) is demo
    ]


@pytest.fixture
def page(tab: Page, base_url: str) -> Iterator[Page]:
    """Yield the page, before anything is asked; fail at the end if it logged an error or asked another host."""
    with watched(tab, base_url, console=True):
        tab.goto(f"{base_url}figures/")
        _settled(tab)
        yield tab


def _settled(page: Page) -> None:
    expect(page.locator("#gk-figures-results")).to_have_attribute("aria-busy", "false")


def _rows(page: Page, section: str = DEMO) -> Rows:
    _settled(page)
    script = "all => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
    rows: Rows = page.locator(f"{section} tbody tr").evaluate_all(script)
    return rows


def _choose(page: Page, field: str, text: str) -> None:
    """Type into a field that offers options and take the first: one step."""
    page.locator(f"#gk-figures-{field}").fill(text)
    page.keyboard.press("Enter")


def _same_again(page: Page, rows: Rows) -> None:
    """Assert that the address alone gives the rows, and that going back and forward leads to them, too."""
    address = page.url
    page.reload()
    assert _rows(page) == rows
    page.go_back()
    _settled(page)
    page.go_forward()
    page.wait_for_url(address)
    assert _rows(page) == rows


def test_who_had_most(page: Page, catalog: Catalog) -> None:
    _choose(page, "cell", "不予公开")
    page.get_by_label("2023", exact=True).check()
    rows = _rows(page)
    expected = sorted(_expected(catalog, "denied", {2023}), key=lambda each: -each[2])
    assert [int(row[2]) for row in rows] == [each[2] for each in expected]
    assert {tuple(row) for row in rows} == {(name, str(year), str(value)) for name, year, value in expected}
    assert page.url.endswith("/figures/?cell=denied&year=2023")
    _same_again(page, rows)
    page.locator(f"{DEMO} tbody td a").first.click()
    page.wait_for_url("**/demo/2023/#requests.denied.*")
    assert page.evaluate(
        "document.querySelector(':target').matches('td') && !!document.querySelector(':target').offsetWidth"
    )


def test_two_agencies_over_five_years(page: Page, catalog: Catalog) -> None:
    _choose(page, "cell", "新收申请")
    _choose(page, "agency", "教育局")
    _choose(page, "agency", "民政局")
    page.get_by_role("button", name="近五年").click()
    rows = _rows(page)
    names = [row[0] for row in rows]
    assert [row[1] for row in rows] == [str(year) for year in range(2021, 2026)] * 2
    expected = _expected(catalog, "received", set(range(2021, 2026)))
    assert {tuple(row) for row in rows} == {(n, str(y), str(v)) for n, y, v in expected if n in names}
    _same_again(page, rows)


def test_all_reports_with_a_decision_corrected(page: Page, catalog: Catalog) -> None:
    _choose(page, "cell", "复议 结果纠正")
    page.get_by_label("行政复议 · 结果纠正：条件").select_option("大于")
    rows = _rows(page)
    expected = _expected(catalog, "corrected", set(catalog.years))
    assert {tuple(row) for row in rows} == {(n, str(y), str(v)) for n, y, v in expected if v > 0}
    count = len(_expected(catalog, "corrected", set(catalog.years), demo=False))
    status = page.locator("#gk-figures-status")
    expect(status).to_have_text(
        f"0 份报告符合条件，共查 {count} 份。示例数据：{len(rows)} 份报告符合条件，共查 {len(expected)} 份。"
    )
    _same_again(page, rows)


def test_a_year_as_csv(page: Page, catalog: Catalog) -> None:
    _choose(page, "cell", "无法提供")
    page.get_by_label("2023", exact=True).check()
    rows = _rows(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert lines[0] == ["机关", "年度", "无法提供（件）", "网址"]
    assert [line[:3] for line in lines[1 : len(rows) + 1]] == rows
    expected = _expected(catalog, "unavailable", {2023})
    assert sum(int(line[2]) for line in lines[1 : len(rows) + 1]) == sum(value for _, _, value in expected)
    assert page.url in lines[len(rows) + 1][0]
    assert [line[0][:15] for line in lines[len(rows) + 2 :]] == [
        "人民政府的报告已包含所属部门的",
        "几格之和的链接，指向其中第一个",
    ]
    assert data.count(b"\r\n") == data.count(b"\n") == len(lines)
    _same_again(page, rows)


def test_sums_are_over_like_with_like_and_real_data_stand_apart(tab: Page, base_url: str, catalog: Catalog) -> None:
    tab.goto(f"{base_url}figures/?cell=denied&year=2024&base=concluded&view=sums")
    rows = _rows(tab)
    departments = [
        report
        for report in catalog.reports_in(2024)
        if catalog.agencies[report.agency].kind == "department" and catalog.is_demo(report.agency)
    ]
    (row,) = [row for row in rows if row[1] == "政府部门"]
    form = catalog.forms["2021"]
    denied, concluded = (
        sum(int(amount(report, form, form.role(key)) or 0) for report in departments) for key in ("denied", "concluded")
    )
    assert row[3:5] == [str(len(departments)), str(denied)]
    assert row[5].removesuffix("%") == f"{100 * denied / concluded:.1f}".removesuffix(".0")
    real = _rows(tab, "section[aria-label='报告']")
    assert [each[:4] for each in real] == [["祁阳市人民政府", "政府部门", "2024", "1"]]


def test_a_hundred_rows_are_shown_at_a_time_and_the_focus_goes_on(tab: Page, base_url: str, catalog: Catalog) -> None:
    tab.goto(f"{base_url}figures/?cell=denied")
    _settled(tab)
    count = len(_expected(catalog, "denied", set(catalog.years)))
    rows, more = tab.locator(f"{DEMO} tbody tr"), tab.locator(f"{DEMO} .gk-figures-more")
    assert rows.count() == 100
    assert more.inner_text() == f"再显示 {count - 100} 行（已显示 100 行，共 {count} 行）"
    more.press("Enter")
    assert rows.count() == count
    expect(rows.nth(100).locator("a").first).to_be_focused()
    expect(more).to_be_hidden()


def test_it_works_by_keyboard_and_keeps_the_focus(page: Page, catalog: Catalog) -> None:
    field = page.locator("#gk-figures-cell")
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    used = {report.form for report in catalog.active_reports.values()}
    assert page.get_by_role("option").count() > len({cell for form in used for cell in catalog.forms[form].cells})
    page.keyboard.type("结果纠正")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "gk-figures-cell-list-1-0")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(page.locator("#gk-figures-chosen li")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    test = page.get_by_label("未经复议直接起诉 · 结果纠正：条件")
    expect(test).to_have_value("gt")
    expect(test).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="去掉")).to_be_focused()
    assert page.url.endswith("?cell=disputes.litigation_direct.corrected:gt:1")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(page.locator("#gk-figures-chosen li")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wrong_for_assistive_technology(tab: Page, base_url: str, scheme: str, width: int) -> None:
    set_view(tab, scheme, width, 900)
    tab.goto(f"{base_url}figures/?cell=denied:gt:0&cell=received&base=concluded&agency=demo/jyj&agency=demo/mzj")
    _settled(tab)
    assert axe_violations(tab, only_colors=scheme != "light") == []
    tab.locator("#gk-figures-cell").click()
    tab.keyboard.type("公开")
    assert axe_violations(tab, only_colors=scheme != "light") == []
    assert width_of(tab) <= width


def test_without_javascript_the_page_says_what_there_is_instead(browser: Browser, base_url: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{base_url}figures/")
    assert page.locator(".gk-figures noscript").inner_text().startswith("查数字要用到浏览器的 JavaScript")
    expect(page.locator("#gk-figures-form")).to_be_hidden()
    page.close()


def test_names_are_sorted_from_the_first_figures_from_the_largest(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}figures/?cell=denied&cell=received&year=2024")
    _settled(page)
    for name, order in (("机关", "asc"), ("机关", "desc"), ("新收申请（件）", "desc"), ("新收申请（件）", "asc")):
        page.locator(DEMO).get_by_role("button", name=name).click()
        _settled(page)
        assert page.url.endswith(f":{order}")
        head = page.locator(f"{DEMO} th[aria-sort]")
        assert head.inner_text() == name
        assert head.get_attribute("aria-sort") == f"{order}ending"


def test_what_narrows_the_question_is_in_sight_on_a_phone(tab: Page, base_url: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    for query, is_open in (
        ("", False),
        ("&agency=nowhere", True),
        ("&region=demo", True),
        ("&kind=department", True),
        ("&base=concluded", True),
        ("&view=sums", True),
    ):
        tab.goto(f"{base_url}figures/?cell=denied{query}")
        _settled(tab)
        assert tab.locator("#gk-figures-narrow").evaluate("(each) => each.open") is is_open, query
    tab.goto(f"{base_url}figures/?cell=denied&agency=nowhere")
    expect(tab.locator("#gk-figures-agencies li")).to_contain_text("nowhere（没有收录报告）")


def test_a_condition_that_nobody_knows_is_said(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}figures/?cell=denied:over:1&cell=none:gt:1")
    expect(page.locator("#gk-figures-status")).to_contain_text("不认识的条件“over”")
    expect(page.locator("#gk-figures-status")).to_contain_text("没有“none”这一项")


def test_data_that_cannot_be_read_are_no_zeros(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.route("**/data/cells/demo/requests.denied.query.total.json", lambda route: route.fulfill(status=404))
    page.goto(f"{base_url}figures/?cell=denied")
    expect(page.locator("#gk-figures-status")).to_have_text("数据没有读出来。请检查网络后刷新本页。")
    assert page.locator("#gk-figures-results tr").count() == 0
    page.close()


@pytest.mark.parametrize(
    ("query", "text", "address"),
    [
        ("不予公开", "查数字：不予公开", "figures/?cell=denied"),
        ("不予公开>0", "查数字：不予公开", "figures/?cell=denied:gt:0"),
        ("无法提供 2023", "查数字：无法提供", "figures/?cell=unavailable&year=2023"),
        ("不予公开 住建局", "查数字：不予公开", "figures/?cell=denied"),
        ("三安全一稳定", "查数字：", "figures/?cell=requests.denied.safety_stability.total"),
        ("结果纠正", "查数字：", "figures/?cell=disputes.review.corrected"),
        ("复议被纠正", "查数字：", "figures/?cell=disputes.review.corrected"),
    ],
)
def test_a_search_for_a_label_leads_to_its_figures(
    tab: Page, base_url: str, query: str, text: str, address: str
) -> None:
    tab.goto(f"{base_url}search/?q={query.replace('>', '%3E')}")
    expect(tab.locator("#gk-search-results")).to_have_attribute("aria-busy", "false")
    links = tab.locator("#gk-search-figures a")
    assert str(links.nth(0).get_attribute("href")).endswith(address)
    expect(links.nth(0)).to_contain_text(text)
    expect(links.nth(1)).to_have_text("名词解释")
    said = tab.locator("#gk-search-status").inner_text() + tab.locator("#gk-search-note").inner_text()
    assert "没有报告" not in said
