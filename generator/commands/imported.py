"""One file imported: read, recognised, checked and written, with every problem and its place in the original."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import listing
from generator.addresses import id_fault
from generator.catalog import Catalog, load_catalog
from generator.checks import check_report
from generator.checks.run import subject_of
from generator.formfile import load_forms
from generator.importers.document import Document, UnreadableError
from generator.importers.own import reading_of
from generator.importers.questions import Question
from generator.importers.readers import read_document
from generator.importers.recognise import Recognised
from generator.importers.transcript import transcript
from generator.report import Position, Problem, Report, abridged
from generator.source import load_report


class RefusedError(ValueError):
    """The import cannot be done; carries one sentence."""


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
    def exit_code(self) -> int:
        """1 where anything is open: an error, or a question of the import itself."""
        return int(any(is_open(problem) for problem, _ in self.problems))


def is_open(problem: Problem) -> bool:
    """Whether somebody has to settle it: an error, or a question of the import itself."""
    asked = problem.check.startswith("import.") and problem.level != "note"
    return problem.level == "error" or asked


def surroundings(root: Path) -> Catalog:
    """All reports below `root`; an empty catalog where there is no such folder yet."""
    forms = load_forms()
    return load_catalog(root, forms) if root.is_dir() else Catalog(root, forms, {}, {})


def read(source: Path) -> Document:
    """What the file says. Raises RefusedError."""
    try:
        return read_document(source)
    except UnreadableError as error:
        raise RefusedError(f"{listing.shown_path(source)}：{error}") from None


def import_file(request: Request, catalog: Catalog, document: Document | None = None) -> Imported:
    """Read, check and write one report. Raises RefusedError; never writes over a file."""
    if fault := next((fault for part in request.agency.split("/") if (fault := id_fault(part))), None):
        raise RefusedError(fault)
    if request.target and request.target.exists():
        raise RefusedError(f"{listing.shown_path(request.target)} 已经存在，不会覆盖。")
    found = reading_of(
        document or read(request.source),
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
    pairs = [(problem, origin_of(problem, found)) for problem in kept]
    questions = [*found.questions, *_about_stranger(request, found, catalog)]
    pairs += [(problem_of(question, report, shown), question.origin) for question in questions]
    pairs.sort(key=lambda pair: (pair[0].at.line, pair[0].at.column))
    yield from ((replace(problem, at=problem.at._replace(path=shown)), origin) for problem, origin in pairs)


def _about_stranger(request: Request, found: Recognised, catalog: Catalog) -> Iterator[Question]:
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


def origin_of(problem: Problem, found: Recognised) -> str | None:
    """Where in the original the cell or the row of the problem stands."""
    name = problem.cell or ""
    return found.places.get(name) or found.places.get(name.rpartition(".")[0])


def problem_of(question: Question, report: Report | None, path: Path) -> Problem:
    """The question as a problem of the source file."""
    at = report.position(question.key) if report and question.key else Position(path)
    return Problem(at, question.level, question.check, question.message, question.cell)


def as_json(done: Iterable[Imported]) -> str:
    """The list that `check --format json` gives, each problem with `origin`, its place in the original."""
    imported = list(done)
    problems = [
        {**listing.as_object(problem), "origin": origin} for each in imported for problem, origin in each.problems
    ]
    return json.dumps({"reports": len(imported), "problems": problems}, ensure_ascii=False, indent=2) + "\n"


def as_text(done: Imported) -> str:
    """The problems a line each, and how many things are open."""
    lines = [
        listing.text_of(replace(problem, message=f"（原件{origin}）{problem.message}") if origin else problem)
        for problem, origin in done.problems
    ]
    count = sum(is_open(problem) for problem, _ in done.problems)
    lines.append(f"{done.request.source.name}：{f'有 {count} 处待核实' if count else '没有待核实的地方'}。")
    return "".join(f"{line}\n" for line in lines)
