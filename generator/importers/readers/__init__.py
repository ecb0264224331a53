"""Readers, one per file type: `read_document` picks the right one and runs it within limits of time and memory."""

from generator.importers.readers.read import read_document

__all__ = ["read_document"]
