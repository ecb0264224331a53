"""Lists of corrections are compared entry by entry, and new ones told in the order of their days."""

from datetime import date

from generator.model.diff import lost_corrections, new_corrections
from generator.model.report import Correction, Report

LATE, EARLY, OLD = (Correction(date(2025, month, 1), "录入错误", {}, ("overview",)) for month in (9, 4, 2))


def _report(*corrections: Correction) -> Report:
    return Report("jia", 2024, "2021", {}, {}, corrections=corrections)


def test_new_corrections_are_told_earliest_first() -> None:
    assert new_corrections(_report(OLD), _report(LATE, OLD, EARLY)) == [EARLY, LATE]


def test_of_equal_corrections_each_counts() -> None:
    assert new_corrections(_report(OLD), _report(OLD, OLD)) == [OLD]
    assert lost_corrections(_report(OLD, EARLY, OLD), _report(OLD)) == [EARLY, OLD]
    assert lost_corrections(_report(OLD), _report(OLD, LATE)) == []
