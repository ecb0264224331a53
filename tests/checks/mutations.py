"""Mutation tests of the arithmetic checks: change one cell as typing errors do, and expect an error that names it.

`python -m tests.checks.mutations` tests all mutations of the project's reports and of the corpus, if available.
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
from tests.sample_reports import sample_reports


@dataclass(frozen=True)
class Mutation:
    """A cell of a report with a changed number, and the kind of change."""

    subject: Subject
    spot: Spot
    name: str
    kind: str
    was: Decimal
    now: Decimal

    @property
    def report(self) -> Report:
        """The report with the changed cell."""
        row = list(self.subject.report.tables[self.spot.section][self.spot.row.name])
        row[self.spot.index] = Cell(plain_number(self.now), self.now)
        table = {**self.subject.report.tables[self.spot.section], self.spot.row.name: tuple(row)}
        return replace(self.subject.report, tables={**self.subject.report.tables, self.spot.section: table})

    def __str__(self) -> str:
        return (
            f"{self.subject.report.agency}/{self.subject.report.year} {self.name} {self.kind}: {self.was} -> {self.now}"
        )


def subjects() -> Iterator[Subject]:
    """Yield the reports of the project and of the corpus, each without a catalog."""
    forms = load_forms()
    catalog = load_catalog(sample_reports(), forms)
    for report in catalog.reports.values():
        yield Subject(report, catalog.form_of(report))
    for record in corpus.records():
        report = corpus.report_of(record, forms)
        yield Subject(report, forms[report.form])


def mutations(subject: Subject) -> Iterator[Mutation]:
    """Yield the mutations of each cell that an equation contains, except mutations that repair a broken equation."""
    for name, covering in _equations_by_cell(subject).items():
        spot = subject.form.locate(name)
        if spot is None:
            continue
        row = subject.report.tables[spot.section][spot.row.name]
        was = row[spot.index].value
        if was is None:
            continue
        for kind, now in _changed_values(subject, spot, was):
            mutation = Mutation(subject, spot, name, kind, was, now)
            if now != was and not _repairs(mutation, covering):
                yield mutation


def _equations_by_cell(subject: Subject) -> dict[str, list[Equation]]:
    """Return, for each cell, the equations that contain it, can be evaluated and are errors if broken."""
    found: dict[str, list[Equation]] = {}
    for equation in equations(subject):
        if equation.rule.weight == "error" and equation.holds is not None:
            for operand in equation.left + equation.right:
                found.setdefault(operand.name, []).append(equation)
    return found


def _changed_values(subject: Subject, spot: Spot, was: Decimal) -> Iterator[tuple[str, Decimal]]:
    yield from (("+1", was + 1), ("-1", was - 1), ("x10", was * 10))
    digits = plain_number(was)
    for at in range(len(digits) - 1):
        swapped = f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}"
        if swapped[:1] != "0" and swapped.replace(".", "").isdigit():
            yield "swapped digits", Decimal(swapped)
    yield from (("neighbour", value) for value in _neighbours(subject, spot) if value is not None)


def _neighbours(subject: Subject, spot: Spot) -> Iterator[Decimal | None]:
    """Yield the numbers in the cells to the left and right, above and below."""
    rows = subject.report.tables[spot.section]
    names = [heading.name for heading in spot.block.row_leaves]
    at = names.index(spot.row.name)
    row = rows[spot.row.name]
    yield from (row[index].value for index in (spot.index - 1, spot.index + 1) if 0 <= index < len(row))
    yield from (rows[names[index]][spot.index].value for index in (at - 1, at + 1) if 0 <= index < len(names))


def _repairs(mutation: Mutation, covering: list[Equation]) -> bool:
    """Return whether the mutation makes a broken equation hold."""
    broken = [(each.rule.id, each.line) for each in covering if not each.holds]
    if not broken:
        return False
    after = equations(replace(mutation.subject, report=mutation.report))
    return any(each.holds for each in after if (each.rule.id, each.line) in broken)


def is_found(mutation: Mutation) -> bool:
    """Return whether an error names the cell's row or column."""
    subject = replace(mutation.subject, report=mutation.report)
    problems = check_report(subject, (check_cells, check_arithmetic))
    return any(problem.level == "error" and _names(problem, mutation.spot) for problem in problems)


def _names(problem: Problem, spot: Spot) -> bool:
    return spot.row.label in problem.message or spot.column.label in problem.message


def evaluate(found: Iterable[Mutation]) -> tuple[Counter[str], list[Mutation]]:
    """Return the number of mutations of each kind, and the mutations that no error points to."""
    counts: Counter[str] = Counter()
    missed = []
    for mutation in found:
        counts[mutation.kind] += 1
        if not is_found(mutation):
            missed.append(mutation)
    return counts, missed


def sample(step: int) -> Iterator[Mutation]:
    """Yield every `step`th mutation of each report, starting at a different offset in each."""
    for number, subject in enumerate(subjects()):
        yield from islice(mutations(subject), number % step, None, step)


def main() -> None:
    counts, missed = evaluate(sample(1))
    lines = [f"{kind:16}{count:8}" for kind, count in counts.items()]
    lines += [f"{'all':16}{counts.total():8}", f"{'not found':16}{len(missed):8}", *map(str, missed)]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
