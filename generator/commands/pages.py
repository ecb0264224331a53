"""`gongkai pages`: check the reports and write the Markdown pages, without running MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from generator.builder.context import BuildConfig
from generator.builder.docs_only import write_docs
from generator.builder.progress import Progress
from generator.commands.build import finish
from generator.commands.common import require_folder
from generator.commands.options import cache_option, docs_option, jobs_option, quiet_option, reports_option
from generator.sources.site_folder import find_settings


@click.command()
@reports_option
@docs_option
@cache_option
@jobs_option
@quiet_option
def pages(root: Path, docs: Path, cache: Path, jobs: int, quiet: bool) -> None:
    """核对，只写 Markdown 网页和旁边的 mkdocs.yml，不排成网站。"""
    require_folder(root)
    config = BuildConfig(root, docs, jobs, cache, Progress(quiet), docs=docs, settings=find_settings(root))
    finish(config, lambda: write_docs(config))
