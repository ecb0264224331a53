"""A report as a Word file in the look of an official paper, tables with their merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from markupsafe import Markup

from generator.exporters.office import environment, office_file, typed
from generator.exporters.paper import column_shares, parts, run_text, title, title_lines
from generator.exporters.slots import SLOT, Slot, Slotted, lines, slotted
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.layout import Box, lay_out
from generator.model.narrative import cell_filler
from generator.model.report import Cell, Report
from generator.model.table import Table

_WIDTH = 8845
"""The width of the text, 156 mm, in twentieths of a point."""

_MARGINS = 120
"""The margins of a table's cell, left and right together."""

_SIZE, _SMALLEST = 20, 12
"""The size of figures in tables, and the smallest one, in half points."""


def export_word(report: Report, form: Form, agency: Agency) -> bytes:
    """The report as .docx."""
    document = (
        environment()
        .get_template("word/word/document.xml.j2")
        .render(
            title=title_lines(title(report, form, agency), report.year),
            parts=[(part, _table(part.table, report) if part.table else None) for part in parts(report, form)],
            shown=partial(run_text, fill=cell_filler(report, form)),
            width=_WIDTH,
        )
    )
    return office_file("word", report, form, agency, {"word/document.xml": document})


def _table(table: Table, report: Report) -> Markup:
    markup, widths = _mark_up(table)

    def write(slot: Slot, cell: Cell) -> str:
        return _figure(cell.printed, widths[slot.box.column : slot.box.column + slot.box.width])

    return markup.fill(report.tables[table.section], write)


def _figure(text: str, widths: Sequence[int]) -> str:
    """The run of a data cell as wide as `widths`; a long number is set smaller, as it cannot be broken."""
    if not text:
        return ""
    room = (sum(widths) - _MARGINS) / 10
    if not text.isascii() or len(text) * _SIZE <= 2 * room:
        return f"<w:r>{typed(text)}</w:r>"
    size = max(_SMALLEST, int(room * 2 / len(text)))
    return f'<w:r><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{typed(text)}</w:r>'


@cache
def _mark_up(table: Table) -> tuple[Slotted, tuple[int, ...]]:
    """The table's markup with a slot for each cell, and the widths of the grid's columns."""
    grid = lay_out(table)
    widths = tuple(round(share * _WIDTH) for share in column_shares(grid))
    template = environment().get_template("word/table.xml.j2")
    markup = template.render(
        rows=lines(grid),
        widths=widths,
        style_of=partial(_style, grid.stub),
        slot=SLOT,
        head=grid.bodies[0][0] if len(grid.bodies) == 1 else 0,
    )
    return slotted(markup, grid, table), widths


def _style(stub: int, box: Box) -> str:
    """The paragraph style of a box: the labels of rows are centred where they fill one column, or a whole group."""
    if box.kind == "cell":
        return "TableFigure"
    beginning = box.kind == "title" or (box.kind == "row" and stub > 1 and box.height == 1)
    return "TableLabel" if beginning else "TableHead"
