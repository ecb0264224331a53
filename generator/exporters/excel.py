"""A report as an Excel workbook: its text, its tables as printed with formulas for the sums, and all cells as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from markupsafe import Markup

from generator.exporters.cells import Line, cell_lines
from generator.exporters.formulas import Sum, formula, ref, sums_of
from generator.exporters.office import environment, office_file, spelled
from generator.exporters.paper import column_shares, row_lines, title
from generator.exporters.slots import SLOT, Slot, Slotted, lines, slotted
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.layout import Box, Grid, lay_out
from generator.model.narrative import published_texts
from generator.model.provenance import DATA_SHEET, TEXT_SHEET
from generator.model.report import Cell, Report, plain_number
from generator.model.table import Table

_TOP = 1
"""How many rows stand above a table."""

_WIDTH = 100
"""How wide a table is, in letters of the usual size."""

_DIGITS = 15
"""A spreadsheet's numbers have so many digits; a longer one is kept as text."""

_LONGEST = 32_767
"""A cell of a spreadsheet holds so many letters."""

_TEXT_LETTERS, _TALLEST = 38, 409
"""How many Chinese letters the text's column holds, and how high a row may be."""

_TITLE, _SECTION, _TEXT, _HEAD, _LABEL, _BAND, _NUMBER, _WORDS, _DATA_HEAD, _DATA, _CLOSING = range(1, 12)
"""The cell formats in `xl/styles.xml`."""

_NAMES = (
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
_LETTERS = "ABCDEFGHIJKLM"
"""The columns of the data sheet: their names, and what a spreadsheet calls them."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's name, how many rows are repeated on every printed page, the area that can be filtered, its XML."""

    name: str
    head: int
    filtered: str
    xml: str


def export_excel(report: Report, form: Form, agency: Agency) -> bytes:
    """The report as .xlsx."""
    sheets = [
        _text_sheet(report, form, agency),
        *(_table_sheet(report, form.tables[each.key], each.title) for each in form.sections if each.key in form.tables),
        _data_sheet(list(cell_lines(report, form, agency))),
    ]
    names = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    written = {name: environment().get_template(f"excel/{name}.j2").render(sheets=sheets) for name in names}
    written |= {f"xl/worksheets/sheet{number}.xml": sheet.xml for number, sheet in enumerate(sheets, 1)}
    return office_file("excel", report, form, agency, written)


def _text_sheet(report: Report, form: Form, agency: Agency) -> Sheet:
    texts = published_texts(report, form)
    titles = {"preamble": "", **{section.key: section.title for section in form.sections}, "closing": ""}
    told = [(_TITLE, title(report, form, agency))]
    for key, heading in titles.items():
        told += [(_SECTION, heading)] if heading else []
        style = _CLOSING if key == "closing" else _TEXT
        told += [(style, line) for line in texts.get(key, "").split("\n") if line]
    cut = [
        (style, _tall(style, text), [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)])
        for style, text in told
    ]
    xml = environment().get_template("excel/text.xml.j2").render(lines=cut, ref=ref)
    return Sheet(TEXT_SHEET, 0, "", xml)


