"""Build a site in shards, on several machines: each shard builds what belongs to its agencies.

An agency's id alone decides its shard, so no report moves to another shard because one was added or removed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from generator.builder.check_tasks import FoundProblems, check_reports
from generator.builder.context import BuildConfig, BuildContext, read_context
from generator.builder.engine.cache import BuildCache
from generator.builder.engine.serializer import CorruptCacheError, deserialize, serialize
from generator.builder.faults import BuildError
from generator.builder.fingerprints import HandWritten, fingerprint, portable_digest
from generator.builder.install import MANIFEST, check_site, update_folder
from generator.builder.mkdocs.runner import start_server
from generator.builder.outputs import write_marker
from generator.builder.run import needs_full_rebuild
from generator.builder.search_tasks import read_part
from generator.builder.site_builder import SiteBuilder
from generator.builder.staging import STAGED, not_staged, staging_directory
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


def _build_shard(
    config: BuildConfig, shard: Shard, folder: Path, cache: BuildCache, hand_written: HandWritten
) -> list[Problem]:
    site = folder / SITE_FOLDER
    start_server()
    context = read_context(config, cache, hand_written)
    is_included = included_agencies(context.untracked, shard.includes)
    keys = [key for key in context.untracked.reports if shard.includes(key[0])]
    checked = check_reports(context, keys)
    problems = checked.problems
    shown = [each for each in problems if each.level == "error" or is_included(_name(each, config.reports))]
    if checked.has_errors:
        return shown
    old = fingerprint(site)
    full_rebuild = needs_full_rebuild(context, old)
    builder = SiteBuilder(context, problems, full_rebuild, is_included=is_included)
    with staging_directory(site) as work:
        staged = work / STAGED
        result = builder.build(staged, work / "markdown", theme=False)
        pages, files = result.pages.outputs(), result.file_outputs
        write_marker(context, pages | files, staged)
        removed = list(not_staged(staged, site)) if full_rebuild else result.removed
        (folder / MANIFEST).unlink(missing_ok=True)  # meanwhile, the shard cannot be joined
        update_folder(staged, removed, site)
    context.save(result.stores)
    context.record("site", fingerprint(site))
    write_shard(folder, ShardManifest(shard_inputs(context), "", checked.found, pages, files), result.parts)
    context.finish(len(keys), shown, len(pages), result.pages.changed_outputs, folder)
    return shown


def shard_inputs(context: BuildContext) -> str:
    """Return the fingerprints that all shards of one site have in common."""
    return f"{context.inputs} {context.cache.key}"


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


SITE_FOLDER, SEARCH_FOLDER = "site", "search"
"""The folders of a shard: its part of the site, and its search parts."""


class ShardError(BuildError):
    """Shards that cannot be joined into one site."""


class ShardManifest(NamedTuple):
    """The inputs and contents of a shard; all shards of one site have the same `inputs`.

    `content` is a digest of its folders. `pages` and `files` map names to digests.
    """

    inputs: str
    content: str
    problems: FoundProblems
    pages: dict[str, bytes]
    files: dict[str, bytes]


def write_shard(folder: Path, manifest: ShardManifest, parts: Iterable[Path]) -> None:
    """Copy the search parts into the shard and write its manifest. Raises CorruptCacheError if a part is damaged."""
    shutil.rmtree(folder / SEARCH_FOLDER, ignore_errors=True)
    (folder / SEARCH_FOLDER).mkdir(parents=True)
    for part in parts:
        (folder / SEARCH_FOLDER / part.name).write_bytes(read_part(part))
    complete = manifest._replace(content=_content_digest(folder))
    (folder / MANIFEST).write_bytes(serialize(tuple(complete)))


def read_shards(folders: Sequence[Path], inputs: str) -> ShardManifest:
    """Verify the shards and return their manifests as one. Raises ShardError if a shard is damaged or stale."""
    merged = ShardManifest(inputs, "", {}, {}, {})
    for folder in folders:
        manifest = _read_shard(folder)
        if manifest.inputs != inputs:
            raise ShardError(f"分片 {folder.name} 不是用现在的来源和程序做的。请重新生成这一片。")
        if manifest.content != _content_digest(folder):
            raise ShardError(f"分片 {folder.name} 不全，或者做好以后被改动过。请重新生成这一片。")
        merged.problems.update(manifest.problems)
        merged.pages.update(manifest.pages)
        merged.files.update(manifest.files)
    return merged


def _read_shard(folder: Path) -> ShardManifest:
    try:
        manifest = ShardManifest(*deserialize((folder / MANIFEST).read_bytes()))
        for part in search_parts(folder):
            read_part(part)
    except (CorruptCacheError, TypeError):
        raise ShardError(f"分片 {folder.name} 已损坏。请重新生成这一片。") from None
    return manifest


def search_parts(folder: Path) -> list[Path]:
    """Return the search parts of a shard."""
    return sorted((folder / SEARCH_FOLDER).glob("*"))


def _content_digest(folder: Path) -> str:
    return f"{portable_digest(folder / SITE_FOLDER)} {portable_digest(folder / SEARCH_FOLDER)}"
