"""Files that the filing page opens: workbooks are read as exported, and what would be guessed is refused."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Page

from generator.exporters.excel import export_excel
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.layout import lay_out
from generator.model.narrative import published_texts
from generator.sources.form_loader import load_forms
from tests.filing.random_figures import random_report
from tests.made_reports import REPORTS, stored
from tests.web import watched

AGENCY = "qiyang/zjj/2024"
_OPEN = """async ([module, data]) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const { draftOfWorkbook } = await import(module);
    return draftOfWorkbook(bytes);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    with watched(opened, base_url, console=True):
        opened.goto(f"{base_url}file/")
        yield opened
    context.close()


@pytest.fixture(scope="module")
def exported(site: Path) -> bytes:
    """Return the workbook of a published report."""
    return (site / f"{AGENCY}/report.xlsx").read_bytes()


def test_a_workbook_of_every_form_is_read_as_it_was_exported(page: Page, base_url: str) -> None:
    agency, forms = Agency("jia", "甲市乙局", "department"), load_forms()
    made = [
        replace(random_report(Random(5), form, form.first_year or 2023, "right"), closing="星号\\**不是粗体\n甲市乙局")
        for form in forms.values()
    ]
    for report in [*made, *(stored(path, forms) for path in REPORTS if path.stem in ("2019", "2024"))]:
        form = forms[report.form]
        data = base64.b64encode(export_excel(report, form, agency)).decode()
        draft = page.evaluate(_OPEN, [f"{base_url}assets/filing/exported-report.js", data])
        assert draft["cells"] == draft["correction"]["before"]["cells"] == _printed_cells(form, report.tables)
        shown = {**draft["text"], **draft["notes"], **draft["facts"]}
        texts = published_texts(report, form)
        assert {key: shown[key] for key in texts} == {key: text.replace("**", "\\**") for key, text in texts.items()}
        assert (draft["agency"], draft["year"], draft["form"]) == (report.agency, report.year, report.form)
        assert draft["facts"]["published"] == (report.published_text or "")


def _printed_cells(form: Form, tables: Any) -> dict[str, str]:
    cells = (cell.printed for rows in tables.values() for row in rows.values() for cell in row)
    return {name: text for name, text in zip(form.cells, cells, strict=True) if text != "?"}


def test_what_was_edited_in_excel_is_what_changes(page: Page, base_url: str, exported: bytes) -> None:
    def edit(book: Workbook) -> None:
        for sheet, name, text in [
            ("表二", "disclosure.licensing.decisions", 129),
            ("表二", "disclosure.fees.amount", None),
            ("表三", "requests.new.natural", "16（其中网上3件）"),
        ]:
            book[sheet].cell(*_place(load_forms()["2021"], name)).value = text
        book["正文"].cell(book["正文"].max_row, 1, "另有说明。")

    page.goto(f"{base_url}file/")
    page.set_input_files("#gk-file-file", _file(_edited(exported, edit)))
    page.wait_for_selector(".gk-form")
    assert [text.replace("\n", "") for text in page.locator(".gk-file-changes > li").all_inner_texts()] == [
        "行政许可：本年处理决定数量：127 → 129",
        "行政事业性收费：本年收费金额（单位：万元）：2896.904 → 空白",
        "一、本年新收政府信息公开申请数量：自然人：16 → 16（其中网上3件）",
        "六、其他需要报告的事项：无。 → 另有说明。",
    ]


def test_a_formula_that_was_not_worked_out_is_open(page: Page, base_url: str, exported: bytes) -> None:
    def edit(book: Workbook) -> None:
        book["表二"].cell(*_place(load_forms()["2021"], "disclosure.licensing.decisions")).value = "=100+27"

    page.goto(f"{base_url}file/")
    page.set_input_files("#gk-file-file", _file(_edited(exported, edit)))
    page.get_by_text("有 1 格原来有数，现在没有填。原件空白的，请写“空白”。").wait_for()


def test_readings_of_characters_are_no_text(page: Page, base_url: str, exported: bytes) -> None:
    reading = '</t><rPh sb="0" eb="1"><t>du</t></rPh></is>'
    page.goto(f"{base_url}file/")
    page.set_input_files("#gk-file-file", _file(_replaced(exported, "xl/worksheets/sheet1.xml", "</t></is>", reading)))
    page.get_by_text("同打开的时候相比，公布的内容还没有改动。").wait_for()


def _place(form: Form, name: str) -> tuple[int, int]:
    """Return the row and column of a cell on its sheet, below the title."""
    section, _, cell = name.partition(".")
    box = next(each for each in lay_out(form.tables[section]).boxes if each.kind == "cell" and each.name == cell)
    return box.row + 2, box.column + 1


def _file(data: bytes, name: str = "report.xlsx") -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def _edited(data: bytes, edit: Callable[[Workbook], Any]) -> bytes:
    book, written = load_workbook(io.BytesIO(data)), io.BytesIO()
    edit(book)
    book.save(written)
    return written.getvalue()


def _replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return the package with words of one part replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            text = package.read(name).decode()
            assert name != part or old in text
            copy.writestr(name, text.replace(old, new) if name == part else text)
    return written.getvalue()


def _at(data: bytes, sign: bytes, offset: int, value: bytes) -> bytes:
    """Return the data with bytes replaced at an offset from the last place of a sign."""
    at = data.rindex(sign) + offset
    return data[:at] + value + data[at + len(value) :]


