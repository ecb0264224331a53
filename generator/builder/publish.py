"""Publish a built site: the served folder and its twin change roles in one step, so readers always see a whole site.

The twin is a folder of hard links beside the site. It lags by one build: bringing it up to date takes the changes of
the last build and of this one, so the cost follows the change and not the size of the site. Files are replaced, never
written in place. The served folder itself is not touched. If `--site` is a symbolic link, the link is pointed to the
twin instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.builder.context import BuildConfig
from generator.builder.engine.cache import BuildCache
from generator.builder.fingerprints import FolderFingerprint, fingerprint, fingerprint_after
from generator.builder.install import delete, last_link, real_folder, twin_of, update_folder
from generator.builder.staging import STAGED, files_below, link_tree, point_link, swap_folder

Record = Callable[[FolderFingerprint], None]
"""Function that records the site with this fingerprint just before it is published."""

_ENTRY = "twin"
"""The cache entry: the twin's fingerprint, and the files that the build since then changed in the site."""


def publish(config: BuildConfig, new: Path) -> None:
    """Put the folder `new` in the place of the site; the old one moves to where `new` was, or stays beside the link."""
    site, folder = config.site, real_folder(config.site)
    if site.is_symlink() and folder.exists():
        twin = twin_of(site)
        if new != twin:
            if twin.exists():
                twin.rename(new.with_name("outdated"))
            new.rename(twin)
        point_link(last_link(site), twin)
    elif not swap_folder(new, folder):
        config.progress.print_line(
            f"{folder} 所在的文件系统不能一步对调文件夹：先移开了旧网站，再移入新网站，其间有一瞬没有网站。"
            "要避免这一瞬，请让 --site 是一个符号链接，每次生成只改链接。"
        )


def twin_fingerprint(config: BuildConfig) -> str:
    """Return the fingerprint of the twin as it is now."""
    return str(fingerprint(twin_of(config.site)))


def publish_all(config: BuildConfig, work: Path, cache: BuildCache, record: Record) -> FolderFingerprint:
    """Record and publish a full rebuild, make its twin, and return the fingerprint of the site."""
    cache.set_entry(_ENTRY, "")
    site = fingerprint(work / STAGED)
    record(site)
    publish(config, work / STAGED)
    try:
        _make_twin(config, work)
    except OSError as error:  # the site is published; the next build makes the twin or reports why it cannot
        config.progress.print_line(f"没有为下一次生成备好网站的副本（{error.strerror}），下一次会慢一些。")
    else:
        cache.set_entry(_ENTRY, json.dumps([str(site), []]))
    return site


def publish_changes(
    config: BuildConfig,
    work: Path,
    removed: Sequence[str],
    old: FolderFingerprint,
    twin: str,
    cache: BuildCache,
    record: Record,
) -> FolderFingerprint:
    """Record and publish the staged changes, and return the fingerprint of the site.

    `removed` names files to delete, `old` is the fingerprint of the site, `twin` that of the twin. A twin that is
    missing or was changed, by hand or by a killed build, is made from the site first.
    """
    staged = work / STAGED
    if not removed and not files_below(staged):
        record(old)
        return old
    recorded, pending = json.loads(cache.entry(_ENTRY) or '["", []]')
    if not twin or twin != recorded:
        _make_twin(config, work)
        pending = []
    folder = twin_of(config.site)
    _catch_up(folder, config.site, pending)
    changed = update_folder(staged, removed, folder)
    new = fingerprint_after(old, changed, folder)
    cache.set_entry(_ENTRY, json.dumps([str(old), changed]))
    record(new)
    publish(config, folder)
    return new


def _catch_up(twin: Path, site: Path, changed: Sequence[str]) -> None:
    """Bring the files that the last build changed in the site, or deleted there, to the same state in the twin."""
    for name in sorted(changed, reverse=True):  # files before their folder
        delete(twin, Path(name))
    for name in changed:
        if (site / name).is_file():
            link_tree(site / name, twin / name)


def _make_twin(config: BuildConfig, work: Path) -> None:
    """Make the twin: hard links to all files of the site. One that exists is deleted with the work folder."""
    twin, new = twin_of(config.site), work / "twin"
    if not link_tree(real_folder(config.site), new):
        config.progress.print_line(f"{twin.parent} 所在的文件系统不能做硬链接：网站的副本是复制出来的，要多占空间。")
    if twin.exists():
        twin.rename(work / f"outdated-{twin.name}")
    new.rename(twin)
