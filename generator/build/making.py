"""Make the pages, files and search parts of a site, or of a share of it: those that have to be made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.build.pages import Press, page_works
from generator.build.progress import Progress
from generator.build.ready import Ready
from generator.build.searching import index_places
from generator.build.shelf import Shelf
from generator.build.works import Ledger, Work, perform
from generator.exporters import find_fonts
from generator.files import is_download, site_files
from generator.pages import all_pages
from generator.report import Problem
from generator.typeset import html_of


@dataclass(frozen=True)
class Made:
    """What was made: a digest of every page and file by its name, and the parts of the search.

    `typeset` pages were made now. `ledgers` tell what of all was, and what is no more; they are to be kept when it
    stands in its place.
    """

    pages: dict[str, bytes]
    files: dict[str, bytes]
    parts: list[Path]
    typeset: int
    ledgers: tuple[Ledger, ...]

    @property
    def gone(self) -> list[str]:
        """The files that are no more."""
        pages, files, _ = self.ledgers
        return pages.gone + files.gone

    @property
    def touched(self) -> list[str]:
        """The files that were made now or are no more."""
        _, files, _ = self.ledgers
        return [*(work.name for work in files.due), *files.gone]

    def keep(self) -> None:
        """Remember for the next build what was made."""
        for ledger in self.ledgers:
            ledger.keep()


@dataclass(frozen=True)
class Making:
    """How to make a site. With `anew` nothing of the old one is kept; only what `mine` takes by its name is made."""

    ready: Ready
    problems: Sequence[Problem]
    shelf: Shelf
    jobs: int
    progress: Progress
    anew: bool
    downloads: bool = True
    mine: Callable[[str], bool] = lambda name: True

    def make(self, work: Path, new: Path, *, frame: bool) -> Made:
        """Make below `new` what has to be made; with `frame` the hand-written pages too. Raises TypesetError."""
        pages, files, places = (
            self.ready.ledger(self.shelf, stage, anew=self.anew) for stage in ("pages", "files", "places")
        )
        with self.progress.stage("网页"):
            count = self._pages(pages, work, new, frame=frame)
        with self.progress.stage("数据文件"):
            self._files(files, new)
        with self.progress.stage("检索"):
            tell = self.progress.counted
            parts = index_places(places, self.ready.catalog, self.shelf.parts, self.mine, self.jobs, tell)
        return Made(pages.products(), files.products(), parts, count, (pages, files, places))

    def _pages(self, ledger: Ledger, work: Path, new: Path, *, frame: bool) -> int:
        found = all_pages(self.ready.catalog, self.problems)
        pages = [page for page in found if self.mine(html_of(page.file))]
        ledger.plan(page_works(pages))
        files = {html_of(page.file): page.file for page in pages}
        count = Press(ledger, files, work, new, frame).run(self.jobs, self.progress.counted)
        self.progress.add(f"共 {len(pages)} 页，重做 {count} 页")
        return count

    def _files(self, ledger: Ledger, new: Path) -> None:
        found = site_files(self.ready.catalog, self.problems)
        files = [file for file in found if (self.downloads or not is_download(file.path)) and self.mine(file.path)]
        ledger.plan([Work(file.path, file.make) for file in files])
        perform(ledger, partial(_write, ledger, new), self.jobs, self.progress.counted)
        self.progress.add(f"共 {len(files)} 个，重做 {len(ledger.due)} 个")
        if self.downloads and find_fonts() is None:
            self.progress.add("没有做 PDF：本机没有可以嵌入的中文字体，请安装思源宋体（Debian：fonts-noto-cjk）")


def _write(ledger: Ledger, new: Path, work: Work) -> bytes:
    """Make a file and write it, unless it is that of last time; a digest of it."""
    data: bytes = work.make()
    digest = hashlib.blake2b(data, digest_size=16).digest()
    if digest != ledger.before(work):
        path = new / work.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return digest
