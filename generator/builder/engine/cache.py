"""The build cache: parsed sources, and the recorded results of all tasks, in one SQLite file.

The file may be deleted at any time; one written by another version of the program is emptied. Every row is sealed with
a digest: reading a damaged row raises CorruptCacheError, or sqlite3.Error.
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

from generator.builder.engine.report_parts import PartKey, ReportContent
from generator.builder.engine.serializer import CorruptCacheError

_MAX_CACHED_REPORTS = 1_500

_LOCK_TIMEOUT_SECONDS = 30

_SCHEMA = """
create table entries (name text primary key, value text, seal blob) without rowid;
create table sources (path text primary key, stamp text, digest blob, metadata blob, part_digests blob, seal blob);
create table contents (path text primary key, content blob, seal blob);
create table stages (name text primary key, results blob, seal blob);
"""

_SET_ENTRY = "insert or replace into entries values (?, ?, ?)"

_Row = tuple[Any, ...]


class CachedSource(NamedTuple):
    """A parsed source file: its stamp, the digest of its bytes, and its serialized metadata.

    `part_digests` concatenates the digests of the parts of a report's content.
    """

    path: str
    stamp: str
    digest: bytes
    metadata: bytes
    part_digests: bytes


class BuildCache:
    """The cache file. Each process opens a connection of its own."""

    def __init__(self, path: Path, key: str) -> None:
        """Set the file and the key that its content is valid for; call `open` or `reset` before use, `close` after."""
        self.path, self._key = path, key
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._fallback: tempfile.TemporaryDirectory[str] | None = None
        self._content = lru_cache(maxsize=_MAX_CACHED_REPORTS)(self._read_content)

    @property
    def search_parts(self) -> Path:
        """The folder of the search index parts, beside the file."""
        return self.path.with_suffix(".parts")

    def open(self) -> None:
        """Open the file; empty it if it was written with another key. Raises CorruptCacheError, sqlite3.Error."""
        try:
            if not self.path.exists() or self.entry("key") != self._key:
                self._create()
        except OSError as error:
            raise CorruptCacheError(str(error)) from error

    def reset(self) -> bool:
        """Empty the cache. Return False if it had to move to a temporary folder, which `close` deletes."""
        try:
            self._create()
        except (OSError, sqlite3.Error):
            self._fallback = tempfile.TemporaryDirectory(prefix="gongkai-")
            self.path = Path(self._fallback.name, self.path.name)
            self._create()
        return self._fallback is None

    def close(self) -> None:
        """Close the file and release what was read from it."""
        self._disconnect()
        self._content.cache_clear()
        if self._fallback:
            self._fallback.cleanup()

    def _create(self) -> None:
        self._disconnect()
        self._content.cache_clear()
        self.search_parts.mkdir(parents=True, exist_ok=True)
        for name in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            name.unlink(missing_ok=True)
        self._connect().executescript(_SCHEMA)
        self.set_entry("key", self._key)

    def _connect(self) -> sqlite3.Connection:
        """Return the connection of this process; one inherited through a fork must not be used or closed."""
        if self._connection is None or self._process != os.getpid():
            self._process = os.getpid()
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=_LOCK_TIMEOUT_SECONDS)
            self._connection.executescript("pragma synchronous=off; pragma trusted_schema=off")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def entry(self, name: str) -> str:
        """Return the entry, or an empty text if there is none."""
        rows = self._rows("select name, value, seal from entries where name = ?", name)
        return next((value for _, value in rows), "")

    def set_entry(self, name: str, value: str) -> None:
        """Store an entry."""
        self._write((_SET_ENTRY, _sealed([(name, value)])))

    def is_recorded(self, name: str, *fingerprints: object) -> bool:
        """Return whether exactly these fingerprints were recorded; False if one is empty (incomplete site)."""
        return all(map(str, fingerprints)) and self.entry(name) == _joined(fingerprints)

    def record(self, name: str, *fingerprints: object) -> None:
        """Record fingerprints for the next build."""
        self.set_entry(name, _joined(fingerprints))

    def sources(self) -> dict[str, CachedSource]:
        """Return all parsed sources by path."""
        return {row[0]: CachedSource(*row) for row in self._rows("select * from sources")}

    def store_sources(
        self, sources: Iterable[CachedSource], contents: Iterable[tuple[str, bytes]] = (), removed: Iterable[str] = ()
    ) -> None:
        """Store parsed sources and the contents of reports by path; delete the removed paths."""
        paths = [(path,) for path in removed]
        self._write(
            ("insert or replace into sources values (?, ?, ?, ?, ?, ?)", _sealed(sources)),
            ("insert or replace into contents values (?, ?, ?)", _sealed(contents)),
            ("delete from sources where path = ?", paths),
            ("delete from contents where path = ?", paths),
        )

    def load_field(self, part: PartKey, field: str) -> Any:
        """Return a field of a report's content."""
        return getattr(self._content(part[1]), field)

    def _read_content(self, path: str) -> ReportContent:
        row = next(self._rows("select path, content, seal from contents where path = ?", path), None)
        if row is None:
            raise CorruptCacheError(path)
        return ReportContent(path, row[1])

    def stage_results(self, stage: str) -> bytes:
        """Return the recorded results of a stage, or empty bytes. Raises CorruptCacheError if they were lost."""
        rows = self._rows("select name, results, seal from stages where name = ?", stage)
        results = next((results for _, results in rows), b"")
        if self.entry(f"{stage} results") != _digest(results):
            raise CorruptCacheError(stage)
        return results

    def store_stage_results(self, stages: Mapping[str, bytes]) -> None:
        """Store the results of stages, all or none, with a digest of each that reveals a lost row."""
        self._write(
            ("insert or replace into stages values (?, ?, ?)", _sealed(stages.items())),
            (_SET_ENTRY, _sealed((f"{stage} results", _digest(results)) for stage, results in stages.items())),
        )

    def _rows(self, statement: str, *arguments: str) -> Iterator[_Row]:
        """Yield the selected rows without the seal in the last column. Raises CorruptCacheError for a wrong seal."""
        for *row, seal in self._connect().execute(statement, arguments):
            if seal != _seal(row):
                raise CorruptCacheError(statement)
            yield tuple(row)

    def _write(self, *changes: tuple[str, Iterable[_Row]]) -> None:
        """Run the statements in one transaction."""
        with self._connect() as connection:
            connection.execute("begin")
            for statement, rows in changes:
                connection.executemany(statement, rows)


def _joined(fingerprints: Iterable[object]) -> str:
    return " ".join(map(str, fingerprints))


def _sealed(rows: Iterable[_Row]) -> Iterator[_Row]:
    return ((*row, _seal(row)) for row in rows)


def _seal(row: Iterable[Any]) -> bytes:
    data = b"\0".join(each if isinstance(each, bytes) else str(each).encode() for each in row)
    return hashlib.blake2b(data, digest_size=8).digest()


def _digest(data: bytes) -> str:
    return _seal([data]).hex() if data else ""
