"""The build cache: parsed sources, and the recorded results of all tasks, in one SQLite file.

The file may be deleted at any time; one written by another version of the program is emptied. Each table maps names to
blobs, and every blob is sealed with a digest: reading a damaged one raises CorruptCacheError, or sqlite3.Error.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.builder.engine.report_parts import PartKey, read_part
from generator.builder.engine.serializer import CorruptCacheError, deserialize, digest_of, serialize

_MAX_CACHED_PARTS = 3_000
"""Maximum number of parts of reports' contents that a process keeps in memory."""

_LOCK_TIMEOUT_SECONDS = 30

_TABLES = ("entries", "sources", "contents", "stages")

Blobs = Iterable[tuple[str, bytes]]
"""Names and blobs."""


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
        self.path, self.key = path, key
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._fallback: tempfile.TemporaryDirectory[str] | None = None
        self._part = lru_cache(maxsize=_MAX_CACHED_PARTS)(self._read_part)

    @property
    def search_parts(self) -> Path:
        """The folder of the search index parts, beside the file."""
        return self.path.with_suffix(".parts")

    def open(self) -> None:
        """Open the file; empty it if it was written with another key. Raises CorruptCacheError, sqlite3.Error."""
        try:
            if not self.path.exists() or self.entry("key") != self.key:
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
        self._part.cache_clear()
        if self._fallback:
            self._fallback.cleanup()

    def _create(self) -> None:
        self._disconnect()
        self._part.cache_clear()
        self.search_parts.mkdir(parents=True, exist_ok=True)
        for name in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            name.unlink(missing_ok=True)
        for table in _TABLES:
            self._connect().execute(f"create table {table} (name text primary key, data blob, seal blob)")
        self.set_entry("key", self.key)

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
        return self._get("entries", name).decode()

    def set_entry(self, name: str, value: str) -> None:
        """Store an entry."""
        self._write({"entries": [(name, value.encode())]})

    def is_recorded(self, name: str, *fingerprints: object) -> bool:
        """Return whether exactly these fingerprints were recorded; False if one is empty (incomplete site)."""
        return all(map(str, fingerprints)) and self.entry(name) == _joined(fingerprints)

    def record(self, name: str, *fingerprints: object) -> None:
        """Record fingerprints for the next build."""
        self.set_entry(name, _joined(fingerprints))

    def sources(self) -> dict[str, CachedSource]:
        """Return all parsed sources by path."""
        return {path: CachedSource(*deserialize(data)) for path, data in self._select("sources")}

    def store_sources(self, sources: Iterable[CachedSource], contents: Blobs = (), removed: Iterable[str] = ()) -> None:
        """Store parsed sources and the contents of reports by path; delete the removed paths."""
        stored = ((source.path, serialize(tuple(source))) for source in sources)
        self._write({"sources": stored, "contents": contents}, [(path,) for path in removed])

    def load_field(self, part: PartKey, field: str) -> Any:
        """Return a field of a report's content."""
        return self._part(part)[field]

    def _read_part(self, part: PartKey) -> Mapping[str, Any]:
        name, path = part
        return read_part(self._get("contents", path), name)

    def stage_results(self, stage: str) -> bytes:
        """Return the recorded results of a stage, or empty bytes. Raises CorruptCacheError if they were lost."""
        results = self._get("stages", stage)
        if bool(results) != (stage in self.entry("stages").split("\n")):
            raise CorruptCacheError(stage)
        return results

    def store_stage_results(self, stages: Mapping[str, bytes]) -> None:
        """Store the results of stages, all or none, and the names of all stages, which reveal a lost one."""
        names = {*self.entry("stages").split("\n"), *stages}
        self._write({"stages": stages.items(), "entries": [("stages", "\n".join(sorted(names)).encode())]})

    def _get(self, table: str, name: str) -> bytes:
        """Return a blob, empty if there is none."""
        return next((data for _, data in self._select(table, "where name = ?", name)), b"")

    def _select(self, table: str, condition: str = "", *arguments: str) -> Iterator[tuple[str, bytes]]:
        """Yield names and blobs. Raises CorruptCacheError for a wrong seal."""
        for name, data, seal in self._connect().execute(f"select * from {table} {condition}", arguments):  # noqa: S608
            if seal != _seal(name, data):
                raise CorruptCacheError(f"{table}: {name}")
            yield name, data

    def _write(self, stored: Mapping[str, Blobs], removed_sources: Iterable[tuple[str]] = ()) -> None:
        """Store blobs by table, and delete sources, in one transaction."""
        with self._connect() as connection:
            connection.execute("begin")
            for table, blobs in stored.items():
                sealed = ((name, data, _seal(name, data)) for name, data in blobs)
                connection.executemany(f"insert or replace into {table} values (?, ?, ?)", sealed)  # noqa: S608
            for table in ("sources", "contents"):
                connection.executemany(f"delete from {table} where name = ?", removed_sources)  # noqa: S608


def _joined(fingerprints: Iterable[object]) -> str:
    return " ".join(map(str, fingerprints))


def _seal(name: object, data: object) -> bytes:
    """Return a digest of a blob and its name; damage may have changed the types of both."""
    return digest_of(f"{name}\0".encode() + data if isinstance(data, bytes) else b"damaged")
