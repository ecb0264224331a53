"""The site in Chromium 86 of October 2020: a report filed, and searches, figures and pages without a script error.

Run by `make old-browser`. Playwright types and clicks through scripts here: what it looks elements up with is younger.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, sync_playwright

from generator.model.form import Form, Forms
from generator.model.report import Report
from generator.sources import dump_report, load_report
from tests.browsers.started import started
from tests.command_line import PROJECT
from tests.sample_reports import ORIGINAL
from tests.web import watched

PROGRAM = PROJECT / "build/old-chromium"
AGENCY, NAME = "qiyang/zjj", "祁阳市住房和城乡建设局"

_PASTE = """([name, html]) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    const field = document.getElementsByName(name)[0];
    field.focus();
    field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""
_NAME_TEXT = """(number) => {
    const texts = [...document.querySelectorAll('.gk-file-text textarea')].filter((each) => !each.closest('details'));
    texts[number].id = `text-${number}`;
}"""
_CLICK = "(text) => [...document.querySelectorAll('button')].find((each) => each.textContent === text).click()"
_FOCUS = "(selector) => { const field = document.querySelector(selector); field.focus(); field.select(); }"
_TEXT = "(selector) => document.querySelector(selector).innerText"


@pytest.fixture(scope="module")
def old_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Yield a tab of the old browser."""
    with sync_playwright() as playwright, started(playwright, PROGRAM, tmp_path_factory.mktemp("profile")) as old:
        assert old.browser.version.startswith("86.")
        yield old.browser.contexts[0].new_page()


@pytest.fixture
def page(old_page: Page, base_url: str) -> Iterator[Page]:
    """Yield the tab; nothing may go wrong in a script, and nothing be asked of another host."""
    with watched(old_page, base_url, console=True):
        yield old_page


def _type(page: Page, selector: str, text: str) -> None:
    page.evaluate(_FOCUS, selector)
    page.keyboard.insert_text(text) if "\n" in text else page.keyboard.type(text)


def _type_tables(page: Page, report: Report, form: Form, sections: list[str]) -> None:
    for section in sections:
        for row, blocks in form.tables[section].rows.items():
            for column, cell in zip(blocks[0].column_leaves, report.tables[section][row], strict=True):
                _type(page, f'input[name="{section}.{row}.{column.name}"]', cell.printed)


def _downloaded(page: Page, file: Path) -> str:
    """Click, and return the text of the file that the browser saves within ten seconds."""
    where = {"behavior": "allow", "downloadPath": str(file.parent)}
    page.context.new_cdp_session(page).send("Page.setDownloadBehavior", where)
    page.evaluate(_CLICK, "下载报告文件")
    for _ in range(100):
        if file.exists():
            break
        page.wait_for_timeout(100)
    return file.read_text(encoding="utf-8")


def test_a_report_is_typed_pasted_and_downloaded(page: Page, base_url: str, forms: Forms, tmp_path: Path) -> None:
    report, _ = load_report(ORIGINAL, AGENCY, int(ORIGINAL.stem), forms)
    assert report
    form = forms[report.form]
    page.goto(f"{base_url}file/")
    page.wait_for_function("() => !document.getElementById('gk-file-choice').hidden")
    for field, text in {"name": NAME, "id": AGENCY, "year": str(report.year)}.items():
        _type(page, f"#gk-file-{field}", text)
    page.evaluate(_CLICK, "开始填报")
    page.wait_for_function("() => document.querySelector('.gk-form')")
    pasted, *typed = sorted(form.tables, key=lambda section: -len(form.tables[section].rows))
    first = next(cell for cell in form.cells if cell.startswith(f"{pasted}."))
    with urlopen(f"{base_url}{AGENCY}/{report.year}/") as response:
        page.evaluate(_PASTE, [first, response.read().decode()])
    _type_tables(page, report, form, typed)
    texts = [report.preamble or "", *report.text.values(), report.closing or ""]
    for number, text in enumerate(texts):
        page.evaluate(_NAME_TEXT, number)
        _type(page, f"#text-{number}", text)
    assert "0 格没有填，0 处错误，0 处疑问" in page.evaluate(_TEXT, ".gk-file-counts")
    assert _downloaded(page, tmp_path / f"{report.year}.yml") == dump_report(report, form)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("", "检索"),
        (f"{AGENCY}/2024/", "一、总体情况"),
        (f"{AGENCY}/", "2024"),
        ("years/2024/", "2024"),
        ("agencies/", NAME),
        ("search/?q=住建 2024", NAME),
        ("search/?q=群众切身利益", "群众切身利益"),
        ("figures/?cell=requests.new.total:gt:10&year=2024", NAME),
        (f"compare/?agency={AGENCY}", NAME),
    ],
)
def test_pages_do_their_work(page: Page, base_url: str, path: str, shown: str) -> None:
    page.goto(base_url + path, wait_until="networkidle")
    page.wait_for_function("(shown) => document.querySelector('main').innerText.includes(shown)", arg=shown)
