"""One build of an output folder at a time: a second one waits for the first, also with another cache."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.builder.install import lock_of
from generator.builder.progress import Progress
from generator.builder.staging import clear_leftovers

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""Errors by which file systems say that they have no locks; builds then run unlocked."""


@contextmanager
def lock_output(folder: Path, progress: Progress) -> Iterator[None]:
    """Hold the lock of an output folder, an empty file beside it; then clear what killed builds left there.

    All links to the folder or to its twin share the lock. The system releases that of a process that ends for any
    reason.
    """
    lock = lock_of(folder)
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.print_line(f"另一次生成正在写 {folder}，等它结束……")
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        clear_leftovers(folder)
        yield
