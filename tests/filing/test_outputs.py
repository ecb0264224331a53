"""What leaves the filing page in a browser: decisions, other forms, the code forge and the letter."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, Route

from generator.checks import check_catalog
from generator.model.form import Forms
from generator.pages.write import render_pages
from generator.sources import load_report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.command_line import gongkai
from tests.filing.test_page import FIELD, NAME, Clerk
from tests.sample_reports import ORIGINAL, SAMPLES
from tests.web import axe_violations, watched

AGENCY, YEAR = "qiyang/zjj", 2025
REASON = "原件如此：“22”里有16件是修订"


_ROOT = 'id="gk-file"'
_SETTINGS = 'data-repository="https://github.com/jia/reports" data-contact="县政府办公室 zwgk@example.gov.cn"'


def _with_settings(route: Route) -> None:
    """Answer with the page of a site that names its repository and a mail address."""
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace(_ROOT, f"{_ROOT} {_SETTINGS}"))


_MARKUP = "</script><!--<script>局"


def _with_markup(route: Route) -> None:
    """Answer with an index in which an agency has markup in its name."""
    response = route.fetch()
    route.fulfill(response=response, body=response.text().replace(NAME, _MARKUP))


@pytest.fixture
def clerk(browser: Browser, base_url: str) -> Iterator[Clerk]:
    """Yield a clerk at a new report, in a browser that has kept nothing; the code forge answers with nothing."""
    context = browser.new_context(accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    context.route("https://github.com/**", lambda route: route.fulfill(body=""))
    page = context.new_page()
    page.route(f"{base_url}file/", _with_settings)
    with watched(page, base_url, console=True):
        clerk = Clerk(page)
        clerk.begin(base_url, YEAR)
        yield clerk
    context.close()


def _fill_all(clerk: Clerk) -> None:
    """Fill in the sample's tables and texts with figures that are right."""
    for number in range(3):
        clerk.click("没有填的都填 0", number)
    for numeral, text in [
        ("一、", "本机关照常公开。"),
        ("五、", "解读形式单一，将增加图表。"),
        ("六、", "本机关没有收取信息处理费。"),
    ]:
        section = clerk.page.locator("section", has=clerk.page.get_by_role("heading", name=numeral))
        section.locator("textarea").first.fill(text)


def _check(folder: Path, text: str) -> str:
    """Return what `gongkai check` says of the text in the sample's place."""
    reports = folder / "reports/qiyang/zjj"
    reports.mkdir(parents=True)
    for name in ("agency.yml", "zjj/agency.yml"):
        (folder / "reports/qiyang" / name).write_text((SAMPLES / "qiyang" / name).read_text("utf-8"), "utf-8")
    (reports / f"{YEAR}.yml").write_text(text, encoding="utf-8")
    return gongkai("check", cwd=folder).stderr


def test_a_warning_that_is_right_is_accepted_with_its_reason(clerk: Clerk, tmp_path: Path) -> None:
    page, cell = clerk.page, "disclosure.normative.in_force"
    _fill_all(clerk)
    clerk.fill(FIELD.format("disclosure.normative.issued"), "22")
    clerk.fill(FIELD.format(cell), "22（其中修订16件）")
    problems = page.locator(".gk-file-problems").first
    problems.get_by_role("button", name="到这一格").click()
    assert page.evaluate("document.activeElement.name") == cell
    problems.get_by_role("button", name="原件如此").click()
    page.get_by_label("为什么照原样公布").fill(f" {REASON} ")
    page.keyboard.press("Enter")
    assert f"照原样公布：{REASON}" in page.evaluate("document.activeElement.innerText")
    assert "0 处错误，0 处疑问" in page.locator(".gk-file-counts").inner_text()
    written = clerk.filed()
    assert written.endswith(f'\naccepts:\n  - {{check: cell.text, cell: {cell}, reason: "{REASON}"}}\n')
    assert "0 个错误，0 个疑问，1 条说明" in _check(tmp_path, written)
    page.get_by_text("草稿已保存").wait_for()
    page.reload()
    page.get_by_role("button", name="接着填", exact=True).click()
    problems.get_by_role("button", name="撤回理由").click()
    assert "疑问：" in problems.inner_text()
    assert "accepts" not in clerk.filed()


def test_the_report_is_copied_and_the_code_forge_opened_where_it_belongs(clerk: Clerk, base_url: str) -> None:
    page = clerk.page
    with page.context.expect_page() as opened:
        clerk.click("复制并在 GitHub 新建文件")
    assert opened.value.url == f"https://github.com/jia/reports/new/main?filename=reports/{AGENCY}/{YEAR}.yml"
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == clerk.filed()
    assert page.locator(".gk-file-done output").inner_text().startswith("已复制。")
    assert page.get_by_label("要复制的全文").is_hidden()
    assert "收件人请自己填。" not in page.locator(".gk-file-done").inner_text()
    clerk.begin(base_url, YEAR - 1)
    with page.context.expect_page() as opened:
        clerk.click("复制并在 GitHub 修改这份文件")
    assert opened.value.url == f"https://github.com/jia/reports/edit/main/reports/{AGENCY}/{YEAR - 1}.yml"


def test_where_the_clipboard_is_refused_the_text_stands_selected(clerk: Clerk) -> None:
    page = clerk.page
    clerk.fill(FIELD.format("disclosure.licensing.decisions"), "22（其中修订16件）")
    clerk.click("原件如此")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))")
    clerk.click("复制并在 GitHub 新建文件")
    field = page.get_by_label("要复制的全文")
    field.wait_for()
    assert page.evaluate("getSelection().toString()") == field.input_value() == clerk.filed()
    assert "按 Ctrl+C" in page.locator(".gk-file-done output").inner_text()
    assert len(page.context.pages) == 1
    assert axe_violations(page) == []


