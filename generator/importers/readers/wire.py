"""A document as plain data, for the way from one process to another."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from generator.importers.document import Box, Document, Grid, Paragraph


def pack(document: Document) -> dict[str, Any]:
    """The document in lists, texts and numbers."""
    return {"parts": [astuple(part) for part in document.parts], "labels": dict(document.labels)}


def unpack(data: dict[str, Any]) -> Document:
    """The document that was packed."""
    return Document(tuple(_part(*part) for part in data["parts"]), data["labels"])


def _part(content: Any, place: str, role: str = "") -> Paragraph | Grid:
    if isinstance(content, str):
        return Paragraph(content, place, role)
    return Grid(tuple(Box(*box) for box in content), place)
