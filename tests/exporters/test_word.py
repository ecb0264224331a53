"""Word files: cells, sections and styles, and the look of an official document."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exporters.print_layout import printable
from generator.exporters.word import export_word
from generator.model.form import Form, Forms
from generator.model.layout import lay_out
from generator.model.narrative import published_texts
from generator.model.report import Cell, Report
from tests.exporters.samples import AGENCY, expected_boxes, report_in_each_form, with_hostile_cells
from tests.made_reports import REPORTS, random_reports, stored


def _opened(report: Report, form: Form) -> Document:
    return docx.Document(io.BytesIO(export_word(report, form, AGENCY)))


def _boxes(table: Table) -> dict[tuple[int, int, int, int], str]:
    """Return the boxes of a table as Word shows them, merged cells as one."""
    found: dict[tuple[int, int, int, int], str] = {}
    open_at: dict[int, tuple[int, int, int, int]] = {}
    for number, row in enumerate(table._tbl.tr_lst):
        column = 0
        for cell in row.tc_lst:
            if cell.vMerge == "continue":
                top, left, height, width = open_at[column]
                text = found.pop((top, left, height, width))
                open_at[column] = (top, left, height + 1, width)
                found[open_at[column]] = text
            else:
                open_at[column] = (number, column, 1, cell.grid_span)
                found[open_at[column]] = "\n".join(p.text for p in cell.p_lst)
            column += cell.grid_span
    return found


def _xml(report: Report, form: Form, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(export_word(report, form, AGENCY))) as package:
        return package.read(name).decode()


def _official(found: Document) -> list[Table]:
    return [table for table in found.tables if table._tbl.tr_lst[0].xpath(".//w:pStyle[@w:val!='TableFigure']")]


def test_every_cell_is_at_its_printed_place(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        for one in (report, with_hostile_cells(report)):
            tables = _opened(one, form).tables
            assert len(tables) == len(form.tables)
            for table, (section, official) in zip(tables, form.tables.items(), strict=True):
                assert _boxes(table) == expected_boxes(official, dict(one.tables[section]))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_random_reports_are_exported_completely(data: st.DataObject, made_up_forms: Forms) -> None:
    form = data.draw(st.sampled_from(list(made_up_forms.values())))
    report = data.draw(random_reports(form))
    found = _opened(report, form)
    for table, (section, official) in zip(_official(found), form.tables.items(), strict=True):
        assert _boxes(table) == expected_boxes(official, dict(report.tables[section]))
    texts = [line for text in published_texts(report, form).values() for line in text.split("\n")]
    plain = [line for line in texts if not line.startswith(("- ", "* ", "-\t", "-\u3000", "|"))]
    shown = [paragraph.text for paragraph in found.paragraphs]
    assert [line for line in map(printable, plain) if line and line not in shown] == []


def test_sections_are_in_order(forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), preamble="前言。", closing="落款。", notes={"requests": "表内说明。"})
    form = forms[report.form]
    paragraphs = [paragraph.text for paragraph in _opened(report, form).paragraphs if paragraph.text]
    kept = [
        text
        for text in paragraphs
        if text in {"前言。", "落款。", "表内说明。", *(each.title for each in form.sections)}
    ]
    titles = [each.title for each in form.sections]
    assert kept == ["前言。", *titles[:3], "表内说明。", *titles[3:], "落款。"]
    assert paragraphs[0] == "甲局2024年政府信息公开工作年度报告"


def test_narrative_has_lists_tables_and_bold_text(forms: Forms) -> None:
    form = forms["2021"]
    text = "- 甲项\n- 乙**项**\n| 列 | 数 |\n|---|---|\n| 件 | {{requests.new.total}} |\n（一）标题\n（二）段首。正文"
    report = replace(stored(REPORTS[2], forms), text={"overview": text})
    found = _opened(report, form)
    styles = {paragraph.text: paragraph.style.name for paragraph in found.paragraphs if paragraph.style}
    assert (styles["甲项"], styles["（一）标题"], styles["（二）段首。正文"]) == (
        "List Bullet",
        "Heading 2",
        "Body Text",
    )
    bold = [run.text for paragraph in found.paragraphs for run in paragraph.runs if run.bold]
    assert bold == ["项"]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [["列", "数"], ["件", "6097"]]


def test_page_setup_follows_official_documents(forms: Forms) -> None:
    """GB/T 9704 requires these margins (in mm), 22 lines of 28 characters, and fonts, which get free substitutes."""
    report = stored(REPORTS[2], forms)
    form = forms[report.form]
    page = _opened(report, form).sections[0]
    sides = (page.top_margin, page.left_margin, page.right_margin, page.bottom_margin)
    assert [round(side.mm) for side in sides if side is not None] == [37, 28, 26, 35]
    document, styles = _xml(report, form, "word/document.xml"), _xml(report, form, "word/styles.xml")
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in document
    fonts = _xml(report, form, "word/fontTable.xml")
    for name in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert f'w:eastAsia="{name}"' in styles
        assert f'<w:font w:name="{name}"><w:altName' in fonts
    assert 'w:eastAsia="zh-CN"' in styles
    assert "— </w:t>" in _xml(report, form, "word/footer-odd.xml")


def test_tables_fit_the_page_and_repeat_their_header_without_splitting_rows(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        for table, official in zip(_opened(report, form).tables, form.tables.values(), strict=True):
            rows: list[Any] = table._tbl.tr_lst
            assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
            repeated = [bool(row.xpath("w:trPr/w:tblHeader")) for row in rows]
            head = lay_out(official).bodies[0][0]
            assert repeated == [True] * head + [False] * (len(rows) - head)
            widths = [int(column.get(qn("w:w")) or 0) for column in table._tbl.tblGrid.gridCol_lst]
            assert sum(widths) <= 8850
            assert min(widths) >= 8850 / 16


@pytest.mark.parametrize("figure", ["0", "6097", "60974", "609741", "6097412"])
def test_figures_are_not_broken_in_any_font(figure: str, forms: Forms) -> None:
    """The narrowest columns hold a figure on one line even in DejaVu, whose digits are 0.64 em wide."""
    report = stored(REPORTS[2], forms)
    rows = {row: (Cell(figure, Decimal(figure)), *cells[1:]) for row, cells in report.tables["requests"].items()}
    report = replace(report, tables={**report.tables, "requests": rows})
    cell = _opened(report, forms["2021"]).tables[1].rows[3].cells[3]
    size = cell.paragraphs[0].runs[0].font.size
    margins = sum(int(each.get(qn("w:w")) or 0) for each in cell._tc.xpath("w:tcPr/w:tcMar/*"))
    assert cell.text == figure
    assert cell.width
    assert len(figure) * 0.64 * (size.pt if size else 10) <= cell.width.pt - margins / 20
    assert (size is None) == (len(figure) < 5)


def test_every_table_has_a_caption_and_a_header_row(forms: Forms) -> None:
    form = forms["2021"]
    text = "前文\n| 列 | 数 |\n|---|---|\n| 件 | 1 |\n中间\n| 甲 |\n|---|\n| 乙 |"
    report = replace(stored(REPORTS[2], forms), preamble=text, text={"overview": text})
    tables = [table._tbl for table in _opened(report, form).tables]
    assert [table.xpath("w:tblPr/w:tblCaption/@w:val") for table in tables] == [
        ["甲局2024年政府信息公开工作年度报告　文中第1张表"],
        ["甲局2024年政府信息公开工作年度报告　文中第2张表"],
        ["一、总体情况　文中第1张表"],
        ["一、总体情况　文中第2张表"],
        ["表二　主动公开政府信息情况"],
        ["表三　收到和处理政府信息公开申请情况"],
        ["表四　政府信息公开行政复议、行政诉讼情况"],
    ]
    assert all(table.tr_lst[0].xpath("w:trPr/w:tblHeader") for table in tables)
    looks = [str(*table.xpath("w:tblPr/w:tblLook/@w:val")) for table in tables]
    assert looks == ["0020"] * 4 + ["00A0", "00A0", "0020"]


def test_long_number_is_set_smaller_instead_of_broken(forms: Forms) -> None:
    report = with_hostile_cells(stored(REPORTS[2], forms))
    found = _opened(report, forms[report.form])
    runs = [run for table in found.tables for cell in table._cells for p in cell.paragraphs for run in p.runs]
    sizes = {run.text: run.font.size for run in runs if run.font.size}
    assert "9" * 15 in sizes
    assert "22（其中修订16件）" not in sizes


@pytest.mark.parametrize("hidden", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_characters_forbidden_in_xml_are_removed(hidden: str, forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), text={"overview": f"甲{hidden}乙"}, title=f"题{hidden}目")
    paragraphs = [paragraph.text for paragraph in _opened(report, forms[report.form]).paragraphs]
    assert "甲乙" in paragraphs
    assert paragraphs[0] == "题目"
