"""Pages as pieces of work: rendered to Markdown where they have to be, and typeset where the Markdown has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.builder.engine.pool import shares
from generator.builder.engine.tasks import Ledger, Outcome, Stage, Work, write_product
from generator.builder.folders import move_into
from generator.builder.mkdocs.hand_written import HAND_WRITTEN, hand_written_pages
from generator.builder.mkdocs.runner import begin, html_of, navigation, stand_in, typeset
from generator.model.paths import PROJECT
from generator.pages import Page, render

CONFIG = PROJECT / "mkdocs.yml"

_AT_ONCE = 450
"""How many pages MkDocs typesets in one run; it holds all of them in memory."""

_SOME = 60
"""So many pages are no more than what a changed report or two have to do with, and typeset in half a second."""

_FRAME = ("404.html", "assets")
_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")


def load_typesetter() -> None:
    """Let MkDocs be loaded while other things are done."""
    begin(CONFIG)


def page_works(pages: Iterable[Page]) -> list[Work]:
    """Each page as a work, named after its Markdown file."""
    return [Work(page.file, partial(_markdown, page)) for page in pages]


def _markdown(page: Page) -> bytes:
    return render(page).encode()


def frame_pages() -> list[str]:
    """The hand-written pages, as files of the site."""
    return sorted(map(html_of, hand_written_pages()))


@dataclass(frozen=True)
class Press:
    """Does the due pages of a ledger: puts their Markdown below `markdown`, and below `site` what has to be typeset.

    With `frame` it also makes the hand-written pages, which link to the generated pages `linked`, and what belongs to
    no page. It works beside both folders.
    """

    ledger: Ledger
    markdown: Path
    site: Path
    frame: bool
    linked: Sequence[str]

    def stage(self, jobs: int) -> Stage:
        """The stage of the due pages. Doing a share, or finishing, raises TypesetError.

        Some pages are dealt out one by one, as one may take as long as a hundred others; those that have changed are
        typeset together in the end, as they are few as a rule.
        """
        due = len(self.ledger.due)
        if due <= _SOME:
            docs = self.markdown.with_name("docs")
            finish = partial(self._typeset, docs, with_frame=self.frame)
            return Stage(self.ledger, shares(due, 1, jobs), partial(self._written, docs), finish)
        return Stage(self.ledger, shares(due, _AT_ONCE, jobs), self._share)

    def _share(self, numbers: range) -> list[Outcome]:
        docs = self.markdown.with_name(f"docs-{numbers.start}")
        outcomes = self._written(docs, numbers)
        self._typeset(docs, with_frame=self.frame and numbers.start == 0)
        return outcomes

    def _written(self, docs: Path, numbers: range) -> list[Outcome]:
        """Write the Markdown, what has changed below `docs`; unchanged pages need not be typeset."""
        write = partial(write_product, self.ledger, docs, unchanged=self.markdown)
        return [self.ledger.outcome(number, write) for number in numbers]

    def _typeset(self, docs: Path, *, with_frame: bool) -> None:
        """Typeset what has been written below `docs`, if anything has, and put it with the other Markdown."""
        wanted = navigation(CONFIG)
        if with_frame:
            shutil.copytree(HAND_WRITTEN, docs, dirs_exist_ok=True)
            wanted += self.linked
        if docs.exists():
            stand_ins, site = stand_in(docs, wanted), self.site.with_name(f"{docs.name}-site")
            typeset(CONFIG, docs, site)
            self._take(site, [*map(html_of, stand_ins), *_SITEMAPS, *(() if with_frame else _FRAME)])
            for file in stand_ins:
                (docs / file).unlink()
            self.markdown.mkdir(exist_ok=True)
            move_into(docs, self.markdown)

    def _take(self, made: Path, surplus: Iterable[str]) -> None:
        for name in surplus:
            if (made / name).is_dir():
                shutil.rmtree(made / name)
            else:
                (made / name).unlink(missing_ok=True)
        move_into(made, self.site)
