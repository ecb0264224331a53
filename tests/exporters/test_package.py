"""Zip packages, and the document properties of exported files."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from lxml import etree

from generator.exporters import available_formats
from generator.exporters.package import compress, read_members, zip_members
from generator.model.form import Forms
from generator.model.provenance import Origin, origin_of, read_origin
from generator.model.report import Cell, Report
from tests.exporters.samples import AGENCY, report_in_each_form, with_hostile_cells
from tests.made_reports import REPORTS, stored


def test_package_is_a_valid_zip() -> None:
    members = [compress("甲/乙.txt", [b"a" * 5_000, b"", b"b"]), compress("empty", [])]
    package = zip_members(members, date(2025, 3, 31))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert opened.testzip() is None
        assert {each.filename: opened.read(each) for each in opened.infolist()} == {
            "甲/乙.txt": b"a" * 5_000 + b"b",
            "empty": b"",
        }
        assert {each.date_time for each in opened.infolist()} == {(2025, 3, 31, 0, 0, 0)}
    assert read_members(package) == members


def test_exports_are_reproducible(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        for kind, each in available_formats().items():
            first = each.export(report, form, AGENCY)
            each.export(with_hostile_cells(report), form, AGENCY)
            assert each.export(replace(report), form, AGENCY) == first, kind


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_office_file_has_its_origin_in_custom_properties(kind: str, forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    form = forms[report.form]
    data = available_formats()[kind].export(report, form, AGENCY)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        found = {
            each.get("name", ""): "".join(each.itertext())
            for each in etree.fromstring(opened.read("docProps/custom.xml"))
        }
    assert read_origin(found) == origin_of(report, form)
    assert read_origin(found)[:3] == Origin("jia", "2024", "2021", "")[:3]  # type: ignore[index]


def test_version_changes_only_with_visible_content(forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    form = forms[report.form]
    versions = [
        origin_of(each, form).version
        for each in (
            report,
            replace(report, published=date(2025, 1, 1), index_number="甲"),
            replace(report, text={**report.text, "overview": "另一段话。"}),
            replace(report, notes={"requests": "说明。"}),
            _with_fees(report, Cell("1", Decimal(1))),
            _with_fees(report, Cell("1.0", Decimal("1.0"))),
        )
    ]
    assert versions[0] == versions[1]
    assert len(set(versions)) == 5


def _with_fees(report: Report, cell: Cell) -> Report:
    return replace(report, tables={**report.tables, "disclosure": {**report.tables["disclosure"], "fees": (cell,)}})


def test_other_files_have_no_origin() -> None:
    assert read_origin({}) is None
    assert read_origin({"gongkai-agency": "jia", "gongkai-year": "2024"}) is None


def test_core_properties_have_title_author_and_date(forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), published=date(2025, 1, 20))
    form = forms[report.form]
    word = docx.Document(io.BytesIO(available_formats()["docx"].export(report, form, AGENCY))).core_properties
    book = openpyxl.load_workbook(io.BytesIO(available_formats()["xlsx"].export(report, form, AGENCY))).properties
    for found in (word, book):
        assert (found.title, found.created.date()) == ("甲局2024年政府信息公开工作年度报告", date(2025, 1, 20))
    assert (word.author, book.creator, word.language) == ("甲局", "甲局", "zh-CN")
