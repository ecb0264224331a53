"""Import one file as a new report: recognise, check and write it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.authoring.errors import RefusedError
from generator.authoring.import_request import ImportRequest, leads_elsewhere, read_original, refuse_bad_id
from generator.authoring.import_result import ImportProblem, ImportResult, check_imported, locate, question_problem
from generator.authoring.time_limit import time_limit
from generator.importers.document import Document
from generator.importers.exported import read_report
from generator.importers.questions import Question
from generator.importers.recognise import Recognition
from generator.importers.transcript import transcript
from generator.model.catalog import Catalog
from generator.model.paths import shown_path
from generator.model.problem import Problem, abridged
from generator.model.report import Report
from generator.sources import load_report
from generator.sources.writing import create_file, named_errors


def import_file(request: ImportRequest, catalog: Catalog, document: Document | None = None) -> ImportResult:
    """Import one file. Raises RefusedError if it cannot be imported or the target exists; no file is overwritten."""
    refuse_bad_target(request, catalog)
    read = document or read_original(request.source)
    with time_limit(shown_path(request.source)):
        agency = catalog.agencies.get(request.agency, request.agency)
        found = read_report(read, catalog.forms, agency, request.year)
        text = transcript(request.source.name, found)
        problems = _problems(request, found, text, catalog)
    if request.target:
        create_file(request.target, text.encode())
    return ImportResult(request, text, problems)


def refuse_bad_target(request: ImportRequest, catalog: Catalog) -> None:
    """Raise RefusedError if the agency's id is not allowed, or the file to write exists or is not below the reports."""
    refuse_bad_id(request.agency)
    if request.target and request.target.exists():
        raise RefusedError(f"{shown_path(request.target)} 已经存在，不会覆盖。")
    own = catalog.root / request.agency / f"{request.year}.yml"
    if request.target == own and leads_elsewhere(own, catalog.root):
        raise RefusedError(f"{shown_path(own)} 的文件夹是符号链接，不会写到别处。请换成文件夹本身。")


def _problems(request: ImportRequest, found: Recognition, text: str, catalog: Catalog) -> list[ImportProblem]:
    """Return the questions of the import and the problems found by checks in the source file's order, notes last."""
    path = request.target or catalog.root / request.agency / f"{request.year}.yml"
    report, faults = load_text(request, text, catalog)
    checked = check_imported(catalog, report)
    asked = {key for question in found.questions for key in (question.key, *question.more_keys)}
    kept = [each for each in (*faults, *checked) if each.check != "cell.open" or _row(each) not in asked]
    questions = [*found.questions, *_unknown_agency(request, found, catalog)]
    problems = [locate(each, found) for each in kept] + [question_problem(each, report, path) for each in questions]
    problems.sort(key=lambda each: (each.problem.level == "note", each.problem.at.line, each.problem.at.column))
    return [ImportProblem(replace(each, at=each.at._replace(path=path)), place) for each, place in problems]


def _unknown_agency(request: ImportRequest, found: Recognition, catalog: Catalog) -> Iterator[Question]:
    """Yield a note that the report's agency was not verified if it is missing from the catalog."""
    if request.agency not in catalog.agencies and (title := found.report.title):
        message = f"还没有“{request.agency}”这个机关的资料，没有核对机关；原件的标题是“{abridged(title)}”。"
        yield Question("note", "import.agency", message)


def _row(problem: Problem) -> str:
    return (problem.cell or "").rpartition(".")[0]


def load_text(request: ImportRequest, text: str, catalog: Catalog) -> tuple[Report | None, list[Problem]]:
    """Load the report from the text as checks will see it."""
    with tempfile.TemporaryDirectory() as folder, named_errors(Path(folder)):
        path = Path(folder) / f"{request.year}.yml"
        path.write_text(text, encoding="utf-8")
        return load_report(path, request.agency, request.year, catalog.forms)
