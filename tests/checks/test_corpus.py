"""Errors in published reports: exactly the known ones are reported.

`sources/<year>/corpus-*.yml` contain the same figures and are compared with the corpus, if available.
"""

from pathlib import Path

import pytest

from generator.checks import Subject, check_report
from generator.model.form import Forms
from generator.sources import load_report
from tests.conftest import TESTS
from tests.corpus import FILES, record_in, report_of

NOT_ARITHMETIC = {"narrative"}

pytestmark = pytest.mark.originals


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_the_known_violations_are_errors(path: Path, forms: Forms) -> None:
    record = record_in(path)
    report = report_of(record, forms)
    known = {(each["check"], each["cell"]) for each in record["violations"] if each["check"] not in NOT_ARITHMETIC}
    problems = check_report(Subject(report, forms[report.form]))
    assert {(problem.check, problem.cell) for problem in problems if problem.level == "error"} == known


def test_originals_draw_at_most_one_warning_per_report_on_average(forms: Forms) -> None:
    reports = [report_of(record_in(path), forms) for path in FILES]
    problems = [problem for report in reports for problem in check_report(Subject(report, forms[report.form]))]
    warnings = [problem for problem in problems if problem.level == "warning"]
    assert len(warnings) <= len(reports), [problem.message for problem in warnings]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_stored_figures_equal_those_of_the_corpus(path: Path, forms: Forms) -> None:
    record = record_in(path)
    kept, _ = load_report(
        TESTS / f"sources/files/{record['year']}/corpus-{path.stem}.yml", "jia", record["year"], forms
    )
    assert kept == report_of(record, forms)
