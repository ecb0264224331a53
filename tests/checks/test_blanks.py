"""Blank totals that follow from their parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.blanks import certain_totals
from generator.checks.subject import Subject
from generator.model.form import Forms
from generator.model.report import Accept, plain_number
from generator.sources import load_report
from tests.checks.one_row import one_row
from tests.sample_reports import ORIGINAL

TOTAL, ALL = "{id: total, each: row, says: total = x + y}", "{id: all, each: row, says: all = total + y}"


def test_a_total_of_zeros_is_a_plain_zero(forms: Forms, tmp_path: Path) -> None:
    path = tmp_path / "2024.yml"
    text = ORIGINAL.read_text(encoding="utf-8")
    path.write_text(text.replace("  total:       [16, 0,", "  total:       [16, null,"), encoding="utf-8")
    report, problems = load_report(path, "jia", 2024, forms)
    assert report
    assert not problems
    found = certain_totals(Subject(report, forms[report.form]))
    assert {name: plain_number(value) for name, value in found.items()} == {"requests.total.business": "0"}


@pytest.mark.parametrize(
    ("rules", "printed", "filled"),
    [
        ([TOTAL], ["1", "2", "", "9"], {"total": "3"}),
        ([TOTAL], ["1", "—", "", "9"], {}),  # a dash is no number
        ([TOTAL], ["1", "2", "—", "9"], {}),  # nor a blank
        ([TOTAL], ["1", "", "3", "9"], {}),  # parts are never worked out
        ([TOTAL.replace("+", "-")], ["2", "1", "", "9"], {}),  # nor is a difference the sum of parts
        ([TOTAL.replace("= x", "<= x")], ["1", "2", "", "9"], {}),
        ([TOTAL, ALL], ["1", "2", "", ""], {"total": "3", "all": "5"}),
        ([TOTAL, ALL], ["1", "2", "", "5"], {"total": "3"}),
        ([TOTAL, ALL], ["1", "2", "", "6"], {}),  # the two rules give different totals
        ([TOTAL, "{id: all, each: row, says: all >= total}"], ["1", "2", "", "2"], {}),  # more than the total of all
        ([TOTAL], ["1", "-2", "", "9"], {}),
        ([TOTAL], ["1", "1.5", "", "9"], {}),
    ],
)
def test_only_certain_totals_are_filled(
    rules: list[str], printed: list[str], filled: dict[str, str], tmp_path: Path
) -> None:
    subject = one_row(tmp_path, rules, printed)
    found = {name: plain_number(value) for name, value in certain_totals(subject).items()}
    assert found == {f"sums.one.{column}": value for column, value in filled.items()}


@pytest.mark.parametrize(("accepted", "count"), [("sums.one.total", 0), ("sums.one", 0), (None, 0), ("sums.one.x", 1)])
def test_blanks_that_the_author_accepts_stay(accepted: str | None, count: int, tmp_path: Path) -> None:
    subject = one_row(tmp_path, [TOTAL], ["1", "2", "", "9"], Accept("sums.blank", accepted, "原件如此"))
    assert len(certain_totals(subject)) == count
    other = one_row(tmp_path, [TOTAL], ["1", "2", "", "9"], Accept("cell.text", accepted, "原件如此"))
    assert len(certain_totals(other)) == 1
