"""Build a site: scan, read, check, build, install. The old site and docs folder stay untouched until all is built."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from generator.builder.archive_tasks import write_archives
from generator.builder.check_tasks import check_reports
from generator.builder.config import BuildConfig
from generator.builder.context import BuildContext, load_context
from generator.builder.engine import BuildCache, deserialize, in_background, serialize
from generator.builder.folder_fingerprint import FolderFingerprint, fingerprint
from generator.builder.install import SITE_MARKER, check_site, twin_of
from generator.builder.mkdocs import (
    PROGRAM_SETTINGS,
    DocsFolder,
    check_docs,
    docs_fingerprint,
    settings_stamp,
    start_worker,
)
from generator.builder.program_fingerprint import hand_written_fingerprint
from generator.builder.publish import publish_all, publish_changes, twin_fingerprint
from generator.builder.site_builder import BuildResult, SiteBuilder
from generator.builder.site_files import write_marker, write_sitemap
from generator.builder.source_scan import scan_sources
from generator.builder.staging import STAGED, staging_directory
from generator.formatters import summary
from generator.model.problem import Problem


class BuildSummary(NamedTuple):
    """The summary of a build, shown again if the next build has nothing to do."""

    problems: list[Problem]
    reports: int
    pages: int


class Outputs(NamedTuple):
    """The fingerprints of the site and the docs folder, and the stamp of the settings file beside the latter."""

    site: FolderFingerprint
    docs: FolderFingerprint
    settings: str

    def fingerprints(self) -> tuple[str, str, str]:
        """Return all three as texts."""
        return str(self.site), str(self.docs), self.settings


def current_outputs(config: BuildConfig) -> Outputs:
    """Return the fingerprints of everything that a build writes."""
    site = fingerprint(config.site, SITE_MARKER)
    return Outputs(site, docs_fingerprint(config.docs), settings_stamp(config.docs))


def run_build(config: BuildConfig) -> list[Problem]:
    """Check the sources and, unless there is an error, build and install the site and the docs folder.

    Return all problems. Raises MkDocsError, HandWrittenError and LostProcessError, with the old site and docs folder
    untouched, and SiteError if one of the folders may not be replaced.
    """
    check_site(config.site, config.inputs)
    check_docs(config.docs, (*config.inputs, config.site, twin_of(config.site), config.cache), config.settings)
    return config.with_cache("whole", [config.site, config.docs], partial(_run_build, config))


def _run_build(config: BuildConfig, cache: BuildCache) -> list[Problem]:
    # Taken first: changes saved from here on are left to the next build.
    hand_written = hand_written_fingerprint(config.own_pages)
    progress = config.progress
    progress.seconds.clear()
    with progress.stage("读取"), in_background(current_outputs, config, config.jobs) as outputs:
        scan = scan_sources(config.reports, cache)
        may_be_current = cache.entry("build").startswith(scan.fingerprint)  # otherwise the outputs need not be awaited
        is_current = may_be_current and is_recorded(
            cache, "build", scan.fingerprint, *outputs().fingerprints(), hand_written
        )
        if not is_current:
            start_worker(PROGRAM_SETTINGS)
            context = load_context(config, scan, cache)
        old = outputs()
    if is_current:
        return _repeat_summary(config, cache)
    checked = check_reports(config, context, list(context.untracked.reports))
    problems = checked.problems
    if checked.has_errors:
        return problems
    result, new = _build_and_install(config, context, problems, cache, old, hand_written)
    done = BuildSummary(problems, len(context.untracked.reports), len(result.pages))
    cache.set_entry("summary", serialize(tuple(done)).hex())
    record_fingerprints(cache, "build", context.folder_fingerprint, *new.fingerprints(), hand_written)
    _finish(config, done, result.rebuilt)
    return problems


def _finish(config: BuildConfig, done: BuildSummary, rebuilt: int) -> None:
    config.progress.finish(summary(done.reports, done.problems), done.pages, rebuilt, config.site)


def _repeat_summary(config: BuildConfig, cache: BuildCache) -> list[Problem]:
    """Report the summary of the build that wrote the site, and return its problems."""
    done = BuildSummary(*deserialize(bytes.fromhex(cache.entry("summary"))))
    config.progress.print_line("来源、程序和网站都没有变，不用重做。")
    _finish(config, done, rebuilt=0)
    return done.problems


def _build_and_install(
    config: BuildConfig,
    context: BuildContext,
    problems: list[Problem],
    cache: BuildCache,
    old: Outputs,
    hand_written: str,
) -> tuple[BuildResult, Outputs]:
    """Build the site, update the docs folder, install the site. Return the result and the new outputs.

    The docs folder comes first: after a build killed in between, the next one rewrites it and updates the old site.
    """
    full_rebuild = needs_full_rebuild(config, cache, str(old.site), hand_written)
    docs_folder = DocsFolder(config.docs, config.settings, old.docs, hand_written, cache, config.progress)
    is_docs_unmodified = not full_rebuild and docs_folder.is_unmodified()
    builder = SiteBuilder(
        config, context, problems, cache, full_rebuild, join_search=True, all_markdown=not is_docs_unmodified
    )
    with staging_directory(config.site) as work, staging_directory(config.docs) as docs_work:
        staged, markdown = work / STAGED, docs_work / STAGED
        with in_background(twin_fingerprint, config, config.jobs) as fingerprinted:
            result = builder.build(staged, markdown, theme=full_rebuild)
            twin = fingerprinted()
        with config.progress.stage("合成"):
            archives = write_archives(config, context, result.files, staged, full_rebuild=full_rebuild)
            removed = [*result.removed, *archives.removed]
            write_sitemap(config, context, result.pages, staged)
            write_marker(context, hand_written, result.pages | result.files | archives.outputs, staged)
            docs_folder.update(markdown, result.pages, result.page_store.removed if is_docs_unmodified else None)
            if full_rebuild:
                site = publish_all(config, work, cache)
            else:
                site = publish_changes(config, work, removed, old.site, twin, cache)
        context.save([*result.stores, *archives])
        record_fingerprints(cache, "site", str(site), hand_written)
    return result, Outputs(site, docs_folder.record(), settings_stamp(config.docs))


def needs_full_rebuild(config: BuildConfig, cache: BuildCache, site: str, hand_written: str) -> bool:
    """Return whether the site with this fingerprint must be rebuilt entirely; report changes made by hand."""
    recorded = cache.entry("site")
    if recorded and not recorded.startswith(site):
        config.progress.print_line("网站的文件夹里有文件被删、被改或被添，全部重做。")
    return not is_recorded(cache, "site", site, hand_written)


def is_recorded(cache: BuildCache, name: str, *fingerprints: str) -> bool:
    """Return whether exactly these fingerprints were recorded; False if one is empty (incomplete site)."""
    return all(fingerprints) and cache.entry(name) == " ".join(fingerprints)


def record_fingerprints(cache: BuildCache, name: str, *fingerprints: str) -> None:
    """Record the fingerprints for the next build."""
    cache.set_entry(name, " ".join(fingerprints))
