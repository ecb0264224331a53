"""Serialise a document as JSON data, to pass it from the worker to the parent process."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from generator.importers.document import Box, Document, Grid, Paragraph


def document_to_json(document: Document) -> dict[str, Any]:
    """Return the document as lists, strings and numbers."""
    return {
        "parts": [astuple(part) for part in document.parts],
        "labels": dict(document.labels),
        "omitted": [astuple(line) for line in document.omitted],
    }


def document_from_json(data: dict[str, Any]) -> Document:
    """Return the document that `document_to_json` serialised."""
    omitted = tuple(Paragraph(*fields) for fields in data["omitted"])
    return Document(tuple(_part(*fields) for fields in data["parts"]), data["labels"], omitted)


def _part(content: Any, *fields: Any) -> Paragraph | Grid:
    if isinstance(content, str):
        return Paragraph(content, *fields)
    place, seams, doubts = fields
    boxes = tuple(Box(*each) for each in content)
    return Grid(boxes, place, tuple(seams), tuple((row, reason) for row, reason in doubts))