def test_a_letter_to_the_office_says_what_is_attached(clerk: Clerk) -> None:
    page = clerk.page
    _fill_all(clerk)
    link = page.get_by_role("link", name="写邮件")
    address, _, fields = (link.get_attribute("href") or "").partition("?")
    assert address == "mailto:zwgk@example.gov.cn"
    body = parse_qs(fields)["body"][0]
    assert "附件：qiyang-zjj-2025.json\r\n" in body
    assert body.endswith("核对：0 格没有填，0 处错误，0 处疑问")
    clerk.click("复制邮件正文")
    page.get_by_text("已复制").wait_for()
    assert body.replace("\r\n", "\n") in page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")


def test_a_report_is_filled_in_in_another_form_after_asking_what_may_be_lost(clerk: Clerk, tmp_path: Path) -> None:
    page, asked = clerk.page, list[str]()

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    clerk.fill(FIELD.format("requests.granted.natural"), "3")
    clerk.fill(FIELD.format("requests.other.other.natural"), "2")
    page.get_by_text("原件用的不是这种格式").click()
    page.get_by_label("表格格式").select_option("2021-mixed")
    clerk.click("改用这种格式")
    page.locator(FIELD.format("requests.other.natural")).wait_for()
    assert asked == ["“2021年格式（（六）其他处理为一行）”里没有下面这些，改用以后会从草稿里删去：\n3.其他：自然人 2"]
    assert page.locator(FIELD.format("requests.granted.natural")).input_value() == "3"
    assert "2025 年度通常不用" in page.locator(".gk-file-problems").first.inner_text()
    clerk.fill(FIELD.format("requests.new.natural"), "3")
    _fill_all(clerk)
    page.get_by_role("button", name="原件如此").click()
    page.get_by_label("为什么照原样公布").fill("原件如此")
    page.get_by_role("button", name="写入理由").click()
    written = clerk.filed()
    assert written.startswith('form: "2021-mixed"\n')
    assert "0 个错误，0 个疑问，1 条说明" in _check(tmp_path, written)
    page.reload()
    page.get_by_role("button", name="接着填", exact=True).click()
    page.get_by_label("表格格式").wait_for(state="attached")
    assert clerk.filed() == written
    page.reload()
    clerk.fill("#gk-file-name", NAME)
    source: FilePayload = {"name": f"{YEAR}.yml", "mimeType": "text/yaml", "buffer": written.encode()}
    page.set_input_files("#gk-file-file", source)
    assert page.get_by_text("年度通常不用").inner_text().endswith("（照原样公布：原件如此）")


def _report_page(reports: Path) -> str:
    """Return the Markdown of the sample's report page."""
    catalog = load_catalog(reports, load_forms())
    return dict(render_pages(catalog, check_catalog(catalog)))[f"{AGENCY}/{YEAR - 1}/index.md"]


def test_what_the_page_writes_gives_the_report_page_of_the_repositorys_own_file(
    clerk: Clerk, base_url: str, forms: Forms, tmp_path: Path
) -> None:
    report, _ = load_report(ORIGINAL, AGENCY, YEAR - 1, forms)
    assert report
    clerk.begin(base_url, YEAR - 1)
    with urlopen(f"{base_url}{AGENCY}/{YEAR - 1}/") as response:
        published = response.read().decode()
    for cell in ("disclosure.regulations.issued", "requests.new.natural", "disputes.review.upheld"):
        clerk.paste(cell, published)
    clerk.write_texts(report)
    reports = shutil.copytree(SAMPLES, tmp_path / "reports")
    own = _report_page(reports)
    (reports / AGENCY / ORIGINAL.name).write_text(clerk.filed(), encoding="utf-8")
    assert _report_page(reports) == own


def test_only_a_site_without_real_reports_offers_demonstration_agencies(tab: Page, base_url: str) -> None:
    tab.goto(f"{base_url}file/")
    names = tab.locator("#gk-file-names option")
    names.first.wait_for(state="attached")
    assert names.all_inner_texts() == [AGENCY]


def test_the_downloaded_page_leads_to_the_same_places(clerk: Clerk, base_url: str, site: Path, tmp_path: Path) -> None:
    clerk.page.route("**/data/cells/index.json", _with_markup)
    clerk.page.goto(f"{base_url}file/")
    with clerk.page.expect_download() as waiting:
        clerk.click("下载本页")
    waiting.value.save_as(tmp_path / "报送.html")
    copy = Clerk(clerk.page.context.new_page())
    copy.page.goto((tmp_path / "报送.html").as_uri())
    assert copy.page.locator("#gk-file-names option").get_attribute("value") == _MARKUP
    assert copy.page.get_by_role("link", name="怎样报送").get_attribute("href") == f"{base_url}howto/"
    copy.page.set_input_files("#gk-file-file", site / AGENCY / str(YEAR - 1) / "report.xlsx")
    copy.page.get_by_label("更正的日期").wait_for()
    copy.page.reload()
    for field, text in [("name", "甲市乙局"), ("id", "jia/yi"), ("year", str(YEAR))]:
        copy.fill(f"#gk-file-{field}", text)
    copy.click("开始填报")
    with copy.page.context.expect_page() as opened:
        copy.click("复制并在 GitHub 新建文件")
    assert opened.value.url == f"https://github.com/jia/reports/new/main?filename=reports/jia/yi/{YEAR}.yml"
    letter = copy.page.get_by_role("link", name="写邮件").get_attribute("href") or ""
    assert letter.startswith("mailto:zwgk@example.gov.cn?")
