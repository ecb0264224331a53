"""Split a report into metadata, kept in memory, and content, loaded from the build cache when it is read.

The content of a report is most of its size: cells, texts and the positions of both in the source file. Each of these
parts is deserialized only when something reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from generator.builder.engine.serializer import deserialize, serialize
from generator.model.report import Report

V = TypeVar("V")

CONTENT_PARTS = {"tables": ("tables",), "texts": ("text", "notes"), "positions": ("at", "cells_at")}
"""The parts of the content, and the fields of the report in each."""

PartKey = tuple[str, str]
"""The name of a part and the path of the report's source file."""

LoadField = Callable[[PartKey, str], Any]
"""Function that loads a field of a report, given the part that holds the field."""


def split_report(report: Report) -> tuple[Report, list[bytes]]:
    """Split the report into its metadata, which is a report without content and path, and its CONTENT_PARTS."""
    parts = [serialize({name: getattr(report, name) for name in names}) for names in CONTENT_PARTS.values()]
    return replace(report, tables={}, text={}, notes={}, at={}, cells_at={}, path=Path()), parts


def read_part(parts: bytes, name: str) -> dict[str, Mapping[str, Any]]:
    """Return the fields of one of the serialized parts of a report. Raises CorruptCacheError if they are damaged."""
    fields: dict[str, Mapping[str, Any]] = deserialize(deserialize(parts)[list(CONTENT_PARTS).index(name)])
    return fields


def with_lazy_content(metadata: Report, path: Path, load: LoadField) -> Report:
    """Return the report in the file `path`; fields of its content are loaded when they are read."""
    file = str(path)
    fields: dict[str, Any] = {
        field: _LazyField(load, (part, file), field) for part, names in CONTENT_PARTS.items() for field in names
    }
    return replace(metadata, path=path, **fields)


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
