"""What printed pages of Word, Excel and PDF files have: paper, repeated heads, room for figures, unbroken tables."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

import docx
import openpyxl
import pdfplumber
import pytest
from docx.oxml.ns import qn
from pdfminer.pdftypes import resolve1

from generator.exporters.excel import export_excel
from generator.exporters.excel_table import sheet_name
from generator.exporters.pdf import export_pdf
from generator.exporters.pdf_table import table_data
from generator.exporters.print_layout import row_line_counts, title_lines
from generator.exporters.word import export_word
from generator.model.form import Form, Forms
from generator.model.layout import Box, Grid, lay_out
from generator.model.report import Cell, Report
from tests.exporters.samples import AGENCY, report_in_each_form
from tests.exporters.test_pdf import needs_font
from tests.made_reports import REPORTS, stored

A4_POINTS = (595.28, 841.89)
BOTTOM_MARGIN_POINTS = 35 * 72 / 25.4
WIDEST_DIGIT, NARROWEST_DIGIT, DEFAULT_POINTS = 0.64, 0.48, 11
"""Widths of DejaVu's and Calibri's digits relative to the font size, and the default size of a workbook."""

TEXT = "".join(f"（一）标题\n{'字' * 54}\n" for _ in range(22)) + "- 甲\n| 列 | 数 |\n|---|---|\n| 件 | 1 |"
"""Headings with two lines of text, which stay together: they would leave a heading at the end of a page of 22 lines."""


def _with_requests(report: Report, texts: list[str]) -> Report:
    """Return the report with these texts as last figures of the first rows of the table with the narrowest cells."""
    rows = dict(report.tables["requests"])
    for (row, cells), text in zip(list(rows.items()), texts, strict=False):
        rows[row] = (*cells[:-1], Cell(text, Decimal(text) if text.isdigit() else None))
    return replace(report, tables={**report.tables, "requests": rows})


class _Pdf(NamedTuple):
    """An opened PDF: its pages, and the tags of its structure tree in order."""

    pages: list[Any]
    tags: list[str]


def _opened(report: Report, form: Form) -> _Pdf:
    with pdfplumber.open(io.BytesIO(export_pdf(report, form, AGENCY))) as opened:
        for page in opened.pages:
            assert page.chars
        return _Pdf(opened.pages, list(_tags(resolve1(opened.doc.catalog)["StructTreeRoot"])))


def _tags(node: Any) -> Iterator[str]:
    node = resolve1(node)
    for each in node if isinstance(node, list) else []:
        yield from _tags(each)
    if isinstance(node, dict):
        if "S" in node:
            yield node["S"].name
        yield from _tags(node.get("K"))


@needs_font
def test_pdf_pages_tags_and_breaks(forms: Forms) -> None:
    """Numbers stand on the outer side, no heading ends a page, and tables are whole and tell their heads."""
    report = replace(stored(REPORTS[2], forms), text={"overview": TEXT})
    form = forms[report.form]
    pages, tags = _opened(report, form)
    for number, page in enumerate(pages, 1):
        assert (page.width, page.height) == pytest.approx(A4_POINTS, abs=0.01)
        *_, last, footer = page.extract_text_lines()
        assert footer["text"] == f"— {number} —"
        assert (footer["x0"] > page.width / 2) == bool(number % 2)
        assert "标题" not in last["text"]
    assert sum(len(page.find_tables()) for page in pages) == len(form.tables) + 1
    heads = [box for table in form.tables.values() for box in lay_out(table).boxes if box.kind != "cell"]
    assert tags.count("TH") == 2 + sum(box.kind != "row" for box in heads)
    assert [tags.count(each) for each in ("Title", "H1", "H2", "L", "Table")] == [1, len(form.sections), 22, 1, 4]


@needs_font
@pytest.mark.parametrize(("rows", "parts"), [(0, 1), (1, 2), (4, 2)])
def test_pdf_table_that_is_higher_than_a_page_repeats_its_head(rows: int, parts: int, forms: Forms) -> None:
    report = _with_requests(stored(REPORTS[2], forms), ["无" * 16] * rows)
    form = forms[report.form]
    pages = _opened(report, form).pages
    tables = [(page, table) for page in pages for table in page.find_tables()]
    assert len(tables) == len(form.tables) + parts - 1
    assert all(table.bbox[3] <= page.height - BOTTOM_MARGIN_POINTS for page, table in tables)
    head = next(box.text for box in lay_out(form.tables["requests"]).boxes if box.kind == "column")
    assert sum(head in page.crop(table.bbox).extract_text() for page, table in tables) == parts


@needs_font
def test_pdf_figures_stay_inside_their_cells_and_legible(forms: Forms) -> None:
    figures = ["9" * length for length in range(1, 16)]
    report = _with_requests(stored(REPORTS[2], forms), figures)
    found = 0
    for page in _opened(report, forms[report.form]).pages:
        cells = [cell for table in page.find_tables() for cell in table.cells]
        for char in page.chars:
            if char["text"] == "9" and any(cell[1] < char["top"] < cell[3] for cell in cells):
                found += 1
                assert any(cell[0] <= char["x0"] and char["x1"] <= cell[2] for cell in cells if cell[1] < char["top"])
                assert char["size"] >= 6
    assert found >= sum(map(len, figures))


def test_pdf_figures_are_broken_only_where_six_points_are_too_large(forms: Forms) -> None:
    """In the narrowest column, seven digits fit on a line."""
    figures = ["9" * length for length in range(1, 16)]
    report = _with_requests(stored(REPORTS[2], forms), figures)
    data = table_data(forms[report.form].tables["requests"], report)
    last = [box for block in data["blocks"] for box in block["body"] if box["x"] == len(data["columns"]) - 1]
    found = [(box["text"], box["size"] or 10) for box in last[: len(figures)]]
    assert [text.replace("\n", "") for text, _ in found] == figures
    assert [text.count("\n") for text, _ in found] == [0] * 7 + [1] * 7 + [2]
    assert [size for _, size in found[:4]] == [10] * 4
    assert min(size for _, size in found) == 6


def test_word_pages_and_tables_are_set_up_for_printing(made_up_forms: Forms) -> None:
    for report, form in list(report_in_each_form(made_up_forms))[2:]:
        data = export_word(report, form, AGENCY)
        opened = docx.Document(io.BytesIO(data))
        page = opened.sections[0]
        assert page.page_width
        assert page.page_height
        assert (page.page_width.pt, page.page_height.pt) == pytest.approx(A4_POINTS, abs=0.1)
        assert opened.settings.odd_and_even_pages_header_footer
        sides = [footer._element.xpath(".//w:jc/@w:val") for footer in (page.footer, page.even_page_footer)]
        assert sides == [["right"], ["left"]]
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert b'w:eastAsia="zh-CN"' in package.read("word/settings.xml")
        for table, official in zip(opened.tables, form.tables.values(), strict=True):
            rows: list[Any] = table._tbl.tr_lst
            assert [bool(row.xpath(".//w:keepNext")) for row in rows] == [True] * (len(rows) - 1) + [False]
            titles = {box.row for box in lay_out(official).boxes if box.kind == "title"}
            assert {at for at, row in enumerate(rows) if row.xpath(".//w:shd")} == titles


def test_word_figures_are_never_smaller_than_six_points(forms: Forms) -> None:
    report = _with_requests(stored(REPORTS[2], forms), ["9" * length for length in range(1, 16)])
    document = docx.Document(io.BytesIO(export_word(report, forms[report.form], AGENCY)))
    sizes = [int(each.get(qn("w:val"))) for each in document.element.xpath(".//w:tbl//w:r/w:rPr/w:sz")]
    assert min(sizes) == 12
    assert sizes == sorted(sizes, reverse=True)


def test_excel_sheets_of_tables_are_set_up_for_printing(made_up_forms: Forms) -> None:
    """A printed sheet fills the page and is legible in any font; each page repeats the sheet's title and heads."""
    for report, form in list(report_in_each_form(made_up_forms))[2:]:
        book: Any = openpyxl.load_workbook(io.BytesIO(export_excel(report, form, AGENCY)))
        assert book["数据"].print_title_rows == "$1:$1"
        assert book["数据"].auto_filter.ref == book["数据"].dimensions
        for key, table in form.tables.items():
            grid, sheet = (
                lay_out(table),
                book[sheet_name(next(each.title for each in form.sections if each.key == key))],
            )
            title = next(area for area in sheet.merged_cells.ranges if (area.min_row, area.min_col) == (1, 1))
            assert (title.size["rows"], title.size["columns"]) == (1, grid.width)
            repeated = 1 + grid.bodies[0][0] if len(grid.bodies) == 1 else None
            assert sheet.print_title_rows == (repeated and f"$1:${repeated}")
            pane = sheet.sheet_view.pane
            frozen = (pane.xSplit or 0, pane.ySplit, pane.topLeftCell) if pane else None
            corner = f"{chr(65 + grid.stub)}{(repeated or 0) + 1}"
            assert frozen == (repeated and (grid.stub, repeated, corner))
            short, long = A4_POINTS
            width = long if sheet.page_setup.orientation == "landscape" else short
            width -= (sheet.page_margins.left + sheet.page_margins.right) * 72
            digits = sum(sheet.column_dimensions[letter].width for letter in map(chr, range(65, 65 + grid.width)))
            assert width / (digits * WIDEST_DIGIT * DEFAULT_POINTS) * 10 >= 7
            assert digits * WIDEST_DIGIT * DEFAULT_POINTS >= width * 0.9
            for box in grid.boxes:
                alignment = sheet.cell(box.row + 2, box.column + 1).alignment
                assert (bool(alignment.shrinkToFit), bool(alignment.wrapText)) == (
                    box.kind == "cell",
                    box.kind != "cell",
                )
                is_label = box.kind == "row" and box.height == 1 and grid.stub > 1
                assert (alignment.horizontal, alignment.vertical) == (
                    "left" if is_label or box.kind == "title" else "center",
                    "center",
                )


