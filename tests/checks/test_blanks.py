"""Blank totals that follow from their parts."""

from __future__ import annotations

from pathlib import Path

from generator.checks.blanks import certain_totals
from generator.checks.subject import Subject
from generator.model.form import Forms
from generator.model.report import plain_number
from generator.sources import load_report
from tests.sample_reports import ORIGINAL


def test_a_total_of_zeros_is_a_plain_zero(forms: Forms, tmp_path: Path) -> None:
    path = tmp_path / "2024.yml"
    text = ORIGINAL.read_text(encoding="utf-8")
    path.write_text(text.replace("  total:       [16, 0,", "  total:       [16, null,"), encoding="utf-8")
    report, problems = load_report(path, "jia", 2024, forms)
    assert report
    assert not problems
    found = certain_totals(Subject(report, forms[report.form]))
    assert {name: plain_number(value) for name, value in found.items()} == {"requests.total.business": "0"}
