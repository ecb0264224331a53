"""Exporters: turn a report, its form and its agency into the bytes of a file."""

from generator.exporters.fonts import NoPdfError, find_fonts, pdf_fault
from generator.exporters.formats import FORMATS, available_formats, export_path, is_download

# Archives, feeds and calendars are not exported here: only a build needs them, and it imports their modules itself.
__all__ = ["FORMATS", "NoPdfError", "available_formats", "export_path", "find_fonts", "is_download", "pdf_fault"]
