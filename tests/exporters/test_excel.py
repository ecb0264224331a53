"""Excel workbooks: places and types of cells, formulas for sums, the data sheet, page setup."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell as SheetCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.exporters.cells import CellRecord, cell_records
from generator.exporters.csv import csv_header
from generator.exporters.excel import export_excel
from generator.exporters.excel_table import sheet_name
from generator.exporters.excel_xml import is_exact_number
from generator.exporters.office import excel_text
from generator.exporters.print_layout import printable
from generator.model.form import Form, Forms
from generator.model.layout import lay_out
from generator.model.narrative import published_texts
from generator.model.report import OPEN, Cell, Report
from tests.exporters.samples import AGENCY, expected_boxes, report_in_each_form, with_hostile_cells
from tests.made_reports import REPORTS, random_reports, stored

_AREA = re.compile(r"([A-Z]+\d+)(?::([A-Z]+\d+))?")


def _opened(report: Report, form: Form, *, results: bool = True) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(export_excel(report, form, AGENCY)), data_only=results)


def _sheet(book: Workbook, form: Form, section: str) -> Worksheet:
    (title,) = (each.title for each in form.sections if each.key == section)
    sheet = book[sheet_name(title)]
    assert isinstance(sheet, Worksheet)
    return sheet


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _boxes(sheet: Worksheet) -> dict[tuple[int, int, int, int], str]:
    """Return the boxes of the table below the sheet's first row."""
    areas = {area.coord.split(":")[0]: area for area in sheet.merged_cells.ranges}
    found = {}
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell, SheetCell):
                area = areas.get(cell.coordinate)
                size = (area.size["rows"], area.size["columns"]) if area else (1, 1)
                found[cell.row - 2, cell.column - 1, *size] = _text(cell.value)
    return found


def test_every_cell_is_at_its_printed_place(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        for one in (report, with_hostile_cells(report)):
            book = _opened(one, form)
            for section, table in form.tables.items():
                assert _boxes(_sheet(book, form, section)) == expected_boxes(table, dict(one.tables[section]))


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_random_reports_are_exported_completely(data: st.DataObject, made_up_forms: Forms) -> None:
    form = data.draw(st.sampled_from(list(made_up_forms.values())))
    report = data.draw(random_reports(form))
    book = _opened(report, form)
    for section, table in form.tables.items():
        assert _boxes(_sheet(book, form, section)) == expected_boxes(table, dict(report.tables[section]))
    shown = [_text(row[0]) for row in book["正文"].iter_rows(values_only=True)]
    lines = [line for text in published_texts(report, form).values() for line in text.split("\n")]
    assert [line for line in map(printable, lines) if line and line not in shown] == []


def test_numbers_are_numeric_cells_and_all_else_is_text(forms: Forms) -> None:
    report = with_hostile_cells(stored(REPORTS[2], forms))
    form = forms[report.form]
    book = _opened(report, form, results=False)
    for section, table in form.tables.items():
        sheet = _sheet(book, form, section)
        for box in lay_out(table).boxes:
            if box.kind == "cell":
                row, _, column = box.name.rpartition(".")
                cell = report.tables[section][row][table.rows[row][0].column_names.index(column)]
                kind = sheet.cell(box.row + 2, box.column + 1).data_type
                assert kind == ("n" if (cell.value is not None and is_exact_number(cell)) or not cell.printed else "s")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("9" * 15, "n"), ("9" * 16, "s"), ("9" * 14 + ".5", "n"), ("9" * 15 + ".5", "s"), ("-1", "n"), ("1.50", "s")],
)
def test_numbers_that_a_spreadsheet_would_change_are_text(printed: str, kind: str, forms: Forms) -> None:
    """Excel keeps fifteen digits and drops zeros at the end."""
    report = stored(REPORTS[2], forms)
    cell = Cell(printed, Decimal(printed))
    rows = {**report.tables["requests"], "new": (cell, *report.tables["requests"]["new"][1:])}
    form, changed = forms[report.form], replace(report, tables={**report.tables, "requests": rows})
    found = _sheet(_opened(changed, form, results=False), form, "requests")["D5"]
    assert (found.data_type, Decimal(str(found.value))) == (kind, Decimal(printed))


