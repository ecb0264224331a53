"""Pages as pieces of work: rendered to Markdown where they have to be, and typeset where the Markdown has changed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.build.folders import PROJECT, move_into
from generator.build.pool import shares
from generator.build.works import Ledger, Outcome, Stage, Work
from generator.pages import Page, render
from generator.typeset import begin, html_of, navigation, stand_in, typeset

_CONFIG, _HAND_WRITTEN = PROJECT / "mkdocs.yml", PROJECT / "docs"

_AT_ONCE = 600
"""How many pages MkDocs typesets in one run; it holds all of them in memory."""

_FEW = 5
"""Pages are few in a small build, but some of them tell of all reports."""

_FRAME = ("404.html", "assets")
_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")


def load_typesetter() -> None:
    """Let MkDocs be loaded while other things are done."""
    begin(_CONFIG)


def page_works(pages: Iterable[Page]) -> list[Work]:
    """Each page as a work, named after its file in the site."""
    return [Work(html_of(page.file), partial(render, page)) for page in pages]


def frame_pages() -> list[str]:
    """The hand-written pages, as files of the site."""
    return sorted(html_of(path.relative_to(_HAND_WRITTEN).as_posix()) for path in _HAND_WRITTEN.rglob("*.md"))


@dataclass(frozen=True)
class Press:
    """Does the due pages of a ledger: works below `work`, and puts the typeset pages below `site`.

    With `frame` it also makes the hand-written pages, and what belongs to no page.
    """

    ledger: Ledger
    files: Mapping[str, str]
    work: Path
    site: Path
    frame: bool

    def stage(self, jobs: int) -> Stage:
        """The stage of the due pages. Doing a share raises TypesetError."""
        return Stage(self.ledger, shares(len(self.ledger.due), _AT_ONCE, jobs, _FEW), self._share)

    def _share(self, numbers: range) -> list[Outcome]:
        docs, site = self.work / f"docs-{numbers.start}", self.work / f"site-{numbers.start}"
        with_frame = self.frame and numbers.start == 0
        if with_frame:
            shutil.copytree(_HAND_WRITTEN, docs)
        changed: list[str] = []
        outcomes = [self.ledger.outcome(number, partial(self._write, docs, changed)) for number in numbers]
        if changed or with_frame:
            stand_ins = stand_in(docs, navigation(_CONFIG))
            typeset(_CONFIG, docs, site)
            surplus = [*map(html_of, stand_ins), *_SITEMAPS, *(() if with_frame else _FRAME)]
            self._take(site, surplus)
            shutil.rmtree(docs)
        return outcomes

    def _write(self, docs: Path, changed: list[str], work: Work) -> bytes:
        """Write the page's Markdown, unless it is that of last time; a digest of it."""
        text = work.make()
        digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
        if digest != self.ledger.before(work):
            path = docs / self.files[work.name]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(work.name)
        return digest

    def _take(self, made: Path, surplus: Iterable[str]) -> None:
        for name in surplus:
            if (made / name).is_dir():
                shutil.rmtree(made / name)
            else:
                (made / name).unlink(missing_ok=True)
        move_into(made, self.site)
