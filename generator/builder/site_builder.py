"""Make the pages, files and search parts of a site, or of a share of it: those that have to be made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.builder.context import Ready
from generator.builder.engine.cache import Shelf
from generator.builder.engine.tasks import Ledger, Stage, Work, one_by_one, perform, write_product
from generator.builder.mkdocs.hand_written import linked_pages
from generator.builder.mkdocs.runner import html_of
from generator.builder.outputs import is_download, site_files
from generator.builder.page_tasks import Press, page_works
from generator.builder.progress import Progress
from generator.builder.search_tasks import index_places, indexed_places, join_places
from generator.exporters import find_fonts
from generator.model.problem import Problem
from generator.pages import all_pages


@dataclass(frozen=True)
class Made:
    """What was made: a digest of every page, by its Markdown file, and of every file; and the parts of the search.

    `search_gone` are files of the joined search that are no more. `typeset` pages were made now. `ledgers` tell what of
    all was, and what is no more; they are to be kept when it stands in its place.
    """

    pages: dict[str, bytes]
    files: dict[str, bytes]
    parts: list[Path]
    search_gone: list[str]
    typeset: int
    ledgers: tuple[Ledger, ...]

    @property
    def gone(self) -> list[str]:
        """The files of the site that are no more."""
        pages, files, *_ = self.ledgers
        return [*map(html_of, pages.gone), *files.gone, *self.search_gone]

    @property
    def pages_gone(self) -> list[str]:
        """The Markdown files that are no more."""
        return self.ledgers[0].gone

    @property
    def touched(self) -> list[str]:
        """The files that were made now or are no more."""
        _, files, *_ = self.ledgers
        return [*(work.name for work in files.due), *files.gone]


@dataclass(frozen=True)
class Making:
    """How to make a site. With `anew` nothing of the old one is kept; only what `mine` takes by its name is made.

    Where it is to be `joined`, the parts of the search are made one. With `all_markdown` the Markdown of every page is
    written, and only what has changed is typeset.
    """

    ready: Ready
    problems: Sequence[Problem]
    shelf: Shelf
    jobs: int
    progress: Progress
    anew: bool
    downloads: bool = True
    joined: bool = False
    all_markdown: bool = False
    mine: Callable[[str], bool] = lambda name: True

    def make(self, new: Path, markdown: Path, *, frame: bool) -> Made:
        """Make below `new` what has to be made; with `frame` the hand-written pages too. Raises TypesetError.

        The Markdown of the pages is left below `markdown`. There are folders to work in beside both.

        The joined search is made as soon as its parts are, while other processes go on with the pages.
        """
        stages = ("pages", "files", "places", *(["search"] if self.joined else []))
        pages, files, places, *search = ledgers = [self.ready.ledger(stage, anew=self.anew) for stage in stages]
        search_gone: list[str] = []
        with self.progress.stage("网页、数据、检索"):
            indexing = index_places(places, self.ready.catalog, self.shelf.parts, self.mine, self.jobs)
            making = [indexing, self._pages(pages, new, markdown, frame=frame), self._files(files, new)]
            for stage in perform(making, self.jobs, self.progress.counted):
                if stage is indexing:
                    parts = indexed_places(places, self.shelf.parts)
                    for ledger in search:
                        search_gone = join_places(ledger, self.ready.catalog, parts, new)
            self.progress.add(f"网页共 {len(pages.products())} 页，重做 {pages.altered} 页")
            self.progress.add(f"数据文件共 {len(files.products())} 个，重做 {len(files.due)} 个")
            self._warn()
        return Made(pages.products(), files.products(), parts, search_gone, pages.altered, tuple(ledgers))

    def _pages(self, ledger: Ledger, new: Path, markdown: Path, *, frame: bool) -> Stage:
        found = list(all_pages(self.ready.catalog, self.problems))
        linked = linked_pages({page.file for page in found})
        pages = page_works(page for page in found if self.mine(html_of(page.file)))
        ledger.plan(pages, (lambda product: False) if self.all_markdown else None)
        return Press(ledger, markdown, new, frame, linked).stage(self.jobs)

    def _files(self, ledger: Ledger, new: Path) -> Stage:
        found = site_files(self.ready.catalog, self.problems)
        files = [file for file in found if (self.downloads or not is_download(file.path)) and self.mine(file.path)]
        ledger.plan([Work(file.path, file.make) for file in files])
        return one_by_one(ledger, partial(write_product, ledger, new), self.jobs)

    def _warn(self) -> None:
        if self.downloads and find_fonts() is None:
            self.progress.add("没有做 PDF：本机没有可以嵌入的中文字体，请安装思源宋体（Debian：fonts-noto-cjk）")
