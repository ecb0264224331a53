"""Pages as tasks: rendered to Markdown if they are stale, and built by MkDocs if the Markdown has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.builder.engine import Stage, Task, TaskResult, TaskStore, chunks, write_output
from generator.builder.mkdocs import copy_hand_written, html_of, run_mkdocs
from generator.builder.mkdocs.hand_written import HandWritten
from generator.builder.mkdocs.runner import add_placeholders
from generator.builder.staging import move_into
from generator.pages import Page, render

_MAX_PAGES_PER_RUN = 450
"""Maximum number of pages in one run of MkDocs, which holds all of them in memory."""

_FEW_PAGES = 60
"""Maximum number of pages built in a single run: about as many as one or two changed reports affect."""

_THEME_FILES = ("404.html", "assets")
_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")


def page_tasks(pages: Iterable[Page]) -> list[Task]:
    """Return a task for each page, named by its Markdown file."""
    return [Task(page.file, partial(_markdown, page)) for page in pages]


def _markdown(page: Page) -> bytes:
    return render(page).encode()


@dataclass(frozen=True)
class PageStage:
    """Builder of the stale pages of a store: Markdown below `markdown`, HTML of changed pages below `site`.

    With `theme` the hand-written pages, which link to the generated pages `linked`, and the theme's files are built
    too. `settings` is the file for MkDocs. Both folders have staging directories as parents.
    """

    settings: Path
    navigation: Sequence[str]
    hand_written: HandWritten
    store: TaskStore
    markdown: Path
    site: Path
    theme: bool
    linked: Sequence[str]

    def stage(self, jobs: int) -> Stage:
        """Return the stage. Running a chunk, or finishing, may raise MkDocsError.

        A few pages are rendered one by one, because one can take as long as a hundred others; MkDocs then builds all
        changed ones in one run.
        """
        stale = len(self.store.stale)
        if stale <= _FEW_PAGES:
            docs = self.markdown.with_name("docs")
            finish = partial(self._build, docs, with_theme=self.theme)
            return Stage(self.store, chunks(stale, 1, jobs), partial(self._render, docs), finish)
        return Stage(self.store, chunks(stale, _MAX_PAGES_PER_RUN, jobs), self._render_and_build)

    def _render_and_build(self, numbers: range) -> list[TaskResult]:
        docs = self.markdown.with_name(f"docs-{numbers.start}")
        results = self._render(docs, numbers)
        self._build(docs, with_theme=self.theme and numbers.start == 0)
        return results

    def _render(self, docs: Path, numbers: range) -> list[TaskResult]:
        """Write the Markdown: changed pages below `docs` for MkDocs, unchanged ones directly below `markdown`."""
        write = partial(write_output, self.store, docs, unchanged=self.markdown)
        return [self.store.run(number, write) for number in numbers]

    def _build(self, docs: Path, *, with_theme: bool) -> None:
        """Build the pages below `docs`, if there are any, with MkDocs; move their Markdown to `markdown`."""
        needed = [*self.navigation]
        if with_theme:
            copy_hand_written(self.hand_written, docs)
            needed += self.linked
        if docs.exists():
            placeholders, site = add_placeholders(docs, needed), self.site.with_name(f"{docs.name}-site")
            run_mkdocs(self.settings, docs, site)
            self._collect(site, [*map(html_of, placeholders), *_SITEMAPS, *(() if with_theme else _THEME_FILES)])
            for file in placeholders:
                (docs / file).unlink()
            self.markdown.mkdir(exist_ok=True)
            move_into(docs, self.markdown)

    def _collect(self, built: Path, surplus: Iterable[str]) -> None:
        """Move the built files, except the surplus ones, to the site."""
        for name in surplus:
            if (built / name).is_dir():
                shutil.rmtree(built / name)
            else:
                (built / name).unlink(missing_ok=True)
        move_into(built, self.site)
