"""Split a report into metadata, kept in memory, and content, loaded from the build cache when it is read.

The content of a report is most of its size: cells, texts and the positions of both in the source file. Each of these
parts is deserialized only when something reads it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.builder.engine.serializer import deserialize, serialize
from generator.model.problem import Position
from generator.model.report import Cell, Report

V = TypeVar("V")

CONTENT_PARTS = {"tables": ("tables",), "texts": ("text", "notes"), "positions": ("at", "cells_at")}
"""The parts of the content, and the fields of the report in each."""

PartKey = tuple[str, str]
"""The name of a part and the path of the report's source file."""

LoadField = Callable[[PartKey, str], Any]
"""Function that loads a field of a report, given the part that holds the field."""

_MAX_CACHED_CELLS = 10_000

EncodedRow = tuple[tuple[str, ...], tuple[str | None, ...] | None]
"""The printed texts of a row's cells, and their numbers (None if each number is written as its text)."""


class SplitReport(NamedTuple):
    """A report's metadata (the report without content), and its CONTENT_PARTS as bytes."""

    metadata: Report
    parts: tuple[bytes, ...]


def split_report(report: Report) -> SplitReport:
    """Split the report into its metadata, without a path, and its content."""
    fields: dict[str, dict[str, Any]] = {
        "tables": {
            section: {row: _encode_row(cells) for row, cells in rows.items()} for section, rows in report.tables.items()
        },
        "text": dict(report.text),
        "notes": dict(report.notes),
        "at": {key: (at.line, at.column) for key, at in report.at.items()},
        "cells_at": {row: _encode_positions(positions) for row, positions in report.cells_at.items()},
    }
    metadata = replace(report, tables={}, text={}, notes={}, at={}, cells_at={}, path=Path())
    return SplitReport(metadata, tuple(serialize([fields[name] for name in names]) for names in CONTENT_PARTS.values()))


def with_lazy_content(metadata: Report, path: Path, load: LoadField) -> Report:
    """Return the report in the file `path`; fields of its content are loaded when they are read."""
    file = str(path)
    fields: dict[str, Any] = {
        field: _LazyField(load, (part, file), field) for part, names in CONTENT_PARTS.items() for field in names
    }
    return replace(metadata, path=path, **fields)


class ReportContent:
    """The content of a report, deserialized part by part. Raises CorruptCacheError if a part is damaged."""

    def __init__(self, path: str, data: bytes) -> None:
        """Deserialize `data`, the parts of the SplitReport of the file `path`; each part remains bytes until read."""
        self._path, self._fields = Path(path), dict[str, Mapping[str, Any]]()
        self._parts = dict(zip(CONTENT_PARTS, deserialize(data), strict=True))

    def field(self, part: str, field: str) -> Mapping[str, Any]:
        """Return a field of a part."""
        if field not in self._fields:
            for name, encoded in zip(CONTENT_PARTS[part], deserialize(self._parts[part]), strict=True):
                decode = _DECODERS.get(name)
                self._fields[name] = _DecodedMapping(encoded, partial(decode, self._path)) if decode else encoded
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


class _DecodedMapping(Mapping[str, V]):
    """A mapping that decodes each value once, when it is read."""

    def __init__(self, encoded: Mapping[str, Any], decode: Callable[[Any], V]) -> None:
        self._encoded, self._decode = encoded, decode
        self._decoded: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._decoded:
            self._decoded[key] = self._decode(self._encoded[key])
        return self._decoded[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)


def _encode_row(cells: tuple[Cell, ...]) -> EncodedRow:
    values = tuple(None if cell.value is None else str(cell.value) for cell in cells)
    texts = tuple(cell.printed for cell in cells)
    return texts, None if values == texts else values


def _decode_table(path: Path, rows: Mapping[str, EncodedRow]) -> Mapping[str, tuple[Cell, ...]]:
    return _DecodedMapping(rows, _decode_row)


def _decode_row(encoded: EncodedRow) -> tuple[Cell, ...]:
    texts, values = encoded
    return tuple(map(_cell, texts, values or texts))


@lru_cache(maxsize=_MAX_CACHED_CELLS)
def _cell(text: str, number: str | None) -> Cell:
    """Return the cell; cached, because most cells of a county hold one of a few texts."""
    return Cell(text, None if number is None else Decimal(number))


def _encode_positions(positions: Iterable[Position | None]) -> bytes:
    """Return line and column of each position; 0, 0 for None."""
    return array("I", chain.from_iterable((at.line, at.column) if at else (0, 0) for at in positions)).tobytes()


def _decode_positions(path: Path, data: bytes) -> tuple[Position | None, ...]:
    numbers = array("I", data)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple(Position(path, line, column) if line else None for line, column in pairs)


def _decode_position(path: Path, at: tuple[int, int]) -> Position:
    return Position(path, *at)


_DECODERS: dict[str, Callable[[Path, Any], Any]] = {
    "tables": _decode_table, "at": _decode_position, "cells_at": _decode_positions,
}  # fmt: skip
"""What decodes the values of a field, given the path of the source file; those of other fields are not encoded."""
