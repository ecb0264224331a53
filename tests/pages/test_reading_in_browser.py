"""Pages read by keyboard, in forced colours, on paper, on a phone, and pasted elsewhere."""

from __future__ import annotations

import io
import re
from unicodedata import normalize

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

REPORT = "qiyang/zjj/2024/"
_LINES_OF_YEAR = """() => {
    const text = document.querySelector('h1').childNodes;
    const node = [...text].find((each) => each.textContent.includes('2024年'));
    const at = node.textContent.indexOf('2024年');
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 5);
    return range.getClientRects().length;
}"""


@pytest.mark.parametrize("width", [320, 360, 390, 412, 768])
def test_a_title_is_not_broken_within_its_year(tab: Page, base_url: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(base_url + REPORT)
    assert tab.evaluate(_LINES_OF_YEAR) == 1


@pytest.mark.parametrize(("width", "names"), [(390, ["表三", "表四"]), (1440, [])])
def test_only_frames_that_scroll_stop_the_tab_key(tab: Page, base_url: str, width: int, names: list[str]) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(base_url + REPORT, wait_until="networkidle")
    frames = tab.locator(".gk-sheet[tabindex='0'][role=region]")
    expect(frames).to_have_count(len(names))
    labels = [str(frame.get_attribute("aria-label")).split("\u3000")[0] for frame in frames.all()]
    assert labels == names


def test_row_labels_stay_in_sight_on_a_phone_side_by_side(tab: Page, base_url: str) -> None:
    """Three figures at least are in sight beside them."""
    tab.set_viewport_size({"width": 390, "height": 900})
    tab.goto(base_url + REPORT)
    sheet = tab.locator(".gk-sheet:has(#requests-table)")
    sheet.evaluate("(each) => { each.scrollLeft = 80; }")
    edges = """(all) => all.map((each) => each.getBoundingClientRect()).map((box) => [box.left, box.right])"""
    ((start, end),) = sheet.evaluate_all(edges)
    for column in range(3):
        ((left, right), *others) = tab.locator(
            f"#requests-table tbody th.s{column}[colspan='1'], #requests-table tbody th.s{column}:not([colspan])"
        ).evaluate_all(edges)
        assert left == pytest.approx(start, abs=1)
        assert all(each == pytest.approx([left, right], abs=1) for each in others)
        start = right
    columns = tab.locator("#requests-table tbody tr:last-child td").evaluate_all(edges)
    assert sum(left >= start - 1 and right <= end + 1 for left, right in columns) >= 3


def test_heads_that_sort_are_tall_enough_to_hit(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}status/2024/")
    heads = tab.locator(".gk-lists th button")
    expect(heads.first).to_be_visible()
    assert min(heads.evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")) >= 24


def test_a_copied_table_keeps_its_edges(tab: Page, base_url: str) -> None:
    tab.goto(base_url + REPORT)
    tab.locator(".gk-sheet:has(#requests-table) + .gk-cite").get_by_role("button", name="复制整张表").click()
    read = """async (type) => (await (await navigator.clipboard.read())[0].getType(type)).text()"""
    html, text = tab.evaluate(read, "text/html"), tab.evaluate(read, "text/plain")
    cells = re.findall(r"<t[dh][ >][^>]*>?", html)
    assert len(cells) > 180
    assert [cell for cell in cells if "border: 1px solid" not in cell and "border:1px solid" not in cell] == []
    assert "border-collapse" in html
    figures = [cell for cell in cells if cell.startswith("<td")]
    assert [cell for cell in figures if not re.search("text-align: ?center", cell)] == []
    assert not re.search(r"class=|tabindex=|<wbr", html)
    assert 'rowspan="22"' in html or "rowspan" in html
    assert "一、本年新收政府信息公开申请数量\t16\t0" in text


_COPIED = """async ([selector, first, last]) => {
    const element = document.querySelector(selector);
    getSelection().setBaseAndExtent(element, first, element, last ?? element.childNodes.length);
    document.execCommand('copy');
    return (await (await navigator.clipboard.read())[0].getType('text/html')).text();
}"""


def test_what_is_copied_of_a_list_has_links_that_lead_somewhere_and_no_buttons(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}years/2024/")
    tab.locator("#demo ~ .gk-tools").first.wait_for()
    html = tab.evaluate(_COPIED, ["table:has(a[href*=jyj])", 0, None])
    assert f'href="{base_url}demo/jyj/2024/"' in html
    assert "机关" in html
    assert "<button" not in html
    assert 'href="../' not in html


def test_two_cells_of_a_row_are_copied_as_a_table(tab: Page, base_url: str) -> None:
    tab.goto(base_url + REPORT)
    html = tab.evaluate(_COPIED, ["#requests-table tr:has([id='requests.new.natural'])", 1, 3])
    assert re.search(r"<table[^>]*><tbody><tr><td[^>]*>16</td><td[^>]*>0</td></tr></tbody></table>", html)


def test_a_page_printed_in_dark_mode_is_light_and_says_where_and_when_it_was(tab: Page, base_url: str) -> None:
    tab.emulate_media(color_scheme="dark")
    tab.goto(base_url + REPORT)
    data = tab.pdf(prefer_css_page_size=True, print_background=True)
    tab.emulate_media(media="print")
    style = "(name) => ((each) => [each.colorScheme, each.backgroundColor])(getComputedStyle(document[name]))"
    for name in ("documentElement", "body"):
        assert tab.evaluate(style, name) == ["light", "rgb(255, 255, 255)"]
    with pdfplumber.open(io.BytesIO(data)) as opened:
        dark = [
            rect
            for rect in opened.pages[0].rects
            if rect["fill"] and rect["width"] > 300 and max(rect["non_stroking_color"] or (1,)) < 0.2
        ]
        assert dark == []
        text = normalize("NFKC", "".join(page.extract_text() or "" for page in opened.pages))
    assert f"网址:{base_url}{REPORT}" in re.sub(r"\s", "", text)
    assert re.search(r"打印日期:\d{4}年\d{1,2}月\d{1,2}日", text)


def test_paper_has_the_address_as_one_reads_it(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}years/2024/?demo-q=教育局#demo")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = tab.locator(".gk-printed").text_content() or ""
    assert text.startswith(f"网址：{base_url}years/2024/?demo-q=教育局#demo\u3000打印日期：")


def test_marks_show_in_forced_colours(tab: Page, base_url: str) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(base_url + "demo/wjj/2024/")
    style = "(each) => { const {%s} = getComputedStyle(each%s); return [%s]; }"
    cell = tab.locator("td.c").first
    assert cell.evaluate(style % ("outlineStyle, outlineWidth", "", "outlineStyle, outlineWidth")) == ["dashed", "2px"]
    key = tab.locator(".key").first
    assert key.evaluate(style % ("outlineStyle", ", '::before'", "outlineStyle")) == ["solid"]
    tab.goto(base_url + "years/")
    colors = tab.locator(".gk-sections a").evaluate_all(
        "all => all.map((each) => [each.ariaCurrent, getComputedStyle(each).borderBottomColor])"
    )
    current = {color for mark, color in colors if mark}
    assert len(current) == 1
    assert not current & {color for mark, color in colors if not mark}


def test_the_list_of_agencies_is_filtered_by_names_and_short_forms(tab: Page, base_url: str) -> None:
    tab.goto(base_url + "agencies/")
    shown = tab.locator(".gk-page > ul li:visible > a:first-child")
    before = shown.count()
    for typed, expected in (
        ("云岫 住房", ["云岫示例县人民政府", "云岫示例县住房和城乡建设局"]),
        ("云岫 住建局", ["云岫示例县人民政府", "云岫示例县住房和城乡建设局"]),
        (
            "云岫 星槎所",
            ["云岫示例县人民政府", "云岫示例县市场监督管理局", "云岫示例县市场监督管理局星槎所"],
        ),
        ("没有这个", []),
    ):
        tab.get_by_label("筛选机关").fill(typed)
        assert shown.all_inner_texts() == expected
    tab.get_by_label("筛选机关").fill("")
    assert shown.count() == before > 10


def test_code_is_copied_by_a_button(tab: Page, base_url: str) -> None:
    tab.goto(base_url + "manual/blank/")
    tab.get_by_role("button", name="复制").first.click()
    expect(tab.get_by_role("button", name="已复制").first).to_be_visible()
    text = tab.evaluate("navigator.clipboard.readText()")
    assert text == tab.locator("pre code").first.inner_text()


def test_marks_and_keys_have_their_colours_and_the_address_is_for_paper(tab: Page, base_url: str) -> None:
    color = "(each) => getComputedStyle(each).backgroundColor"
    tab.goto(base_url + "demo/wjj/2024/")
    assert tab.locator("td.c").first.evaluate(color) != tab.locator("td:not(.c)").first.evaluate(color)
    assert not tab.locator(".gk-printed").is_visible()
    tab.goto(base_url + "demo/")
    key = "(each) => getComputedStyle(each, '::before').backgroundColor"
    fill = tab.locator(".gk-chart .c0").first.evaluate("(each) => getComputedStyle(each).fill")
    assert tab.locator(".key.c0").first.evaluate(key) == fill
