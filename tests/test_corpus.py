"""Published reports with known figures: what is known to be wrong in them is told, and nothing else is an error.

`sources/<year>/corpus-*.yml` hold the same figures; here they are compared with the corpus, where there is one.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.checks import Subject, check_report
from generator.form import Forms
from generator.report import Cell, Report, plain_number
from generator.source import load_report
from tests.conftest import TESTS

CORPUS = TESTS.parent.parent / "shared" / "corpus"
RECORDS = sorted(CORPUS.glob("*.json"))
NOT_ARITHMETIC = {"narrative"}

pytestmark = pytest.mark.skipif(not RECORDS, reason=f"no corpus of published reports at {CORPUS.name}/")


def _cell(value: float | str | None) -> Cell:
    if value is None:
        return Cell("")
    number = Decimal(str(value))
    return Cell(plain_number(number), number)


def _report(record: dict[str, Any], forms: Forms) -> Report:
    form = forms[record["form"]]
    tables = {
        section: {
            row: tuple(_cell(record["tables"][section][row][column]) for column in block.column_names)
            for row, (block, _) in table.rows.items()
        }
        for section, table in form.tables.items()
    }
    text = {section.key: "" for section in form.sections if section.key not in form.tables}
    return Report("jia", record["year"], form.id, tables, text, form_named=not form.usual_in(record["year"]))


def _record(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_known_violations_and_no_others(path: Path, forms: Forms) -> None:
    record = _record(path)
    report = _report(record, forms)
    known = {(each["check"], each["cell"]) for each in record["violations"] if each["check"] not in NOT_ARITHMETIC}
    problems = check_report(Subject(report, forms[report.form]))
    assert {(problem.check, problem.cell) for problem in problems if problem.level == "error"} == known


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_figures_kept_here_are_those_of_the_corpus(path: Path, forms: Forms) -> None:
    record = _record(path)
    kept, _ = load_report(TESTS / f"sources/{record['year']}/corpus-{path.stem}.yml", "jia", record["year"], forms)
    assert kept == _report(record, forms)
