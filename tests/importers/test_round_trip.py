"""Exports are imported again without loss: tables and published texts, from Word, Excel and our own pages."""

import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import escape

from generator.exporters import FORMATS, find_fonts
from generator.importers.exported import read_report, recognise_own
from generator.importers.readers.worker import read_in_process
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form, Forms
from generator.model.narrative import published_texts
from generator.model.provenance import content_digest
from generator.model.report import Cell, Report
from generator.pages.write import render_pages
from tests.made_reports import REPORTS, random_reports, stored

AGENCY = Agency("jia", "甲局", "department")
FORMS = ["2019", "2021", "2021-mixed", "made-up"]
KINDS = ["docx", "xlsx", "html"]
needs_font = pytest.mark.skipif(find_fonts() is None, reason="no Chinese font that may be embedded")

GRAMMAR = (
    "（一）主动公开。公开信息{{requests.new.total}}条。", "（二）小标题", "- 甲项", "* 乙项**加粗**", "\\- 不是列表",
    "| 项目 | 数量 |", "|---|---|", "| 甲 |", "| {{requests.new.total}} | **乙** | |", "\\| 不是表 |",
    "二、主动公开政府信息情况", "六、其他需要报告的事项", "2025年1月20日", "甲\\{{b}}\\**c", "**全部加粗**",
    "“三、收到和处理政府信息公开申请情况”见下表", "总计 16", "甲局2024年政府信息公开工作年度报告",
)  # fmt: skip
"""Lines that the grammar of narratives treats specially, or that look like other parts of a report."""

_texts = st.lists(st.sampled_from(GRAMMAR), max_size=6).map("\n".join)


@st.composite
def _reports(draw: st.DrawFn, form: Form) -> Report:
    """Draw random reports without corrections, withdrawal and accepts; half have texts made of GRAMMAR lines."""
    report = replace(draw(random_reports(form)), withdrawn=None, corrections=(), accepts=())
    if draw(st.booleans()):
        return report
    notes = {key: text for key in form.tables if (text := draw(_texts))}
    texts = {key: draw(_texts) for key in report.text}
    return replace(report, text=texts, notes=notes, preamble=draw(_texts) or None, closing=draw(_texts) or None)


def _exported(report: Report, form: Form, forms: Forms, kind: str, folder: Path) -> Path:
    path = folder / f"report.{kind}"
    data = _page(report, form, forms) if kind == "html" else FORMATS[kind].export(report, form, AGENCY)
    path.write_bytes(data)
    return path


def _page(report: Report, form: Form, forms: Forms) -> bytes:
    """Return the HTML of the report's page, with its labels written as by the theme."""
    catalog = Catalog(Path(), forms, {"jia": AGENCY}, {("jia", report.year): report})
    pages = dict(render_pages(catalog, []))
    front, _, text = pages[f"jia/{report.year}/index.md"].partition("\n---\n")
    body = Markdown(extensions=["attr_list", "md_in_html", "tables", "generator.markup"]).convert(text)
    named = yaml.safe_load(front)["labels"]
    labels = "".join(f'<meta name="{name}" content="{escape(text)}">' for name, text in named.items())
    return f"<html><head><meta charset='utf-8'>{labels}</head><body><article>{body}</article></body></html>".encode(
        errors="replace"
    )