def _result(formula: str, sheet: Worksheet) -> Decimal:
    """Return the result of an exported formula, such as `=SUM(A1:A3,B2)-B4`."""
    total = Decimal(0)
    inner, _, rest = formula.removeprefix("=SUM(").partition(")")
    for sign, areas in ((1, inner.split(",")), (-1, rest.split("-")[1:])):
        for first, last in (_AREA.fullmatch(area).groups() for area in areas):  # type: ignore[union-attr]
            cells = sheet[f"{first}:{last or first}"]
            total += sign * sum(Decimal(str(cell.value)) for row in cells for cell in row)
    return total


def test_formulas_give_the_printed_sums(made_up_forms: Forms) -> None:
    """Each cell that an equation of the form defines has a formula whose result is the printed figure."""
    for report, form in report_in_each_form(made_up_forms):
        unevaluated, results = _opened(report, form, results=False), _opened(report, form)
        formulas = 0
        for section in form.tables:
            sheet = _sheet(results, form, section)
            for row in _sheet(unevaluated, form, section).iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        formulas += 1
                        assert _result(str(cell.value), sheet) == Decimal(str(sheet[cell.coordinate].value))
        assert formulas >= 17


def test_sum_that_does_not_add_up_has_no_formula(forms: Forms) -> None:
    form = forms["2021"]
    report = stored(REPORTS[2], forms)
    rows = dict(report.tables["requests"])
    wrong = replace(
        report, tables={**report.tables, "requests": {**rows, "new": (*rows["new"][:-1], Cell("9", Decimal(9)))}}
    )
    blank = replace(report, tables={**report.tables, "requests": {**rows, "new": (Cell(""), *rows["new"][1:])}})
    formulas = [_sheet(_opened(each, form, results=False), form, "requests")["J5"] for each in (report, wrong, blank)]
    assert [cell.data_type for cell in formulas] == ["f", "n", "n"]
    assert formulas[1].value == 9


