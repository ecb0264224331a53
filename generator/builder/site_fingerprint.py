"""How the files of a site, or of the docs folder, lie, so that a build notices what has been done to them since."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.builder.folders import SITE_MARKER


class State(NamedTuple):
    """What a site says it was made of, and how the files lie in each of its folders; nothing where it is half done.

    With any file deleted, added or saved by hand since, it is another.
    """

    mark: str
    folders: Mapping[str, bytes]

    def __str__(self) -> str:
        return f"{self.mark} {_together(self.folders)}" if self.mark else ""


def state_of(site: Path, mark: str = SITE_MARKER) -> State:
    """The state of the site as it is."""
    return State(mark_of(site, mark), _lie_of(site))


def state_after(old: State, changed: Iterable[str], site: Path, mark: str = SITE_MARKER) -> State:
    """The state of the site that was in the state `old` until the files of these names were made, changed or deleted.

    No other folder is looked at, so whatever somebody else does there is still seen by the next build.
    """
    folders = dict(old.folders)
    for folder in {f"/{name.rpartition('/')[0]}".rstrip("/") for name in (mark, *changed)}:
        path = f"{site}{folder}"
        if files := _listed(path, times=True)[0] if Path(path).is_dir() else []:
            folders[folder] = _digest(files)
        else:
            folders.pop(folder, None)
    return State(mark_of(site, mark), folders)


def mark_of(site: Path, mark: str = SITE_MARKER) -> str:
    """What the site says it was made of."""
    try:
        return (site / mark).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def digest_of(folder: Path, *, times: bool = True) -> str:
    """A digest of the names and sizes of all files below the folder and, with `times`, of when they were saved."""
    return _together(_lie_of(folder, times=times))


def _lie_of(folder: Path, *, times: bool = True) -> dict[str, bytes]:
    """A digest of the files in the folder and in each below it that has any, by its name."""
    digests = {}
    root = os.fspath(folder)
    waiting = [root] if folder.is_dir() else []
    while waiting:
        here = waiting.pop()
        files, folders = _listed(here, times=times)
        waiting += folders
        if files:
            digests[here[len(root) :]] = _digest(files)
    return digests


def _digest(files: Iterable[str]) -> bytes:
    return hashlib.blake2b("\n".join(sorted(files)).encode(errors="surrogateescape"), digest_size=16).digest()


def _together(digests: Mapping[str, bytes]) -> str:
    lines = sorted(f"{name} {digest.hex()}" for name, digest in digests.items())
    return hashlib.blake2b("\n".join(lines).encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _listed(folder: str, *, times: bool) -> tuple[list[str], list[str]]:
    """What is told of each file in the folder, and the folders in it."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                status = entry.stat(follow_symlinks=False)
                files.append(f"{entry.name} {status.st_size} {status.st_mtime_ns if times else ''}")
    return files, folders
