"""Output folders: which may be replaced, and how those that nobody serves are updated in place.

A folder that a killed build left half updated no longer has the fingerprint that was recorded, and is rebuilt. Served
sites are never updated in place, see `publish`.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.builder.progress import Progress
from generator.builder.staging import clear_leftovers, files_below, move_into
from generator.program import PACKAGE, PAGES, TEMPLATES

SITE_MARKER = "build.txt"
"""The marker file of a site."""

MANIFEST = "manifest.bin"
"""The file beside the site of a shard that describes it; see `shards`."""

_TWIN = ".twin"
"""The end of the name of a site's twin; see `publish`."""

_MOUNTS = Path("/proc/self/mountinfo")
"""The mounted file systems, one a line; the fifth field is the folder, with blanks as octal numbers (proc(5))."""

_SITE_SIGNS = (SITE_MARKER, "search/data/manifest.json", f"../{MANIFEST}")
"""Files that mark a folder as written by a build; one of them suffices."""


class SiteError(ValueError):
    """An output folder that overlaps other folders, or holds files that no build has written.

    The arguments are the folder, and the command-line option that selects another.
    """


class MountPointError(SiteError):
    """An output folder on which a file system is mounted, so that no other can take its place."""


def check_site(site: Path, inputs: Sequence[Path]) -> None:
    """Raise SiteError if the site or its twin overlaps the inputs, or holds files that no build has written.

    Raises MountPointError if it is a mount point, OSError for a loop of links.
    """
    refuse_mount_point(site, "--site")
    for folder in (real_folder(site), twin_of(site)):
        if not is_replaceable(folder, inputs, _SITE_SIGNS):
            raise SiteError(folder, "--site")


def refuse_mount_point(folder: Path, option: str) -> None:
    """Raise MountPointError if a file system is mounted on the folder, also one bound from the same device."""
    real = os.path.realpath(folder)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # only Linux lists them
        mounts = []
    mounted = {re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), line.split(" ")[4]) for line in mounts}
    if real in mounted or os.path.ismount(real):
        raise MountPointError(folder, option)


def last_link(site: Path) -> Path:
    """Return the last of the symbolic links by which the path names a folder. Raises OSError for a loop."""
    with suppress(FileNotFoundError):
        site.stat()
    while (target := site.parent / site.readlink()).is_symlink():
        site = target
    return site


def real_folder(site: Path) -> Path:
    """Return the folder of a site, with all links followed. Raises OSError for a loop."""
    with suppress(FileNotFoundError):
        site.stat()
    return Path(os.path.realpath(site))


def twin_of(site: Path) -> Path:
    """Return the folder that the next build publishes; a link points to a folder and to its twin in turn."""
    folder = real_folder(site)
    if site.is_symlink() and folder.name.endswith(_TWIN):
        return folder.with_name(folder.name.removesuffix(_TWIN))
    return folder.with_name(f"{folder.name}{_TWIN}")


def lock_of(folder: Path) -> Path:
    """Return the lock file of an output folder; it is the same for its twin, and for each link to one of them."""
    real = real_folder(folder)
    return real.with_name(f".{real.name.removesuffix(_TWIN)}-lock")


def is_replaceable(folder: Path, others: Sequence[Path], signs: Sequence[str]) -> bool:
    """Return whether the folder overlaps neither the program nor `others`, and is empty or has one of the signs."""
    real = real_folder(folder)
    for other in map(real_folder, (*others, PACKAGE, PAGES, TEMPLATES)):
        if real.is_relative_to(other) or other.is_relative_to(real):
            return False
    return not folder.exists() or not any(folder.iterdir()) or any((folder / sign).is_file() for sign in signs)


def update_folder(staged: Path, removed: Sequence[str], target: Path) -> list[str]:
    """Delete the removed files and move the staged ones over those of `target`; return the names of both."""
    changed = [*files_below(staged), *removed]
    for name in removed:
        delete(target, Path(name))
    move_into(staged, target)
    return changed


def delete(root: Path, name: Path) -> None:
    """Delete a file or an empty folder, and then the parent folders that are empty."""
    path = root / name
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    for folder in list(name.parents)[:-1]:
        try:
            (root / folder).rmdir()
        except OSError:
            return


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
