"""A report as a Word file that looks like an official document, with merged table cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

from markupsafe import Markup

from generator.exporters.office import environment, office_file, word_text
from generator.exporters.print_layout import (
    Part,
    column_shares,
    report_parts,
    report_title,
    run_text,
    table_caption,
    title_lines,
)
from generator.exporters.table_template import SLOT, Slot, TableTemplate, grid_rows, split_at_slots
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.layout import Box, Grid, is_left_aligned, lay_out
from generator.model.narrative import cell_filler
from generator.model.report import Cell, Report
from generator.model.site import SiteSettings
from generator.model.table import Table
from generator.model.unfilled import as_empty_form

_TEXT_WIDTH_TWIPS = 8845
"""Width of the text, in twips (twentieths of a point): 156 mm."""

_FIGURE_MARGIN_TWIPS = 20
"""Left and right margin of a data cell, each, in twips: in the narrowest column, they leave room for four digits."""

_DIGIT_WIDTH = 0.64
"""Width of a digit relative to the font size: that of DejaVu, the widest of the fonts that may replace 宋体."""

_FIGURE_SIZE_HALF_POINTS, _MIN_FIGURE_SIZE_HALF_POINTS = 20, 12


class _TableLayout(NamedTuple):
    """Report-independent layout: the table's markup, and the column widths in twips."""

    template: TableTemplate
    widths: tuple[int, ...]


def export_word(report: Report, form: Form, agency: Agency, site: SiteSettings | None = None) -> bytes:
    """Return the report as a .docx file; an unfilled one has blanks to fill in."""
    printed = as_empty_form(report, form)
    parts = report_parts(printed, form)
    document = (
        environment()
        .get_template("word/word/document.xml.j2")
        .render(
            title=title_lines(report_title(report, form, agency), report.year),
            parts=[(part, _table(part, part.table, printed) if part.table else None) for part in parts],
            text_of=partial(run_text, fill=cell_filler(report, form)),
            width=_TEXT_WIDTH_TWIPS,
        )
    )
    return office_file("word", report, form, agency, {"word/document.xml": document}, site)


def _table(part: Part, table: Table, report: Report) -> Markup:
    template, widths = _table_layout(table, table_caption(part.title))

    def write(slot: Slot, cell: Cell) -> str:
        return _figure_run(cell.printed, widths[slot.box.column : slot.box.column + slot.box.width])

    return template.fill(report.tables[table.section], write)


def _figure_run(text: str, widths: Sequence[int]) -> str:
    """Return the run of a data cell that spans columns of these widths; a number that does not fit is set smaller."""
    if not text:
        return ""
    width_half_points = (sum(widths) - 2 * _FIGURE_MARGIN_TWIPS) / 10
    size = max(_MIN_FIGURE_SIZE_HALF_POINTS, int(width_half_points / len(text) / _DIGIT_WIDTH))
    if not text.isascii() or size >= _FIGURE_SIZE_HALF_POINTS:
        return f"<w:r>{word_text(text)}</w:r>"
    return f'<w:r><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{word_text(text)}</w:r>'


@cache
def _table_layout(table: Table, caption: str) -> _TableLayout:
    grid = lay_out(table)
    widths = tuple(round(share * _TEXT_WIDTH_TWIPS) for share in column_shares(grid))
    template = environment().get_template("word/table.xml.j2")
    markup = template.render(
        rows=grid_rows(grid),
        widths=widths,
        style_of=partial(_style, grid),
        slot=SLOT,
        header_rows=grid.bodies[0][0],
        has_row_heads=grid.stub > 0,
        caption=caption,
        figure_margin=_FIGURE_MARGIN_TWIPS,
    )
    return _TableLayout(split_at_slots(markup, grid, table), widths)


def _style(grid: Grid, box: Box) -> str:
    """Return the paragraph style of a box."""
    if box.kind == "cell":
        return "TableFigure"
    return "TableLabel" if is_left_aligned(grid, box) else "TableHead"
