"""Table headings in a real browser break only between words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from generator.model.form import Forms
from generator.pages.environment import make_environment, title_words

REPORTS = {"2019": "demo/2019/", "2021": "demo/2024/", "2021-mixed": "demo/xingchazhen/2023/"}
WIDTHS = (1280, 1024, 960, 768, 720, 360, 320)
LISTS = {"year": "years/2024/", "status": "status/2022/", "agency": "demo/", "checks": "checks/"}
LIST_WIDTHS = (1280, 390)
PAPER_WIDTH = 680
"""Width of the text on A4 paper, in CSS pixels."""

_MEASURE = r"""(headings) => {
  const faults = [];
  for (const cell of document.querySelectorAll(headings)) {
    const frame = cell.getBoundingClientRect();
    const upright = getComputedStyle(cell.firstElementChild ?? cell).writingMode === "vertical-rl";
    const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let last = null, mayBreak = true;
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      mayBreak ||= node.nodeName === "WBR";
      for (let at = 0; at < (node.nodeType === Node.TEXT_NODE ? node.length : 0); at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        const newLine = last && (upright ? box.top <= last.top : box.left <= last.left);
        if (newLine && !mayBreak) faults.push(`${cell.textContent}: a line begins with ${node.data.slice(at)}`);
        if (box.left < frame.left || box.right > frame.right) faults.push(`${cell.textContent}: wider than its cell`);
        last = box;
        mayBreak = !/[\p{L}\p{N}]/u.test(node.data[at]);
      }
    }
  }
  return faults;
}"""


def faults(page: Page, headings: str, width: int, media: str = "screen") -> list[str]:
    """Return the headings that break inside a word or overflow their cell."""
    page.emulate_media(media=media)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    found: list[str] = page.evaluate(_MEASURE, headings)
    return found


@pytest.mark.parametrize("form", REPORTS)
def test_headings_break_between_words_and_stay_in_their_cells(tab: Page, base_url: str, form: str) -> None:
    tab.goto(base_url + REPORTS[form])
    assert tab.locator(".gk-form th wbr").count() > 50
    assert {width: faults(tab, ".gk-form th", width) for width in WIDTHS} == {width: [] for width in WIDTHS}
    assert faults(tab, ".gk-form th", PAPER_WIDTH, "print") == []


def test_headings_of_lists_break_between_words(tab: Page, base_url: str) -> None:
    found: dict[tuple[str, int], list[str]] = {}
    for name, path in LISTS.items():
        tab.goto(base_url + path)
        tab.locator(".gk-lists .md-typeset__table").first.wait_for()  # added by the theme's script
        assert tab.locator(".gk-lists th").count() > 6
        found |= {(name, width): faults(tab, ".gk-lists th", width) for width in LIST_WIDTHS}
    assert found == {key: [] for key in found}


def test_headings_of_lists_are_made_of_the_words_of_their_roles(forms: Forms) -> None:
    template = make_environment().from_string("{{ role.words | breakable }}")
    assert template.render(role=forms["2021"].roles["released"]) == "予以或<wbr>部分<wbr>公开"
    assert template.render(role={"words": ("<5公里", "道路")}) == "&lt;5公里<wbr>道路"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("甲局2024年政府信息公开工作年度报告", ["甲局", "2024年", "政府信息公开工作年度报告"]),
        ("甲局2024年度政府信息公开工作报告", ["甲局", "2024年度", "政府信息公开工作报告"]),
        ("1999年年报", ["1999年", "年报"]),
        ("甲局3024年", ["甲局3024年"]),
        ("年度报告", ["年度报告"]),
    ],
)
def test_a_title_may_be_broken_before_and_after_its_year(title: str, words: list[str]) -> None:
    assert title_words(title) == words
