"""Every wrong figure must be found: reports with one cell changed as hands change it, and what is told of each.

`python -m tests.checks.mutations` judges all of them, over the reports of the project and, if it is there, the corpus.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from generator.checks import Subject, check_report
from generator.checks.arithmetic import check_arithmetic
from generator.checks.cells import check_cells
from generator.checks.equations import Equation, equations
from generator.model.problem import Problem
from generator.model.report import Cell, Report, plain_number
from generator.model.table import Spot
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests import corpus
from tests.conftest import TESTS


@dataclass(frozen=True)
class Mutation:
    """One cell of a report with another number, and how it came about."""

    subject: Subject
    spot: Spot
    name: str
    kind: str
    was: Decimal
    now: Decimal

    @property
    def report(self) -> Report:
        """The report with the cell changed."""
        row = list(self.subject.report.tables[self.spot.section][self.spot.row.name])
        row[self.spot.index] = Cell(plain_number(self.now), self.now)
        table = {**self.subject.report.tables[self.spot.section], self.spot.row.name: tuple(row)}
        return replace(self.subject.report, tables={**self.subject.report.tables, self.spot.section: table})

    def __str__(self) -> str:
        return (
            f"{self.subject.report.agency}/{self.subject.report.year} {self.name} {self.kind}: {self.was} -> {self.now}"
        )


def subjects() -> Iterator[Subject]:
    """The project's reports and those of the corpus, each by itself."""
    forms = load_forms()
    catalog = load_catalog(TESTS.parent / "reports", forms)
    for report in catalog.reports.values():
        yield Subject(report, catalog.form_of(report))
    for record in corpus.records():
        report = corpus.report_of(record, forms)
        yield Subject(report, forms[report.form])


def mutations(subject: Subject) -> Iterator[Mutation]:
    """Each covered cell changed in each way that changes it and mends no fault there is."""
    covering = _covering(subject)
    for name, covered in covering.items():
        spot = subject.form.locate(name)
        if spot is None:
            continue
        row = subject.report.tables[spot.section][spot.row.name]
        was = row[spot.index].value
        if was is None:
            continue
        for kind, now in _changed(subject, spot, was):
            mutation = Mutation(subject, spot, name, kind, was, now)
            if now != was and not _mends(mutation, covered):
                yield mutation


def _covering(subject: Subject) -> dict[str, list[Equation]]:
    """The cells that equations of the weight of an error cover, with those equations."""
    found: dict[str, list[Equation]] = {}
    for equation in equations(subject):
        if equation.rule.weight == "error" and equation.holds is not None:
            for operand in equation.left + equation.right:
                found.setdefault(operand.name, []).append(equation)
    return found


def _changed(subject: Subject, spot: Spot, was: Decimal) -> Iterator[tuple[str, Decimal]]:
    yield from (("+1", was + 1), ("-1", was - 1), ("x10", was * 10))
    digits = plain_number(was)
    for at in range(len(digits) - 1):
        swapped = f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}"
        if swapped[:1] != "0" and swapped.replace(".", "").isdigit():
            yield "swapped digits", Decimal(swapped)
    yield from (("neighbour", value) for value in _neighbours(subject, spot) if value is not None)


def _neighbours(subject: Subject, spot: Spot) -> Iterator[Decimal | None]:
    """The numbers to the left and right, above and below."""
    rows = subject.report.tables[spot.section]
    names = [heading.name for heading in spot.block.row_leaves]
    at = names.index(spot.row.name)
    row = rows[spot.row.name]
    yield from (row[index].value for index in (spot.index - 1, spot.index + 1) if 0 <= index < len(row))
    yield from (rows[names[index]][spot.index].value for index in (at - 1, at + 1) if 0 <= index < len(names))


def _mends(mutation: Mutation, covered: list[Equation]) -> bool:
    """Whether an equation that did not hold does with the change."""
    broken = [(each.rule.id, each.line) for each in covered if not each.holds]
    if not broken:
        return False
    after = equations(replace(mutation.subject, report=mutation.report))
    return any(each.holds for each in after if (each.rule.id, each.line) in broken)


def is_found(mutation: Mutation) -> bool:
    """Whether an error names the cell's row or column."""
    subject = replace(mutation.subject, report=mutation.report)
    problems = check_report(subject, (check_cells, check_arithmetic))
    return any(problem.level == "error" and _names(problem, mutation.spot) for problem in problems)


def _names(problem: Problem, spot: Spot) -> bool:
    return spot.row.label in problem.message or spot.column.label in problem.message


def judge(found: Iterable[Mutation]) -> tuple[Counter[str], list[Mutation]]:
    """How many there are of each kind, and those that were not found."""
    counts: Counter[str] = Counter()
    missed = []
    for mutation in found:
        counts[mutation.kind] += 1
        if not is_found(mutation):
            missed.append(mutation)
    return counts, missed


def sample(step: int) -> Iterator[Mutation]:
    """Every `step`th mutation of all reports, beginning elsewhere in each."""
    for number, subject in enumerate(subjects()):
        yield from islice(mutations(subject), number % step, None, step)


def main() -> None:
    counts, missed = judge(sample(1))
    lines = [f"{kind:16}{count:8}" for kind, count in counts.items()]
    lines += [f"{'all':16}{counts.total():8}", f"{'not found':16}{len(missed):8}", *map(str, missed)]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
