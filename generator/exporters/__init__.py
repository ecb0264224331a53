"""Exporters: turn a report, its form and its agency into the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from generator.exporters.csv import export_csv
from generator.exporters.excel import export_excel
from generator.exporters.fonts import NoPdfError, find_fonts, pdf_fault
from generator.exporters.json import export_json
from generator.exporters.pdf import export_pdf
from generator.exporters.word import export_word
from generator.model.agency import Agency
from generator.model.form import Form
from generator.model.report import Report

# Archives, feeds and calendars are not exported here: only a build needs them, and it imports their modules itself.
__all__ = ["EXPORTERS", "FORMAT_LABELS", "Exporter", "NoPdfError", "available_exporters", "find_fonts", "pdf_fault"]

Exporter = Callable[[Report, Form, Agency], bytes]

EXPORTERS: dict[str, Exporter] = {
    "docx": export_word,
    "xlsx": export_excel,
    "pdf": export_pdf,
    "csv": export_csv,
    "json": export_json,
}
"""The exporter for each file extension; the extension is also the name of the file type on the command line."""

FORMAT_LABELS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "csv": "CSV", "json": "JSON"}
"""The names of the file types on pages."""


def available_exporters() -> dict[str, Exporter]:
    """Return the exporters that work on this machine: PDF needs Typst and a Chinese font."""
    fonts = find_fonts()
    pdf = {"pdf": partial(export_pdf, fonts=fonts)} if fonts else {}
    return {kind: pdf.get(kind, exporter) for kind, exporter in EXPORTERS.items() if kind != "pdf" or fonts}
