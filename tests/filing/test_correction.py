"""A published report corrected in a browser: opened, changed, explained, and written without touching anything else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.authoring.repository import commit, git
from tests.command_line import gongkai
from tests.sample_reports import ORIGINAL, SAMPLES
from tests.web import axe_violations, watched

AGENCY, NAME, YEAR = "qiyang/zjj", "祁阳市住房和城乡建设局", 2024
LICENSING, PENALTIES = "disclosure.licensing.decisions", "disclosure.penalties.decisions"
_FIELD = 'input[name="{}"]'


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """Yield a tab of a browser that has kept nothing; nothing may be asked of another host."""
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    with watched(opened, base_url, console=True):
        opened.goto(f"{base_url}file/")
        yield opened
    context.close()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a repository with the published reports."""
    shutil.copytree(SAMPLES, tmp_path / "reports")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def _choose(page: Page) -> None:
    page.fill("#gk-file-name", NAME)
    page.fill("#gk-file-year", str(YEAR))


def _downloaded(page: Page, name: str) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def _changes(page: Page) -> list[str]:
    return page.locator(".gk-file-changes > li").all_inner_texts()


def test_a_published_file_is_corrected_in_place(page: Page, office: Path) -> None:
    path = office / f"reports/{AGENCY}/{YEAR}.yml"
    source = path.read_text(encoding="utf-8")
    _choose(page)
    page.set_input_files("#gk-file-file", ORIGINAL)
    page.locator(_FIELD.format(LICENSING)).fill("129")
    page.locator(_FIELD.format(PENALTIES)).fill("17")
    page.locator(_FIELD.format("disclosure.coercion.decisions")).fill("9")
    assert len(_changes(page)) == 3
    page.locator(_FIELD.format("disclosure.coercion.decisions")).fill("0")
    assert _changes(page) == [
        "行政许可：本年处理决定数量：127 → 129",
        "行政处罚：本年处理决定数量：15 → 17",
    ]
    download = page.get_by_role("button", name="下载报告文件")
    assert download.is_hidden()
    assert "可以提交" not in page.locator(".gk-file-counts").inner_text()
    assert (
        "请写明更正的原因"
        in page.locator("section", has=page.get_by_role("heading", name="改动")).get_by_role("status").inner_text()
    )
    page.get_by_label("更正的日期").fill("2026-03-02")
    page.get_by_label("更正的原因").fill("录入错误")
    assert "可以提交" in page.locator(".gk-file-counts").inner_text()
    assert axe_violations(page) == []
    corrected = _downloaded(page, "下载报告文件")
    assert corrected == source.replace("licensing:   127", "licensing:   129").replace(
        "15  # 行政处罚", "17  # 行政处罚"
    ) + (
        '\ncorrections:\n  - date: 2026-03-02\n    reason: "录入错误"\n    changes:\n'
        f"      {LICENSING}: [127, 129]\n      {PENALTIES}: [15, 17]\n"
    )
    path.write_text(corrected, encoding="utf-8")
    assert gongkai("check", "--since", "HEAD", cwd=office).stderr.count("[since.") == 1
    kept = gongkai("correct", f"{AGENCY}/{YEAR}", "--reason", "录入错误", "--date", "2026-03-02", cwd=office)
    assert kept.stdout == f"reports/{AGENCY}/{YEAR}.v1.yml\n"
    assert path.read_text(encoding="utf-8") == corrected
    _is_silent(office)