def _without_origin(path: Path) -> Path:
    """Return a copy of the file as another program may save it: without our own properties."""
    other = path.with_name(f"without_origin{path.suffix}")
    if path.suffix == ".html":
        other.write_bytes(re.sub(rb'<meta name="gongkai-[^>]*>', b"", path.read_bytes()))
        return other
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(other, "w") as copy:
        for name in package.namelist():
            if name != "docProps/custom.xml":
                copy.writestr(name, package.read(name))
    return other


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id", FORMS)
@settings(deadline=None, max_examples=5, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_reports_survive_a_round_trip(
    id: str, kind: str, data: st.DataObject, made_up_forms: Forms, tmp_path: Path
) -> None:
    form = made_up_forms[id]
    report = data.draw(_reports(form))
    document = read_in_process(_exported(report, form, made_up_forms, kind, tmp_path))
    found = recognise_own(document, form, AGENCY, report.year)
    assert found
    assert [question.message for question in found.questions if question.check == "import.cell"] == []
    assert found.report.tables == report.tables
    assert published_texts(found.report, form) == published_texts(report, form)


@needs_font
@pytest.mark.parametrize("id", FORMS)
def test_tagged_pdfs_survive_a_round_trip(id: str, made_up_forms: Forms, tmp_path: Path) -> None:
    """Lists, tables and broken lines are read as they were, as are figures that are too long for a line."""
    form = made_up_forms[id]
    plain = next(each for each in (stored(path, made_up_forms) for path in REPORTS) if each.form == id)
    text = "\n".join((*GRAMMAR, "- " + "很长的一项" * 20, "the quick brown fox " * 8 + "甲", "1" * 200))
    texts = {key: f"{text}\n{key}" for key in (*plain.text, *form.tables)}
    long = Cell("9" * 15, Decimal("9" * 15))
    tables = {key: {row: (long, *cells[1:]) for row, cells in rows.items()} for key, rows in plain.tables.items()}
    report = replace(plain, text={key: texts[key] for key in plain.text}, tables=tables, preamble=text)
    report = replace(report, notes={key: texts[key] for key in form.tables}, closing="甲局\n- 甲\n- 乙\n2025年1月20日")
    for each in (report, replace(report, closing=None, preamble=None)):
        path = _exported(each, form, made_up_forms, "pdf", tmp_path)
        found = read_report(read_in_process(path), made_up_forms, AGENCY, report.year)
        assert published_texts(found.report, form) == published_texts(each, form)
        assert found.report.tables == each.tables
        assert found.questions == []


@pytest.mark.parametrize("kind", ["docx", "xlsx", pytest.param("pdf", marks=needs_font)])
def test_facts_that_are_not_printed_survive_a_round_trip(kind: str, forms: Forms, tmp_path: Path) -> None:
    facts: dict[str, Any] = {
        "published": date(2025, 1, 20),
        "source": "https://www.example.gov.cn/a,b/1.html?x=%2C&y=1",
        "index_number": "000014349/2025-00012",
        "document_number": "甲办函〔2025〕3号",
    }
    report = stored(REPORTS[2], forms)
    for stated in (facts, dict.fromkeys(facts)):
        dated = replace(report, **stated)
        path = _exported(dated, forms[report.form], forms, kind, tmp_path)
        found = read_report(read_in_process(path), forms, AGENCY, report.year)
        assert {name: getattr(found.report, name) for name in facts} == stated
        assert found.report.tables == report.tables
        assert found.questions == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", KINDS)
def test_stored_reports_survive_a_round_trip_without_our_properties(
    kind: str, path: Path, made_up_forms: Forms, tmp_path: Path
) -> None:
    """A file that another program saved without our properties is read by its labels; an unofficial form is asked."""
    report = stored(path, made_up_forms)
    form = made_up_forms[report.form]
    path = _exported(report, form, made_up_forms, kind, tmp_path)
    asked_without_origin = [] if form.first_year else ["import.form"]
    for each, asked in ((path, []), (_without_origin(path), asked_without_origin)):
        found = read_report(read_in_process(each), made_up_forms, AGENCY, report.year)
        assert found.report.tables == report.tables
        assert published_texts(found.report, form) == published_texts(report, form)
        assert [question.check for question in found.questions] == asked


@pytest.mark.office
@pytest.mark.parametrize(("kind", "saved"), [("docx", "docx"), ("docx", "doc"), ("xlsx", "xlsx"), ("xlsx", "xls")])
def test_exports_survive_being_saved_by_libreoffice(
    kind: str, saved: str, made_up_forms: Forms, tmp_path: Path
) -> None:
    """LibreOffice keeps lists, the closing text and our properties."""
    report, text = stored(REPORTS[2], made_up_forms), "（一）主动公开。\n- 甲项\n- 乙项\n见下。"
    form = made_up_forms[report.form]
    report = replace(report, text={**report.text, next(iter(report.text)): text}, closing="甲局\n2025年1月20日")
    path = _exported(report, form, made_up_forms, kind, tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", saved, "--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    document = read_in_process(tmp_path / "saved" / f"report.{saved}")
    found = recognise_own(document, form, AGENCY, report.year)
    assert found
    assert document.labels["gongkai-version"] == content_digest(report, form)
    assert found.report.tables == report.tables
    assert published_texts(found.report, form) == published_texts(report, form)
