"""Join the shards of a site, and build the pages and files that belong to no shard."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.builder.archive_tasks import write_archives
from generator.builder.config import BuildConfig
from generator.builder.engine import BuildCache
from generator.builder.install import MANIFEST, SITE_MARKER, check_site
from generator.builder.link_check import dead_links
from generator.builder.program_fingerprint import hand_written_fingerprint
from generator.builder.publish import publish
from generator.builder.search_tasks import join_index
from generator.builder.shard_manifest import SITE_FOLDER, ShardError, read_shards, search_parts
from generator.builder.shards import Shard, included_agencies, read_context, shard_inputs, shards_folder
from generator.builder.site_builder import SiteBuilder
from generator.builder.site_files import write_marker, write_sitemap
from generator.builder.staging import STAGED, link_tree, staging_directory
from generator.checks import apply_accepts
from generator.exporters import is_download
from generator.formatters import summary
from generator.model.problem import Problem


def join_shards(config: BuildConfig) -> list[Problem]:
    """Build one site from all shards. Return the problems of all reports.

    Raises ShardError, SiteError and MkDocsError, with the old site untouched.
    """
    check_site(config.site, config.inputs)
    folders = _find_shards(shards_folder(config.site))
    return config.with_cache("join", [config.site], partial(_join, config, folders))


def _join(config: BuildConfig, folders: list[Path], cache: BuildCache) -> list[Problem]:
    progress = config.progress
    hand_written = hand_written_fingerprint(config.own_pages)
    context = read_context(config, cache)
    shards = read_shards(folders, shard_inputs(config, context, hand_written))
    problems = apply_accepts(context.untracked, shards.problems)
    is_included = included_agencies(context.untracked, lambda agency: False, rest=True)
    builder = SiteBuilder(config, context, problems, cache, full_rebuild=True, is_included=is_included)
    with staging_directory(config.site) as work:
        staged = work / STAGED
        with progress.stage("汇集"):
            for folder in folders:
                link_tree(folder / SITE_FOLDER, staged)
                (staged / SITE_MARKER).unlink(missing_ok=True)
        result = builder.build(staged, work / "markdown", theme=True)
        with progress.stage("合成"):
            parts = [part for folder in folders for part in search_parts(folder)]
            join_index(context.task_store("search", full_rebuild=True), context.catalog, parts, staged)
            files = shards.files | result.files
            archives = write_archives(config, context, files, staged, full_rebuild=True)
            write_sitemap(config, context, [*shards.pages, *result.pages], staged)
            outputs = shards.pages | result.pages | files | archives.outputs
            write_marker(context, hand_written, outputs, staged)
        _check_links(config, staged)
        publish(config, staged)
    count = len(shards.pages) + len(result.pages)
    progress.finish(summary(len(context.untracked.reports), problems), count, result.rebuilt, config.site)
    return problems


def _check_links(config: BuildConfig, staged: Path) -> None:
    """Raise ShardError if a link of the site is dead."""
    with config.progress.stage("核对链接"):
        is_omitted = partial(_is_omitted, config.downloads)
        if dead := dead_links(staged, is_omitted, config.jobs, config.progress.count):
            raise ShardError(f"有 {len(dead)} 个链接没有去处，例如 {dead[0]}。请重新生成各片再合并。")


def _is_omitted(downloads: bool, name: str) -> bool:
    return not downloads and is_download(name)


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