def _tall(style: int, text: str) -> int:
    """The height of a row of text, in points: programs do not all find it themselves."""
    lines = -(-len(text) // _TEXT_LETTERS)
    return 40 if style == _TITLE else min(_TALLEST, 8 + 15 * lines)


def _table_sheet(report: Report, table: Table, heading: str) -> Sheet:
    rows, laid = report.tables[table.section], _lay(table, heading)

    def write(slot: Slot, cell: Cell) -> str:
        defined = laid.sums.get((slot.row, slot.place))
        told = formula(defined, rows, cell.value) if defined and cell.value is not None else None
        return _content(cell, told)

    return Sheet(sheet_name(heading), laid.head, "", laid.markup.fill(rows, write))


def sheet_name(heading: str) -> str:
    """The name of the sheet of a section's table: `表三`."""
    numeral, mark, _ = heading.partition("、")
    return f"表{numeral}" if mark else re.sub(r"[\[\]:*?/\\']", "", heading)[:31]


def _content(cell: Cell, formula: str | None) -> str:
    """What follows `<c r="…"`: a number, with its formula where it is a sum; a text; or nothing."""
    if cell.value is not None and is_plain(cell):
        told = f"<f>{formula}</f>" if formula else ""
        return f' s="{_NUMBER}">{told}<v>{cell.plain}</v></c>'
    if not cell.printed:
        return f' s="{_NUMBER}"/>'
    return f' s="{_WORDS}"{_inline(cell.printed)}'


def is_plain(cell: Cell) -> bool:
    """Whether the printed text is just the number, and one that a spreadsheet keeps exactly."""
    return cell.printed == cell.plain and sum(map(str.isdigit, cell.printed)) <= _DIGITS


class _Laid(NamedTuple):
    head: int
    markup: Slotted
    sums: dict[tuple[str, int], list[Sum]]


@cache
def _lay(table: Table, heading: str) -> _Laid:
    """What is the same in every report: the rows to repeat, the markup with a slot for each cell, the sums."""
    grid = lay_out(table)
    widths = [round(share * _WIDTH, 2) for share in column_shares(grid)]
    head = grid.bodies[0][0] if len(grid.bodies) == 1 else 0
    xml = (
        environment()
        .get_template("excel/table.xml.j2")
        .render(
            title=heading,
            rows=list(zip(lines(grid), _heights(grid, widths), strict=True)),
            widths=widths,
            merged=list(_merged(grid)),
            top=_TOP,
            head=head,
            stub=grid.stub,
            style_of=partial(_style, grid.stub),
            slot=SLOT,
            ref=ref,
        )
    )
    return _Laid(_TOP + head if head else 0, slotted(xml, grid, table), sums_of(table, grid, _TOP))


def _merged(grid: Grid) -> Iterator[str]:
    yield f"A1:{ref(0, grid.width - 1)}"
    for box in grid.boxes:
        if box.width > 1 or box.height > 1:
            last = ref(_TOP + box.row + box.height - 1, box.column + box.width - 1)
            yield f"{ref(_TOP + box.row, box.column)}:{last}"


def _heights(grid: Grid, widths: list[float]) -> list[int]:
    """The height of each row, in points: what the longest label that stands in it alone needs."""
    return [8 + 13 * lines for lines in row_lines(grid, [width / 2 - 0.5 for width in widths], attrgetter("text"))]


def _style(stub: int, box: Box) -> int:
    if box.kind == "cell":
        return _NUMBER
    if box.kind == "title":
        return _BAND
    return _LABEL if box.kind == "row" and stub > 1 and box.height == 1 else _HEAD


def _data_sheet(cells: list[Line]) -> Sheet:
    head, *rows = (
        f'<row r="{number}">{"".join(_data(number, *each) for each in zip(_LETTERS, line, strict=True))}</row>'
        for number, line in enumerate([_NAMES, *cells], 1)
    )
    area = f"$A$1:${_LETTERS[-1]}${len(cells) + 1}"
    xml = environment().get_template("excel/data.xml.j2").render(rows=Markup(head + "".join(rows)), area=area)  # noqa: S704
    return Sheet(DATA_SHEET, 1, area, xml)


def _data(row: int, letter: str, field: object) -> str:
    if field is None or field == "":
        return ""
    if isinstance(field, str):
        return f'<c r="{letter}{row}" s="{_DATA if row > 1 else _DATA_HEAD}"{_inline(field)}'
    return f'<c r="{letter}{row}" s="{_DATA}"><v>{plain_number(Decimal(str(field)))}</v></c>'


@lru_cache(1000)
def _inline(text: str) -> str:
    """The rest of a cell that holds a text; labels and names come again and again."""
    return f' t="inlineStr"><is><t xml:space="preserve">{spelled(text)}</t></is></c>'
