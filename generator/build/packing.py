"""Parsed sources as bytes and back, so that a file is parsed once.

Nothing but values of the trade comes back: bytes from elsewhere can make no other objects and run nothing.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator import report as trade
from generator.report import Cell, Position, Report

V = TypeVar("V")

_PLAIN = {("decimal", "Decimal"), ("datetime", "date")}

Packed = tuple[str, str | None, int, int]
"""A cell: printed text, its number (empty where the text is the number), line and column (0 where it has no place)."""


class Body(NamedTuple):
    """What most of a report's bytes are: its cells, its texts, and where everything stands in the file."""

    tables: Mapping[str, Mapping[str, tuple[Cell, ...]]]
    text: Mapping[str, str]
    notes: Mapping[str, str]
    at: Mapping[str, Position]


class DamagedError(Exception):
    """What an earlier build has left is not as it was left, or nothing can be left where it should be."""


def pack(value: object) -> bytes:
    """The value as bytes."""
    return pickle.dumps(value, 5)


def unpack(data: bytes) -> Any:
    """The value again. Raises DamagedError for bytes that are no value, or would make anything foreign."""
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN or (module.startswith("pathlib") and name == "PosixPath"):
            return super().find_class(module, name)
        found = getattr(trade, name, None)
        if module == trade.__name__ and isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def take_apart(report: Report) -> tuple[Report, bytes]:
    """The report without its body, and the body as bytes."""
    tables = {
        section: {row: tuple(map(_packed, cells)) for row, cells in rows.items()}
        for section, rows in report.tables.items()
    }
    at = {key: (place.line, place.column) for key, place in report.at.items()}
    body = (tables, dict(report.text), dict(report.notes), at)
    return replace(report, tables={}, text={}, notes={}, at={}), pack(body)


def open_body(path: Path, data: bytes) -> Body:
    """The body of the report in the file `path`; its cells are made where they are asked for."""
    tables, text, notes, at = unpack(data)
    row = partial(_row, path)
    return Body({name: _Made(rows, row) for name, rows in tables.items()}, text, notes, _Made(at, partial(_at, path)))


def put_together(head: Report, body: Callable[[Path], Body]) -> Report:
    """The report with a body that is fetched where something in it is asked for."""
    path = head.path
    return replace(
        head,
        tables=_Fetched(lambda: body(path).tables),
        text=_Fetched(lambda: body(path).text),
        notes=_Fetched(lambda: body(path).notes),
        at=_Fetched(lambda: body(path).at),
    )


class _Fetched(Mapping[str, V]):
    """A mapping that is fetched each time it is asked, so that memory holds only what is in use."""

    def __init__(self, fetch: Callable[[], Mapping[str, V]]) -> None:
        self._fetch = fetch

    def __getitem__(self, key: str) -> V:
        return self._fetch()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fetch())

    def __len__(self) -> int:
        return len(self._fetch())


class _Made(Mapping[str, V]):
    """A mapping whose values are made of packed ones where they are asked for, once."""

    def __init__(self, packed: Mapping[str, Any], make: Callable[[Any], V]) -> None:
        self._packed, self._make = packed, make
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._made:
            self._made[key] = self._make(self._packed[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _packed(cell: Cell) -> Packed:
    line, column = (cell.at.line, cell.at.column) if cell.at else (0, 0)
    value = None if cell.value is None else str(cell.value)
    return cell.printed, "" if value == cell.printed else value, line, column


def _row(path: Path, packed: tuple[Packed, ...]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            printed,
            None if value is None else _number(value or printed),
            Position(path, line, column) if line else None,
        )
        for printed, value, line, column in packed
    )


def _at(path: Path, place: tuple[int, int]) -> Position:
    return Position(path, *place)


@lru_cache(maxsize=10_000)
def _number(text: str) -> Decimal:
    return Decimal(text)
