"""Build a site: scan, read, check, build, install. The old site and docs folder stay untouched until all is built."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.builder.check_tasks import check_reports
from generator.builder.context import BuildConfig, BuildContext, load_context
from generator.builder.engine.cache import BuildCache
from generator.builder.engine.pool import in_background
from generator.builder.engine.serializer import deserialize, serialize
from generator.builder.engine.tasks import TaskStore
from generator.builder.fingerprints import FolderFingerprint, HandWritten, fingerprint
from generator.builder.install import check_site, twin_of
from generator.builder.mkdocs.docs_folder import DOCS, check_docs, is_docs_unmodified, update_docs, update_settings
from generator.builder.mkdocs.runner import start_server
from generator.builder.outputs import write_archives, write_site_files
from generator.builder.publish import publish_all, publish_changes, twin_fingerprint
from generator.builder.site_builder import SiteBuilder
from generator.builder.source_scan import scan_sources
from generator.builder.staging import STAGED, drop_unchanged, staging_directory
from generator.formatters import summary
from generator.model.problem import Problem


def current_outputs(config: BuildConfig) -> tuple[FolderFingerprint, FolderFingerprint]:
    """Return the fingerprints of the site and of the docs folder."""
    return fingerprint(config.site), fingerprint(config.docs)


def run_build(config: BuildConfig) -> list[Problem]:
    """Check the sources and, unless there is an error, build and install the site and the docs folder.

    Return all problems. Raises MkDocsError, HandWrittenError and LostProcessError, with the old site and docs folder
    untouched, and SiteError if one of the folders may not be replaced.
    """
    check_site(config.site, config.inputs)
    check_docs(config.docs, (*config.inputs, config.site, twin_of(config.site), config.cache))
    return config.with_cache("whole", [config.site, config.docs], partial(_run_build, config))


def _run_build(config: BuildConfig, cache: BuildCache, hand_written: HandWritten) -> list[Problem]:
    config.progress.seconds.clear()
    with config.progress.stage("读取"), in_background(current_outputs, config, config.jobs) as outputs:
        scan = scan_sources(config.reports, cache)
        # If the sources are other ones, the outputs need not be awaited.
        is_current = cache.entry("build").startswith(scan.fingerprint) and cache.is_recorded(
            "build", scan.fingerprint, *outputs(), hand_written.fingerprint
        )
        if not is_current:
            start_server()
            context = load_context(config, cache, scan, hand_written)
        old_site, old_docs = outputs()
    if is_current:
        return _repeat_summary(config, cache, hand_written)
    checked = check_reports(context, list(context.untracked.reports))
    if not checked.has_errors:
        _build_and_install(context, checked.problems, old_site, old_docs)
    return checked.problems


def _repeat_summary(config: BuildConfig, cache: BuildCache, hand_written: HandWritten) -> list[Problem]:
    """Report the summary of the build that wrote the site, and return its problems."""
    update_settings(config, hand_written)
    problems, reports, pages = deserialize(bytes.fromhex(cache.entry("summary")))
    config.progress.print_line("来源、程序和网站都没有变，不用重做。")
    config.progress.finish(summary(reports, problems), pages, 0, config.site)
    return list(problems)


def _build_and_install(
    context: BuildContext, problems: list[Problem], old_site: FolderFingerprint, old_docs: FolderFingerprint
) -> None:
    """Build the site, update the docs folder, install the site.

    The docs folder comes first: after a build killed in between, the next one rewrites it and updates the old site.
    """
    config, cache = context.config, context.cache
    full_rebuild = needs_full_rebuild(context, old_site)
    theme = full_rebuild or not cache.is_recorded("site", old_site, context.hand_written.fingerprint)
    keeps_docs = not full_rebuild and is_docs_unmodified(context, old_docs)
    builder = SiteBuilder(context, problems, full_rebuild, join_search=True, all_markdown=not keeps_docs)
    with staging_directory(config.site) as work, staging_directory(config.docs) as docs_work:
        staged, markdown = work / STAGED, docs_work / STAGED
        with in_background(twin_fingerprint, config, config.jobs) as fingerprinted:
            result = builder.build(staged, markdown, theme=theme)
            twin = fingerprinted()
        with config.progress.stage("合成"):
            result.files.extend(write_archives(context, result.file_outputs, staged, full_rebuild=full_rebuild))
            pages = result.pages.outputs()
            write_site_files(context, pages | result.file_outputs, staged)
            if not full_rebuild:
                drop_unchanged(staged, config.site)
            docs = update_docs(context, old_docs, markdown, pages, result.pages.removed if keeps_docs else None)
            record = partial(_record, context, result.stores, docs)
            if full_rebuild:
                site = publish_all(config, work, cache, record)
            else:
                site = publish_changes(config, work, result.removed, old_site, twin, cache, record)
    reports = len(context.untracked.reports)
    cache.set_entry("summary", serialize((problems, reports, len(pages))).hex())
    cache.record("build", context.folder_fingerprint, site, docs, context.hand_written.fingerprint)
    context.finish(reports, problems, len(pages), result.pages.changed_outputs, config.site)


def _record(
    context: BuildContext, stores: Sequence[TaskStore], docs: FolderFingerprint, site: FolderFingerprint
) -> None:
    """Record a site that is about to be published, and what it was built from.

    A build killed after it was published is then complete. One killed between costs a full rebuild.
    """
    context.save(stores)
    context.record(DOCS, docs)
    context.record("site", site)


def needs_full_rebuild(context: BuildContext, site: FolderFingerprint) -> bool:
    """Return whether the site with this fingerprint must be rebuilt entirely; report changes made by hand.

    A changed hand-written page that shows on no other page only makes the hand-written pages stale.
    """
    return not context.is_unmodified("site", site, "网站的文件夹里有文件被删、被改或被添，全部重做。")