def test_the_data_sheet_has_a_row_for_every_cell(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        head, *rows = _opened(report, form)["数据"].iter_rows(values_only=True)
        assert head == CellRecord._fields
        assert csv_header() == (",".join(map(str, head)) + "\r\n").encode()
        expected = [
            (*line[:-2], None if line.value is None else float(line.value), line.unit)
            for line in cell_records(report, form, AGENCY)
        ]
        assert rows == [tuple(None if field == "" else field for field in line) for line in expected]


def test_sheets_have_page_setup_for_printing(forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    form = forms[report.form]
    book = _opened(report, form)
    assert book.sheetnames == ["正文", "表二", "表三", "表四", "数据"]
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    orientations = [sheet.page_setup.orientation for sheet in book.worksheets]
    assert orientations == ["portrait", "portrait", "portrait", "landscape", "landscape"]
    assert [book[name].freeze_panes for name in ("表三", "表四", "数据")] == ["D5", "A5", "A2"]
    assert book["表三"].print_title_rows == "$1:$4"


def test_titles_of_sections_with_a_table_lead_to_its_sheet(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        book = _opened(report, form)
        links = {
            _text(cell.value): cell.hyperlink.location
            for (cell,) in book["正文"].iter_rows(max_col=1)
            if cell.hyperlink and not cell.hyperlink.target
        }
        titled = {section.title: section.key for section in form.sections}
        assert [titled[title] for title in links] == list(form.tables)
        for title, location in links.items():
            name, _, corner = str(location).rpartition("!")
            assert name == f"'{sheet_name(title)}'"
            assert book[sheet_name(title)][corner].value == title


HIGHEST_LINE, NARROWEST_DIGIT, WIDEST_DIGIT = 1.448, 0.48, 0.64
"""Noto CJK's line height, and the width of Calibri's and of DejaVu's digits, relative to the font size."""

DEFAULT_POINTS, A4_POINTS, POINTS_PER_INCH = 11, 595, 72
LEAST_PADDING_POINTS = 4
"""The room that keeps lines of text off the rules above and below them."""


@pytest.mark.parametrize("length", [1, 31, 32, 76, 300, 700, 900, 2_000, 10_000])
def test_rows_of_text_are_high_enough_in_any_font(length: int, forms: Forms) -> None:
    """Neither a wide nor a high font cuts a paragraph; one beyond the limit of a row gets several."""
    text = "长" * length
    report = replace(stored(REPORTS[2], forms), title=f"题{text[:200]}", text={"overview": text}, preamble=text)
    sheet = _opened(report, forms[report.form])["正文"]
    width = sheet.column_dimensions["A"].width * NARROWEST_DIGIT * DEFAULT_POINTS
    merged = {area.min_row: area.size["rows"] for area in sheet.merged_cells.ranges}
    for row, (value,) in enumerate(sheet.iter_rows(max_col=1, values_only=True), 1):
        size = sheet.cell(row, 1).font.size
        lines = -(-len(_text(value)) // (int(width / size) - 1))
        heights = [sheet.row_dimensions[each].height for each in range(row, row + merged.get(row, 1))]
        assert max(heights) <= 409
        assert sum(heights) >= LEAST_PADDING_POINTS + lines * size * HIGHEST_LINE
    assert bool(merged) == (length >= 900)


@pytest.mark.parametrize("text", ["6097", "/", "22（其中修订16件）", "见说明" * 9, "长" * 2_000])
def test_rows_of_tables_are_high_enough_for_their_texts(text: str, forms: Forms) -> None:
    """A text is wrapped in its column, and its row grows with it up to the limit of a row; figures do not."""
    report = stored(REPORTS[2], forms)
    cell = Cell(text, Decimal(text) if text.isdigit() else None)
    rows = {row: (cell, *cells[1:]) for row, cells in report.tables["requests"].items()}
    plain, changed = (
        _opened(each, forms[report.form])["表三"]
        for each in (report, replace(report, tables={**report.tables, "requests": rows}))
    )
    chars_per_line = int(changed.column_dimensions["D"].width * WIDEST_DIGIT * DEFAULT_POINTS / 10)
    lines = 1 if text.isascii() else -(-len(text) // chars_per_line)
    needed = min(LEAST_PADDING_POINTS + lines * 10 * HIGHEST_LINE, 409)
    for row in range(5, changed.max_row + 1):
        heights = [sheet.row_dimensions[row].height for sheet in (changed, plain)]
        assert heights[0] >= max(needed, heights[1])
        assert heights[0] <= 409
        assert not text.isascii() or heights[0] == heights[1]


def test_the_text_after_the_last_section_has_a_style_of_its_own(forms: Forms) -> None:
    """An exported file is imported by its styles."""
    report = replace(stored(REPORTS[2], forms), preamble="前言", closing="甲局\n2025年1月20日")
    sheet = _opened(report, forms[report.form])["正文"]
    styled = [cell.value for (cell,) in sheet.iter_rows(max_col=1) if cell.style == "落款"]
    assert styled == ["甲局", "2025年1月20日"]


def test_only_an_empty_form_is_calculated_when_it_is_opened(forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    unfilled = replace(
        report,
        tables={
            section: {row: (Cell(OPEN),) * len(cells) for row, cells in rows.items()}
            for section, rows in report.tables.items()
        },
    )
    packages = [io.BytesIO(export_excel(each, forms[report.form], AGENCY)) for each in (report, unfilled)]
    texts = [zipfile.ZipFile(package).read("xl/workbook.xml") for package in packages]
    assert [b'fullCalcOnLoad="1"' in text for text in texts] == [False, True]


def test_text_is_not_wider_than_the_page(forms: Forms) -> None:
    """Programs do not scale a sheet of a single column down to the page."""
    report = stored(REPORTS[2], forms)
    sheet = _opened(report, forms[report.form])["正文"]
    margins = (sheet.page_margins.left + sheet.page_margins.right) * POINTS_PER_INCH
    assert sheet.column_dimensions["A"].width * WIDEST_DIGIT * DEFAULT_POINTS < A4_POINTS - margins


def test_overlong_paragraph_continues_in_the_next_cell(forms: Forms) -> None:
    text = "长" * 70_000
    report = replace(stored(REPORTS[2], forms), text={"overview": text})
    rows = [row for row in _opened(report, forms[report.form])["正文"].iter_rows(values_only=True) if row[1]]
    assert "".join(map(_text, rows[0])) == text
    assert max(len(_text(piece)) for piece in rows[0]) <= 32_767


def test_text_like_an_escape_sequence_is_escaped() -> None:
    assert excel_text("_x0041_ & _x") == "_x005F_x0041_ &amp; _x"
    assert excel_text("_x00aF__x0a9_") == "_x005F_x00aF__x0a9_"
