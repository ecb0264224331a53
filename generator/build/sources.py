"""Read a folder of sources, each file once: what has not changed since an earlier build is taken from the shelf."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.addresses import report_year, version_of
from generator.build.packing import pack, put_together, take_apart, unpack
from generator.build.pool import over, shares
from generator.build.shelf import Shelf, Source
from generator.catalog import Catalog, load_catalog
from generator.folder import Loaders
from generator.form import Forms
from generator.garbage import no_garbage
from generator.report import Agency, Problem, Report
from generator.source import load_agency, load_report

_AT_ONCE = 100

Parsed = tuple[Any, list[Problem]]


@dataclass(frozen=True)
class Sources:
    """The catalog, and a digest of every file it was read from."""

    catalog: Catalog
    files: Mapping[Path, bytes]


class _File(NamedTuple):
    path: Path
    stamp: str
    digest: bytes


def stamps(root: Path) -> dict[str, str]:
    """Every file below `root` that may be a source, with its size and the time it was saved."""
    found: dict[str, str] = {}
    waiting = [os.fspath(root)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        waiting.append(entry.path)
                elif entry.name.endswith(".yml") and entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    found[entry.path] = f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
    return found


def read_sources(root: Path, forms: Forms, shelf: Shelf, jobs: int, tell: Callable[[int, int], None]) -> Sources:
    """The catalog of the folder `root`. `tell` is told how many of the files to be parsed have been."""
    known, now = shelf.sources(), stamps(root)
    files = [_File(Path(path), stamp, _digest(path, stamp, known.get(path))) for path, stamp in now.items()]
    new = [file for file in files if (at := known.get(str(file.path))) is None or at.digest != file.digest]
    parsed = 0
    for some in over(partial(_parse_all, root, forms, new), shares(len(new), _AT_ONCE, jobs), jobs):
        shelf.keep_sources(some, ())
        parsed += len(some)
        tell(parsed, len(new))
    shelf.keep_sources((), known.keys() - now.keys())
    saved = (Source(str(file.path), file.stamp, file.digest, b"", None) for file in files)
    shelf.restamp(each for each in saved if each.path in known and known[each.path].stamp != each.stamp)
    catalog = _catalog(root, forms, shelf, shelf.sources() if new else known)
    return Sources(catalog, {file.path: file.digest for file in files})


def _digest(path: str, stamp: str, known: Source | None) -> bytes:
    """A digest of the file's bytes; it is read only where it was saved since the digest was made."""
    if known and known.stamp == stamp:
        return known.digest
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        data = f"\0{error.errno}".encode()
    return hashlib.blake2b(data, digest_size=16).digest()


def _parse_all(root: Path, forms: Forms, files: list[_File], share: range) -> list[Source]:
    with no_garbage():
        return [_parse(root, forms, files[number]) for number in share]


def _parse(root: Path, forms: Forms, file: _File) -> Source:
    id, name = file.path.parent.relative_to(root).as_posix(), file.path.name
    found: Agency | Report | None = None
    problems: list[Problem] = []
    body = None
    if name == "agency.yml":
        found, problems = load_agency(file.path, id)
    elif year := _year(name):
        found, problems = load_report(file.path, id, year, forms)
        if found:
            found, body = take_apart(found)
    return Source(str(file.path), file.stamp, file.digest, pack((found, problems)), body)


def _year(name: str) -> int | None:
    return report_year(name) or (version_of(name) or (None,))[0]


def _catalog(root: Path, forms: Forms, shelf: Shelf, known: Mapping[str, Source]) -> Catalog:
    def agency(path: Path, id: str) -> Parsed:
        return unpack(known[str(path)].head) if str(path) in known else load_agency(path, id)

    def report(path: Path, id: str, year: int, forms: Forms) -> Parsed:
        if str(path) not in known:
            return load_report(path, id, year, forms)
        head, problems = unpack(known[str(path)].head)
        return head and put_together(head, shelf.body), problems

    return load_catalog(root, forms, Loaders(agency, report))
