"""The folders of a build: where the project stands, and how a new site takes the place of the old one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.model.paths import PROJECT

SITE_MARKER = "build.txt"
"""The file of a site that tells what it was made of, so that a later build knows what is in it.

It is emptied before the first file of a site is touched, and written after the last: a site whose mark is empty or
missing has been left half done, and is made anew.
"""

MADE = "made.bin"
"""The file beside the site of a shard that tells what was made; see `shards`."""

_OURS = (SITE_MARKER, "search/data/manifest.json", f"../{MADE}")
"""Where one of these is, a build has been."""


class SiteError(ValueError):
    """The folder named for the site, or for the pages, holds something else, which a build would delete.

    Its arguments are the folder, and the option that names another.
    """


def check_site(site: Path, reports: Path) -> None:
    """Refuse to put a site where something else is: the sources themselves, or a folder that no build has made."""
    if not may_replace(site, (reports,), _OURS):
        raise SiteError(site, "--site")


def may_replace(folder: Path, others: Sequence[Path], marks: Sequence[str]) -> bool:
    """Whether the folder is apart from the sources and these others, and is empty or holds one of the marks."""
    for other in (*others, *(PROJECT / name for name in ("docs", "generator", "templates", "tests"))):
        if folder.is_relative_to(other) or other.is_relative_to(folder):
            return False
    return not folder.exists() or not any(folder.iterdir()) or any((folder / mark).is_file() for mark in marks)


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """A folder to work in, beside the site and with an empty folder `staged` for what is made; deleted in the end.

    It is named after the process that works in it. Those that were killed have left theirs, and these go first.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    for folder in list(site.parent.iterdir()):
        left = re.fullmatch(rf"\.{re.escape(site.name)}-([0-9]+)-\w+", folder.name)
        if left and not _runs(int(left[1])):
            shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-{os.getpid()}-", dir=site.parent) as work:
        Path(work, "staged").mkdir()
        yield Path(work)


def _runs(process: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def move_into(source: Path, target: Path) -> None:
    """Move all that is below `source` to the same place below `target`; whole folders at once where they are new."""
    with os.scandir(source) as entries:
        for entry in entries:
            goal = target / entry.name
            try:
                os.replace(entry.path, goal)  # noqa: PTH105
            except OSError:
                if not (entry.is_dir() and goal.is_dir()):
                    raise
                move_into(Path(entry.path), goal)


def replace_site(new: Path, site: Path) -> None:
    """Put `new` where `site` is; the old one goes last, so a failure leaves one of the two whole."""
    old = new.with_name("old")
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise


def change_site(new: Path, gone: Sequence[str], site: Path, mark: str = SITE_MARKER) -> list[str]:
    """Delete what is gone and move the files of `new` over those of `site`; the mark is emptied first and written last.

    Returns the names of the files moved and deleted.
    """
    moved = files_below(new)
    complete, half_done = (new / mark).rename(new.with_name("complete")), new.with_name("half-done")
    half_done.touch()
    half_done.replace(site / mark)
    for name in gone:
        _delete(site, Path(name))
    move_into(new, site)
    complete.replace(site / mark)
    return [*moved, *gone]


def files_below(folder: Path) -> list[str]:
    """The names of all files below the folder."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def _delete(site: Path, name: Path) -> None:
    """Delete a file, or an empty folder, and the folders that this leaves empty."""
    path = site / name
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    for folder in list(name.parents)[:-1]:
        try:
            (site / folder).rmdir()
        except OSError:
            return
