"""The filing page in a browser: typed, pasted, kept, and handed out as the file that the program would write."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Dialog, Page

from generator.model.form import Forms
from generator.model.report import Report
from generator.sources import dump_report, load_report
from tests.command_line import gongkai
from tests.sample_reports import ORIGINAL
from tests.web import axe_violations, set_view, watched, width_of

AGENCY, NAME = "qiyang/zjj", "祁阳市住房和城乡建设局"
FIELD = 'input[name="{}"]'

_PASTE = """(field, [html, text]) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', text);
    field.focus();
    field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


_MAX_SCRIPT_BYTES = 60_000
"""Compressed; county offices have slow lines."""


@pytest.fixture
def page(tab: Page, base_url: str) -> Iterator[Page]:
    """Yield a tab of a browser that has kept nothing; nothing may be asked of another host."""
    with watched(tab, base_url, console=True):
        yield tab


@pytest.fixture
def original(forms: Forms) -> Report:
    """Return the sample report, a real one."""
    report, _ = load_report(ORIGINAL, AGENCY, int(ORIGINAL.stem), forms)
    assert report
    return report


class Clerk:
    """Who fills in the page; counts clicks, pastes and filled fields."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def fill(self, selector: str, text: str) -> None:
        self.actions += 1
        self.page.locator(selector).fill(text)

    def click(self, name: str, number: int = 0) -> None:
        self.actions += 1
        self.page.get_by_role("button", name=name).nth(number).click()

    def paste(self, cell: str, html: str, text: str = "") -> None:
        self.actions += 1
        self.page.locator(FIELD.format(cell)).evaluate(_PASTE, [html, text])

    def begin(self, base_url: str, year: int, agency: str = AGENCY, name: str = NAME) -> None:
        self.page.goto(f"{base_url}file/")
        self.fill("#gk-file-name", name)
        if self.page.locator("#gk-file-id").input_value() != agency:
            self.fill("#gk-file-id", agency)
        self.fill("#gk-file-year", str(year))
        self.click("开始填报")
        self.page.wait_for_selector(".gk-form")

    def write_texts(self, report: Report) -> None:
        labels = {"一、": "overview", "五、": "problems", "六、": "other"}
        for numeral, key in labels.items():
            field = self.page.locator("section", has=self.page.get_by_role("heading", name=numeral))
            self.actions += 1
            field.locator("textarea").first.fill(report.text[key])
        self.fill("label:has-text('第一部分之前') textarea", report.preamble or "")

    def filed(self) -> str:
        self.actions += 1
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="下载报告文件").click()
        return Path(waiting.value.path()).read_text(encoding="utf-8")

    def said(self, section: str) -> str:
        return self.page.locator(f"div:has(> .gk-sheet #{section}-table) > .gk-file-said").inner_text()


def test_a_report_is_filed_with_its_tables_pasted(
    page: Page, base_url: str, original: Report, forms: Forms, tmp_path: Path
) -> None:
    clerk, form = Clerk(page), forms[original.form]
    with urlopen(f"{base_url}{AGENCY}/{original.year}/") as response:
        published = response.read().decode()
    clerk.begin(base_url, original.year)
    for section in form.tables:
        first = next(cell for cell in form.cells if cell.startswith(f"{section}."))
        clerk.paste(first, published)
        assert "粘贴了" in clerk.said(section)
    clerk.write_texts(original)
    assert "0 格没有填，0 处错误，0 处疑问" in page.locator(".gk-file-counts").inner_text()
    assert clerk.filed() == dump_report(original, form)
    assert clerk.actions <= 60
    assert axe_violations(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出草稿文件").click()
    waiting.value.save_as(tmp_path / "draft.json")
    assert gongkai("import", "draft.json", cwd=tmp_path).returncode == 0
    written = tmp_path / "reports" / AGENCY / f"{original.year}.yml"
    assert written.read_text(encoding="utf-8") == dump_report(original, form)


def test_a_report_is_typed(page: Page, base_url: str, original: Report, forms: Forms) -> None:
    clerk, form = Clerk(page), forms[original.form]
    clerk.begin(base_url, original.year)
    for section, table in form.tables.items():
        for row in table.rows:
            block = table.rows[row][0]
            for column, cell in zip(block.column_leaves, original.tables[section][row], strict=True):
                if cell.printed != "0" and "total" not in (row, column.name):
                    clerk.fill(FIELD.format(f"{section}.{row}.{column.name}"), cell.printed)
    for number in range(len(form.tables)):
        clerk.click("没有填的都填 0", number)
    clerk.write_texts(original)
    assert clerk.filed() == dump_report(original, form)
    assert clerk.actions <= 260


def test_keys_lead_from_field_to_field(page: Page, base_url: str) -> None:
    Clerk(page).begin(base_url, 2025)
    page.locator(FIELD.format("requests.new.natural")).focus()
    for keys, name in [
        ("Enter", "requests.carried_in.natural"),
        ("ArrowRight", "requests.carried_in.business"),
        ("ArrowDown", "requests.granted.business"),
        ("Shift+Enter", "requests.carried_in.business"),
        ("ArrowUp", "requests.new.business"),
        ("ArrowLeft", "requests.new.natural"),
        ("ArrowUp", "requests.new.natural"),
        ("ArrowRight", "requests.new.business"),
        ("1", "requests.new.business"),
        ("2", "requests.new.business"),
        ("ArrowLeft", "requests.new.business"),
        ("ArrowRight", "requests.new.business"),
        ("ArrowRight", "requests.new.research"),
        ("ArrowLeft", "requests.new.business"),
        ("Home", "requests.new.business"),
        ("ArrowLeft", "requests.new.natural"),
    ]:
        page.keyboard.press(keys)
        assert page.evaluate("document.activeElement.name") == name


def test_equations_are_judged_while_typing_and_name_the_cell_to_mend(page: Page, base_url: str) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025)
    cell = page.locator("td", has=page.locator(FIELD.format("requests.new.natural")))
    assert cell.inner_text() == "上年 16"
    clerk.click("没有填的都填 0", 1)
    clerk.fill(FIELD.format("requests.new.natural"), "１６")
    sides, problems = (page.locator(f".gk-file-{part}").nth(1) for part in ("sides", "problems"))
    assert "“（七）总计”应是 16）" in sides.inner_text()
    clerk.fill(FIELD.format("requests.granted.natural"), "16")
    total = page.locator(FIELD.format("requests.total.natural"))
    assert total.input_value() == "16"
    assert page.locator(FIELD.format("requests.new.natural")).input_value() == "16"
    assert total.get_attribute("placeholder") == "16"
    assert "错误" not in problems.inner_text()
    clerk.fill(FIELD.format("requests.total.natural"), "15")
    invalid = page.locator('#requests-table input[aria-invalid="true"]')
    assert invalid.evaluate_all("all => all.map((each) => each.name)") == [
        "requests.new.natural",
        "requests.total.natural",
    ]
    assert "（16 = 15，不成立，相差 1）" in sides.inner_text()
    assert "由 15 改为 16，这 2 条勾稽关系就都成立" in problems.inner_text()
    clerk.fill(FIELD.format("requests.total.natural"), "")
    problems.get_by_role("button").first.wait_for(state="detached")
    assert "错误" not in problems.inner_text()


def test_errors_are_listed_before_doubts(page: Page, base_url: str) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025)
    for name, text in {"licensing": "12件", "penalties": "15", "coercion": "-1"}.items():
        clerk.fill(FIELD.format(f"disclosure.{name}.decisions"), text)
    items = page.locator(".gk-file-problems").first.locator("li")
    assert [text.partition("：")[0] for text in items.all_inner_texts()[:2]] == ["错误", "疑问"]


def test_what_a_section_must_state_is_asked_until_it_is_there(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}file/")
    assert page.locator("#gk-file-year").input_value() == str(date.today().year - 1)
    Clerk(page).begin(base_url, 2025)
    section = page.locator("section", has=page.get_by_role("heading", name="六、"))
    assert "字；这一部分还要说明信息处理费的情况（国办函〔2020〕109号）" in section.locator("small").first.inner_text()
    section.locator("textarea").fill("没有收取 信息处理费。")
    assert section.locator("small").first.inner_text() == "10 字"


def test_what_does_not_fit_is_refused_and_a_paste_can_be_undone(page: Page, base_url: str) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025)
    clerk.paste("requests.new.natural", "", "1\t2\t3\t4\t5\t6\t7\t8")
    assert "只有 7 格" in clerk.said("requests")
    assert page.locator(FIELD.format("requests.new.natural")).input_value() == ""
    clerk.paste("requests.new.natural", "", "1\t\t/\r\n3\t4\t5")
    values = [
        page.locator(FIELD.format(f"requests.{cell}")).input_value()
        for cell in ("new.natural", "new.business", "new.research", "carried_in.research", "new.public_interest")
    ]
    assert values == ["1", "空白", "/", "5", ""]
    clerk.click("撤销")
    assert page.evaluate("document.activeElement.textContent") == "已撤销。"
    assert page.locator(FIELD.format("requests.carried_in.research")).input_value() == "0"
    assert page.locator(FIELD.format("requests.new.natural")).input_value() == ""


def test_a_typed_figure_can_refer_to_its_cell_and_the_preview_shows_it(page: Page, base_url: str) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025)
    clerk.fill(FIELD.format("disclosure.licensing.decisions"), "127")
    section = page.locator("section", has=page.get_by_role("heading", name="一、"))
    text = section.locator("textarea")
    text.fill("（一）主动公开。办理行政许可127件，其中2127件、127项不算。\n（二）依申请公开\n- <b>甲</b>**乙**")
    assert "“127件”就是表中“行政许可：本年处理决定数量”的数" in section.locator(".gk-file-offers").inner_text()
    section.get_by_role("button").click()
    assert "许可{{disclosure.licensing.decisions}}件，其中2127件、127项" in text.input_value()
    assert section.locator(".gk-file-offers li").count() == 0
    clerk.fill(FIELD.format("disclosure.licensing.decisions"), "128")
    assert section.locator(".gk-file-preview").evaluate("(shown) => shown.innerHTML") == (
        "<p><strong>（一）主动公开。</strong>办理行政许可128件，其中2127件、127项不算。</p><h3>（二）依申请公开</h3>"
        "<ul><li>&lt;b&gt;甲&lt;/b&gt;<strong>乙</strong></li></ul>"
    )


def test_five_references_are_offered_at_most(page: Page, base_url: str) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025)
    clerk.paste("requests.granted.natural", "", "\t".join(str(101 + number) for number in range(6)))
    section = page.locator("section", has=page.get_by_role("heading", name="一、"))
    section.locator("textarea").fill("".join(f"{101 + number}件，" for number in range(6)))
    assert section.locator(".gk-file-offers li").count() == 5


def test_the_page_says_why_it_does_not_begin_and_what_is_there_already(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}file/")
    said = page.locator("#gk-file-said")
    for field, text in {"name": NAME, "id": "A", "year": "2018"}.items():
        page.fill(f"#gk-file-{field}", text)
    page.get_by_role("button", name="开始填报").click()
    assert said.inner_text().startswith("代号是机关在网站上的地址")
    page.fill("#gk-file-id", AGENCY)
    page.get_by_role("button", name="开始填报").click()
    page.get_by_text("2018 年度没有统一格式。").wait_for()
    page.fill("#gk-file-year", "2024")
    page.get_by_role("button", name="开始填报").click()
    page.wait_for_selector(".gk-form")
    assert said.inner_text() == (
        "本站没有上年的报告，上年的数请自己核对。这一年的报告已经公布；要改它，请用“更正已公布的报告”打开。"
    )
    assert "收件人请自己填。" in page.locator(".gk-file-done").inner_text()
    page.reload()
    Clerk(page).begin(base_url, 2025)
    assert said.inner_text() == "上年的数取自本站 2024 年度的报告。"


def test_a_draft_is_deleted_after_asking(page: Page, base_url: str) -> None:
    Clerk(page).begin(base_url, 2025, "jia/yi", "甲市乙局")
    page.get_by_text("草稿已保存").wait_for()
    page.reload()
    drafts = page.locator("#gk-file-drafts li")
    answers: list[tuple[Callable[[Dialog], None], int]] = [(Dialog.dismiss, 1), (Dialog.accept, 0)]
    for answer, left in answers:
        page.once("dialog", answer)
        drafts.first.get_by_role("button", name="删除").click()
        assert drafts.count() == left


def test_drafts_are_kept_and_two_tabs_keep_both(page: Page, base_url: str) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025, "jia/yi", "甲市乙局")
    clerk.fill(FIELD.format("requests.new.natural"), "5")
    page.get_by_text("草稿已保存").wait_for()
    with page.context.new_page() as other:
        for tab in (page, other):
            tab.goto(f"{base_url}file/")
            tab.get_by_role("button", name="接着填", exact=True).click()
            assert tab.locator(FIELD.format("requests.new.natural")).input_value() == "5"
        page.locator(FIELD.format("requests.new.natural")).fill("6")
        page.get_by_text("草稿已保存").wait_for()
        other.locator(FIELD.format("requests.new.natural")).fill("7")
        other.get_by_text("另一个标签页也改了这份草稿").wait_for()
    page.goto(f"{base_url}file/")
    page.get_by_role("button", name="接着填", exact=True).nth(1).wait_for()


def test_the_page_works_from_disk_and_on_a_phone(page: Page, base_url: str, tmp_path: Path) -> None:
    page.goto(f"{base_url}file/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载本页").click()
    waiting.value.save_as(tmp_path / "报送.html")
    with page.context.new_page() as copy, watched(copy, "file:///", console=True):
        copy.set_viewport_size({"width": 390, "height": 844})
        copy.goto((tmp_path / "报送.html").as_uri())
        copy.fill("#gk-file-name", "甲市乙局")
        copy.fill("#gk-file-id", "jia/yi")
        copy.fill("#gk-file-year", "2025")
        copy.get_by_role("button", name="开始填报").click()
        copy.locator(FIELD.format("disclosure.licensing.decisions")).fill("3")
        clerk = Clerk(copy)
        assert "  licensing:   3  # 行政许可\n" in clerk.filed()
        assert width_of(copy) == 390
        assert axe_violations(copy) == []


_COVERED = """() => {
    const {x, y, width, height} = document.activeElement.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) !== document.activeElement;
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_bar_covers_the_field_in_which_one_types(page: Page, base_url: str, width: int) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025)
    set_view(page, "light", width, 800)
    page.locator(FIELD.format("requests.new.natural")).focus()
    for key in ["ArrowDown"] * 24 + ["ArrowUp"] * 24:
        page.keyboard.press(key)
        assert not page.evaluate(_COVERED), page.evaluate("document.activeElement.name")


def test_the_print_view_has_the_report_alone(page: Page, base_url: str) -> None:
    clerk = Clerk(page)
    clerk.begin(base_url, 2025)
    clerk.fill(FIELD.format("disclosure.licensing.decisions"), "1234")
    clerk.fill(FIELD.format("disclosure.penalties.decisions"), "22（其中补办1件）")
    page.locator("section", has=page.get_by_role("heading", name="五、")).locator("textarea").fill("形式单一。1234件。")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#gk-file-report").inner_text().startswith(f"{NAME}2025年政府信息公开工作年度报告")
    assert page.get_by_text("形式单一。").last.is_visible()
    lists = (".gk-file-problems li", ".gk-file-offers li")
    for hidden in ("textarea", "#gk-file button", *lists, ".gk-file label", ".gk-file-kept", ".gk-page > h1"):
        assert page.locator(hidden).count() > 0
        assert page.locator(hidden).filter(visible=True).count() == 0


def test_the_script_is_small(site: Path) -> None:
    assert len(gzip.compress((site / "assets/filing/page.js").read_bytes())) < _MAX_SCRIPT_BYTES
