"""A report as an accessible PDF (PDF/UA-1) in the look of an official paper, set by Typst from data."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from generator.exporters.fonts import Fonts, MissingFontError, find_fonts
from generator.exporters.paper import Part, column_shares, parts, printable, row_lines, run_text, title, title_lines
from generator.exporters.pdf_worker import typeset_report
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.layout import Box, Grid, lay_out
from generator.model.narrative import Line, TextBlock, cell_filler
from generator.model.report import Report
from generator.model.table import Table

_POINTS = 156 * 72 / 25.4
"""The width of a table."""

_MARGINS = 7
"""The margins of a table's cell, left and right together."""

_SIZE, _SMALLEST, _DIGIT = 10, 6, 0.56
"""The size of figures, the smallest one, and how wide a digit is in proportion."""

_PAGE = 605
"""What a page holds below a heading: a table less high stands on one page."""

_LONG = 16
"""A table of more rows is set closer, so that it may stand on one page."""


def export_pdf(report: Report, form: Form, agency: Agency, fonts: Fonts | None = None) -> bytes:
    """The report as .pdf, in the fonts given or those found. Raises MissingFontError."""
    fonts = fonts or find_fonts()
    if fonts is None:
        raise MissingFontError
    heading = printable(title(report, form, agency))
    data = {
        "title": heading,
        "lines": title_lines(heading, report.year),
        "author": printable(agency.name_in(report.year)),
        "fonts": {"serif": fonts.serif, "sans": fonts.sans},
        "parts": [_part(part, report, form) for part in parts(report, form)],
    }
    return typeset_report(json.dumps(data, ensure_ascii=False), fonts)


def _part(part: Part, report: Report, form: Form) -> dict[str, Any]:
    fill = cell_filler(report, form)

    def line(runs: Line) -> list[tuple[str, bool]]:
        return [(run_text(run, fill), run.bold) for run in runs]

    def block(each: TextBlock) -> dict[str, Any]:
        rows = [[line(cell) for cell in row] for row in each.rows]
        return {"kind": each.kind, "lines": [line(each) for each in each.lines], "lead": line(each.lead), "rows": rows}

    table = _filled(part.table, report) if part.table else None
    return {"title": part.title, "blocks": [block(each) for each in part.blocks], "table": table}


class _Laid(NamedTuple):
    grid: Grid
    shares: list[float]
    boxes: list[tuple[Box, dict[str, Any]]]
    cells: dict[str, tuple[str, int]]


@cache
def _lay(table: Table) -> _Laid:
    """What is the same in every report."""
    grid = lay_out(table)
    cells = {
        f"{row}.{column}": (row, place)
        for row, (block, _) in table.rows.items()
        for place, column in enumerate(block.column_names)
    }
    return _Laid(grid, column_shares(grid), [(box, _box(grid, box)) for box in grid.boxes], cells)


def _box(grid: Grid, box: Box) -> dict[str, Any]:
    left = box.kind == "title" or (box.kind == "row" and grid.stub > 1 and box.height == 1)
    place = {"x": box.column, "y": box.row, "width": box.width, "height": box.height}
    return {**place, "text": box.text, "left": left, "band": box.kind == "title", "size": None}


def _filled(table: Table, report: Report) -> dict[str, Any]:
    laid, rows = _lay(table), report.tables[table.section]
    grid, inset = laid.grid, 2.2 if laid.grid.height > _LONG else 5.0
    printed = {name: printable(rows[row][place].printed) for name, (row, place) in laid.cells.items()}

    def shown(box: Box, told: dict[str, Any]) -> dict[str, Any]:
        if box.kind != "cell":
            return told
        return told | _figure(printed[box.name], sum(laid.shares[box.column : box.column + box.width]))

    rooms = [(share * _POINTS - _MARGINS) / _SIZE for share in laid.shares]
    lines = row_lines(grid, rooms, lambda box: printed.get(box.name, "") if box.kind == "cell" else box.text)
    heights = [each * (_SIZE + 2) + 2 * inset for each in lines]
    starts = [0, *(bottom for _, bottom in grid.bodies)]
    blocks = []
    for (start, end), (body, _) in zip(pairwise(starts), grid.bodies, strict=True):
        here = [(box, shown(box, told)) for box, told in laid.boxes if start <= box.row < end]
        blocks.append({
            "head": [told for box, told in here if box.row < body],
            "body": [told for box, told in here if box.row >= body],
        })  # fmt: skip
    return {
        "columns": laid.shares,
        "blocks": blocks,
        "repeated": len(blocks) == 1,
        "rows": [height if number == 1 else None for number, height in zip(lines, heights, strict=True)],
        "whole": sum(heights) < _PAGE,
        "inset": inset,
    }


def _figure(text: str, share: float) -> dict[str, Any]:
    """The text of a cell; a number too long is set smaller, or broken, as no program would break it."""
    room = share * _POINTS - _MARGINS
    if not text.isascii() or len(text) * _SIZE * _DIGIT <= room:
        return {"text": text, "size": None}
    size = max(_SMALLEST, round(room / len(text) / _DIGIT, 1))
    most = max(1, int(room / size / _DIGIT))
    return {"text": "\n".join(text[at : at + most] for at in range(0, len(text), most)), "size": size}
