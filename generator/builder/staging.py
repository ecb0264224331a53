"""Staging directories: everything is built beside its target and moved into place at the end."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.builder.exchange import ASIDE

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
    """Move everything below `source` to the same place below `target`; new folders are moved in one step."""
    with os.scandir(source) as entries:
        for entry in entries:
            goal = target / entry.name
            try:
                os.replace(entry.path, goal)  # noqa: PTH105
            except OSError:
                if not (entry.is_dir() and goal.is_dir()):
                    raise
                move_into(Path(entry.path), goal)


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
