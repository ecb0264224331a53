"""Fingerprints of output folders, so that changes by hand are noticed, and of what a site is built with."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from generator.builder.engine.serializer import digest_of
from generator.exporters import find_fonts
from generator.model.paths import PROJECT
from generator.sources.site_settings import read_site_settings


class FolderFingerprint(NamedTuple):
    """The content of a folder's marker file and a digest of each subfolder; empty if a build was interrupted.

    It changes when any file is deleted, added or saved by hand.
    """

    marker: str
    folders: Mapping[str, bytes]

    def __str__(self) -> str:
        return f"{self.marker} {_combined(self.folders)}" if self.marker else ""


def fingerprint(folder: Path, marker: str) -> FolderFingerprint:
    """Return the fingerprint of the folder; `marker` names its marker file."""
    return FolderFingerprint(read_marker(folder, marker), _folder_digests(folder))


def fingerprint_after(old: FolderFingerprint, changed: Iterable[str], folder: Path, marker: str) -> FolderFingerprint:
    """Return the fingerprint after the named files were written or deleted.

    Other subfolders are not read again, so that the next build still detects changes made there by hand.
    """
    folders = dict(old.folders)
    for name in {f"/{file.rpartition('/')[0]}".rstrip("/") for file in (marker, *changed)}:
        path = f"{folder}{name}"
        if files := _list_folder(path, times=True)[0] if Path(path).is_dir() else []:
            folders[name] = _digest(files)
        else:
            folders.pop(name, None)
    return FolderFingerprint(read_marker(folder, marker), folders)


def read_marker(folder: Path, marker: str) -> str:
    """Return the content of the marker file, or an empty text if it cannot be read."""
    try:
        return (folder / marker).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def combined_digest(inputs: str, outputs: Mapping[str, bytes]) -> str:
    """Return a digest of the inputs, and of all outputs by their names and digests."""
    lines = (f"{name} {digest.hex()}\n" for name, digest in sorted(outputs.items()))
    return digest_of(f"{inputs}\n{''.join(lines)}".encode()).hex()


def portable_digest(folder: Path) -> str:
    """Return a digest of names and sizes of all files below the folder; copying it elsewhere keeps the digest."""
    return _combined(_folder_digests(folder, times=False))


def _folder_digests(folder: Path, *, times: bool = True) -> dict[str, bytes]:
    """Return a digest of the files in the folder and in each subfolder that has any, by the subfolder's name."""
    digests = {}
    root = os.fspath(folder)
    queue = [root] if folder.is_dir() else []
    while queue:
        current = queue.pop()
        files, folders = _list_folder(current, times=times)
        queue += folders
        if files:
            digests[current[len(root) :]] = _digest(files)
    return digests


def _list_folder(folder: str, *, times: bool) -> tuple[list[str], list[str]]:
    """Return name, size and modification time of each file in the folder, and the paths of its subfolders."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                status = entry.stat(follow_symlinks=False)
                files.append(f"{entry.name} {status.st_size} {status.st_mtime_ns if times else ''}")
    return files, folders


def _digest(lines: Iterable[str]) -> bytes:
    return digest_of("\n".join(sorted(lines)).encode(errors="surrogateescape"))


def _combined(digests: Mapping[str, bytes]) -> str:
    return _digest(f"{name} {digest.hex()}" for name, digest in digests.items()).hex()


_LIBRARIES = (
    "cmarkgfm", "jinja2", "markdown", "mkdocs", "mkdocs-material", "numpy", "pymdown-extensions",
    "pypinyin", "pyyaml", "typst",
)  # fmt: skip
"""The libraries whose version can change the site."""

_NO_SITE = {"authoring", "commands", "importers", "cli.py"}
"""The parts of the program that no build runs."""


@cache
def program_fingerprint() -> str:
    """Return the fingerprint of everything that affects a site except sources and hand-written pages."""
    environment = [str(read_site_settings(PROJECT / "mkdocs.yml")[0]), str(find_fonts())]
    libraries = [f"{name} {_version(name)}" for name in _LIBRARIES]
    program = [path for path in _files(PROJECT / "generator") if path.relative_to(PROJECT).parts[1] not in _NO_SITE]
    paths = [PROJECT / "mkdocs.yml", *program, *_files(PROJECT / "templates")]
    return _program_digest([platform.python_version(), *environment, *libraries], paths)


def hand_written_fingerprint() -> str:
    """Return the fingerprint of the hand-written pages and the files beside them."""
    return _program_digest([], _files(PROJECT / "docs"))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # Typst, without which there are no PDFs
        return ""


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _program_digest(lines: list[str], paths: list[Path]) -> str:
    files = ((path.relative_to(PROJECT), path.read_bytes()) for path in paths)
    program = [line.encode() for line in lines] + [f"{name} {len(data)}\n".encode() + data for name, data in files]
    return digest_of(b"\n".join(program)).hex()
