"""Join the shards of a site, build the pages and files that belong to no shard, and check every link."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

from generator.builder.context import BuildConfig, read_context
from generator.builder.engine.cache import BuildCache
from generator.builder.engine.pool import chunks, parallel_map
from generator.builder.fingerprints import HandWritten
from generator.builder.install import MANIFEST, SITE_MARKER, check_site
from generator.builder.mkdocs.runner import start_server
from generator.builder.outputs import write_archives, write_site_files
from generator.builder.publish import publish
from generator.builder.search_tasks import join_index
from generator.builder.shards import (
    SITE_FOLDER,
    Shard,
    ShardError,
    included_agencies,
    read_shards,
    search_parts,
    shard_inputs,
    shards_folder,
)
from generator.builder.site_builder import SiteBuilder
from generator.builder.staging import STAGED, link_tree, staging_directory
from generator.checks import apply_accepts
from generator.model.problem import Problem


def join_shards(config: BuildConfig) -> list[Problem]:
    """Build one site from all shards. Return the problems of all reports.

    Raises ShardError, SiteError and MkDocsError, with the old site untouched.
    """
    check_site(config.site, config.inputs)
    folders = _find_shards(shards_folder(config.site))
    return config.with_cache("join", [config.site], partial(_join, config, folders))


def _join(config: BuildConfig, folders: list[Path], cache: BuildCache, hand_written: HandWritten) -> list[Problem]:
    start_server()
    context = read_context(config, cache, hand_written)
    shards = read_shards(folders, shard_inputs(context))
    problems = apply_accepts(context.untracked, shards.problems)
    is_included = included_agencies(context.untracked, lambda agency: False, rest=True)
    builder = SiteBuilder(context, problems, full_rebuild=True, is_included=is_included)
    with staging_directory(config.site) as work:
        staged = work / STAGED
        with config.progress.stage("汇集"):
            for folder in folders:
                link_tree(folder / SITE_FOLDER, staged)
                (staged / SITE_MARKER).unlink(missing_ok=True)
        result = builder.build(staged, work / "markdown", theme=True)
        with config.progress.stage("合成"):
            parts = [part for folder in folders for part in search_parts(folder)]
            join_index(context.task_store("search", full_rebuild=True), context.catalog, parts, staged)
            pages = shards.pages | result.pages.outputs()
            files = shards.files | result.file_outputs
            result.files.extend(write_archives(context, files, staged, full_rebuild=True))
            write_site_files(context, pages | files | result.file_outputs, staged)
        _check_links(config, staged)
        publish(config, staged)
    context.finish(len(context.untracked.reports), problems, len(pages), result.pages.changed_outputs, config.site)
    return problems


def _check_links(config: BuildConfig, staged: Path) -> None:
    """Raise ShardError if a link of the site is dead."""
    with config.progress.stage("核对链接"):
        if dead := dead_links(staged, config.wants, config.jobs, config.progress.count):
            raise ShardError(f"有 {len(dead)} 个链接没有去处，例如 {dead[0]}。请重新生成各片再合并。")


def _find_shards(gathered: Path) -> list[Path]:
    """Return the folders of all shards. Raises ShardError if one is missing, or shards of several plans are mixed."""
    folders = sorted(path.parent for path in gathered.glob(f"*-of-*/{MANIFEST}"))
    counts = {folder.name.partition("-of-")[2] for folder in folders}
    if not folders:
        raise ShardError(f"{gathered} 里没有已生成的分片。请先运行 gongkai build --shard。")
    if len(counts) > 1:
        raise ShardError(f"{gathered} 里混有几种分法（共 {'、'.join(sorted(counts))} 片）。请删去旧的。")
    count = int(counts.pop())
    needed = {number: gathered / Shard(number, count).name for number in range(1, count + 1)}
    missing = [f"{number}/{count}" for number, folder in needed.items() if folder not in folders]
    if missing:
        raise ShardError(f"还缺少分片 {'、'.join(missing)}。请先生成它们。")
    return folders


_LINK = re.compile(r'\b(?:href|src)="([^"#?]+)')
_EXTERNAL = re.compile("[a-z]+:|//")
_PAGES_PER_CHUNK = 500

_NOT_FOUND_PAGE = "404.html"
"""The 404 page: shown at any address, so its relative links are not checked."""


def dead_links(
    site: Path, is_wanted: Callable[[str], bool], jobs: int, on_progress: Callable[[int, int], None]
) -> list[str]:
    """Return the dead links of the site, each as `page -> target`; ignore links to files that are not wanted."""
    files = {os.path.relpath(Path(folder, name), site) for folder, _, names in os.walk(site) for name in names}
    pages = sorted(name for name in files if name.endswith(".html") and name != _NOT_FOUND_PAGE)
    dead: list[str] = []
    done = 0
    check = partial(_dead_links_in, site, files, is_wanted, pages)
    with parallel_map(check, chunks(len(pages), _PAGES_PER_CHUNK, jobs), jobs) as results:
        for count, found in results:
            dead += found
            done += count
            on_progress(done, len(pages))
    return sorted(dead)


def _dead_links_in(
    site: Path, files: set[str], is_wanted: Callable[[str], bool], pages: list[str], chunk: range
) -> tuple[int, list[str]]:
    dead = []
    for page in pages[chunk.start : chunk.stop]:
        folder = page.rpartition("/")[0]
        for link in set(_LINK.findall((site / page).read_text(encoding="utf-8"))):
            target = normpath(join(folder, unquote(link)))
            exists = target in files or normpath(f"{target}/index.html") in files
            if not exists and is_wanted(target) and not _EXTERNAL.match(link):
                dead.append(f"{page} -> {link}")
    return len(chunk), dead
