"""Build the stale pages, files and search parts of a site, or of one shard of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.builder.context import BuildContext
from generator.builder.engine.stages import Stage, task_stage, write_output
from generator.builder.engine.tasks import TaskStore
from generator.builder.mkdocs.hand_written import copy_hand_written, linked_pages
from generator.builder.mkdocs.published_markdown import published_name
from generator.builder.mkdocs.runner import MkDocsRun, html_of, run_mkdocs
from generator.builder.mkdocs.settings import navigation, write_run_settings
from generator.builder.outputs import output_tasks
from generator.builder.page_tasks import page_runs, page_stage, page_tasks, run_folder
from generator.builder.search_tasks import index_stage, indexed_parts, join_index
from generator.exporters import pdf_fault
from generator.model.problem import Problem
from generator.pages import all_pages


@dataclass(frozen=True)
class BuildResult:
    """The task stores of pages, files and search data, and the search parts.

    `removed_search` names files of the joined index that must be deleted. The stores must be saved before the site is
    published.
    """

    pages: TaskStore
    files: list[TaskStore]
    search: list[TaskStore]
    parts: list[Path]
    removed_search: list[str]

    @property
    def file_outputs(self) -> dict[str, bytes]:
        """The digests of all files, by name."""
        return {name: digest for store in self.files for name, digest in store.outputs().items()}

    @property
    def stores(self) -> list[TaskStore]:
        """All task stores."""
        return [self.pages, *self.files, *self.search]

    @property
    def removed(self) -> list[str]:
        """The files of the site that must be deleted."""
        pages = [name for page in self.pages.removed for name in (html_of(page), published_name(page))]
        files = (name for store in self.files for name in store.removed)
        return [*pages, *files, *self.removed_search]


@dataclass(frozen=True)
class SiteBuilder:
    """Builder of a site. A `full_rebuild` keeps nothing of the old site.

    Only pages and files that `is_included` accepts by name are built. With `join_search` the search parts are joined.
    With `all_markdown` the Markdown of every page is written, but MkDocs still builds only the changed pages.
    """

    context: BuildContext
    problems: Sequence[Problem]
    full_rebuild: bool
    join_search: bool = False
    all_markdown: bool = False
    is_included: Callable[[str], bool] = lambda name: True

    def build(self, staged: Path, markdown: Path, *, theme: bool) -> BuildResult:
        """Build below `staged`, the pages' Markdown below `markdown`; `theme` adds hand-written pages and theme files.

        The index is joined as soon as its parts are there, while other processes still render pages; MkDocs runs
        while they write files. Raises MkDocsError, and HandWrittenError if a hand-written page conflicts with a
        generated one.
        """
        pages, files, places = (self._store(stage) for stage in ("pages", "files", "places"))
        search = [places]
        removed_search: list[str] = []
        catalog, config, search_parts = self.context.catalog, self.context.config, self.context.cache.search_parts
        with config.progress.stage("网页、数据、检索"):
            indexing = index_stage(places, catalog, search_parts, self.is_included, config.jobs)
            runs = self._plan_pages(pages, staged, markdown, theme=theme)
            rendering = page_stage(pages, markdown, config.jobs)
            for stage in self.context.run(indexing, rendering, self._file_stage(files, staged)):
                if stage is indexing:
                    parts = indexed_parts(places, search_parts)
                    if self.join_search:
                        search.append(self._store("search"))
                        removed_search = join_index(search[-1], catalog, parts, staged)
                elif stage is rendering:
                    run_mkdocs(page_runs(*runs), config.jobs, partial(config.progress.count, label="排版"))
            self._report(pages, files)
        return BuildResult(pages, [files], search, parts, removed_search)

    def _store(self, stage: str) -> TaskStore:
        return self.context.task_store(stage, full_rebuild=self.full_rebuild)

    def _plan_pages(
        self, store: TaskStore, staged: Path, markdown: Path, *, theme: bool
    ) -> tuple[MkDocsRun, MkDocsRun]:
        """Plan the tasks of pages; return the first run of MkDocs, and one like the others.

        Each page shows the titles of those in the navigation. A hand-written page without a title there gives its own,
        so that the hand-written pages take part in every run.
        """
        found = list(all_pages(self.context.catalog, self.problems))
        settings, hand_written, _ = self.context.hand_written
        write_run_settings(settings, file := markdown.with_name("mkdocs.yml"))
        nav = navigation(settings)
        linked = linked_pages({page.file for page in found}, hand_written, nav)
        docs = run_folder(markdown, 0)
        if theme:
            copy_hand_written(hand_written, docs)
        tasks = page_tasks(page for page in found if self.is_included(html_of(page.file)))
        store.plan(tasks, (lambda output: False) if self.all_markdown else None)
        copied = {} if all(nav.values()) else hand_written
        other = MkDocsRun(file, docs, staged, markdown, [*nav, *(linked if copied else ())], False, copied)
        return (other._replace(needed=[*nav, *linked], theme=True) if theme else other), other

    def _file_stage(self, store: TaskStore, staged: Path) -> Stage:
        config, tasks = self.context.config, output_tasks(self.context.catalog, self.problems)
        store.plan([task for task in tasks if config.wants(task.name) and self.is_included(task.name)])
        return task_stage(store, partial(write_output, store, staged), config.jobs)

    def _report(self, pages: TaskStore, files: TaskStore) -> None:
        progress = self.context.config.progress
        progress.remark(f"网页共 {len(pages.outputs())} 页，重做 {pages.changed_outputs} 页")
        progress.remark(f"数据文件共 {len(files.outputs())} 个，重做 {len(files.stale)} 个")
        if self.context.config.downloads and (fault := pdf_fault()):
            progress.remark(f"没有做 PDF：{fault}")
