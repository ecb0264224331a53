"""Every cell of a report has an address, at which it is marked and uncovered; controls below its table cite it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.model.form import Form
from generator.sources.form_loader import load_forms
from tests.pages.html_tables import official_tables
from tests.web import axe_violations, set_view, width_of

REPORT = "qiyang/zjj/2024/"
FIRST, CELL = "disclosure.regulations.issued", "requests.unavailable.not_held.natural"

_EVERY_CELL = """() => [...document.querySelectorAll('.gk-form td')].map((cell) => {
    location.replace('#' + cell.id);
    const {left, right, top, bottom} = cell.getBoundingClientRect();
    const points = [[left, top], [right, top], [left, bottom], [right, bottom]].map(([x, y]) =>
        [x + (x === left ? 2 : -2), y + (y === top ? 2 : -2)]);
    return {
        id: cell.id,
        marked: cell.matches(':target') && getComputedStyle(cell).outlineStyle === 'solid',
        uncovered: points.every(([x, y]) => document.elementFromPoint(x, y)?.closest('td') === cell),
    };
})"""
"""A script that goes to each cell in turn; browsers allow 200 such steps in ten seconds."""

_FIGURES_IN_SIGHT = """() => {
    const sheet = document.querySelector('.gk-sheet:has(#requests-table)');
    sheet.scrollIntoView();
    const count = (row) => [...row.querySelectorAll('td')].filter((cell) => {
        const {left, right, top, bottom} = cell.getBoundingClientRect();
        return [left + 1, right - 1].every((x) => document.elementFromPoint(x, (top + bottom) / 2) === cell);
    }).length;
    const row = document.getElementById('requests-r-granted').parentElement;
    row.scrollIntoView({block: 'center'});
    return [0, 10000].map((left) => { sheet.scrollLeft = left; return count(row); });
}"""

_VERTICAL_FRAMES = """() => [...document.querySelectorAll('.gk-sheet')].filter((sheet) =>
    sheet.scrollHeight > sheet.clientHeight + 1).length"""


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(320, 256, "dark"), (390, 844, "light"), (768, 1024, "dark"), (1440, 900, "light"), (390, 844, "forced")],
)
def test_every_cell_is_marked_and_uncovered_at_its_address(
    tab: Page, base_url: str, width: int, height: int, scheme: str
) -> None:
    set_view(tab, scheme, width, height)
    tab.goto(f"{base_url}{REPORT}#{FIRST}")
    cells: list[dict[str, Any]] = tab.evaluate(_EVERY_CELL)
    assert [each["id"] for each in cells] == list(load_forms()["2021"].cells)
    assert [each["id"] for each in cells if not each["marked"]] == []
    assert [each["id"] for each in cells if not each["uncovered"]] == []
    assert width_of(tab) <= width
    assert tab.evaluate(_VERTICAL_FRAMES) == 0


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844)])
def test_three_figures_stay_in_sight_beside_the_row_labels(tab: Page, base_url: str, width: int, height: int) -> None:
    tab.set_viewport_size({"width": width, "height": height})
    tab.goto(base_url + REPORT)
    counts: list[int] = tab.evaluate(_FIGURES_IN_SIGHT)
    assert min(counts) >= 3, counts


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_the_mark_shows_in_all_colours(tab: Page, base_url: str, scheme: str) -> None:
    set_view(tab, scheme)
    tab.goto(f"{base_url}{REPORT}#{CELL}")
    style = "(cell) => ((style) => [style.outlineColor, style.backgroundColor])(getComputedStyle(cell))"
    marked, plain = (tab.locator(f'[id="{id}"]').evaluate(style) for id in (CELL, CELL.replace("natural", "business")))
    assert marked[0] != marked[1]
    assert scheme == "forced" or marked[1] != plain[1]


@pytest.fixture
def reader(tab: Page, base_url: str) -> Page:
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.goto(base_url + REPORT)
    return tab


def _copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_cell_that_is_clicked_can_be_linked_and_cited(reader: Page, base_url: str) -> None:
    cell, controls = reader.locator(f'[id="{CELL}"]'), reader.locator(".gk-sheet:has(#requests-table) + .gk-cite")
    cell.scroll_into_view_if_needed()
    before = reader.evaluate("scrollY")
    cell.click()
    assert reader.url == f"{base_url}{REPORT}#{CELL}"
    assert reader.evaluate("scrollY") == before
    place = "三、本年度办理结果 / （四）无法提供 / 1.本机关不掌握相关政府信息"
    assert controls.inner_text().startswith(f"{place} / 申请人情况 / 自然人：4件")
    controls.get_by_role("button", name="复制链接").click()
    assert _copied(reader) == reader.url
    controls.get_by_role("button", name="引用").click()
    title = "祁阳市住房和城乡建设局2024年政府信息公开工作年度报告"
    controls.get_by_role("button", name="复制", exact=True).first.click()
    assert re.fullmatch(
        rf"祁阳市住房和城乡建设局\. {title}\[R/OL\]\. \[\d{{4}}-\d\d-\d\d\]\. {re.escape(reader.url)}\.",
        _copied(reader),
    )
    controls.get_by_role("button", name="复制", exact=True).last.click()
    assert _copied(reader) == (
        f"祁阳市住房和城乡建设局2024年“{place}”，“申请人情况 / 自然人”：4件。来源：《{title}》，{reader.url}"
    )
    assert axe_violations(reader) == []
    reader.evaluate("location.hash = 'other'")
    assert controls.inner_text().startswith("整张表")
    controls.get_by_role("button", name="复制链接").click()
    assert _copied(reader) == f"{base_url}{REPORT}#requests-table"


def test_a_cell_can_be_chosen_with_the_keyboard(reader: Page) -> None:
    first = reader.locator('[id="requests.new.natural"]')
    first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Enter"):
        reader.keyboard.press(key)
    assert reader.url.endswith("#requests.carried_in.business")
    assert reader.evaluate("document.activeElement.id") == "requests.carried_in.business"
    assert reader.locator("#requests-table td[tabindex='0']").count() == 1


def test_text_that_is_selected_is_not_left_by_a_click(reader: Page, base_url: str) -> None:
    click = "(cell) => { getSelection().selectAllChildren(cell); cell.click(); getSelection().removeAllRanges(); }"
    cell = reader.locator(f'[id="{CELL}"]')
    cell.evaluate(click)
    assert reader.url == base_url + REPORT
    cell.evaluate("(cell) => cell.click()")
    assert reader.url.endswith(f"#{CELL}")


def test_a_cell_that_is_clicked_does_not_move_its_table(tab: Page, base_url: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(base_url + REPORT)
    tab.locator('[id="requests.new.total"]').evaluate("(cell) => cell.click()")
    assert tab.url.endswith("#requests.new.total")
    assert tab.locator(".gk-sheet:has(#requests-table)").evaluate("(sheet) => sheet.scrollLeft") == 0


def test_a_shorter_row_is_reached_from_its_last_cell(reader: Page) -> None:
    reader.locator('[id="disclosure.normative.in_force"]').focus()
    for key, cell in (
        ("ArrowDown", "licensing.decisions"),
        ("ArrowRight", "licensing.decisions"),
        ("ArrowUp", "normative.issued"),
    ):
        reader.keyboard.press(key)
        assert reader.evaluate("document.activeElement.id") == f"disclosure.{cell}"


def _units(form: Form) -> dict[str, str]:
    spots = {name: form.locate(name) for name in form.cells}
    return {name: spot.unit for name, spot in spots.items() if spot}


def test_cells_have_names_and_units_in_every_report_and_no_id_occurs_twice(site: Path) -> None:
    official, found = [list(_units(form).items()) for form in load_forms().values()], 0
    for path in sorted(site.glob("**/20[0-9][0-9]/**/index.html")):
        html = path.read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), path
        if tables := official_tables(html):
            found += 1
            units = {
                cell.attributes["id"]: cell.attributes.get("data-unit", table.unit)
                for table in tables.values()
                for cell in table.data()
            }
            assert list(units.items()) in official, path
    assert found > 90
