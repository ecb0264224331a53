"""The result of an import: the source text, and its problems with their places in the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.authoring.import_request import ImportRequest
from generator.checks import check_report
from generator.checks.run import subject_of
from generator.importers.questions import Question
from generator.importers.recognise import Recognition
from generator.model.catalog import Catalog
from generator.model.problem import Check, Position, Problem
from generator.model.report import Report


class ImportProblem(NamedTuple):
    """A problem of the source file, and its place in the original, None if unknown."""

    problem: Problem
    place: str | None


@dataclass(frozen=True)
class ImportResult:
    """The result of importing one file.

    `text` is the source file written, empty if nothing was. `message` says what a re-import changed in an existing
    report, or why it changed nothing.
    """

    request: ImportRequest
    text: str
    problems: Sequence[ImportProblem]
    message: str = ""

    @property
    def unsettled(self) -> int:
        """The number of problems that somebody has to settle."""
        return sum(is_unsettled(problem) for problem, _ in self.problems)


def is_unsettled(problem: Problem) -> bool:
    """Return whether somebody has to settle the problem: an error, or a question of the import itself."""
    is_question = problem.check.startswith("import.") and problem.level != "note"
    return problem.level == "error" or is_question


def check_imported(catalog: Catalog, report: Report | None) -> list[Problem]:
    """Return the problems of a report that is added to the catalog, or replaced in it; none if it cannot be read."""
    if report is None:
        return []
    changed = replace(catalog, reports={**catalog.reports, (report.agency, report.year): report})
    return check_report(subject_of(changed, report))


def locate(problem: Problem, found: Recognition) -> ImportProblem:
    """Return the problem with the place of its cell, or of the cell's row, in the original."""
    name = problem.cell or ""
    return ImportProblem(problem, found.places.get(name) or found.places.get(name.rpartition(".")[0]))


def question_problem(question: Question, report: Report | None, path: Path) -> ImportProblem:
    """Return a question of the import as a problem of the source file."""
    at = report.position(question.key) if report and question.key else Position(path)
    problem = Check(question.check, question.level).at(at, question.message, cell=question.cell)
    return ImportProblem(problem, question.origin)
