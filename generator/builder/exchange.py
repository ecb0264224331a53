"""Exchange two folders, or turn a symbolic link, so that a reader finds the old or the new one at every instant."""

from __future__ import annotations

import ctypes
import errno
import os
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
