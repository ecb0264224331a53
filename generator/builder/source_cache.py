"""Read a folder of sources, each file once: what has not changed since an earlier build is taken from the shelf."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.builder.engine.cache import Shelf, Source
from generator.builder.engine.pool import over, shares
from generator.builder.engine.serializer import PARTS, Fetch, pack, put_together, take_apart, unpack
from generator.builder.engine.tracking import Notes
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.paths import report_year, version_of
from generator.model.problem import Problem
from generator.model.report import Report
from generator.sources import load_agency, load_report
from generator.sources.catalog import load_catalog
from generator.sources.scan import Loaders

_AT_ONCE = 100

_DIGEST = 16

Parsed = tuple[Any, list[Problem]]


@dataclass(frozen=True)
class Sources:
    """The catalog, digests of every file it was read from, and the state the folder was in.

    `heads` are digests of what is kept of each file besides the bodies of reports, `bodies` of the parts of these.
    """

    catalog: Catalog
    files: Mapping[Path, bytes]
    heads: Mapping[Path, bytes]
    bodies: Mapping[tuple[str, str], bytes]
    state: str


class _File(NamedTuple):
    path: Path
    stamp: str
    digest: bytes


@dataclass(frozen=True)
class Survey:
    """A folder of sources before anything is read of it but what has been saved since the last build.

    `state` is a digest of all that lies in the folder.
    """

    root: Path
    listed: list[tuple[str, str]]
    files: list[_File]
    known: dict[str, Source]
    state: str


def survey(root: Path, shelf: Shelf) -> Survey:
    """What lies below `root`, and what the shelf knows of it. Raises OSError where `root` cannot be read."""
    known, listed = shelf.sources(), _listed(root)
    files, others = [], []
    for path, stamp in listed:
        if path.endswith(".yml") and stamp:
            files.append(_File(Path(path), stamp, _digest(path, stamp, known.get(path))))
        else:
            others.append(path)
    shelf.keep_sources(_resaved(files, known))
    lines = sorted([*others, *(f"{file.path} {file.digest.hex()}" for file in files)])
    state = hashlib.blake2b("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return Survey(root, listed, files, known, state)


def _resaved(files: Iterable[_File], known: Mapping[str, Source]) -> Iterator[Source]:
    """The sources whose files were saved again with the same bytes."""
    for file in files:
        source = known.get(str(file.path))
        if source and source.digest == file.digest and source.stamp != file.stamp:
            yield source._replace(stamp=file.stamp)


def _listed(root: Path) -> list[tuple[str, str]]:
    """Everything below `root`; with each file its stamp."""
    return sorted(_walk(root))


def _walk(root: Path) -> Iterator[tuple[str, str]]:
    waiting = [os.fspath(root)]
    while waiting:
        for entry in _entries(waiting.pop(), root):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
                yield entry.path, ""
            elif not entry.is_file(follow_symlinks=False):
                yield entry.path + "\0", ""
            else:
                yield entry.path, _stamp(entry)


def _stamp(file: os.DirEntry[str] | Path) -> str:
    """What changes when the file is saved; empty if it is gone."""
    try:
        status = file.stat(follow_symlinks=False)
    except FileNotFoundError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _entries(folder: str, root: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        if folder == os.fspath(root):
            raise
        return []


def read_sources(
    found: Survey, forms: Forms, shelf: Shelf, notes: Notes, jobs: int, tell: Callable[[int, int], None]
) -> Sources:
    """The catalog of the folder; if something was saved meanwhile, of the folder as it then is.

    It is noted when a part of a report's body is opened. `tell` is told how many of the files to be parsed have been.
    """
    known, root = dict(found.known), found.root
    new = [file for file in found.files if (at := known.get(str(file.path))) is None or at.digest != file.digest]
    parsed = 0
    with over(partial(_parse_all, root, forms, new), shares(len(new), _AT_ONCE, jobs), jobs) as results:
        for some in results:
            shelf.keep_sources((source for source, _ in some), ((source.path, body) for source, body in some if body))
            known |= {source.path: source for source, _ in some}
            parsed += len(some)
            tell(parsed, len(new))
    shelf.keep_sources((), gone=known.keys() - {str(file.path) for file in found.files})
    catalog = _catalog(root, forms, notes.noting(shelf.fetch), known)
    if _listed(root) != found.listed:
        return read_sources(survey(root, shelf), forms, shelf, notes, jobs, tell)
    files = {file.path: file.digest for file in found.files}
    heads = {path: _hash(known[str(path)].head) for path in files}
    bodies = {question: digest for path in files for question, digest in _body(known[str(path)])}
    return Sources(catalog, files, heads, bodies, found.state)


def _body(source: Source) -> Iterator[tuple[tuple[str, str], bytes]]:
    """What can be asked of the body of a report, and a digest of each answer."""
    for number, name in enumerate(PARTS if source.digests else ()):
        yield (name, source.path), source.digests[number * _DIGEST : (number + 1) * _DIGEST]


def _digest(path: str, stamp: str, known: Source | None) -> bytes:
    """A digest of the file's bytes; it is read only where it was saved since the digest was made."""
    if known and known.stamp == stamp:
        return known.digest
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        data = f"\0{error.errno}".encode()
    return _hash(data)


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _parse_all(root: Path, forms: Forms, files: list[_File], share: range) -> list[tuple[Source, bytes | None]]:
    return [_parse(root, forms, files[number]) for number in share]


def _parse(root: Path, forms: Forms, file: _File) -> tuple[Source, bytes | None]:
    """The file as parsed, and a report's body; without a stamp or a digest if it was saved since the survey."""
    id, name = file.path.parent.relative_to(root).as_posix(), file.path.name
    found: Agency | Report | None = None
    problems: list[Problem] = []
    parts: tuple[bytes, ...] = ()
    if name == "agency.yml":
        found, problems = load_agency(file.path, id)
    elif year := _year(name):
        found, problems = load_report(file.path, id, year, forms)
        if found:
            found, parts = take_apart(found)
    unchanged = _stamp(file.path) == file.stamp
    stamp, digest = (file.stamp, file.digest) if unchanged else ("", b"")
    head, digests = pack((found, problems)), b"".join(map(_hash, parts))
    return Source(str(file.path), stamp, digest, head, digests), pack(parts) if parts else None


def _year(name: str) -> int | None:
    return report_year(name) or (version_of(name) or (None,))[0]


def _catalog(root: Path, forms: Forms, fetch: Fetch, known: Mapping[str, Source]) -> Catalog:
    def agency(path: Path, id: str) -> Parsed:
        return unpack(known[str(path)].head) if str(path) in known else load_agency(path, id)

    def report(path: Path, id: str, year: int, forms: Forms) -> Parsed:
        if str(path) not in known:
            return load_report(path, id, year, forms)
        head, problems = unpack(known[str(path)].head)
        return head and put_together(head, path, fetch), problems

    return load_catalog(root, forms, Loaders(agency, report))
