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

from generator.builder.faults import BuildError
from generator.builder.progress import Progress
from generator.builder.staging import clear_leftovers, drop_unchanged, files_below, move_into
from generator.model.paths import shown_path
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


class SiteError(BuildError):
    """An output folder that may not be replaced."""


def check_site(site: Path, inputs: Sequence[Path]) -> None:
    """Raise SiteError if the site or its twin may not be replaced, OSError for a loop of links."""
    for folder in (site, twin_of(site)):
        check_replaceable(folder, inputs, _SITE_SIGNS, "--site")


def check_replaceable(folder: Path, others: Sequence[Path], signs: Sequence[str], option: str) -> None:
    """Raise SiteError for a mount point, and for a folder that holds files but none of the signs of a build.

    The folder must overlap neither the program nor `others`. The message names the command-line `option` for another.
    """
    real, shown = real_folder(folder), shown_path(folder)
    if _is_mount_point(real):
        advice = f"请用 {option} 指定其中的一个子文件夹，例如 {option} {shown}/site。"
        raise SiteError(f"{shown} 是挂载点，不能整个换掉。{advice}")
    kept = map(real_folder, (*others, PACKAGE, PAGES, TEMPLATES))
    overlaps = any(real.is_relative_to(each) or each.is_relative_to(real) for each in kept)
    is_ours = not folder.exists() or not any(folder.iterdir()) or any((folder / sign).is_file() for sign in signs)
    if overlaps or not is_ours:
        why = "里有别的内容，或者同报告、缓存等文件夹重叠，生成时会删掉那里的文件"
        raise SiteError(f"{shown} {why}。请另选一个文件夹（{option}）。")


def _is_mount_point(folder: Path) -> bool:
    """Return whether a file system is mounted on the folder, also one bound from the same device."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:  # only Linux lists them
        mounts = []
    mounted = {re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), line.split(" ")[4]) for line in mounts}
    return str(folder) in mounted or os.path.ismount(folder)


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


def update_folder(staged: Path, removed: Sequence[str], target: Path) -> list[str]:
    """Delete the removed files, and move those staged files over `target` that differ; return the names of both."""
    for name in removed:
        delete(target, Path(name))
    drop_unchanged(staged, target)
    changed = [*files_below(staged), *removed]
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
