"""A report as a PDF for reading aloud (PDF/UA-1) and keeping (PDF/A-2a); Typst sets it from JSON data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict

from generator.exporters.fonts import NoPdfError, find_fonts, pdf_fault
from generator.exporters.pdf_table import TableData, table_data
from generator.exporters.print_layout import Part, printable, report_parts, report_title, run_text, title_lines
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.narrative import Line, TextBlock, cell_filler
from generator.model.provenance import CLOSING_PROPERTY, export_properties, properties_as_keywords
from generator.model.report import Report
from generator.model.site import SiteSettings

if TYPE_CHECKING:
    from generator.exporters.pdf_worker import Standards

_ARCHIVED: Standards = ("a-2a", "ua-1")
_ACCESSIBLE: Standards = ("ua-1",)


class _BlockData(TypedDict):
    """A narrative block; a line is a list of runs, each with its text and whether it is bold."""

    kind: str
    lines: list[list[tuple[str, bool]]]
    lead: list[tuple[str, bool]]
    rows: list[list[list[tuple[str, bool]]]]


class _PartData(TypedDict):
    """A part; `apart` says that a blank line comes before it, as before the signature."""

    title: str
    apart: bool
    blocks: list[_BlockData]
    table: TableData | None


def export_pdf(report: Report, form: Form, agency: Agency, site: SiteSettings | None = None) -> bytes:
    """Return the report as a .pdf file; raise NoPdfError without fonts or Typst.

    PDF/A needs a date; only the day of publication may be named as one, so a report without it is PDF/UA-1 alone.
    """
    fonts = find_fonts()
    if fonts is None:
        raise NoPdfError(pdf_fault())
    from generator.exporters.pdf_worker import compile_pdf  # loads Typst, which not everybody installs

    title, parts = printable(report_title(report, form, agency)), list(report_parts(report, form))
    after_sections = sum(len(part.blocks) for part in parts if part.key == "closing")
    properties = {**export_properties(report, form, site), CLOSING_PROPERTY: str(after_sections)}
    data = {
        "title": title,
        "lines": title_lines(title, report.year),
        "published": report.published and report.published.isoformat(),
        "keywords": [printable(each) for each in properties_as_keywords(properties)],
        "author": printable(agency.name_in(report.year)),
        "fonts": {"serif": fonts.serif, "sans": fonts.sans},
        "parts": [_part(part, report, form) for part in parts],
    }
    standards = (_ARCHIVED, _ACCESSIBLE) if report.published else (_ACCESSIBLE,)
    return compile_pdf(json.dumps(data, ensure_ascii=False), fonts, standards)


def _part(part: Part, report: Report, form: Form) -> _PartData:
    fill = cell_filler(report, form)

    def line(runs: Line) -> list[tuple[str, bool]]:
        return [(run_text(run, fill), run.bold) for run in runs]

    def block(each: TextBlock) -> _BlockData:
        rows = [[line(cell) for cell in row] for row in each.rows]
        return {"kind": each.kind, "lines": [line(each) for each in each.lines], "lead": line(each.lead), "rows": rows}

    table = table_data(part.table, report) if part.table else None
    blocks = [block(each) for each in part.blocks]
    return {"title": part.title, "apart": part.key == "closing", "blocks": blocks, "table": table}