def _directory_entry(data: bytes, name: str, offset: int, value: bytes) -> bytes:
    at = data.rindex(name.encode()) - 46 + offset
    return data[:at] + value + data[at + len(value) :]


def _large_parts(data: bytes) -> bytes:
    """Return a package two of whose parts are too large together."""
    for name in ("xl/worksheets/sheet1.xml", _SHEET):
        data = _directory_entry(data, name, 24, (12_000_000).to_bytes(4, "little"))
    return data


def _bomb(exported: bytes) -> bytes:
    """Return a package one of whose parts unpacks to more than it says."""
    data = _replaced(exported, "xl/worksheets/sheet2.xml", "</worksheet>", f"</worksheet>{' ' * 9_000_000}")
    return _directory_entry(data, "xl/worksheets/sheet2.xml", 24, (20_000).to_bytes(4, "little"))


_SHEET, _PROPERTIES = "xl/worksheets/sheet2.xml", "docProps/custom.xml"
_VERSION = 'name="gongkai-version"><vt:lpwstr>'

_REFUSED: list[tuple[str, str, Callable[[bytes], bytes]]] = [
    ("空的", "空的", lambda _: b""),
    (".xls", "旧的 .xls", lambda _: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)),
    ("PDF", "这是 PDF", lambda _: b"%PDF-1.7\n"),
    ("GBK", "不是 UTF-8", lambda _: "甲: 乙".encode("gbk")),
    ("JSON", "不是从报送页导出的草稿", lambda _: b'{"a": 1}'),
    ("draft", "不是从报送页导出的草稿", lambda _: json.dumps({"format": "gongkai-draft-1", "agency": "a"}).encode()),
    ("agency.yml", "缺少", lambda _: b"name: \xe7\x94\xb2\nkind: department\n"),
    ("alias", "第 2 行", lambda _: b"a: 1\nb: *a\n"),
    ("large", "不是一份年度报告", lambda _: b" " * 10_000_001),
    ("half", "不完整", lambda data: data[: len(data) // 2]),
    ("password", "打开密码", lambda data: _at(data, b"PK\x01\x02", 8, b"\x01\x00")),
    ("directory", "不完整", lambda data: _at(data, b"PK\x05\x06", 16, b"\xff\xff\xff\x7f")),
    ("parts", "大得不正常", lambda data: _at(data, b"PK\x05\x06", 10, b"\xff\xff")),
    ("stated size", "大得不正常", lambda data: _directory_entry(data, _SHEET, 24, b"\xff\xff\xff\x7f")),
    ("large parts", "大得不正常", _large_parts),
    ("bomb", "大得不正常", _bomb),
    ("checksum", "不完整", lambda data: _directory_entry(data, _SHEET, 16, b"\x00\x00\x00\x00")),
    ("entities", "实体声明", lambda data: _replaced(data, _SHEET, "<worksheet", "<!DOCTYPE a><worksheet")),
    ("XML", "已损坏", lambda data: _replaced(data, _SHEET, "</sheetData>", "")),
    ("foreign", "不是网站上下载的", lambda data: _replaced(data, _PROPERTIES, "gongkai-", "another-")),
    ("version", "网站上的报告改过", lambda data: _replaced(data, _PROPERTIES, _VERSION, f"{_VERSION}0")),
    ("row", "样子改过", lambda data: _edited(data, lambda book: book["表三"].insert_rows(6))),
    ("column", "样子改过", lambda data: _edited(data, lambda book: book["表二"].insert_cols(2))),
    ("heading", "样子改过", lambda data: _replaced(data, _SHEET, "行政许可", "行政确认")),
    ("more", "多了", lambda data: _edited(data, lambda book: book["表四"].cell(20, 3, "甲"))),
    ("sheet", "没有这张工作表", lambda data: _edited(data, lambda book: book.remove(book["表四"]))),
    ("title", "找不到标题", lambda data: _edited(data, lambda book: book["正文"].delete_rows(1, 3))),
]


def test_what_cannot_be_read_with_certainty_is_refused_in_one_sentence(
    page: Page, base_url: str, exported: bytes
) -> None:
    page.goto(f"{base_url}file/")
    page.fill("#gk-file-name", "甲局")
    page.fill("#gk-file-id", "jia")
    page.fill("#gk-file-year", "2024")
    for _, words, make in _REFUSED:
        page.evaluate("document.getElementById('gk-file-said').textContent = ''")
        page.set_input_files("#gk-file-file", _file(make(exported)))
        page.locator("#gk-file-said", has_text=words).wait_for()
        assert page.locator("#gk-file-report").inner_text() == ""


def test_a_draft_whose_form_cannot_be_read_is_not_passed_over_in_silence(page: Page, base_url: str) -> None:
    page.route("**/schemas/forms/2021.json", lambda route: route.fulfill(body="null"))
    page.goto(f"{base_url}file/")
    whose = {"format": "gongkai-draft-1", "agency": "jia", "name": "甲局", "year": 2024, "form": "2021"}
    draft = whose | {"facts": {}, "text": {}, "notes": {}, "cells": {}}
    page.set_input_files("#gk-file-file", _file(json.dumps(draft).encode(), "draft.json"))
    page.get_by_text("没有打开：没有读到“2021”这种表格格式").wait_for()
