"""Scan the reports folder: list everything in it, and digest the source files saved since the last build."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from generator.builder.engine.cache import BuildCache, CachedSource
from generator.builder.engine.serializer import digest_of
from generator.model.paths import is_utf8


class FolderEntry(NamedTuple):
    """A file, folder or special file below the reports folder; only regular files have a stamp."""

    path: str
    kind: Literal["file", "folder", "special"]
    stamp: str = ""

    def __str__(self) -> str:
        return f"{self.path}\0" if self.kind == "special" else self.path


class SourceFile(NamedTuple):
    """A source file; `stamp` changes when it is saved, `digest` when its bytes do."""

    path: Path
    stamp: str
    digest: bytes


@dataclass(frozen=True)
class SourceScan:
    """A reports folder as listed, with digests of its source files; nothing is parsed yet.

    `fingerprint` covers everything in the folder.
    """

    root: Path
    listing: list[FolderEntry]
    files: list[SourceFile]
    cached: dict[str, CachedSource]
    fingerprint: str


def scan_sources(root: Path, cache: BuildCache) -> SourceScan:
    """List everything below `root`; read files saved since the last build. Raises OSError if `root` is unreadable."""
    cached, listing = cache.sources(), list_folder(root)
    files, others = [], []
    for entry in listing:
        if entry.path.endswith(".yml") and entry.stamp and is_utf8(entry.path):
            digest = _file_digest(entry.path, entry.stamp, cached.get(entry.path))
            files.append(SourceFile(Path(entry.path), entry.stamp, digest))
        else:
            others.append(str(entry))
    cache.store_sources(_saved_unchanged(files, cached))
    lines = sorted([*others, *(f"{file.path} {file.digest.hex()}" for file in files)])
    fingerprint = hashlib.blake2b("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return SourceScan(root, listing, files, cached, fingerprint)


def _saved_unchanged(files: Iterable[SourceFile], cached: Mapping[str, CachedSource]) -> Iterator[CachedSource]:
    """Yield each source that was saved again with the same bytes, with its new stamp."""
    for file in files:
        source = cached.get(str(file.path))
        if source and source.digest == file.digest and source.stamp != file.stamp:
            yield source._replace(stamp=file.stamp)


def list_folder(root: Path) -> list[FolderEntry]:
    """Return everything below `root` that is not hidden, sorted."""
    return sorted(_walk(root))


def _walk(root: Path) -> Iterator[FolderEntry]:
    queue = [os.fspath(root)]
    while queue:
        for entry in _entries(queue.pop(), root):
            if entry.is_dir(follow_symlinks=False):
                queue.append(entry.path)
                yield FolderEntry(entry.path, "folder")
            elif not entry.is_file(follow_symlinks=False):
                yield FolderEntry(entry.path, "special")
            else:
                yield FolderEntry(entry.path, "file", stamp_of(entry))


def _entries(folder: str, root: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        if folder == os.fspath(root):
            raise
        return []


def stamp_of(file: os.DirEntry[str] | Path) -> str:
    """Return size, modification time and inode of the file; an empty text if it no longer exists."""
    try:
        status = file.stat(follow_symlinks=False)
    except FileNotFoundError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _file_digest(path: str, stamp: str, cached: CachedSource | None) -> bytes:
    """Return the digest of the file's bytes; the file is read only if it was saved since the cached digest."""
    if cached and cached.stamp == stamp:
        return cached.digest
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        data = f"\0{error.errno}".encode()
    return digest_of(data)
