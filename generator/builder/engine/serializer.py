"""Parsed sources as bytes and back, so that a file is parsed once.

Nothing but values of the trade comes back: bytes from elsewhere can make no other objects and run nothing.
"""

from __future__ import annotations

import io
import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from generator.model import agency, problem, report
from generator.model.problem import Position
from generator.model.report import Cell, Report

V = TypeVar("V")

_PLAIN = {("decimal", "Decimal"), ("datetime", "date")}

_MODEL = {
    (module.__name__, name): kind
    for module in (agency, problem, report)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and kind.__module__ == module.__name__
}
"""The classes of the model that parsed sources consist of."""

_NOWHERE = Path()

Packed = tuple[tuple[str, ...], tuple[str | None, ...] | None]
"""A row: the printed texts of its cells, and their numbers (None where these are just the texts)."""

PARTS = {"tables": ("tables",), "texts": ("text", "notes"), "places": ("at", "cells_at")}
"""What a body is made of: its parts, and the fields of the report that are in each."""

Fetch = Callable[[tuple[str, str], str], Any]
"""Gives a field of the body of a report, by the part it is in and the report's file."""


class Body:
    """What most of a report's bytes are: its cells, its texts, and where everything stands in the file.

    Each of them is unpacked where it is asked for. Raises DamagedError where it is not what was packed.
    """

    def __init__(self, path: str, data: bytes) -> None:
        """Of the report in the file `path`, as `take_apart` packed it."""
        self._path = Path(path)
        self._tables, self._texts, self._places = unpack(data)

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, tuple[Cell, ...]]]:
        """The cells by section and row."""
        return {name: _Made(rows, _row) for name, rows in unpack(self._tables).items()}

    @cached_property
    def text(self) -> Mapping[str, str]:
        """The narrative of each section."""
        text: Mapping[str, str] = unpack(self._texts)[0]
        return text

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """The text beside each table."""
        notes: Mapping[str, str] = unpack(self._texts)[1]
        return notes

    @cached_property
    def at(self) -> Mapping[str, Position]:
        """Where each key stands."""
        return _Made(unpack(self._places)[0], partial(_place, self._path))

    @cached_property
    def cells_at(self) -> Mapping[str, tuple[Position | None, ...]]:
        """Where each cell of a row stands."""
        return _Made(unpack(self._places)[1], partial(_places, self._path))


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
        if (module, name) in _MODEL:
            return _MODEL[module, name]
        if (module, name) in _PLAIN or (module.startswith("pathlib") and name == "PosixPath"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def take_apart(report: Report) -> tuple[Report, tuple[bytes, ...]]:
    """The report without its body, and the body's PARTS as bytes."""
    tables = {section: {row: _packed(cells) for row, cells in rows.items()} for section, rows in report.tables.items()}
    keys = {key: (place.line, place.column) for key, place in report.at.items()}
    cells = {row: _numbers(places) for row, places in report.cells_at.items()}
    body = (tables, (dict(report.text), dict(report.notes)), (keys, cells))
    head = replace(report, tables={}, text={}, notes={}, at={}, cells_at={}, path=_NOWHERE)
    return head, tuple(map(pack, body))


def put_together(head: Report, path: Path, fetch: Fetch) -> Report:
    """Make the whole report of a head: that in the file `path`, with what is in its body fetched where it is asked."""
    file = str(path)
    for part, fields in PARTS.items():
        vars(head).update({field: _Fetched(fetch, (part, file), field) for field in fields})
    vars(head)["path"] = path
    return head


class _Fetched(Mapping[str, V]):
    """A field that is fetched each time something in it is asked, so that memory holds only what is in use."""

    __slots__ = ("_fetch", "_field", "_part")

    def __init__(self, fetch: Fetch, part: tuple[str, str], field: str) -> None:
        self._fetch, self._part, self._field = fetch, part, field

    def __getitem__(self, key: str) -> V:
        value: V = self._fetch(self._part, self._field)[key]
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._fetch(self._part, self._field))

    def __len__(self) -> int:
        return len(self._fetch(self._part, self._field))


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


def _packed(cells: tuple[Cell, ...]) -> Packed:
    values = tuple(None if cell.value is None else str(cell.value) for cell in cells)
    texts = tuple(cell.printed for cell in cells)
    return texts, None if values == texts else values


def _row(packed: Packed) -> tuple[Cell, ...]:
    texts, values = packed
    return tuple(map(_cell, texts, values or texts))


@lru_cache(maxsize=10_000)
def _cell(text: str, number: str | None) -> Cell:
    """Reports have far more cells than there are different ones."""
    return Cell(text, None if number is None else Decimal(number))


def _numbers(places: Iterable[Position | None]) -> bytes:
    return array("I", chain.from_iterable((at.line, at.column) if at else (0, 0) for at in places)).tobytes()


def _places(path: Path, data: bytes) -> tuple[Position | None, ...]:
    numbers = array("I", data)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple(Position(path, line, column) if line else None for line, column in pairs)


def _place(path: Path, place: tuple[int, int]) -> Position:
    return Position(path, *place)
