"""`gongkai new`: figures are carried over, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(("year", "is_asked"), [("2024", False), ("2025", True), ("2026", True)])
def test_a_year_that_has_not_ended_is_asked_about(
    year: str, is_asked: bool, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scripts go on, because they have nobody to answer."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")  # 2025-06-15
    gongkai("agency", "jia", "--name", "甲局", "--kind", "office", "--reports", reports)
    result = gongkai("new", "jia", year, "--reports", reports)
    assert (result.returncode, (reports / f"jia/{year}.yml").exists()) == (0, True)
    assert result.stderr == (
        f"疑问: {year} 年还没有结束，年度报告说的是过去的一年，是不是想写 2024？"
        "已经照写的新建；写错了的，请删去这个文件，再新建一次。\n"
        if is_asked
        else ""
    )


@pytest.mark.parametrize(("answer", "code"), [(True, 0), (False, 2)])
def test_on_a_terminal_the_answer_is_awaited(
    answer: bool, code: int, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    monkeypatch.setattr("generator.commands.new.is_on_terminal", lambda: True)
    monkeypatch.setattr("click.confirm", lambda question, **_: "是不是想写 2024？" in question and answer)
    result = gongkai("new", "county/bureau", "2025", "--reports", reports)
    assert (result.returncode, (reports / "county/bureau/2025.yml").exists()) == (code, code == 0)
