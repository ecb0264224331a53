"""Staging directories: everything is built beside its target and moved into place at the end."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAGED = "staged"


@contextmanager
def staging_directory(target: Path) -> Iterator[Path]:
    """Yield a temporary folder beside the target, with an empty folder `staged` in it; delete it at the end.

    Its name holds the id of this process. Folders left by processes that were killed are deleted first.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    for folder in list(target.parent.iterdir()):
        match = re.fullmatch(rf"\.{re.escape(target.name)}-([0-9]+)-\w+", folder.name)
        if match and not _is_running(int(match[1])):
            shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-{os.getpid()}-", dir=target.parent) as work:
        Path(work, STAGED).mkdir()
        yield Path(work)


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


def files_below(folder: Path) -> list[str]:
    """Return the names of all files below the folder, relative to it."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
