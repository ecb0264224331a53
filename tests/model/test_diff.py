"""Lists of corrections are compared entry by entry, and new ones told in the order of their days."""

from datetime import date
from pathlib import Path

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.diff import lost_corrections, new_corrections, printed_facts
from generator.model.form import Forms
from generator.model.report import Correction, Report, Withdrawal

LATE, EARLY, OLD = (Correction(date(2025, month, 1), "录入错误", {}, ("overview",)) for month in (9, 4, 2))


def _report(*corrections: Correction) -> Report:
    return Report("jia", 2024, "2021", {}, {}, corrections=corrections)


def test_new_corrections_are_told_earliest_first() -> None:
    assert new_corrections(_report(OLD), _report(LATE, OLD, EARLY)) == [EARLY, LATE]


def test_of_equal_corrections_each_counts() -> None:
    assert new_corrections(_report(OLD), _report(OLD, OLD)) == [OLD]
    assert lost_corrections(_report(OLD, EARLY, OLD), _report(OLD)) == [EARLY, OLD]
    assert lost_corrections(_report(OLD), _report(OLD, LATE)) == []


def test_the_facts_of_a_withdrawn_report(forms: Forms) -> None:
    report = Report("jia", 2024, "2021", {}, {}, withdrawn=Withdrawal(date(2025, 2, 3), "重报"))
    catalog = Catalog(Path(), forms, {"jia": Agency("jia", "甲局", "department")}, {("jia", 2024): report})
    assert printed_facts(catalog, report) == {
        "title": "甲局2024年政府信息公开工作年度报告",
        "form": forms["2021"].name,
        "withdrawn": "2025-02-03 重报",
    }
