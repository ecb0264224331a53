"""Pages as tasks: rendered to Markdown if they are stale, and built by MkDocs if the Markdown has changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from generator.builder.engine.pool import chunks
from generator.builder.engine.stages import Stage, write_output
from generator.builder.engine.tasks import Task, TaskResult, TaskStore
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


def page_stage(store: TaskStore, markdown: Path, jobs: int) -> Stage:
    """Return the stage that writes the Markdown: of unchanged pages below `markdown`, of changed ones for a run.

    A few pages are rendered one by one, because one can take as long as a hundred others, for a single run.
    """
    stale = len(store.stale)
    few = stale <= _FEW_PAGES
    each_run = chunks(stale, 1 if few else _MAX_PAGES_PER_RUN, jobs)
    return Stage(store, each_run, lambda numbers: _render(store, markdown, 0 if few else numbers.start, numbers))


def _render(store: TaskStore, markdown: Path, run: int, numbers: range) -> list[TaskResult]:
    write = partial(write_output, store, run_folder(markdown, run), unchanged=markdown)
    return [store.run(number, write) for number in numbers]


def run_folder(markdown: Path, run: int) -> Path:
    """Return the folder of the pages of a run, beside the Markdown of unchanged ones."""
    return markdown.with_name(f"docs-{run}")


def page_runs(first: MkDocsRun, other: MkDocsRun) -> list[MkDocsRun]:
    """Return the runs of MkDocs that build the changed pages, once the stage has finished: the first and others."""
    folders = sorted(first.docs.parent.glob("docs-*"))
    return [first if docs == first.docs else other._replace(docs=docs) for docs in folders]
