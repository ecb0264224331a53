"""A report as an Excel workbook: a sheet of text, one per table with formulas for sums, and one of all cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from generator.exporters.cells import CellRecord, cell_records
from generator.exporters.excel_table import table_sheet
from generator.exporters.excel_xml import Sheet, Style, inline_string
from generator.exporters.formulas import cell_reference
from generator.exporters.office import environment, office_file
from generator.exporters.print_layout import report_title
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.narrative import published_texts
from generator.model.provenance import DATA_SHEET, TEXT_SHEET
from generator.model.report import Report, plain_number

_MAX_CELL_CHARS = 32_767
_TEXT_COLUMN_CHARS = 38
"""Width of the text sheet's column, in Chinese characters."""

_TITLE_HEIGHT_POINTS, _MAX_HEIGHT_POINTS = 40, 409
_LINE_POINTS, _ROW_PADDING_POINTS = 15, 8

_COLUMN_LABELS = (
    "机关代号",
    "机关",
    "年度",
    "格式",
    "部分",
    "行",
    "列",
    "部分名称",
    "行名称",
    "列名称",
    "原文",
    "数值",
    "单位",
)
_COLUMN_LETTERS = "ABCDEFGHIJKLM"
"""Letters of the data sheet's columns, in the order of _COLUMN_LABELS."""


def export_excel(report: Report, form: Form, agency: Agency) -> bytes:
    """Return the report as a .xlsx file."""
    sheets = [
        _text_sheet(report, form, agency),
        *(table_sheet(report, form.tables[each.key], each.title) for each in form.sections if each.key in form.tables),
        _data_sheet(list(cell_records(report, form, agency))),
    ]
    names = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    rendered = {name: environment().get_template(f"excel/{name}.j2").render(sheets=sheets) for name in names}
    rendered |= {f"xl/worksheets/sheet{number}.xml": sheet.xml for number, sheet in enumerate(sheets, 1)}
    return office_file("excel", report, form, agency, rendered)


def _text_sheet(report: Report, form: Form, agency: Agency) -> Sheet:
    """Return the sheet of text, with a row per paragraph; a paragraph too long for a cell continues to the right."""
    texts = published_texts(report, form)
    headings = {"preamble": "", **{section.key: section.title for section in form.sections}, "closing": ""}
    paragraphs = [(Style.TITLE, report_title(report, form, agency))]
    for key, heading in headings.items():
        paragraphs += [(Style.SECTION, heading)] if heading else []
        style = Style.CLOSING if key == "closing" else Style.TEXT
        paragraphs += [(style, line) for line in texts.get(key, "").split("\n") if line]
    rows = [
        (style, _height(style, text), [text[at : at + _MAX_CELL_CHARS] for at in range(0, len(text), _MAX_CELL_CHARS)])
        for style, text in paragraphs
    ]
    xml = environment().get_template("excel/text.xml.j2").render(rows=rows, reference=cell_reference)
    return Sheet(TEXT_SHEET, xml)


def _height(style: int, text: str) -> int:
    """Return the height of a text row in points, given explicitly because not all programs fit rows to their text."""
    lines = -(-len(text) // _TEXT_COLUMN_CHARS)
    if style == Style.TITLE:
        return _TITLE_HEIGHT_POINTS
    return min(_MAX_HEIGHT_POINTS, _ROW_PADDING_POINTS + _LINE_POINTS * lines)


def _data_sheet(records: Sequence[CellRecord]) -> Sheet:
    header, *rows = (
        f'<row r="{number}">{"".join(_data(number, *each) for each in zip(_COLUMN_LETTERS, fields, strict=True))}</row>'
        for number, fields in enumerate([_COLUMN_LABELS, *records], 1)
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
