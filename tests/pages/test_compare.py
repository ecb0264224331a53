"""The page of comparisons in a real browser: figures as in the reports, refusals, and its address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web import axe_violations, set_palette, watched, width_of

TWO = "compare/?agency=demo/jyj&agency=demo/wjj"


def _table(tab: Page) -> list[list[str]]:
    """Return the texts of the table's rows, when it is there."""
    tab.locator(".gk-compare-table").wait_for()
    rows: list[list[str]] = tab.locator(".gk-compare-table tbody tr:not(.section, .group)").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
    )
    return rows


def test_two_agencies_over_five_years_from_a_report_page(tab: Page, base_url: str, site: Path) -> None:
    """From the report it takes: the link, a name, the agency, two years; the address then gives the same again."""
    with watched(tab, base_url, console=True):
        tab.goto(f"{base_url}demo/jyj/2024/")
        tab.get_by_role("link", name="与其他年度比较").click()
        tab.get_by_role("searchbox", name="添加机关").fill("卫生")
        tab.get_by_role("button", name="云岫示例县卫生健康局").click()
        tab.get_by_label("从").select_option("2021")
        tab.get_by_label("到").select_option("2025")
        tab.wait_for_function("document.querySelectorAll('.gk-compare-table thead tr:nth-child(2) th').length === 12")
        rows = _table(tab)
    assert tab.url.endswith("compare/?agency=demo/jyj&agency=demo/wjj&from=2021&to=2025")
    (new,) = [row for row in rows if row[0].startswith("一、本年新收")]
    expected = []
    for agency in ("jyj", "wjj"):
        for year in range(2021, 2026):
            record = json.loads((site / f"demo/{agency}/{year}/report.json").read_text(encoding="utf-8"))
            expected.append(str(record["tables"]["requests"]["new"]["total"]))
    assert [*new[2:7], *new[8:13]] == expected
    tab.reload()
    assert _table(tab) == rows
    tab.get_by_role("button", name="去掉云岫示例县卫生健康局").click()
    expect(tab.locator(".gk-compare-table thead th[scope=colgroup]")).to_have_count(1)
    tab.go_back()
    expect(tab.locator(".gk-compare-table thead th[scope=colgroup]")).to_have_count(2)
    assert _table(tab) == rows


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("demo", "已经包含云岫示例县教育局的数字"),
        ("qiyang/zjj", "是编造的示例数据"),
        ("demo/wjj/2024/v1", "旧版 1 已经更正"),
        ("demo/nowhere", "本站没有“demo/nowhere”的报告"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(tab: Page, base_url: str, other: str, reason: str) -> None:
    tab.goto(f"{base_url}compare/?agency=demo/jyj&agency={other}")
    tab.locator("#gk-compare-chosen").get_by_text("不能比较").wait_for()
    assert reason in tab.locator("#gk-compare-chosen").inner_text()
    _table(tab)
    assert tab.locator(".gk-compare-table thead th[scope=colgroup]").all_inner_texts() == ["云岫示例县教育局"]


def test_rows_of_another_form_are_refused_with_the_reason(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}compare/?agency=demo/jyj&from=2020&to=2021")
    names = [row[0] for row in _table(tab)]
    assert not [name for name in names if "收费" in name or "采购" in name]
    tab.locator("#gk-compare-refused summary").click()
    reasons = tab.locator("#gk-compare-refused-list").inner_text()
    assert "2019年格式（试行）统计的是行政事业性收费的项目数量和增减" in reasons
    assert "采购总金额”：2021年格式没有这一项。" in reasons


def test_figures_lead_to_their_cells(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}{TWO}&cell=requests.new.total&from=2024&to=2024")
    _table(tab)
    tab.locator(".gk-compare-table td a").first.click()
    tab.wait_for_url("**/demo/jyj/2024/#requests.new.total")
    assert tab.locator("td:target").count() == 1


@pytest.mark.parametrize("end", ["", "/", "/#requests.new.total", "/?utm=1"])
def test_the_address_of_a_report_can_be_pasted(tab: Page, base_url: str, end: str) -> None:
    tab.goto(f"{base_url}compare/?agency=demo/jyj/2024")
    _table(tab)
    tab.get_by_role("searchbox", name="添加机关").fill(f"{base_url}demo/wjj/2024{end}")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**agency=demo/wjj/2024")
    expect(tab.locator(".gk-compare-table thead th[scope=colgroup]")).to_have_count(2)


def test_the_page_is_accessible_and_fits_the_screen(tab: Page, base_url: str) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(f"{base_url}{TWO}&agency=demo")
    _table(tab)
    tab.evaluate("document.querySelectorAll('details').forEach((each) => each.setAttribute('open', ''))")
    assert axe_violations(tab) == []
    set_palette(tab, "slate")
    assert axe_violations(tab, only_colors=True) == []
    tab.set_viewport_size({"width": 390, "height": 900})
    assert width_of(tab) == 390
    head, frame = tab.locator("th[scope=row]").first.bounding_box(), tab.locator("#gk-compare-result").bounding_box()
    assert head
    assert frame
    assert frame["width"] - head["width"] > 200
    tab.goto(f"{base_url}{TWO}&cell=denied&cell=unavailable")
    _table(tab)
    assert axe_violations(tab) == []


def test_a_chart_says_what_it_shows(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}{TWO}&cell=requests.new.total&from=2023&to=2024")
    texts = _table(tab)[0]
    expected = "云岫示例县教育局2023年{}，2024年{}；云岫示例县卫生健康局2023年{}，2024年{}".format(
        *texts[2:4], *texts[5:7]
    )
    chart = tab.locator(".gk-compare-table svg[role=img]").first
    assert expected in (chart.get_attribute("aria-label") or "")


def test_of_one_year_a_zero_has_a_bar_that_shows(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}{TWO}&cell=denied&from=2023&to=2023")
    assert _table(tab)[0][2:] == ["0", "1"]
    bars = tab.locator(".gk-compare-table rect.bar")
    assert bars.evaluate_all("all => all.map((each) => each.height.baseVal.value)") == [1, 30]


def test_a_report_of_an_earlier_name_says_that_name(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}compare/?agency=demo/sjj&from=2023&to=2024")
    _table(tab)
    heads = tab.locator(".gk-compare-table thead tr").nth(1).locator("th").all_text_contents()
    assert heads == ["2023年云岫示例县大数据发展管理局", "2024年", "首末增减"]


def test_the_page_says_what_it_leaves_out_and_what_is_made_up(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}compare/?agency=demo/jyj/2023-2024&agency=demo/wjj/2024")
    rows = len(_table(tab))
    status = tab.locator("#gk-compare-status")
    expect(status).to_have_text(re.compile(rf"^2 个机关，3 份报告，{rows} 项。另有 \d+ 项各列都是 0，没有列出。$"))
    expect(tab.locator("#gk-compare-demo")).to_be_visible()
    chosen = tab.locator("#gk-compare-chosen li span").all_inner_texts()
    assert chosen == ["云岫示例县教育局（2023-2024）", "云岫示例县卫生健康局（2024）"]
    tab.get_by_label("0 的").check()
    expect(status).to_have_text(re.compile(r"项。$"))
    tab.goto(f"{base_url}compare/?agency=qiyang/zjj")
    _table(tab)
    expect(status).to_have_text(re.compile("请再添加一个机关。$"))
    expect(tab.locator("#gk-compare-demo")).to_be_hidden()
    tab.get_by_role("searchbox", name="添加机关").fill("卫生")
    assert tab.locator("#gk-compare-found button").all_inner_texts() == ["云岫示例县卫生健康局（示例数据）"]


_MADE_UP = """async (base) => {
    const { chart } = await import(`${base}assets/compare/chart.js`);
    const { comparisonTable } = await import(`${base}assets/compare/table.js`);
    const line = (values) => [{name: '甲', points: values.map((value, i) => ({year: 2021 + i, value}))}];
    const paths = [[10, null, 20, 30], [-10, 10]].map((values) =>
        [...chart('项', line(values)).querySelectorAll('.zero, .line')].map((each) => each.getAttribute('d')));
    const agency = {id: 'a', name: '甲局'};
    const found = [2023, 2024].map((year) => ({report: {agency, year, name: '甲局'}, owner: agency}));
    const blank = {printed: '', value: null};
    const row = {section: '一', label: '项', column: '列', unit: '件', anchor: 'a.b.c'};
    const rows = [
        {...row, groups: ['甲组'], values: [blank, {code: 'unit', reason: '因'}]},
        {...row, groups: ['甲组'], values: [{printed: '/', value: null}, {code: 'merged', reason: '因'}]},
        {...row, groups: ['乙组', '丙'], values: [{printed: '1', value: 1}, {code: 'meaning', reason: '因'}]},
        {...row, section: '二', groups: [], values: [{printed: '1', value: 1}, {code: 'form', reason: '因'}]},
    ];
    const made = comparisonTable([{name: 'a', agency, found}], rows);
    return [paths, [...made.tBodies].flatMap((body) => [...body.rows]).map((each) =>
        [...each.cells].map((cell) => cell.textContent))];
}"""


def test_blanks_texts_and_rows_of_other_forms_are_told_apart(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}compare/")
    paths, rows = tab.evaluate(_MADE_UP, base_url)
    assert paths == [
        ["M0 35.0H132", "M5.0 25.0M86.3 15.0L127.0 5.0"],
        ["M0 20.0H132", "M5.0 35.0L127.0 5.0"],
    ]
    assert rows == [
        ["一"],
        ["甲组"],
        ["项 列（件）", "", "空白", "单位不同", "—"],
        ["项 列（件）", "", "/", "—", "—"],
        ["乙组 / 丙"],
        ["项 列（件）", "", "1", "含义不同", "—"],
        ["二"],
        ["项 列（件）", "", "1", "无此项", "—"],
    ]
