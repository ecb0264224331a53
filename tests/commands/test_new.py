"""`gongkai new`: figures are carried over, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

from generator.sources import load_report
from generator.sources.form_loader import load_forms
from tests.command_line import gongkai


def test_figures_that_must_carry_over_are_filled_and_all_others_open(reports: Path) -> None:
    result = gongkai("new", "county/bureau", "2025", "--reports", reports)
    path = reports / "county/bureau/2025.yml"
    assert (result.returncode, result.stdout.strip()) == (0, path.as_posix())
    report, problems = load_report(path, "county/bureau", 2025, load_forms())
    assert problems == []
    assert report is not None
    assert [cell.printed for cell in report.tables["requests"]["carried_in"]] == ["3", "0", "0", "0", "0", "0", "3"]
    rest = [cell.printed for rows in report.tables.values() for row in rows.values() for cell in row]
    assert set(rest) == {"?", "0", "3"}
    assert rest.count("?") == 200 - 7
    assert report.text["overview"].split("\n")[0] == "（一）主动公开"
    assert "祁阳" not in path.read_text(encoding="utf-8")
    assert gongkai("check", "--reports", reports).returncode == 1


def test_an_existing_report_is_never_overwritten(reports: Path) -> None:
    path = reports / "county/bureau/2024.yml"
    before = path.read_bytes()
    assert gongkai("new", "county/bureau", "2024", "--reports", reports).returncode == 2
    assert path.read_bytes() == before
