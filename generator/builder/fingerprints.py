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
from generator.builder.mkdocs.hand_written import hand_written_files
from generator.builder.mkdocs.settings import PROGRAM_THEME, Settings, complete_settings, independent_pages
from generator.exporters import find_fonts
from generator.program import PACKAGE, TEMPLATES
from generator.sources.site_folder import own_pages


class FolderFingerprint(NamedTuple):
    """A digest of the files in each subfolder; as text, empty if there are no files.

    It changes when any file is deleted, added or saved, by hand or by a build that was killed then.
    """

    folders: Mapping[str, bytes]

    def __str__(self) -> str:
        return _combined(self.folders) if self.folders else ""


def fingerprint(folder: Path) -> FolderFingerprint:
    """Return the fingerprint of the folder."""
    return FolderFingerprint(_folder_digests(folder))


def fingerprint_after(old: FolderFingerprint, changed: Iterable[str], folder: Path) -> FolderFingerprint:
    """Return the fingerprint after the named files were written or deleted.

    Other subfolders are not read again, so that the next build still detects changes made there by hand.
    """
    folders = dict(old.folders)
    for name in {f"/{file.rpartition('/')[0]}".rstrip("/") for file in changed}:
        path = f"{folder}{name}"
        if files := _list_folder(path, times=True)[0] if Path(path).is_dir() else []:
            folders[name] = _digest(files)
        else:
            folders.pop(name, None)
    return FolderFingerprint(folders)


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

_NO_SITE = {"authoring", "commands", "importers", "cli.py", "docs", "templates"}
"""The parts of the program that no build runs, and the folders that are read by themselves, see `program.py`."""


def program_fingerprint(settings: Settings) -> str:
    """Return the fingerprint of everything that affects a site except sources and hand-written pages.

    It includes the files of a theme of the site's own, but not the place of their folder.
    """
    theme = dict(settings["theme"])
    own_theme = Path(theme.pop("custom_dir"))
    files = {} if own_theme == PROGRAM_THEME else _files(own_theme)
    return _program_digest([_program(), repr({**settings, "theme": theme})], files)


@cache
def _program() -> str:
    libraries = [f"{name} {_version(name)}" for name in _LIBRARIES]
    program = {name: path for name, path in _files(PACKAGE).items() if name.partition("/")[0] not in _NO_SITE}
    templates = {f"templates/{name}": path for name, path in _files(TEMPLATES).items()}
    return _program_digest([platform.python_version(), str(find_fonts()), *libraries], program | templates)


class HandWrittenFingerprint(NamedTuple):
    """Digests of the hand-written files: of what all pages of the site may depend on, and of everything.

    A page that only its readers see changes the second alone.
    """

    shared: str
    complete: str

    def __str__(self) -> str:
        return f"{self.shared} {self.complete}"


class HandWritten(NamedTuple):
    """What people wrote for the site besides reports: its complete MkDocs settings, its files by name."""

    settings: Settings
    files: Mapping[str, Path]
    fingerprint: HandWrittenFingerprint


def read_hand_written(own: Path | None) -> HandWritten:
    """Return what people wrote for the site; `own` is its own settings file, beside the folder of its own pages.

    Raises HandWrittenError if the settings cannot be read or have no navigation, or a file may not be published.
    """
    settings, files = complete_settings(own), hand_written_files(own_pages(own))
    independent = independent_pages(files, settings)
    shared = {name: path for name, path in files.items() if name not in independent}
    fingerprint = HandWrittenFingerprint(_program_digest(list(files), shared), _program_digest([], files))
    return HandWritten(settings, files, fingerprint)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # Typst, without which there are no PDFs
        return ""


def _files(folder: Path) -> dict[str, Path]:
    """Return all files below the folder by name, except compiled ones."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _program_digest(lines: list[str], files: Mapping[str, Path]) -> str:
    contents = ((name, path.read_bytes()) for name, path in files.items())
    parts = [line.encode() for line in lines] + [f"{name} {len(data)}\n".encode() + data for name, data in contents]
    return digest_of(b"\n".join(parts)).hex()
