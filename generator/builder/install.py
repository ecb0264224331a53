"""Install staged files: swap a whole folder by two renames, or update one in place under a marker file.

The marker file holds a digest of what the folder was built from. It is emptied before the first file is touched and
written after the last: a folder with an empty or missing marker is incomplete, and is rebuilt.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.builder.folder_fingerprint import FolderFingerprint, fingerprint, fingerprint_after, read_marker
from generator.builder.staging import files_below, move_into
from generator.model.paths import PROJECT

SITE_MARKER = "build.txt"
"""The marker file of a site."""

MANIFEST = "manifest.bin"
"""The file beside the site of a shard that describes it; see `shard_manifest`."""

_SITE_SIGNS = (SITE_MARKER, "search/data/manifest.json", f"../{MANIFEST}")
"""Files that mark a folder as written by a build; one of them suffices."""


class SiteError(ValueError):
    """An output folder that overlaps other folders, or holds files that no build has written.

    The arguments are the folder, and the command-line option that selects another.
    """


def check_site(site: Path, reports: Path) -> None:
    """Raise SiteError if the site folder overlaps the sources, or holds files that no build has written."""
    if not is_replaceable(site, (reports,), _SITE_SIGNS):
        raise SiteError(site, "--site")


def is_replaceable(folder: Path, others: Sequence[Path], signs: Sequence[str]) -> bool:
    """Return whether the folder overlaps neither the project nor `others`, and is empty or has one of the signs."""
    for other in (*others, *(PROJECT / name for name in ("docs", "generator", "templates", "tests"))):
        if folder.is_relative_to(other) or other.is_relative_to(folder):
            return False
    return not folder.exists() or not any(folder.iterdir()) or any((folder / sign).is_file() for sign in signs)


def install(staged: Path, removed: Sequence[str], site: Path, old: FolderFingerprint | None) -> FolderFingerprint:
    """Install the new files (full swap, or in place if `old` is given) and return the new site fingerprint."""
    if old is None:
        swap_folder(staged, site)
        return fingerprint(site, SITE_MARKER)
    if old.marker == read_marker(staged, SITE_MARKER):
        return old  # built from the same sources
    changed = update_folder(staged, removed, site, SITE_MARKER)
    return fingerprint_after(old, changed, site, SITE_MARKER)


def swap_folder(staged: Path, target: Path) -> None:
    """Put `staged` in the place of `target`. Move the old folder beside `staged` first; restore it on failure."""
    old = staged.with_name("old")
    if target.exists():
        target.rename(old)
    try:
        staged.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def update_folder(staged: Path, removed: Sequence[str], target: Path, marker: str) -> list[str]:
    """Delete the removed files and move the staged ones over those of `target`, guarded by the marker file.

    Return the names of the files moved and deleted.
    """
    moved = files_below(staged)
    complete, half_done = (staged / marker).rename(staged.with_name("complete")), staged.with_name("half-done")
    half_done.touch()
    half_done.replace(target / marker)
    for name in removed:
        _delete(target, Path(name))
    move_into(staged, target)
    complete.replace(target / marker)
    return [*moved, *removed]


def _delete(root: Path, name: Path) -> None:
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
