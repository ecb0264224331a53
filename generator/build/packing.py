"""Parsed sources as bytes and back, so that a file is parsed once.

Nothing but values of the trade comes back: bytes from elsewhere can make no other objects and run nothing.
"""

from __future__ import annotations

import io
import pickle
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from itertools import chain, repeat
from pathlib import Path
from typing import Any, TypeVar

from generator import report as trade
from generator.report import Cell, Position, Report

V = TypeVar("V")

_PLAIN = {("decimal", "Decimal"), ("datetime", "date")}

_TRADE = {
    name: kind for name, kind in vars(trade).items() if isinstance(kind, type) and kind.__module__ == trade.__name__
}
"""The classes of the trade."""

_NOWHERE = Path()

Packed = tuple[tuple[str, ...], tuple[str | None, ...] | None, bytes]
"""A row: the printed texts of its cells, their numbers (None where these are just the texts), and their places."""


class Body:
    """What most of a report's bytes are: its cells, its texts, and where everything stands in the file.

    Each of them is unpacked where it is asked for. Raises DamagedError where it is not what was packed.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        """Of the report in the file `path`, as `take_apart` packed it."""
        self._path = path
        self._tables, self._texts, self._at = unpack(data)

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, tuple[Cell, ...]]]:
        """The cells by section and row."""
        row = partial(_row, self._path)
        return {name: _Made(rows, row) for name, rows in unpack(self._tables).items()}

    @cached_property
    def texts(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The narrative of each section, and the text beside each table."""
        text, notes = unpack(self._texts)
        return text, notes

    @cached_property
    def at(self) -> Mapping[str, Position]:
        """Where each key stands."""
        return _Made(unpack(self._at), partial(_at, self._path))


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
        if module == trade.__name__ and name in _TRADE:
            return _TRADE[name]
        if (module, name) in _PLAIN or (module.startswith("pathlib") and name == "PosixPath"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def take_apart(report: Report) -> tuple[Report, bytes]:
    """The report without its body, and the body as bytes."""
    tables = {section: {row: _packed(cells) for row, cells in rows.items()} for section, rows in report.tables.items()}
    at = {key: (place.line, place.column) for key, place in report.at.items()}
    body = (tables, (dict(report.text), dict(report.notes)), at)
    return replace(report, tables={}, text={}, notes={}, at={}, path=_NOWHERE), pack(tuple(map(pack, body)))


def put_together(head: Report, path: Path, body: Callable[[Path], Body]) -> Report:
    """Make the whole report of a head: that in the file `path`, with a body fetched where something in it is asked."""
    vars(head).update(
        path=path,
        tables=_Fetched(lambda: body(path).tables),
        text=_Fetched(lambda: body(path).texts[0]),
        notes=_Fetched(lambda: body(path).texts[1]),
        at=_Fetched(lambda: body(path).at),
    )
    return head


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


def _packed(cells: tuple[Cell, ...]) -> Packed:
    places = array("I", chain.from_iterable((cell.at.line, cell.at.column) if cell.at else (0, 0) for cell in cells))
    values = tuple(None if cell.value is None else str(cell.value) for cell in cells)
    texts = tuple(cell.printed for cell in cells)
    return texts, None if values == texts else values, places.tobytes()


def _row(path: Path, packed: Packed) -> tuple[Cell, ...]:
    """The cells again; made all at once, as there are a great many of them."""
    texts, values, data = packed
    places = array("I", data)
    numbers = map(_number, values or texts)
    at: Iterator[Position | None]
    if 0 in places:
        at = (Position(path, *place) if all(place) else None for place in zip(places[::2], places[1::2], strict=True))
    else:
        at = map(_new, repeat(Position), zip(repeat(path), places[::2], places[1::2]))
    return tuple(map(_new, repeat(Cell), zip(texts, numbers, at, strict=True)))


_new = tuple.__new__


def _at(path: Path, place: tuple[int, int]) -> Position:
    return Position(path, *place)


@lru_cache(maxsize=10_000)
def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
