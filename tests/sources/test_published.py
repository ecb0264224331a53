"""The day of publication, and the time of day that may follow it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from generator.model.form import Forms
from generator.sources import load_report
from tests.made_reports import REPORTS

GOOD = {
    "2025-01-20": None,
    "2025-01-20 09:30": time(9, 30),
    "'2025-01-20 00:00'": time(0, 0),
    '"2025-01-20  23:59"': time(23, 59),
}

CLEAR = ["2025-01-20 9:30", "2025-01-20T09:30", "2025-01-20 09:30:15", "2025年1月20日9时30分", "2025-1-20 09：30"]
"""Other spellings, whose message gives the right one."""

NO_TIME = ["24:00", "09:75", "上午9:30", "0930", "09:30:00+08:00", "09:30 发布"]
"""Words after the day that are no time of day."""


def _loaded(written: str, path: Path, forms: Forms) -> tuple[tuple[date | None, time | None], list[str]]:
    text = REPORTS[2].read_text(encoding="utf-8")
    path.write_text(f"published: {written}\n{text}", encoding="utf-8")
    report, problems = load_report(path, "jia", 2024, forms)
    assert report
    return (report.published, report.published_at), [
        f"{each.at.line}:{each.at.column} {each.message}" for each in problems
    ]


@pytest.mark.parametrize("written", GOOD)
def test_a_time_may_follow_the_day(written: str, forms: Forms, tmp_path: Path) -> None:
    assert _loaded(written, tmp_path / "2024.yml", forms) == ((date(2025, 1, 20), GOOD[written]), [])


@pytest.mark.parametrize("written", CLEAR)
def test_another_spelling_is_told_the_right_one(written: str, forms: Forms, tmp_path: Path) -> None:
    read, (message,) = _loaded(written, tmp_path / "2024.yml", forms)
    assert read == (date(2025, 1, 20), time(9, 30))
    assert message.endswith(f"“published”的“{written}”请写成 2025-01-20 09:30。")


@pytest.mark.parametrize("words", NO_TIME)
def test_words_that_are_no_time_are_refused_at_their_place(words: str, forms: Forms, tmp_path: Path) -> None:
    read, (message,) = _loaded(f"2025-01-20 {words}", tmp_path / "2024.yml", forms)
    assert read == (date(2025, 1, 20), None)
    assert f":23 “published”的“{words}”不是一天里的钟点。" in message


@pytest.mark.parametrize("written", ["2025-02-30 09:30", "1925-01-20 09:30"])
def test_a_wrong_day_is_refused_with_its_time(written: str, forms: Forms, tmp_path: Path) -> None:
    read, (message,) = _loaded(written, tmp_path / "2024.yml", forms)
    assert read == (None, None)
    assert f"“published”的“{written}”不" in message
