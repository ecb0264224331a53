"""The filing page without a mouse, and as screen readers read it, in each of its states."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web import axe_violations, set_palette, watched

_FOCUSED = """() => {
    const { name, id, textContent, type } = document.activeElement;
    const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(document.activeElement);
    const { bottom, top, height } = document.activeElement.getBoundingClientRect();
    const isSeen = bottom > 0 && top < innerHeight && height > 0;
    const isOutlined = outlineStyle !== 'none' && outlineWidth !== '0px';
    const isMarked = isOutlined || (type === 'text' && borderColor !== 'transparent');
    const isOurs = document.activeElement.closest('#gk-file') !== null;
    const label = document.activeElement.closest('label')?.firstElementChild?.textContent;
    return [name || id || textContent.trim() || label, !isOurs || (isSeen && isMarked)];
}"""
_MOST_TABS = 60


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """Yield a tab of a browser that has kept nothing."""
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    with watched(opened, base_url, console=True):
        yield opened
    context.close()


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the field, or the button with the words, is focused; each stop must be seen and marked."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        focused, is_visible = page.evaluate(_FOCUSED)
        assert is_visible, f"{focused} is out of sight or not marked"
        if focused == name:
            return
    raise AssertionError(f"Tab does not lead to {name}")


def _names(page: Page) -> list[str]:
    """Return the names of all fields of tables in the accessibility tree."""
    session = page.context.new_cdp_session(page)
    names = []
    for number in range(page.locator(".gk-form").count()):
        found = session.send("Runtime.evaluate", {"expression": f"document.querySelectorAll('.gk-form')[{number}]"})
        query = {"objectId": found["result"]["objectId"], "role": "textbox"}
        names += [node["name"]["value"] for node in session.send("Accessibility.queryAXTree", query)["nodes"]]
    return names


def _assert_accessible(page: Page) -> None:
    """Hold the page, as it is shown, to the rules of axe in light and in dark."""
    set_palette(page, "slate")
    assert axe_violations(page, only_colors=True) == []
    set_palette(page, "default")
    assert axe_violations(page) == []


def test_a_report_is_filed_by_keyboard_alone(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}file/")
    _tab_to(page, "gk-file-name")
    for text in ("甲市乙局", "jia/yi", "2025"):
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("h2:focus", has_text="甲市乙局 2025 年度").wait_for()
    _tab_to(page, "disclosure.regulations.issued")
    for text in ("2", "1", "007"):
        page.keyboard.insert_text(text)
        page.keyboard.press("ArrowRight")
    assert "1 处错误" in page.locator(".gk-file-counts").inner_text()
    _tab_to(page, "到这一格")
    _assert_accessible(page)
    page.keyboard.press("Enter")
    assert page.evaluate(_FOCUSED)[0] == "disclosure.regulations.in_force"
    page.keyboard.insert_text("7")
    assert "0 处错误" in page.locator(".gk-file-counts").inner_text()
    _tab_to(page, "requests.new.natural")
    for key in ["Enter"] * 24 + ["ArrowRight"] * 6:
        page.keyboard.press(key)
    assert page.evaluate(_FOCUSED)[0] == "requests.carried_out.total"
    _tab_to(page, "六、其他需要报告的事项")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("新收{{requests.new.total}}件。")
    _tab_to(page, "下载报告文件")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert "新收{{requests.new.total}}件。" in Path(waiting.value.path()).read_text("utf-8")
    page.goto(f"{base_url}file/")
    _tab_to(page, "接着填")
    _assert_accessible(page)
    page.keyboard.press("Enter")
    page.locator("h2:focus", has_text="甲市乙局 2025 年度").wait_for()
    assert page.locator('input[name="disclosure.regulations.in_force"]').input_value() == "7"


def test_a_field_is_named_by_the_headings_of_its_row_and_column(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}file/")
    for field, text in {"name": "甲市乙局", "id": "jia/yi", "year": "2025"}.items():
        page.fill(f"#gk-file-{field}", text)
    page.keyboard.press("Enter")
    page.wait_for_selector(".gk-form")
    names = [name.replace(" ", "") for name in _names(page)]  # where a heading may break, Chromium has a space
    assert page.locator(".gk-form input:not([inputmode=decimal])").count() == 0
    assert len(set(names)) == len(names) == page.locator(".gk-form input").count()
    assert "第二十条第（五）项本年处理决定数量行政许可" in names
    assert "申请人情况自然人一、本年新收政府信息公开申请数量" in names
    assert "申请人情况法人或其他组织商业企业三、本年度办理结果（三）不予公开1.属于国家秘密" in names
    assert "行政诉讼复议后起诉总计" in names
