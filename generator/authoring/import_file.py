"""Import one file: read, recognise, check and write it, with every problem and its place in the original."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.authoring.refusal import RefusedError
from generator.checks import check_report
from generator.checks.run import subject_of
from generator.importers.document import Document, UnreadableError
from generator.importers.exported import read_report
from generator.importers.questions import Question
from generator.importers.readers import read_document
from generator.importers.recognise import Recognised
from generator.importers.transcript import transcript
from generator.model.catalog import Catalog
from generator.model.paths import id_fault, shown_path
from generator.model.problem import Position, Problem, abridged
from generator.model.provenance import Origin
from generator.model.report import Report
from generator.sources import load_report
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms


@dataclass(frozen=True)
class Request:
    """What is to be imported: a file, the agency and year it is said to be of, where to write (None: nowhere)."""

    source: Path
    agency: str
    year: int
    target: Path | None


@dataclass(frozen=True)
class Imported:
    """What came of it: the text of the source file and its problems, each with its place in the original.

    `said` tells what was written into a report that was there already, or why nothing was.
    """

    request: Request
    text: str
    problems: Sequence[tuple[Problem, str | None]]
    said: str = ""

    @property
    def waiting(self) -> int:
        """How many problems somebody has to settle: errors, and questions of the import itself."""
        return sum(is_open(problem) for problem, _ in self.problems)


def is_open(problem: Problem) -> bool:
    """Whether somebody has to settle it: an error, or a question of the import itself."""
    asked = problem.check.startswith("import.") and problem.level != "note"
    return problem.level == "error" or asked


def catalog_around(root: Path) -> Catalog:
    """Load all reports below `root`; an empty catalog if there is no such folder yet."""
    forms = load_forms()
    return load_catalog(root, forms) if root.is_dir() else Catalog(root, forms, {}, {})


def read_original(source: Path) -> Document:
    """What the file says. Raises RefusedError."""
    try:
        return read_document(source)
    except UnreadableError as error:
        raise RefusedError(f"{shown_path(source)}：{error}") from None


def agency_and_year(source: Path, origin: Origin | None, agency: str | None, year: int | None) -> tuple[str, int]:
    """Return the agency and the year: as given, or as the file's own origin says.

    Raises RefusedError if the two disagree, or neither is known.
    """
    given, name = (agency or "").strip("/"), shown_path(source)
    told = int(origin.year) if origin and origin.year.isdecimal() and 1990 <= int(origin.year) <= 2099 else None
    if origin and given and given != origin.agency:
        raise RefusedError(f"{name} 是 {origin.agency} 的报告，--agency 写的是 {given}。请核对文件和机关代号。")
    if told and year and told != year:
        raise RefusedError(f"{name} 是 {told} 年度的报告，--year 写的是 {year}。请核对文件和年度。")
    given, said = given or (origin.agency if origin else ""), year or told
    if not given or said is None:
        raise RefusedError("请写明 --agency 和 --year，例如 --agency qiyang/zjj --year 2024。")
    if fault := next((fault for part in given.split("/") if (fault := id_fault(part))), None):
        raise RefusedError(fault)
    return given, said


def import_file(request: Request, catalog: Catalog, document: Document | None = None) -> Imported:
    """Read, check and write one report. Raises RefusedError; never writes over a file."""
    if fault := next((fault for part in request.agency.split("/") if (fault := id_fault(part))), None):
        raise RefusedError(fault)
    if request.target and request.target.exists():
        raise RefusedError(f"{shown_path(request.target)} 已经存在，不会覆盖。")
    found = read_report(
        document or read_original(request.source),
        catalog.forms,
        catalog.agencies.get(request.agency, request.agency),
        request.year,
    )
    text = transcript(request.source.name, found)
    problems = list(_problems(request, found, text, catalog))
    if request.target:
        request.target.parent.mkdir(parents=True, exist_ok=True)
        with request.target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    return Imported(request, text, problems)


def _problems(request: Request, found: Recognised, text: str, catalog: Catalog) -> Iterator[tuple[Problem, str | None]]:
    """What the import asks and what the checks find, in the order of the source file."""
    shown = request.target or catalog.root / request.agency / f"{request.year}.yml"
    report, faults = _loaded(request, text, catalog)
    checked = check_report(subject_of(with_report(catalog, report), report)) if report else []
    asked = {question.key for question in found.questions}
    kept = [each for each in (*faults, *checked) if each.check != "cell.open" or _row(each) not in asked]
    pairs = [(problem, place_in_original(problem, found)) for problem in kept]
    questions = [*found.questions, *_about_unknown_agency(request, found, catalog)]
    pairs += [(problem_of(question, report, shown), question.origin) for question in questions]
    pairs.sort(key=lambda pair: (pair[0].at.line, pair[0].at.column))
    yield from ((replace(problem, at=problem.at._replace(path=shown)), origin) for problem, origin in pairs)


def _about_unknown_agency(request: Request, found: Recognised, catalog: Catalog) -> Iterator[Question]:
    """That nothing tells whether the report is the agency's, where that is not in the catalog yet."""
    if request.agency not in catalog.agencies and (title := found.report.title):
        message = f"还没有“{request.agency}”这个机关的资料，没有核对机关；原件的标题是“{abridged(title)}”。"
        yield Question("note", "import.agency", message)


def _row(problem: Problem) -> str:
    return (problem.cell or "").rpartition(".")[0]


def _loaded(request: Request, text: str, catalog: Catalog) -> tuple[Report | None, list[Problem]]:
    """The report as the checks will see it, from a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{request.year}.yml"
        path.write_text(text, encoding="utf-8")
        return load_report(path, request.agency, request.year, catalog.forms)


def with_report(catalog: Catalog, report: Report) -> Catalog:
    """The catalog with the report in it."""
    return replace(catalog, reports={**catalog.reports, (report.agency, report.year): report})


def place_in_original(problem: Problem, found: Recognised) -> str | None:
    """Where in the original the cell or the row of the problem stands."""
    name = problem.cell or ""
    return found.places.get(name) or found.places.get(name.rpartition(".")[0])


def problem_of(question: Question, report: Report | None, path: Path) -> Problem:
    """The question as a problem of the source file."""
    at = report.position(question.key) if report and question.key else Position(path)
    return Problem(at, question.level, question.check, question.message, question.cell)
