"""Exporters: a report, its form and its agency to the bytes of one file type."""

from __future__ import annotations

from collections.abc import Callable

from generator.exporters.csv import export_csv
from generator.exporters.excel import export_excel
from generator.exporters.json import export_json
from generator.exporters.word import export_word
from generator.form import Form
from generator.report import Agency, Report

Exporter = Callable[[Report, Form, Agency], bytes]

EXPORTERS: dict[str, Exporter] = {
    "docx": export_word,
    "xlsx": export_excel,
    "csv": export_csv,
    "json": export_json,
}
"""The exporter of each file type, by the name the command line and the file ending use."""
