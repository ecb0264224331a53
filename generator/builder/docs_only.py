"""Write the Markdown pages alone, without MkDocs and the rest of a site."""

from __future__ import annotations

from functools import partial

from generator.builder.check_tasks import check_reports
from generator.builder.context import BuildConfig, read_context
from generator.builder.engine.cache import BuildCache
from generator.builder.engine.stages import task_stage, write_output
from generator.builder.fingerprints import HandWritten, fingerprint
from generator.builder.mkdocs.docs_folder import DOCS, check_docs, is_docs_unmodified, update_docs
from generator.builder.mkdocs.hand_written import linked_pages
from generator.builder.mkdocs.settings import navigation
from generator.builder.page_tasks import page_tasks
from generator.builder.staging import STAGED, staging_directory
from generator.model.problem import Problem
from generator.pages import all_pages


def write_docs(config: BuildConfig) -> list[Problem]:
    """Check the sources and, unless there is an error, bring the docs folder up to date. Leave the site unchanged.

    Return all problems. Raises SiteError if the docs folder may not be replaced, HandWrittenError if a hand-written
    page conflicts with the generated ones.
    """
    check_docs(config.docs, (*config.inputs, config.cache))
    return config.with_cache("pages", [config.docs], partial(_write_docs, config))


def _write_docs(config: BuildConfig, cache: BuildCache, hand_written: HandWritten) -> list[Problem]:
    context = read_context(config, cache, hand_written)
    checked = check_reports(context, list(context.untracked.reports))
    problems = checked.problems
    if checked.has_errors:
        return problems
    with config.progress.stage("网页"), staging_directory(config.docs) as work:
        old = fingerprint(config.docs)
        is_unmodified = is_docs_unmodified(context, old)
        store = context.task_store("pages", full_rebuild=not is_unmodified)
        pages = list(all_pages(context.catalog, problems))
        nav = navigation(hand_written.settings)
        linked_pages({page.file for page in pages}, hand_written.files, nav)  # raises if one does not fit
        store.plan(page_tasks(pages))
        list(context.run(task_stage(store, partial(write_output, store, work / STAGED), config.jobs)))
        outputs = store.outputs()
        new = update_docs(context, old, work / STAGED, outputs, store.removed if is_unmodified else None)
    context.save([store])
    context.record(DOCS, new)
    context.finish(len(context.untracked.reports), problems, len(outputs), store.changed_outputs, config.docs)
    return problems
