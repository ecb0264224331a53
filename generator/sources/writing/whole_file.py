"""Write files whole or not at all: beside their place, then renamed. An error always names the file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME_CHARACTERS = 40
"""Characters of a file's name in that of the file beside it, whose name must not be too long either."""


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Add the file to an OSError that names none: a failed write does not say which file had no room."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and error.filename is None:
            error.filename = os.fspath(path)
        raise


def create_file(path: Path, data: bytes) -> None:
    """Write a new file and the folders that it needs. Raises FileExistsError if it exists.

    On any error, nothing of it is left.
    """
    with new_folders(path.parent), written_beside(path, data) as new:
        try:
            os.link(new, path)
        except FileExistsError as error:
            raise FileExistsError(error.errno, error.strerror, os.fspath(path)) from None
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(path)) from None
            new.replace(path)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file that may exist; on any error the old one stays. Links, pipes and devices are written through."""
    if path.exists() and not path.is_file():
        with named_errors(path):
            path.write_bytes(data)
        return
    target = Path(os.path.realpath(path))
    with written_beside(target, data) as new:
        if target.exists():
            new.chmod(target.stat().st_mode & 0o7777)
        new.replace(target)


@contextmanager
def new_folders(folder: Path) -> Iterator[None]:
    """Create the folder and its parents; on any error delete those that were missing."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def written_beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write the data to a hidden file beside `path` and yield it; delete it at the end unless it was renamed.

    An error names `path`, not the hidden file.
    """
    new = path.with_name(f".{path.name[:_NAME_CHARACTERS]}-{os.getpid()}.new")
    try:
        with named_errors(path):
            new.write_bytes(data)
        yield new
    except OSError as error:
        if error.filename == os.fspath(new):
            error.filename = os.fspath(path)
        raise
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
