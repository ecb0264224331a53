"""The Markdown pages alone, without MkDocs and whatever else belongs to a site."""

from __future__ import annotations

from functools import partial

from generator.builder.context import find_problems
from generator.builder.engine.cache import Shelf
from generator.builder.engine.tasks import one_by_one, perform, write_product
from generator.builder.folders import beside
from generator.builder.mkdocs.docs_folder import DocsFolder, check_docs, docs_state
from generator.builder.mkdocs.hand_written import linked_pages
from generator.builder.page_tasks import page_works
from generator.builder.program_fingerprint import docs_digest
from generator.builder.run import Build, read
from generator.builder.source_cache import survey
from generator.checks import apply_accepts
from generator.formatters import summary
from generator.model.problem import Problem
from generator.pages import all_pages


def write_docs(build: Build) -> list[Problem]:
    """Check the sources and, where there is no error, bring the docs folder up to date. The site is left alone.

    Raises SiteError if the docs folder is something else, HandWrittenError if a hand-written page does not fit.
    """
    check_docs(build.docs, (build.reports, build.cache))
    return build.knowing("pages", partial(_write_docs, build))


def _write_docs(build: Build, cache: Shelf) -> list[Problem]:
    docs = docs_digest()
    progress = build.progress
    with progress.stage("读取"):
        ready = read(build, survey(build.reports, cache), cache)
    with progress.stage("核对"):
        found = find_problems(ready, list(ready.plain.reports), build.jobs, progress)
        problems = apply_accepts(ready.plain, found)
    if any(problem.level == "error" for problem in problems):
        return problems
    with progress.stage("网页"), beside(build.docs) as work:
        folder = DocsFolder(build.docs, docs_state(build.docs), docs, cache, progress)
        known = folder.is_known()
        ledger = ready.ledger("pages", anew=not known)
        pages = list(all_pages(ready.catalog, problems))
        linked_pages({page.file for page in pages})  # only to see that the hand-written pages fit
        ledger.plan(page_works(pages))
        writing = one_by_one(ledger, partial(write_product, ledger, work / "staged"), build.jobs)
        list(perform([writing], build.jobs, progress.counted))
        written = ledger.products()
        folder.update(work / "staged", written, ledger.gone if known else None)
    ready.keep([ledger])
    folder.remember()
    progress.finish(summary(len(ready.plain.reports), problems), len(written), ledger.altered, build.docs)
    return problems
