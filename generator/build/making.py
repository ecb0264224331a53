"""Make a site: pages, files, search and sitemap; then put it, or what is new of it, in the place of the old one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import archives
from generator.build.folders import MARK, change_site, replace_site
from generator.build.pages import Press, frame_pages, page_works
from generator.build.progress import Progress
from generator.build.searching import index_places, join_places
from generator.build.shelf import Shelf
from generator.build.sitemap import sitemap
from generator.build.watch import EVERYTHING, Answers, Notes
from generator.build.works import Ledger, Work, perform
from generator.catalog import Catalog
from generator.exporters import find_fonts
from generator.files import is_download, site_files
from generator.pages import all_pages
from generator.report import Problem
from generator.typeset import html_of


@dataclass(frozen=True)
class Making:
    """All that a site is made of. With `anew` nothing of the old one is kept."""

    site: Path
    jobs: int
    progress: Progress
    shelf: Shelf
    catalog: Catalog
    answers: Answers
    notes: Notes
    problems: Sequence[Problem]
    anew: bool
    downloads: bool = True

    def run(self) -> str:
        """Make the site; returns its mark. Raises TypesetError, and the old site stays as it is."""
        self.site.parent.mkdir(parents=True, exist_ok=True)
        pages, files, places = self._ledger("pages"), self._ledger("files"), self._ledger("places")
        with tempfile.TemporaryDirectory(prefix=f".{self.site.name}-", dir=self.site.parent) as folder:
            work, new = Path(folder), Path(folder, "site")
            new.mkdir()
            self._pages(pages, work, new)
            gone = [*self._files(files, new), *pages.gone, *files.gone, *self._search(places, new)]
            self._sitemap(pages, new)
            mark = self._mark(pages, files)
            (new / MARK).write_text(f"{mark}\n", encoding="ascii")
            with self.progress.stage("换上新网站"):
                replace_site(new, self.site) if self.anew else change_site(new, gone, self.site)
        for ledger in (pages, files, places):
            ledger.keep()
        return mark

    def _ledger(self, stage: str) -> Ledger:
        return Ledger(self.shelf, stage, self.answers, self.notes, anew=self.anew)

    def _pages(self, ledger: Ledger, work: Path, new: Path) -> None:
        pages = list(all_pages(self.catalog, self.problems))
        ledger.plan(page_works(pages))
        files = {html_of(page.file): page.file for page in pages}
        with self.progress.stage("网页"):
            count = Press(ledger, files, work, new, self.anew).run(self.jobs, self.progress.counted)
        self.progress.say(f"  {len(pages)} 页，其中重做 {count} 页")

    def _files(self, ledger: Ledger, new: Path) -> list[str]:
        """Make the files that stand beside the pages; returns what is no more, but never was a work."""
        found = site_files(self.catalog, self.problems)
        files = [Work(each.path, each.make) for each in found if self.downloads or not is_download(each.path)]
        ledger.plan(files)
        with self.progress.stage("数据文件"):
            perform(ledger, partial(_write, ledger, new), self.jobs, self.progress.counted)
            touched = [*(work.name for work in ledger.due), *ledger.gone]
            if any(name.startswith(f"{archives.FOLDER}/") for name in touched):
                archives.join_archives(self.catalog, new, self.site)
        self.progress.say(f"  {len(files)} 个，其中重做 {len(ledger.due)} 个")
        if find_fonts() is None:
            self.progress.say("  没有做 PDF：本机没有可以嵌入的中文字体。请安装思源宋体（Debian：fonts-noto-cjk）。")
        whole = f"{archives.FOLDER}/{archives.ALL}"
        return [] if archives.whole_archive(self.catalog).number else [whole]

    def _search(self, ledger: Ledger, new: Path) -> list[str]:
        """Make the search data, as far as anything has changed; returns the old files that are no more."""
        parts = self.shelf.parts
        with self.progress.stage("检索"):
            places = index_places(ledger, self.catalog, parts, self.jobs, self.progress.counted)
            old = "" if self.anew else self.shelf.about("search")
            notes, gone = join_places(self.catalog, places, new, old)
        self.shelf.note("search", notes)
        return gone

    def _sitemap(self, pages: Ledger, new: Path) -> None:
        listed = [*pages.products(), *frame_pages()]
        for name, data in sitemap(listed, self.catalog.as_of, os.environ.get("SITE_URL", "")).items():
            (new / name).write_bytes(data)

    def _mark(self, *ledgers: Ledger) -> str:
        """A digest of all that the site is made of."""
        digest = hashlib.blake2b(digest_size=16)
        for ledger in ledgers:
            for name, product in sorted(ledger.products().items()):
                digest.update(f"{name}\0{product.hex()}\n".encode())
        digest.update(self.answers.digest(EVERYTHING))
        return digest.hexdigest()


def _write(ledger: Ledger, new: Path, work: Work) -> bytes:
    """Make a file and write it, unless it is that of last time; a digest of it."""
    data: bytes = work.make()
    digest = hashlib.blake2b(data, digest_size=16).digest()
    if digest != ledger.before(work):
        path = new / work.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return digest
