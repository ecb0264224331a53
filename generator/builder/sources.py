"""Scan and read the reports folder; files that have not changed since an earlier build come from the cache."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.builder.engine import (
    BuildCache,
    CachedSource,
    Dependency,
    Recorder,
    chunks,
    deserialize,
    parallel_map,
    serialize,
)
from generator.builder.engine.report_parts import PARTS, LoadField, split_report, with_lazy_content
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.paths import report_year, version_of
from generator.model.problem import Problem
from generator.model.report import Report
from generator.sources import load_agency, load_report
from generator.sources.catalog import load_catalog
from generator.sources.scan import Loaders

_FILES_PER_CHUNK = 100

_DIGEST_BYTES = 16

Parsed = tuple[Any, list[Problem]]


@dataclass(frozen=True)
class Sources:
    """The catalog, with digests of the files, of the metadata in each, and of the parts of reports' contents.

    `fingerprint` stands for everything in the folder.
    """

    catalog: Catalog
    files: Mapping[Path, bytes]
    metadata: Mapping[Path, bytes]
    parts: Mapping[Dependency, bytes]
    fingerprint: str


class _File(NamedTuple):
    """A source file; `stamp` changes when it is saved, `digest` when its bytes do."""

    path: Path
    stamp: str
    digest: bytes


@dataclass(frozen=True)
class SourceScan:
    """A reports folder as listed, with digests of its source files; nothing is parsed yet.

    `fingerprint` stands for everything in the folder.
    """

    root: Path
    listing: list[tuple[str, str]]
    files: list[_File]
    cached: dict[str, CachedSource]
    fingerprint: str


def scan_sources(root: Path, cache: BuildCache) -> SourceScan:
    """List everything below `root` and read the files saved since the last build. Raises OSError for `root` itself."""
    cached, listing = cache.sources(), _list_folder(root)
    files, others = [], []
    for path, stamp in listing:
        if path.endswith(".yml") and stamp:
            files.append(_File(Path(path), stamp, _file_digest(path, stamp, cached.get(path))))
        else:
            others.append(path)
    cache.store_sources(_saved_unchanged(files, cached))
    lines = sorted([*others, *(f"{file.path} {file.digest.hex()}" for file in files)])
    fingerprint = hashlib.blake2b("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return SourceScan(root, listing, files, cached, fingerprint)


def _saved_unchanged(files: Iterable[_File], cached: Mapping[str, CachedSource]) -> Iterator[CachedSource]:
    """Yield, with its new stamp, each source that was saved again with the same bytes."""
    for file in files:
        source = cached.get(str(file.path))
        if source and source.digest == file.digest and source.stamp != file.stamp:
            yield source._replace(stamp=file.stamp)


def _list_folder(root: Path) -> list[tuple[str, str]]:
    """Return everything below `root` that is not hidden, sorted; each regular file with its stamp."""
    return sorted(_walk(root))


def _walk(root: Path) -> Iterator[tuple[str, str]]:
    queue = [os.fspath(root)]
    while queue:
        for entry in _entries(queue.pop(), root):
            if entry.is_dir(follow_symlinks=False):
                queue.append(entry.path)
                yield entry.path, ""
            elif not entry.is_file(follow_symlinks=False):
                yield entry.path + "\0", ""
            else:
                yield entry.path, _stamp(entry)


def _entries(folder: str, root: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        if folder == os.fspath(root):
            raise
        return []


def _stamp(file: os.DirEntry[str] | Path) -> str:
    """Return size, modification time and inode of the file; an empty text if it no longer exists."""
    try:
        status = file.stat(follow_symlinks=False)
    except FileNotFoundError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def read_sources(
    scan: SourceScan, forms: Forms, cache: BuildCache, recorder: Recorder, jobs: int, report: Callable[[int, int], None]
) -> Sources:
    """Return the catalog of the scanned folder; if something was saved meanwhile, of the folder as it is then.

    The recorder gets each part of a report's content that is read. `report` gets the number of files parsed and of
    all files to parse.
    """
    cached, root = dict(scan.cached), scan.root
    new = [file for file in scan.files if (at := cached.get(str(file.path))) is None or at.digest != file.digest]
    parsed = 0
    with parallel_map(
        partial(_parse_chunk, root, forms, new), chunks(len(new), _FILES_PER_CHUNK, jobs), jobs
    ) as results:
        for chunk in results:
            contents = ((source.path, content) for source, content in chunk if content)
            cache.store_sources((source for source, _ in chunk), contents)
            cached |= {source.path: source for source, _ in chunk}
            parsed += len(chunk)
            report(parsed, len(new))
    cache.store_sources((), removed=cached.keys() - {str(file.path) for file in scan.files})
    catalog = _load_catalog(root, forms, recorder.recording(cache.load_field), cached)
    if _list_folder(root) != scan.listing:
        return read_sources(scan_sources(root, cache), forms, cache, recorder, jobs, report)
    files = {file.path: file.digest for file in scan.files}
    metadata = {path: _digest(cached[str(path)].metadata) for path in files}
    parts = {dependency: digest for path in files for dependency, digest in _part_digests(cached[str(path)])}
    return Sources(catalog, files, metadata, parts, scan.fingerprint)


def _part_digests(source: CachedSource) -> Iterator[tuple[Dependency, bytes]]:
    """Yield the parts of a report's content as dependencies, each with its digest."""
    for number, name in enumerate(PARTS if source.parts else ()):
        yield (name, source.path), source.parts[number * _DIGEST_BYTES : (number + 1) * _DIGEST_BYTES]