def test_a_reason_for_what_is_corrected_is_to_be_deleted(page: Page, tmp_path: Path) -> None:
    source = Path(ORIGINAL).read_text(encoding="utf-8")
    path = tmp_path / f"{YEAR}.yml"
    accept = f'{{check: cell.text, cell: {LICENSING}, reason: "原件如此"}}'
    kept = f'{{check: cell.text, cell: {PENALTIES}, reason: "也是原件如此"}}'
    odd = source.replace("licensing:   127", 'licensing:   "约127"').replace("15  # 行政处罚", '"约15"  # 行政处罚')
    path.write_text(f"{odd}accepts:\n  - {accept}\n  - {kept}\n", encoding="utf-8")
    _choose(page)
    page.set_input_files("#gk-file-file", path)
    section = page.locator("section", has=page.get_by_role("heading", name="改动"))
    assert "accepts" not in section.inner_text()
    page.locator(_FIELD.format(LICENSING)).fill("127")
    assert f"请从报告文件的 accepts 里删去这一条（cell.text，{LICENSING}）" in section.inner_text()
    assert PENALTIES not in section.inner_text()


def test_a_report_on_the_site_is_corrected_by_a_draft(page: Page, office: Path) -> None:
    path = office / f"reports/{AGENCY}/{YEAR}.yml"
    source = path.read_text(encoding="utf-8")
    _choose(page)
    page.get_by_role("button", name="更正已公布的报告").click()
    page.locator(_FIELD.format(PENALTIES)).fill("17")
    assert page.get_by_label("文号").count() == page.get_by_label("索引号").count() == 0  # the record has neither
    other = page.locator("section", has=page.get_by_role("heading", name="六、")).locator("textarea")
    other.fill(other.input_value().replace("无。", "另有说明。"))
    assert _changes(page)[0] == "行政处罚：本年处理决定数量：15 → 17"
    assert "无。 → 另有说明。" in _changes(page)[1]
    page.get_by_label("更正的日期").fill("2026-03-02")
    page.get_by_label("更正的原因").fill("录入错误")
    assert page.get_by_role("button", name="下载报告文件").is_hidden()
    (office / "draft.json").write_text(_downloaded(page, "导出草稿文件"), encoding="utf-8")
    result = gongkai("import", "draft.json", cwd=office)
    assert result.returncode == 0, result.stderr
    assert path.with_name(f"{YEAR}.v1.yml").read_text(encoding="utf-8") == source
    written = path.read_text(encoding="utf-8")
    changed = source.replace("15  # 行政处罚", "17  # 行政处罚").replace("\n  无。\n", "\n  另有说明。\n")
    assert written.startswith(changed)
    assert f"{PENALTIES}: [15, 17]\n    text: [other]\n" in written
    _is_silent(office)


def test_a_time_of_publication_is_kept(page: Page, tmp_path: Path) -> None:
    path = tmp_path / f"报告{YEAR}.yml"
    source = ORIGINAL.read_text(encoding="utf-8")
    day = "2025-01-20"
    path.write_text(f"published: {day} 09:05\n{source}", encoding="utf-8")
    page.fill("#gk-file-year", "")
    page.fill("#gk-file-name", NAME)
    page.set_input_files("#gk-file-file", path)
    field = page.get_by_label("公布日期")
    assert field.input_value() == f"{day} 09:05"
    assert page.get_by_label("文号").count() == 1
    record = {"published": day, "published_time": "09:05", "title": "甲", "text": {}, "tables": {}, "printed": {}}
    page.goto(page.url)
    read = """async (record) => {
        const { contentOfRecord } = await import(new URL('../assets/filing/correcting.js', location.href).href);
        return contentOfRecord(record, { sections: [], tables: {}, title: '' }).facts.published;
    }"""
    assert page.evaluate(read, record) == f"{day} 09:05"


def test_the_draft_of_a_correction_is_called_one(page: Page) -> None:
    _choose(page)
    page.get_by_role("button", name="更正已公布的报告").click()
    page.locator(_FIELD.format(PENALTIES)).fill("17")
    page.get_by_text("草稿已保存").wait_for()
    page.reload()
    assert f"{NAME} {YEAR} 年度（更正），" in page.locator("#gk-file-drafts li").inner_text()


def _is_silent(office: Path) -> None:
    result = gongkai("check", "--since", "HEAD", cwd=office)
    assert (result.returncode, "[since." in result.stderr) == (0, False)
