"""The configuration of a build, its cache, and the context of its stages: the catalog and its dependencies."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.builder.engine.cache import BuildCache
from generator.builder.engine.fingerprints import Fingerprints
from generator.builder.engine.serializer import CorruptCacheError
from generator.builder.engine.stages import Stage, run_stages
from generator.builder.engine.tasks import TaskStore
from generator.builder.engine.tracking import ALL_SOURCES, Recorder, tracked
from generator.builder.faults import BuildError
from generator.builder.fingerprints import (
    FolderFingerprint,
    HandWritten,
    program_fingerprint,
    read_hand_written,
)
from generator.builder.install import lock_output
from generator.builder.progress import Progress
from generator.builder.source_scan import SourceScan, scan_sources
from generator.builder.sources import read_sources
from generator.exporters import is_download
from generator.formatters import summary
from generator.model.catalog import Catalog
from generator.model.problem import Problem
from generator.sources.form_loader import load_forms
from generator.sources.site_folder import own_pages
from generator.sources.writing import named_errors

T = TypeVar("T")


_PRIMARY_CODE = 0xFF
"""The bits of an SQLite error code that tell the kind of error (https://sqlite.org/rescode.html)."""


@dataclass(frozen=True)
class BuildConfig:
    """Input and output folders (absolute), number of processes, cache folder, progress reporter.

    Without `downloads`, only the files that pages and search need are built. `docs` is the folder of Markdown pages.
    A `fresh` build uses nothing of an earlier one. `settings` is the site's own `mkdocs.yml`, if it has one.
    """

    reports: Path
    site: Path
    jobs: int = 1
    cache: Path = field(default_factory=lambda: Path.cwd() / "build" / "cache")
    progress: Progress = field(default_factory=Progress)
    downloads: bool = True
    docs: Path = field(default_factory=lambda: Path.cwd() / "build" / "docs")
    fresh: bool = False
    settings: Path | None = None

    @property
    def own_pages(self) -> Path | None:
        """The folder of the site's own hand-written pages, which may not exist."""
        return own_pages(self.settings)

    def wants(self, file: str) -> bool:
        """Return whether the file of the site is built; pages and search need it, or downloads are wanted."""
        return self.downloads or not is_download(file)

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The folders that a build reads and must not write to."""
        return (self.reports, self.own_pages) if self.own_pages else (self.reports,)

    def with_cache(self, part: str, outputs: Sequence[Path], run: Callable[[BuildCache, HandWritten], T]) -> T:
        """Call the function with the cache of this part of the site, emptied if another program version wrote it.

        It also gets what people wrote for the site. Raises HandWrittenError if that cannot be used.
        Other builds of the output folders wait meanwhile; those that need several lock them in the order given.
        If the cache is damaged or cannot be written, call the function again with an empty one. Raises BuildError if
        that fails, too, or if another program keeps the cache locked, OSError if the disk is full.
        """
        folders = hashlib.blake2b(f"{self.site}\n{self.reports}".encode(), digest_size=4).hexdigest()
        path = self.cache / f"{self.site.name}-{folders}-{part}.db"
        with ExitStack() as stack:
            for folder in outputs:
                stack.enter_context(lock_output(folder, self.progress))
            stack.enter_context(named_errors(outputs[0]))
            # Read first: changes saved from here on are left to the next build.
            hand_written = read_hand_written(self.settings)
            cache = BuildCache(path, f"{program_fingerprint(hand_written.settings)} {self.downloads}")
            stack.enter_context(closing(cache))
            try:
                cache.open()
                if self.fresh:
                    cache.reset()
                return run(cache, hand_written)
            except (CorruptCacheError, sqlite3.Error) as error:
                _refuse_if_undamaged(error, path)
            try:
                end = "。" if cache.reset() else "，做完不留缓存。"
                self.progress.print_line(f"缓存 {path} 已损坏或不能写，这次从头做{end}")
                return run(cache, hand_written)
            except (CorruptCacheError, sqlite3.Error) as error:
                advice = "请看磁盘是不是满了，或者用 --cache 另选一个文件夹。"
                raise BuildError(f"缓存写了两次都不成（{error}）。{advice}") from error


def _refuse_if_undamaged(error: Exception, path: Path) -> None:
    """Raise BuildError or OSError if the cache is locked or the disk is full: starting over would not help."""
    detail = getattr(error, "sqlite_errorcode", 0)
    code = detail & _PRIMARY_CODE
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        advice = "等了半分钟还没有放开，什么都没有改。请等那个程序结束再试。"
        raise BuildError(f"缓存 {path} 正被另一个程序占用，{advice}") from error
    if code == sqlite3.SQLITE_FULL:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
    if detail == sqlite3.SQLITE_IOERR_WRITE:  # SQLite does not say why
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path)) from error


@dataclass(frozen=True)
class BuildContext:
    """State shared by all stages of a build.

    `catalog` records what tasks read, `untracked` is the same without recording. `folder_fingerprint` covers everything
    in the reports folder.
    """

    config: BuildConfig
    cache: BuildCache
    untracked: Catalog
    catalog: Catalog
    fingerprints: Fingerprints
    recorder: Recorder
    folder_fingerprint: str
    hand_written: HandWritten

    @property
    def inputs(self) -> str:
        """The fingerprints of the source files and of the hand-written pages."""
        return f"{self.fingerprints.of_dependency(ALL_SOURCES).hex()} {self.hand_written.fingerprint}"

    def task_store(self, stage: str, *, full_rebuild: bool = False) -> TaskStore:
        """Return the task store of a stage."""
        return TaskStore(stage, self.cache, self.fingerprints, self.recorder, full_rebuild=full_rebuild)

    def run(self, *stages: Stage) -> Iterator[Stage]:
        """Run all stale tasks of the stages; yield each stage as soon as it is finished."""
        return run_stages(stages, self.config.jobs, self.config.progress.count)

    def save(self, stores: Iterable[TaskStore]) -> None:
        """Save the results of these stages for the next build, after all their stale tasks have run."""
        self.cache.store_stage_results({store.stage: store.to_cache() for store in stores})

    def record(self, folder: str, new: FolderFingerprint) -> None:
        """Record the fingerprint of a folder for the next build."""
        self.cache.record(folder, new, self.hand_written.fingerprint)

    def is_unmodified(self, folder: str, current: FolderFingerprint, message: str) -> bool:
        """Return whether the folder has the recorded fingerprint, and was made with the same shared hand-written files.

        Print the message if its files were changed by hand.
        """
        recorded = self.cache.entry(folder)
        if recorded and str(current) and not recorded.startswith(f"{current} "):
            self.config.progress.print_line(message)
        return recorded.startswith(f"{current} {self.hand_written.fingerprint.shared} ")

    def finish(self, reports: int, problems: Sequence[Problem], pages: int, rebuilt: int, output: Path) -> None:
        """Report the whole build."""
        self.config.progress.finish(summary(reports, problems), pages, rebuilt, output)


def read_context(config: BuildConfig, cache: BuildCache, hand_written: HandWritten) -> BuildContext:
    """Scan and read the sources, and return the context to build them in."""
    with config.progress.stage("读取"):
        return load_context(config, cache, scan_sources(config.reports, cache), hand_written)


def load_context(config: BuildConfig, cache: BuildCache, scan: SourceScan, hand_written: HandWritten) -> BuildContext:
    """Read the scanned sources and return the context to build them in."""
    recorder = Recorder()
    sources = read_sources(scan, load_forms(), cache, recorder, config.jobs, config.progress.count, config.settings)
    return BuildContext(
        config=config,
        cache=cache,
        untracked=sources.catalog,
        catalog=tracked(sources.catalog, recorder),
        fingerprints=Fingerprints(sources.catalog, sources.files, sources.metadata, sources.parts),
        recorder=recorder,
        folder_fingerprint=sources.fingerprint,
        hand_written=hand_written,
    )