def _file_digest(path: str, stamp: str, cached: CachedSource | None) -> bytes:
    """Return the digest of the file's bytes; the file is read only if it was saved since the cached digest."""
    if cached and cached.stamp == stamp:
        return cached.digest
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        data = f"\0{error.errno}".encode()
    return _digest(data)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()


def _parse_chunk(root: Path, forms: Forms, files: list[_File], chunk: range) -> list[tuple[CachedSource, bytes | None]]:
    return [_parse(root, forms, files[number]) for number in chunk]


def _parse(root: Path, forms: Forms, file: _File) -> tuple[CachedSource, bytes | None]:
    """Parse the file; return it with a report's content. If it was saved since the scan, it gets no stamp or digest."""
    id, name = file.path.parent.relative_to(root).as_posix(), file.path.name
    found: Agency | Report | None = None
    problems: list[Problem] = []
    parts: tuple[bytes, ...] = ()
    if name == "agency.yml":
        found, problems = load_agency(file.path, id)
    elif year := _year(name):
        found, problems = load_report(file.path, id, year, forms)
        if found:
            found, parts = split_report(found)
    unchanged = _stamp(file.path) == file.stamp
    stamp, digest = (file.stamp, file.digest) if unchanged else ("", b"")
    metadata, part_digests = serialize((found, problems)), b"".join(map(_digest, parts))
    source = CachedSource(str(file.path), stamp, digest, metadata, part_digests)
    return source, serialize(parts) if parts else None


def _year(name: str) -> int | None:
    return report_year(name) or (version_of(name) or (None,))[0]


def _load_catalog(root: Path, forms: Forms, load: LoadField, cached: Mapping[str, CachedSource]) -> Catalog:
    def agency(path: Path, id: str) -> Parsed:
        return deserialize(cached[str(path)].metadata) if str(path) in cached else load_agency(path, id)

    def report(path: Path, id: str, year: int, forms: Forms) -> Parsed:
        if str(path) not in cached:
            return load_report(path, id, year, forms)
        metadata, problems = deserialize(cached[str(path)].metadata)
        return metadata and with_lazy_content(metadata, path, load), problems

    return load_catalog(root, forms, Loaders(agency, report))
