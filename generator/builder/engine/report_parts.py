"""Split a report into metadata, kept in memory, and content, loaded from the build cache when it is read.

The content of a report is most of its size: cells, texts and the positions of both in the source file. Each of these
parts is deserialized only when something reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.builder.engine.serializer import deserialize, serialize
from generator.model.report import Report

V = TypeVar("V")

CONTENT_PARTS = {"tables": ("tables",), "texts": ("text", "notes"), "positions": ("at", "cells_at")}
"""The parts of the content, and the fields of the report in each."""

PartKey = tuple[str, str]
"""The name of a part and the path of the report's source file."""

LoadField = Callable[[PartKey, str], Any]
"""Function that loads a field of a report, given the part that holds the field."""


class SplitReport(NamedTuple):
    """A report's metadata (the report without content), and its CONTENT_PARTS as bytes."""

    metadata: Report
    parts: tuple[bytes, ...]


def split_report(report: Report) -> SplitReport:
    """Split the report into its metadata, without a path, and its content."""
    parts = ([getattr(report, name) for name in names] for names in CONTENT_PARTS.values())
    metadata = replace(report, tables={}, text={}, notes={}, at={}, cells_at={}, path=Path())
    return SplitReport(metadata, tuple(map(serialize, parts)))


def with_lazy_content(metadata: Report, path: Path, load: LoadField) -> Report:
    """Return the report in the file `path`; fields of its content are loaded when they are read."""
    file = str(path)
    fields: dict[str, Any] = {
        field: _LazyField(load, (part, file), field) for part, names in CONTENT_PARTS.items() for field in names
    }
    return replace(metadata, path=path, **fields)


class ReportContent:
    """The content of a report, deserialized part by part. Raises CorruptCacheError if a part is damaged."""

    def __init__(self, data: bytes) -> None:
        """Deserialize `data`, the parts of a SplitReport; each part remains bytes until it is read."""
        self._fields: dict[str, Mapping[str, Any]] = {}
        self._parts = dict(zip(CONTENT_PARTS, deserialize(data), strict=True))

    def field(self, part: str, field: str) -> Mapping[str, Any]:
        """Return a field of a part."""
        if field not in self._fields:
            self._fields |= zip(CONTENT_PARTS[part], deserialize(self._parts[part]), strict=True)
        return self._fields[field]


class _LazyField(Mapping[str, V]):
    """A field of a report that is loaded on every access, so that memory holds only content in use."""

    __slots__ = ("_field", "_load", "_part")

    def __init__(self, load: LoadField, part: PartKey, field: str) -> None:
        self._load, self._part, self._field = load, part, field

    def __getitem__(self, key: str) -> V:
        value: V = self._load(self._part, self._field)[key]
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._load(self._part, self._field))

    def __len__(self) -> int:
        return len(self._load(self._part, self._field))
