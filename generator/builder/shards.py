"""Build a site in shards, on several machines: each shard builds what belongs to its agencies.

An agency's id alone decides its shard, so no report moves to another shard because one was added or removed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from generator.builder.check_tasks import check_reports
from generator.builder.config import BuildConfig
from generator.builder.context import BuildContext, load_context
from generator.builder.engine import BuildCache
from generator.builder.folder_fingerprint import fingerprint
from generator.builder.install import SITE_MARKER, check_site, install
from generator.builder.mkdocs import PROGRAM_SETTINGS, start_worker
from generator.builder.program_fingerprint import hand_written_fingerprint, program_fingerprint
from generator.builder.run import needs_full_rebuild, record_fingerprints
from generator.builder.shard_manifest import SITE_FOLDER, ShardManifest, write_shard
from generator.builder.site_builder import SiteBuilder
from generator.builder.site_files import write_marker
from generator.builder.source_scan import scan_sources
from generator.builder.staging import STAGED, staging_directory
from generator.formatters import summary
from generator.model.catalog import Catalog
from generator.model.problem import Problem


@dataclass(frozen=True)
class Shard:
    """One of `count` shards; `number` counts from 1."""

    number: int
    count: int

    def includes(self, agency: str) -> bool:
        """Return whether the agency's pages and files belong to this shard."""
        return crc32(agency.encode()) % self.count + 1 == self.number

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.number}-of-{self.count}"


def shards_folder(site: Path) -> Path:
    """Return the folder that holds the shards of a site."""
    return site.with_name(f"{site.name}.shards")


def plan(reports: Path, count: int) -> dict[str, list[dict[str, Any]]]:
    """Return the shards, each with its number of reports, as a GitHub Actions matrix."""
    shards = [Shard(number, count) for number in range(1, count + 1)]
    agencies = [path.parent.relative_to(reports).as_posix() for path in reports.rglob("[12][0-9][0-9][0-9].yml")]
    counted = ((shard, sum(map(shard.includes, agencies))) for shard in shards)
    return {
        "include": [
            {"shard": f"{shard.number}/{count}", "name": shard.name, "reports": reports} for shard, reports in counted
        ]
    }


def build_shard(config: BuildConfig, shard: Shard) -> list[Problem]:
    """Check and build the shard's part of the site. Return all errors, and the other problems of its agencies.

    Raises MkDocsError, and SiteError if the folder of the site or of the shard may not be replaced.
    """
    folder = shards_folder(config.site) / shard.name
    check_site(config.site, config.inputs)
    check_site(folder / SITE_FOLDER, config.inputs)
    return config.with_cache(shard.name, [folder], partial(_build_shard, config, shard, folder))


def _build_shard(config: BuildConfig, shard: Shard, folder: Path, cache: BuildCache) -> list[Problem]:
    site = folder / SITE_FOLDER
    hand_written = hand_written_fingerprint(config.own_pages)
    context = read_context(config, cache)
    is_included = included_agencies(context.untracked, shard.includes)
    keys = [key for key in context.untracked.reports if shard.includes(key[0])]
    checked = check_reports(config, context, keys)
    problems = checked.problems
    shown = [each for each in problems if each.level == "error" or is_included(_name(each, config.reports))]
    if checked.has_errors:
        return shown
    old = fingerprint(site, SITE_MARKER)
    full_rebuild = needs_full_rebuild(config, cache, str(old), hand_written)
    builder = SiteBuilder(config, context, problems, cache, full_rebuild, is_included=is_included)
    with staging_directory(site) as work:
        staged = work / STAGED
        result = builder.build(staged, work / "markdown", theme=False)
        write_marker(context, hand_written, result.pages | result.files, staged)
        installed = install(staged, result.removed, site, None if full_rebuild else old)
    context.save(result.stores)
    record_fingerprints(cache, "site", str(installed), hand_written)
    inputs = shard_inputs(config, context, hand_written)
    write_shard(folder, ShardManifest(inputs, "", checked.found, result.pages, result.files), result.parts)
    config.progress.finish(summary(len(keys), shown), len(result.pages), result.rebuilt, folder)
    return shown


def read_context(config: BuildConfig, cache: BuildCache) -> BuildContext:
    """Scan and read the sources while the MkDocs worker starts."""
    with config.progress.stage("读取"):
        start_worker(PROGRAM_SETTINGS)
        return load_context(config, scan_sources(config.reports, cache), cache)


def shard_inputs(config: BuildConfig, context: BuildContext, hand_written: str) -> str:
    """Return the fingerprints that all shards of one site have in common."""
    return f"{context.sources_fingerprint} {program_fingerprint(config.settings)} {hand_written} {config.downloads}"


def included_agencies(catalog: Catalog, has: Callable[[str], bool], *, rest: bool = False) -> Callable[[str], bool]:
    """Return a predicate that tells whether the page or file of a given name belongs to an agency that `has` accepts.

    For a name that belongs to no agency, the predicate returns `rest`.
    """

    def is_included(name: str) -> bool:
        folder = name.rpartition("/")[0]
        while folder and folder not in catalog.agencies:
            folder = folder.rpartition("/")[0]
        return has(folder) if folder else rest

    return is_included


def _name(problem: Problem, reports: Path) -> str:
    """Return the problem's file as a name for `included_agencies`, empty if it is outside the reports folder."""
    path = problem.at.path
    return f"{path.relative_to(reports).as_posix()}/" if path.is_relative_to(reports) else ""
