"""Folders beside their targets: everything is staged there, then moved, linked or exchanged into place."""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
"""Arguments of renameat2(2): paths are relative to the working directory; the two names are exchanged."""

_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTTY}
"""Errors by which kernels and file systems say that they cannot exchange names."""

ASIDE = "aside"
"""The end of a folder's name while it is out of the way; see `swap_folder`."""


@cache
def _renameat2() -> Any:
    """Return the C function, or None on a system without it."""
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. Return False, with nothing changed, where the file system cannot."""
    if (rename := _renameat2()) is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if (code := ctypes.get_errno()) in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def swap_folder(new: Path, target: Path) -> bool:
    """Put `new` in the place of `target`, and the old folder where `new` was. Return whether this took one step.

    Where the file system cannot exchange, the old folder moves aside first and returns on failure. After a kill
    between the two renames, `clear_leftovers` puts it back.
    """
    if not target.exists():
        new.rename(target)
        return True
    if exchange(new, target):
        return True
    aside = target.with_name(f".{target.name}-{os.getpid()}-{ASIDE}")
    target.rename(aside)
    try:
        new.rename(target)
    finally:  # also if a signal ends the build
        aside.rename(new if target.exists() else target)
    return False


def point_link(link: Path, folder: Path) -> None:
    """Point a symbolic link to another folder beside its present target, in one step; its style is kept."""
    new = link.with_name(f".{link.name}-{os.getpid()}-{ASIDE}")
    new.unlink(missing_ok=True)
    new.symlink_to(link.readlink().with_name(folder.name), target_is_directory=True)
    new.replace(link)


STAGED = "staged"

_CANNOT_LINK = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP}
"""Errors by which file systems say that they cannot make a hard link."""


@contextmanager
def staging_directory(target: Path) -> Iterator[Path]:
    """Yield a temporary folder beside the target, with an empty folder `staged` in it; delete it at the end.

    Links are followed. Its name holds the id of this process. Folders of killed processes are deleted first.
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-{os.getpid()}-", dir=target.parent) as work:
        Path(work, STAGED).mkdir()
        yield Path(work)


def clear_leftovers(target: Path) -> None:
    """Delete what killed processes left beside the target; put the target back if one had moved it aside."""
    for path in list(target.parent.iterdir()):
        match = re.fullmatch(rf"\.{re.escape(target.name)}-([0-9]+)-(\w+)", path.name)
        if not match or _is_running(int(match[1])):
            continue
        if path.is_symlink():
            path.unlink()
        elif match[2] == ASIDE and not target.exists():
            path.rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def move_into(source: Path, target: Path) -> None:
    """Move a file or folder to `target`, in one step if it is new; a folder that exists keeps its other files."""
    try:
        source.replace(target)
    except OSError:
        if not (source.is_dir() and target.is_dir()):
            raise
        for each in source.iterdir():
            move_into(each, target / each.name)


def link_tree(source: Path, target: Path) -> bool:
    """Hard-link a file, or all files of a folder, to the same place at `target`; copy where the file system cannot.

    Return whether nothing had to be copied. Folders may exist, files may not.
    """
    if not source.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        return _link(os.fspath(source), os.fspath(target))
    target.mkdir(parents=True, exist_ok=True)
    linked = True
    with os.scandir(source) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                linked &= link_tree(Path(entry.path), target / entry.name)
            else:
                linked &= _link(entry.path, f"{target}/{entry.name}")
    return linked


def _link(source: str, target: str) -> bool:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        shutil.copy2(source, target, follow_symlinks=False)
        return False
    return True


def files_below(folder: Path) -> list[str]:
    """Return the names of all files below the folder, relative to it."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def drop_unchanged(staged: Path, folder: Path) -> None:
    """Delete the staged files that the folder has with the same bytes."""
    for name in files_below(staged):
        path = folder / name
        if path.is_file() and filecmp.cmp(staged / name, path, shallow=False):  # which compares sizes first
            (staged / name).unlink()


def not_staged(staged: Path, folder: Path) -> Iterator[str]:
    """Yield the names of what must go from the folder for it to hold the staged files alone; also of links."""
    for parent, folders, files in os.walk(folder):
        for path in (Path(parent, name) for name in (*files, *folders)):
            name = path.relative_to(folder).as_posix()
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    yield name
            elif path.is_symlink() or not path.is_file() or not (staged / name).is_file():
                yield name
