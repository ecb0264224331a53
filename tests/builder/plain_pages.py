"""Builds without MkDocs, for tests of everything else: the HTML of a page is its Markdown and changes with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence

import pytest

from generator.builder import join, run, shards, site_builder
from generator.builder.mkdocs.published_markdown import publish_markdown
from generator.builder.mkdocs.runner import MkDocsRun, html_of
from generator.builder.staging import files_below, move_into


def build_without_mkdocs(patch: pytest.MonkeyPatch) -> None:
    """Let builds of this process, and of those forked from it, neither start MkDocs nor run it."""
    for module in (run, shards, join):
        patch.setattr(module, "start_server", lambda: None)
    patch.setattr(site_builder, "run_mkdocs", _write_plain_pages)


def _write_plain_pages(runs: Sequence[MkDocsRun], _: int, on_progress: Callable[[int, int], None]) -> None:
    for number, each in enumerate(runs, 1):
        built = each.site.with_name(f"{each.docs.name}-site")
        for name in files_below(each.docs):
            target = built / (html_of(name) if name.endswith(".md") else name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(each.docs / name, target)
        publish_markdown(each.docs, built)
        move_into(built, each.site)
        each.markdown.mkdir(exist_ok=True)
        move_into(each.docs, each.markdown)
        on_progress(number, len(runs))
