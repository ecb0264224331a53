"""Pages as tasks: rendered to Markdown if they are stale, and built by MkDocs if the Markdown has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.builder.engine.pool import chunks
from generator.builder.engine.stages import Stage, write_output
from generator.builder.engine.tasks import Task, TaskResult, TaskStore
from generator.builder.mkdocs.hand_written import HandWritten, copy_hand_written
from generator.builder.mkdocs.runner import MkDocsRun
from generator.pages import Page, render

_MAX_PAGES_PER_RUN = 450
"""Maximum number of pages in one run of MkDocs, which holds all of them in memory."""

_FEW_PAGES = 60
"""Maximum number of pages built in a single run: about as many as one or two changed reports affect."""


def page_tasks(pages: Iterable[Page]) -> list[Task]:
    """Return a task for each page, named by its Markdown file."""
    return [Task(page.file, partial(_markdown, page)) for page in pages]


def _markdown(page: Page) -> bytes:
    return render(page).encode()


@dataclass(frozen=True)
class PageBuilder:
    """Builder of the stale pages of a store: Markdown below `markdown`, HTML of changed pages below `site`.

    With `theme` the hand-written pages, which link to the generated pages `linked`, and the theme's files are built
    too. `settings` is the file for MkDocs. Both folders have staging directories as parents.
    """

    settings: Path
    navigation: Iterable[str]
    hand_written: HandWritten
    store: TaskStore
    markdown: Path
    site: Path
    theme: bool
    linked: Sequence[str]

    def stage(self, jobs: int) -> Stage:
        """Return the stage that writes the Markdown: of unchanged pages below `markdown`, of changed ones for a run.

        A few pages are rendered one by one, because one can take as long as a hundred others, for a single run.
        """
        stale = len(self.store.stale)
        if stale <= _FEW_PAGES:
            return Stage(self.store, chunks(stale, 1, jobs), lambda numbers: self._render(0, numbers))
        each_run = chunks(stale, _MAX_PAGES_PER_RUN, jobs)
        return Stage(self.store, each_run, lambda numbers: self._render(numbers.start, numbers))

    def _docs(self, run: int) -> Path:
        return self.markdown.with_name(f"docs-{run}")

    def _render(self, run: int, numbers: range) -> list[TaskResult]:
        write = partial(write_output, self.store, self._docs(run), unchanged=self.markdown)
        return [self.store.run(number, write) for number in numbers]

    def runs(self) -> list[MkDocsRun]:
        """Return the runs of MkDocs that build the changed pages, once the stage has finished."""
        first = self._docs(0)
        if self.theme:
            copy_hand_written(self.hand_written, first)
        runs = []
        for docs in sorted(first.parent.glob("docs-*")):
            theme = self.theme and docs == first
            linked = self.linked if theme else ()
            runs.append(MkDocsRun(self.settings, docs, self.site, self.markdown, [*self.navigation, *linked], theme))
        return runs
