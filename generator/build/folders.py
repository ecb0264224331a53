"""The folders of a build: where the project stands, and how a new site takes the place of the old one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]

MARK = "build.txt"
"""The file of a site that tells what it was made of, so that a later build knows what is in it.

It is taken away before the first file of a site is touched, and put back after the last: a site without it has been
left half done, and is made anew.
"""

MADE = "made.bin"
"""The file beside the site of a shard that tells what was made; see `shards`."""

_OURS = (MARK, "search/data/manifest.json", f"../{MADE}")
"""Where one of these is, a build has been."""


class SiteError(ValueError):
    """The folder named for the site holds something else, which a build would delete."""


def check_site(site: Path, reports: Path) -> None:
    """Refuse to put a site where something else is: the sources themselves, or a folder that no build has made."""
    sources = (reports, *(PROJECT / name for name in ("docs", "generator", "templates", "tests")))
    for source in sources:
        if site.is_relative_to(source) or source.is_relative_to(site):
            raise SiteError(site)
    if site.exists() and any(site.iterdir()) and not any((site / name).is_file() for name in _OURS):
        raise SiteError(site)


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """A folder to work in, beside the site and with an empty folder for a new one; deleted in the end.

    It is named after the process that works in it. Those that were killed have left theirs, and these go first.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    for folder in list(site.parent.iterdir()):
        left = re.fullmatch(rf"\.{re.escape(site.name)}-([0-9]+)-\w+", folder.name)
        if left and not _runs(int(left[1])):
            shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-{os.getpid()}-", dir=site.parent) as work:
        Path(work, "site").mkdir()
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


def change_site(new: Path, gone: Sequence[str], site: Path) -> list[str]:
    """Move the files of `new` over those of `site` and delete what is gone; the mark goes first and comes last.

    Returns the names of the files moved and deleted.
    """
    moved = [path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()]
    (site / MARK).unlink()
    mark = new / MARK
    held_back = mark.rename(new.with_name("mark"))
    move_into(new, site)
    for name in gone:
        _delete(site, Path(name))
    held_back.rename(site / MARK)
    return [*moved, *gone]


def _delete(site: Path, name: Path) -> None:
    """Delete a file, and the folders that it leaves empty."""
    (site / name).unlink(missing_ok=True)
    for folder in list(name.parents)[:-1]:
        try:
            (site / folder).rmdir()
        except OSError:
            return
