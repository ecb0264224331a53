"""What must hold of every case: no exception, no long wait, places of problems, nothing printed that is obeyed."""

from __future__ import annotations

import os
import re
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from generator import formatters
from generator.authoring.errors import RefusedError
from generator.authoring.import_file import import_file
from generator.authoring.import_request import ImportRequest
from generator.builder.mkdocs import settings
from generator.builder.mkdocs.hand_written import HandWrittenError
from generator.checks import check_catalog
from generator.checks.catalogue import catalogue
from generator.checks.identity import check_future
from generator.exporters import FORMATS
from generator.formatters.findings import findings
from generator.markup.printed import printed
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.problem import Problem
from generator.pages.write import render_pages
from generator.search.part import index_part
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.ci_runner import commands_in, unseen_in
from tests.fuzz.file_types import AGENCY

MAX_SECONDS = 5.0
"""Maximum processor time of a case, its child processes included."""

_TODAY = date(2026, 3, 1)
_OWN = re.compile("::(?:error|warning|notice) (?:file=|title=gongkai::另有 [0-9]+ 条，见摘要。$)")
"""What the program's own commands have, in the format that consists of commands."""


class SlowError(BaseException):
    """A case took too long; not an Exception, so that nothing under test catches it."""


def _stop(*_: object) -> None:
    raise SlowError


@contextmanager
def _limit() -> Iterator[None]:
    """Raise SlowError if the context takes more than MAX_SECONDS of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    started = time.process_time()
    try:
        yield
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        children = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if time.process_time() - started + children > MAX_SECONDS:
            raise SlowError
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def faults_of(case: Path, judge: Callable[[Path], Iterator[str]]) -> list[str]:
    """Return what is wrong with the case: the faults that `judge` yields, an exception, or its time."""
    try:
        with _limit():
            return list(judge(case))
    except SlowError:
        return [f"over {MAX_SECONDS} s\n{''.join(traceback.format_exc())}"]
    except Exception:
        return [f"exception\n{traceback.format_exc()}"]


@cache
def _forms() -> Forms:
    return load_forms()


def judge_sources(folder: Path) -> Iterator[str]:
    """Check the sources, print the problems in every format, and publish them if there is no error."""
    catalog = load_catalog(folder, _forms())
    problems = sorted([*check_catalog(catalog), *check_future(catalog, _TODAY)], key=lambda problem: problem.at)
    yield from _without_place(problems, folder)
    listings = {
        "text": printed(formatters.as_text(problems)),
        "json": formatters.as_json(1, problems),
        "github": formatters.as_github(problems),
        "sarif": formatters.as_sarif(problems, catalogue(_forms().values())),
        "markdown": formatters.as_markdown(1, problems, [catalog]),
    }
    yield from _obeyed(listings)
    if not any(problem.level == "error" for problem in problems):
        _publish(catalog, problems)


def _publish(catalog: Catalog, problems: Sequence[Problem]) -> None:
    """Render what a build would, without MkDocs and PDF."""
    for _ in render_pages(catalog, problems):
        pass
    for report in catalog.reports.values():
        form, agency = catalog.form_of(report), catalog.agencies[report.agency]
        for kind in ("docx", "xlsx", "csv", "json"):
            FORMATS[kind].export(report, form, agency)
        findings(report, form, problems)
    index_part(catalog, catalog.reports.values())


def _without_place(problems: Sequence[Problem], folder: Path) -> Iterator[str]:
    """Yield the problems whose place is not inside a file or folder of the case."""
    texts: dict[Path, list[str] | None] = {}
    for problem in problems:
        at = problem.at
        if at.path not in texts:
            texts[at.path] = _lines(at.path.read_bytes()) if at.path.is_file() else None
        lines = texts[at.path]
        if not (at.path == folder or folder in at.path.parents) or not os.path.lexists(at.path):
            yield f"no such file: {problem}"
        elif (at.line, at.column) != (1, 1) and (lines is None or not _is_inside(problem, lines)):
            yield f"outside the file: {problem}"


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_inside(problem: Problem, lines: Sequence[str]) -> bool:
    at = problem.at
    return 1 <= at.line <= len(lines) and 1 <= at.column <= len(lines[at.line - 1]) + 1


def _obeyed(listings: Mapping[str, str]) -> Iterator[str]:
    """Yield what a terminal or a CI runner would obey in the listings."""
    for name, text in listings.items():
        found = [each for each in commands_in(text) if name != "github" or not _OWN.match(each)]
        if found or (unseen := unseen_in(text)):
            yield f"{name} is obeyed: {found or unseen}"


def judge_import(original: Path) -> Iterator[str]:
    """Import the file; a refusal is one sentence, and each problem has a place in the source that was written."""
    forms = _forms()
    request = ImportRequest(original, "a/b", 2024, None)
    try:
        result = import_file(request, Catalog(original.parent, forms, {AGENCY.id: AGENCY}, {}))
    except RefusedError as error:
        sentence = str(error)
        if "Traceback" in sentence or not sentence.endswith("。"):
            yield f"no sentence: {sentence}"
        yield from _obeyed({"refusal": printed(sentence)})
        return
    lines = _lines(result.text.encode("utf-8", "surrogatepass"))
    for problem, _ in result.problems:
        if not _is_inside(problem, lines):
            yield f"outside the file: {problem}"
    text = formatters.import_as_text(original.name, result.problems, result.unsettled)
    yield from _obeyed({"text": printed(text), "json": formatters.import_as_json(1, result.problems)})
    if unseen := unseen_in(result.text):
        yield f"invisible in the source: {unseen}"


def judge_settings(file: Path) -> Iterator[str]:
    """Read the file as a site's settings; what cannot be read is one sentence with its place."""
    try:
        settings.write_settings(settings.complete_settings(file), file.parent / "docs")
    except HandWrittenError as error:
        if not (str(error).startswith(f"{file}:") and str(error).endswith("。")):
            yield f"no sentence with a place: {error}"
        yield from _obeyed({"sentence": printed(str(error))})
