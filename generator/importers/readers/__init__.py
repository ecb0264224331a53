"""One reader for each type of file; `read_document` finds the right one and keeps it within limits."""

from generator.importers.readers.read import read_document

__all__ = ["read_document"]
