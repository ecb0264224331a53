"""Read the scanned reports folder; files that have not changed since an earlier build come from the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.builder.engine.cache import BuildCache, CachedSource
from generator.builder.engine.pool import chunks, parallel_map
from generator.builder.engine.report_parts import CONTENT_PARTS, LoadField, split_report, with_lazy_content
from generator.builder.engine.serializer import DIGEST_BYTES, deserialize, digest_of, serialize
from generator.builder.engine.tracking import Dependency, Recorder
from generator.builder.source_scan import (
    SourceFile,
    SourceScan,
    list_folder,
    scan_sources,
    stamp_of,
)
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

Parsed = tuple[Any, list[Problem]]


@dataclass(frozen=True)
class Sources:
    """The catalog, with digests of the files, of the metadata in each, and of the parts of reports' contents.

    `fingerprint` covers everything in the folder.
    """

    catalog: Catalog
    files: Mapping[Path, bytes]
    metadata: Mapping[Path, bytes]
    parts: Mapping[Dependency, bytes]
    fingerprint: str


def read_sources(
    scan: SourceScan,
    forms: Forms,
    cache: BuildCache,
    recorder: Recorder,
    jobs: int,
    on_progress: Callable[[int, int], None],
    settings: Path | None,
) -> Sources:
    """Return the catalog of the scanned folder, scanning it again if it changes while being read.

    The recorder is notified of each part of a report's content that is read. `on_progress` gets the number of files
    parsed and of all files to parse. `settings` is the site's own `mkdocs.yml`.
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
            on_progress(parsed, len(new))
    cache.store_sources((), removed=cached.keys() - {str(file.path) for file in scan.files})
    catalog = _load_catalog(root, forms, recorder.recording(cache.load_field), cached, settings)
    if list_folder(root) != scan.listing:
        return read_sources(scan_sources(root, cache), forms, cache, recorder, jobs, on_progress, settings)
    files = {file.path: file.digest for file in scan.files}
    metadata = {path: digest_of(cached[str(path)].metadata) for path in files}
    parts = {dependency: digest for path in files for dependency, digest in _part_digests(cached[str(path)])}
    return Sources(catalog, files, metadata, parts, scan.fingerprint)


def _part_digests(source: CachedSource) -> Iterator[tuple[Dependency, bytes]]:
    """Yield the parts of a report's content as dependencies, each with its digest."""
    for number, name in enumerate(CONTENT_PARTS if source.part_digests else ()):
        yield (name, source.path), source.part_digests[number * DIGEST_BYTES : (number + 1) * DIGEST_BYTES]


def _parse_chunk(
    root: Path, forms: Forms, files: list[SourceFile], chunk: range
) -> list[tuple[CachedSource, bytes | None]]:
    return [_parse(root, forms, files[number]) for number in chunk]


def _parse(root: Path, forms: Forms, file: SourceFile) -> tuple[CachedSource, bytes | None]:
    """Return the parsed file and a report's content. A file saved since the scan gets no stamp or digest."""
    id, name = file.path.parent.relative_to(root).as_posix(), file.path.name
    found: Agency | Report | None = None
    problems: list[Problem] = []
    parts: list[bytes] = []
    if name == "agency.yml":
        found, problems = load_agency(file.path, id)
    elif year := _year(name):
        found, problems = load_report(file.path, id, year, forms)
        if found:
            found, parts = split_report(found)
    unchanged = stamp_of(file.path) == file.stamp
    stamp, digest = (file.stamp, file.digest) if unchanged else ("", b"")
    metadata, part_digests = serialize((found, problems)), b"".join(map(digest_of, parts))
    source = CachedSource(str(file.path), stamp, digest, metadata, part_digests)
    return source, serialize(parts) if parts else None


def _year(name: str) -> int | None:
    return report_year(name) or (version_of(name) or (None,))[0]


def _load_catalog(
    root: Path, forms: Forms, load: LoadField, cached: Mapping[str, CachedSource], settings: Path | None
) -> Catalog:
    def load_cached_agency(path: Path, id: str) -> Parsed:
        return deserialize(cached[str(path)].metadata) if str(path) in cached else load_agency(path, id)

    def load_cached_report(path: Path, id: str, year: int, forms: Forms) -> Parsed:
        if str(path) not in cached:
            return load_report(path, id, year, forms)
        metadata, problems = deserialize(cached[str(path)].metadata)
        return metadata and with_lazy_content(metadata, path, load), problems

    return load_catalog(root, forms, Loaders(load_cached_agency, load_cached_report), settings)
