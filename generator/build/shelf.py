"""What earlier builds have learnt, in one file: sources as parsed, and every piece of work with what it has asked.

The file may be deleted at any time. One that is damaged, or was made by another program or for other sources, is
emptied and filled anew.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from generator.build.packing import Body, open_body

_BODIES_AT_HAND = 1_500

_TABLES = """
create table about (name text primary key, value text) without rowid;
create table sources (path text primary key, stamp text, digest blob, head blob, body blob);
create table questions (stage text, id integer, question blob, answer blob, primary key (stage, id)) without rowid;
create table works (stage text, name text, given blob, asked blob, product blob, primary key (stage, name));
"""


class Source(NamedTuple):
    """A source file as parsed: when it was saved, a digest of its bytes, and what was in it, packed."""

    path: str
    stamp: str
    digest: bytes
    head: bytes
    body: bytes | None


class Done(NamedTuple):
    """A piece of work done: what it was given (a digest), the numbers of what it asked, and what came of it."""

    name: str
    given: bytes
    asked: bytes
    product: bytes


class Shelf:
    """The file, open; every process has a connection of its own. `parts` is a folder for what is too large for it."""

    def __init__(self, path: Path, key: str) -> None:
        """Open the file at `path`, emptied unless `key` is the one it was made with."""
        self.path = path
        self.parts = path.with_suffix(".parts")
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self.body = lru_cache(maxsize=_BODIES_AT_HAND)(self._body)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            known = self.about("key")
        except sqlite3.Error:
            known = ""
        if known != key or not self.parts.is_dir():
            self._begin(key)

    def _begin(self, key: str) -> None:
        self.close()
        for name in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            name.unlink(missing_ok=True)
        shutil.rmtree(self.parts, ignore_errors=True)
        self.parts.mkdir()
        self._db().executescript(_TABLES)
        self.note("key", key)

    def _db(self) -> sqlite3.Connection:
        """The connection of this process; one that came with a fork is left alone."""
        if self._connection is None or self._process != os.getpid():
            self._process = os.getpid()
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=30)
            self._connection.executescript("pragma synchronous=off; pragma trusted_schema=off")
        return self._connection

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def about(self, name: str) -> str:
        """A note on the whole, empty where there is none."""
        row = self._db().execute("select value from about where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Keep a note on the whole."""
        self._db().execute("insert or replace into about values (?, ?)", (name, value))

    def sources(self) -> dict[str, Source]:
        """All sources by path, without their bodies."""
        rows = self._db().execute("select path, stamp, digest, head, null from sources")
        return {row[0]: Source(*row) for row in rows}

    def keep_sources(self, sources: Iterable[Source], gone: Iterable[str]) -> None:
        """Keep what was parsed and forget what is gone."""
        self._write("delete from sources where path = ?", ((path,) for path in gone))
        self._write("insert or replace into sources values (?, ?, ?, ?, ?)", sources)

    def restamp(self, sources: Iterable[Source]) -> None:
        """Note that files were saved again without a change."""
        self._write("update sources set stamp = ? where path = ?", ((each.stamp, each.path) for each in sources))

    def _body(self, path: Path) -> Body:
        row = self._db().execute("select body from sources where path = ?", (str(path),)).fetchone()
        return open_body(path, row[0])

    def works(self, stage: str) -> dict[str, Done]:
        """All works of a stage by name."""
        rows = self._db().execute("select name, given, asked, product from works where stage = ?", (stage,))
        return {row[0]: Done(*row) for row in rows}

    def questions(self, stage: str) -> dict[int, tuple[bytes, bytes]]:
        """What works of a stage have asked, with the answer they got, by number."""
        rows = self._db().execute("select id, question, answer from questions where stage = ?", (stage,))
        return {row[0]: (row[1], row[2]) for row in rows}

    def keep_works(
        self, stage: str, works: Iterable[Done], gone: Iterable[str], answers: Iterable[tuple[int, bytes, bytes]]
    ) -> None:
        """Keep what was done and the answers it stands on, and forget what is gone."""
        self._write("insert or replace into questions values (?, ?, ?, ?)", ((stage, *each) for each in answers))
        self._write("delete from works where stage = ? and name = ?", ((stage, name) for name in gone))
        self._write("insert or replace into works values (?, ?, ?, ?, ?)", ((stage, *each) for each in works))

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        connection = self._db()
        connection.execute("begin")
        connection.executemany(statement, rows)
        connection.execute("commit")
