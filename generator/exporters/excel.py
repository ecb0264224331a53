"""A report as an Excel workbook: a sheet of text, one per table with formulas for sums, and one of all cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from generator.exporters.cells import CellRecord, cell_records
from generator.exporters.excel_table import table_sheet
from generator.exporters.excel_text import text_sheet
from generator.exporters.excel_xml import Sheet, Style, inline_string
from generator.exporters.office import environment, office_file
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.provenance import DATA_SHEET
from generator.model.report import Report, plain_number
from generator.model.site import SiteSettings
from generator.model.unfilled import as_empty_form

_COLUMN_LETTERS = "ABCDEFGHIJKLM"
"""The columns of the data sheet, a letter for each field of a cell record."""


def export_excel(report: Report, form: Form, agency: Agency, site: SiteSettings | None = None) -> bytes:
    """Return the report as a .xlsx file; an unfilled one has blanks to fill in, and sums that follow."""
    printed = as_empty_form(report, form)
    is_empty = printed is not report
    write = partial(table_sheet, printed, is_empty=is_empty)
    sheets = [
        text_sheet(printed, form, agency),
        *(write(form.tables[each.key], each.title) for each in form.sections if each.key in form.tables),
        _data_sheet(list(cell_records(printed, form, agency))),
    ]
    names = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    rendered = {
        name: environment().get_template(f"excel/{name}.j2").render(sheets=sheets, calculate=is_empty) for name in names
    }
    rendered |= {f"xl/worksheets/sheet{number}.xml": sheet.xml for number, sheet in enumerate(sheets, 1)}
    return office_file("excel", report, form, agency, rendered, site)


def _data_sheet(records: Sequence[CellRecord]) -> Sheet:
    """Return the sheet of all cells; its head is that of CSV files, so that the same program reads either."""
    header, *rows = (
        f'<row r="{number}">{"".join(_data(number, *each) for each in zip(_COLUMN_LETTERS, fields, strict=True))}</row>'
        for number, fields in enumerate([CellRecord._fields, *records], 1)
    )
    filter_range = f"$A$1:${_COLUMN_LETTERS[-1]}${len(records) + 1}"
    rows_xml = Markup(header + "".join(rows))  # noqa: S704  (texts are escaped)
    xml = environment().get_template("excel/data.xml.j2").render(rows=rows_xml, filter_range=filter_range)
    return Sheet(DATA_SHEET, xml, 1, filter_range)


def _data(row: int, letter: str, field: object) -> str:
    if field is None or field == "":
        return ""
    if isinstance(field, str):
        return f'<c r="{letter}{row}" s="{Style.DATA if row > 1 else Style.DATA_HEAD}"{inline_string(field)}'
    return f'<c r="{letter}{row}" s="{Style.DATA}"><v>{plain_number(Decimal(str(field)))}</v></c>'
