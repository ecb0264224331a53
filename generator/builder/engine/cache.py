"""What earlier builds have learnt, in one file: sources as parsed, and every piece of work with what it has asked.

The file may be deleted at any time; one made by another program or for other sources is emptied and filled anew. Every
row is sealed with a digest: whatever is damaged raises DamagedError or sqlite3.Error where it is read.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.builder.engine.serializer import Body, DamagedError

_BODIES_AT_HAND = 1_500

_TABLES = """
create table about (name text primary key, value text, seal blob) without rowid;
create table sources (path text primary key, stamp text, digest blob, head blob, digests blob, seal blob);
create table bodies (path text primary key, body blob, seal blob);
create table ledgers (stage text primary key, ledger blob, seal blob);
"""

_NOTE = "insert or replace into about values (?, ?, ?)"

_Row = tuple[Any, ...]


class Source(NamedTuple):
    """A source file as parsed: when it was saved, a digest of its bytes, and what was in it, packed.

    `digests` are those of the parts of a report's body, one after another.
    """

    path: str
    stamp: str
    digest: bytes
    head: bytes
    digests: bytes


class Shelf:
    """The file; every process has a connection of its own. `parts` is a folder for what is too large for it."""

    def __init__(self, path: Path, key: str) -> None:
        """The file at `path`, of use only if it was made with `key`; to be opened, or renewed, and closed."""
        self.path, self._key = path, key
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self.body = lru_cache(maxsize=_BODIES_AT_HAND)(self._body)

    @property
    def parts(self) -> Path:
        """The folder beside the file."""
        return self.path.with_suffix(".parts")

    def open(self) -> None:
        """Go on from what is there, or begin with nothing if that was made with another key."""
        try:
            if not self.path.exists() or self.about("key") != self._key:
                self._begin()
        except OSError as error:
            raise DamagedError(str(error)) from error

    def renew(self) -> bool:
        """Begin with nothing; in a temporary folder, and False, where the file's own cannot be written."""
        try:
            self._begin()
        except (OSError, sqlite3.Error):
            self._aside = tempfile.TemporaryDirectory(prefix="gongkai-")
            self.path = Path(self._aside.name, self.path.name)
            self._begin()
        return self._aside is None

    def close(self) -> None:
        """Let go of the file, and of what was read from it."""
        self._disconnect()
        self.body.cache_clear()
        if self._aside:
            self._aside.cleanup()

    def _begin(self) -> None:
        self._disconnect()
        self.body.cache_clear()
        self.parts.mkdir(parents=True, exist_ok=True)
        for name in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            name.unlink(missing_ok=True)
        self._db().executescript(_TABLES)
        self.note("key", self._key)

    def _db(self) -> sqlite3.Connection:
        """The connection of this process; one that came with a fork is left alone."""
        if self._connection is None or self._process != os.getpid():
            self._process = os.getpid()
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=30)
            self._connection.executescript("pragma synchronous=off; pragma trusted_schema=off")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def about(self, name: str) -> str:
        """A note on the whole, empty where there is none."""
        rows = self._rows("select name, value, seal from about where name = ?", name)
        return next((value for _, value in rows), "")

    def note(self, name: str, value: str) -> None:
        """Keep a note on the whole."""
        self._write((_NOTE, _sealed([(name, value)])))

    def sources(self) -> dict[str, Source]:
        """All sources by path."""
        return {row[0]: Source(*row) for row in self._rows("select * from sources")}

    def keep_sources(
        self, sources: Iterable[Source], bodies: Iterable[tuple[str, bytes]] = (), gone: Iterable[str] = ()
    ) -> None:
        """Keep what was parsed, with the bodies of reports by path, and forget what is gone."""
        paths = [(path,) for path in gone]
        self._write(
            ("insert or replace into sources values (?, ?, ?, ?, ?, ?)", _sealed(sources)),
            ("insert or replace into bodies values (?, ?, ?)", _sealed(bodies)),
            ("delete from sources where path = ?", paths),
            ("delete from bodies where path = ?", paths),
        )

    def fetch(self, part: tuple[str, str], field: str) -> Any:
        """A field of the body of a report; the part it is in tells the report's file."""
        return getattr(self.body(part[1]), field)

    def _body(self, path: str) -> Body:
        for _, body in self._rows("select path, body, seal from bodies where path = ?", path):
            return Body(path, body)
        raise DamagedError(path)

    def ledger(self, stage: str) -> bytes:
        """What is known of the works of a stage; nothing where nothing is."""
        rows = self._rows("select stage, ledger, seal from ledgers where stage = ?", stage)
        ledger = next((ledger for _, ledger in rows), b"")
        if self.about(f"{stage} ledger") != _named(ledger):
            raise DamagedError(stage)
        return ledger

    def keep_ledgers(self, ledgers: Mapping[str, bytes]) -> None:
        """Keep what is known of the works of stages, noting that it is there, so that it cannot be lost unseen."""
        self._write(
            ("insert or replace into ledgers values (?, ?, ?)", _sealed(ledgers.items())),
            (_NOTE, _sealed((f"{stage} ledger", _named(ledger)) for stage, ledger in ledgers.items())),
        )

    def _rows(self, statement: str, *given: str) -> Iterator[_Row]:
        """The rows without their last column, which is the seal over the others."""
        for *row, seal in self._db().execute(statement, given):
            if seal != _seal(row):
                raise DamagedError(statement)
            yield tuple(row)

    def _write(self, *changes: tuple[str, Iterable[_Row]]) -> None:
        """All of the changes, or none."""
        with self._db() as connection:
            connection.execute("begin")
            for statement, rows in changes:
                connection.executemany(statement, rows)


def _sealed(rows: Iterable[_Row]) -> Iterator[_Row]:
    return ((*row, _seal(row)) for row in rows)


def _seal(row: Iterable[Any]) -> bytes:
    data = b"\0".join(each if isinstance(each, bytes) else str(each).encode() for each in row)
    return hashlib.blake2b(data, digest_size=8).digest()


def _named(data: bytes) -> str:
    return _seal([data]).hex() if data else ""
