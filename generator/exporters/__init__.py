"""Exporters: a report, its form and its agency to the bytes of one file type."""

from __future__ import annotations

from collections.abc import Callable

from generator.exporters.json import export_json
from generator.form import Form
from generator.report import Agency, Report

Exporter = Callable[[Report, Form, Agency], bytes]

EXPORTERS: dict[str, Exporter] = {"json": export_json}
"""The exporter of each file type, by the name the command line and the file ending use."""
