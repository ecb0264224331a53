"""Zip packages, and what an exported file says of where it comes from."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from lxml import etree

from generator.exporters import available_exporters
from generator.exporters.package import compress, read_members, zip_members
from generator.model.form import Forms
from generator.model.provenance import Origin, origin, read_origin
from generator.model.report import Cell, Report
from tests.exporters.reading import AGENCY, every_form, hostile
from tests.made_reports import REPORTS, stored


def test_a_package_is_an_ordinary_zip() -> None:
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


def test_the_same_report_is_the_same_bytes(made_up_forms: Forms) -> None:
    for report, form in every_form(made_up_forms):
        for kind, export in available_exporters().items():
            first = export(report, form, AGENCY)
            export(hostile(report), form, AGENCY)
            assert export(replace(report), form, AGENCY) == first, kind


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_an_office_file_tells_which_version_it_was_exported_from(kind: str, forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    form = forms[report.form]
    data = available_exporters()[kind](report, form, AGENCY)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        found = {
            each.get("name", ""): "".join(each.itertext())
            for each in etree.fromstring(opened.read("docProps/custom.xml"))
        }
    assert read_origin(found) == origin(report, form)
    assert read_origin(found)[:3] == Origin("jia", "2024", "2021", "")[:3]  # type: ignore[index]


def test_the_version_changes_with_what_readers_see_and_with_nothing_else(forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    form = forms[report.form]
    versions = [
        origin(each, form).version
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


def test_a_file_of_other_origin_tells_none() -> None:
    assert read_origin({}) is None
    assert read_origin({"gongkai-agency": "jia", "gongkai-year": "2024"}) is None


def test_title_author_and_date_are_those_of_the_report(forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), published=date(2025, 1, 20))
    form = forms[report.form]
    word = docx.Document(io.BytesIO(available_exporters()["docx"](report, form, AGENCY))).core_properties
    book = openpyxl.load_workbook(io.BytesIO(available_exporters()["xlsx"](report, form, AGENCY))).properties
    for found in (word, book):
        assert (found.title, found.created.date()) == ("甲局2024年政府信息公开工作年度报告", date(2025, 1, 20))
    assert (word.author, book.creator, word.language) == ("甲局", "甲局", "zh-CN")
