"""The worksheet of text: a row per paragraph, whole in any font; section titles lead to their tables.

LibreOffice does not fit rows to their text when it opens a file, so every row has a height that suffices in any font.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.exporters.excel_table import sheet_name
from generator.exporters.excel_xml import MAX_HEIGHT_POINTS, Sheet, Style
from generator.exporters.formulas import cell_reference
from generator.exporters.office import environment
from generator.exporters.print_layout import report_title
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.narrative import published_texts
from generator.model.provenance import TEXT_SHEET
from generator.model.report import Report

_MAX_CELL_CHARS = 32_767
"""The limit of Excel."""

_COLUMN_DIGITS = 68
"""The width of the column, in digits of the workbook's default font.

It fits on A4 even where 宋体 is missing and DejaVu's digits, the widest, set the measure: a sheet of one column cannot
be made to fit the page, and would be cut.
"""

_LINE_EMS = 31
"""The Chinese letters of the default size that surely fit on a line.

With the narrowest digits, Calibri's, they are half as wide as a letter; a line may end a letter early, before a mark
that must not begin the next.
"""

_LINE_HEIGHT = 1.45
"""The height of a line relative to the font size: 1.2 in 宋体, 1.45 in Noto CJK, the highest usual font."""

_PADDING_POINTS = 6

_FONT_POINTS = {Style.TITLE: 16, Style.SECTION: 12, Style.LINK: 12, Style.TEXT: 11, Style.CLOSING: 11}
_DEFAULT_POINTS = 11


class _Paragraph(NamedTuple):
    """A paragraph: its first row, the number of rows and their height, its cells, and the sheet it leads to, if any.

    It has one row, or several merged ones if a row cannot be as high in some font, and several cells if one cannot hold
    its text.
    """

    row: int
    rows: int
    height: float
    style: int
    pieces: list[str]
    target: str


def text_sheet(report: Report, form: Form, agency: Agency) -> Sheet:
    """Return the sheet of text."""
    paragraphs: list[_Paragraph] = []
    for style, text, target in _lines(report, form, agency):
        above = paragraphs[-1] if paragraphs else None
        paragraphs.append(_paragraph(above.row + above.rows if above else 0, style, text, target))
    merged = [
        f"{cell_reference(each.row, column)}:{cell_reference(each.row + each.rows - 1, column)}"
        for each in paragraphs
        if each.rows > 1
        for column in range(len(each.pieces))
    ]
    xml = (
        environment()
        .get_template("excel/text.xml.j2")
        .render(
            paragraphs=paragraphs,
            merged=merged,
            links=[each for each in paragraphs if each.target],
            columns=max(len(each.pieces) for each in paragraphs),
            width=_COLUMN_DIGITS,
            reference=cell_reference,
        )
    )
    return Sheet(TEXT_SHEET, xml)


def _lines(report: Report, form: Form, agency: Agency) -> Iterator[tuple[int, str, str]]:
    """Yield the style and text of each paragraph, and for the title of a section with a table the table's sheet."""
    texts = published_texts(report, form)
    headings = {"preamble": "", **{section.key: section.title for section in form.sections}, "closing": ""}
    yield Style.TITLE, report_title(report, form, agency), ""
    for key, heading in headings.items():
        if key in form.tables:
            yield Style.LINK, heading, sheet_name(heading)
        elif heading:
            yield Style.SECTION, heading, ""
        style = Style.CLOSING if key == "closing" else Style.TEXT
        yield from ((style, line, "") for line in texts.get(key, "").split("\n") if line)


def _paragraph(row: int, style: int, text: str, target: str) -> _Paragraph:
    pieces = [text[at : at + _MAX_CELL_CHARS] for at in range(0, len(text), _MAX_CELL_CHARS)]
    size = _FONT_POINTS[style]
    lines = -(-len(pieces[0]) * size // (_LINE_EMS * _DEFAULT_POINTS))
    height = _PADDING_POINTS + lines * size * _LINE_HEIGHT
    rows = int(-(-height // MAX_HEIGHT_POINTS))
    return _Paragraph(row, rows, round(height / rows, 1), style, pieces, target)
