"""Exporters: a report and its form to the bytes of one file type."""
