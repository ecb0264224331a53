"""Fingerprints of output folders, so that a build notices changes made by hand since the last one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple


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
    return hashlib.blake2b(f"{inputs}\n{''.join(lines)}".encode(), digest_size=16).hexdigest()


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


def _digest(files: Iterable[str]) -> bytes:
    return hashlib.blake2b("\n".join(sorted(files)).encode(errors="surrogateescape"), digest_size=16).digest()


def _combined(digests: Mapping[str, bytes]) -> str:
    lines = sorted(f"{name} {digest.hex()}" for name, digest in digests.items())
    return hashlib.blake2b("\n".join(lines).encode(errors="surrogateescape"), digest_size=16).hexdigest()