def test_excel_links_look_like_links_and_merged_rows_keep_their_height(forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), text={"overview": "长" * 900})
    data = export_excel(report, forms[report.form], AGENCY)
    sheet: Any = openpyxl.load_workbook(io.BytesIO(data))["正文"]
    for (cell,) in sheet.iter_rows(max_col=1):
        assert bool(cell.font.underline) == bool(cell.hyperlink)
    merged = {row for area in sheet.merged_cells.ranges for row in range(area.min_row, area.max_row + 1)}
    assert merged
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        fixed = re.findall(
            r'<row r="(\d+)" ht="[0-9.]+" customHeight="1">', package.read("xl/worksheets/sheet1.xml").decode()
        )
    assert set(map(int, fixed)) == merged


@pytest.mark.parametrize(
    ("heading", "name"),
    [("三、申请情况", "表三"), ("申请/情况[一]", "申请情况一"), ("长" * 40, "长" * 31)],
    ids=["numbered", "with forbidden characters", "longer than Excel allows"],
)
def test_names_of_sheets_are_accepted_by_excel(heading: str, name: str) -> None:
    assert sheet_name(heading) == name


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("长局2024年政府信息公开工作年度报告", 1),
        (f"{'长' * 4}2024年政府信息公开工作年度报告", 1),
        (f"{'长' * 5}2024年政府信息公开工作年度报告", 2),
        (f"{'长' * 30}政府信息公开工作年度报告", 1),
        ("2024年政府信息公开工作年度报告" + "长" * 30, 1),
    ],
    ids=["short", "21 characters", "22 characters", "without the year", "without a name before the year"],
)
def test_titles_longer_than_a_line_are_broken_before_the_year(title: str, lines: int) -> None:
    found = title_lines(title, 2024)
    assert "".join(found) == title
    assert len(found) == lines
    assert lines == 1 or found[1].startswith("2024年")


def test_rows_are_no_higher_than_their_boxes_need() -> None:
    """A label of five lines beside rows of three and one needs one line more in the last row, in whatever order."""
    boxes = (Box("row", 0, 0, 2, 1, "长" * 5), Box("row", 0, 1, 1, 1, "长" * 3), Box("row", 1, 1, 1, 1, "长"))
    for listed in (boxes, boxes[::-1]):
        assert row_line_counts(Grid(2, 2, listed, ((0, 2),)), [1, 1], lambda box: box.text) == [3, 2]
