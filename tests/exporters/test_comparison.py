"""What decides which reports may be compared: lineage, withdrawals, versions, old ids, meanings."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.exporters.comparison import comparison_file
from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.report import Withdrawal
from tests.made_reports import REPORTS, stored

AGENCIES = {
    "shi": Agency("shi", "甲市人民政府", "government", moved_from=("old",)),
    "shi/ghj": Agency("shi/ghj", "甲市规划局", "department"),
    "shi/gtj": Agency("shi/gtj", "甲市国土局", "department"),
    "shi/zrj": Agency(
        "shi/zrj", "甲市自然资源局", "department",
        formerly=(FormerName("甲市规划局", 2022), FormerName("甲市国土局", 2022), FormerName("甲市自然局", 2024)),
    ),
    "shi/sjj": Agency("shi/sjj", "甲市数据局", "department", formerly=(FormerName("甲市大数据局", 2023),)),
}  # fmt: skip


def test_only_exceptions_are_listed(forms: Forms) -> None:
    report = replace(stored(REPORTS[2], forms), agency="shi", year=2024)
    withdrawn = replace(report, agency="shi/sjj", withdrawn=Withdrawal(date(2025, 4, 1), "数据有误"))
    reports = {("shi", 2024): report, ("shi/sjj", 2024): withdrawn}
    catalog = Catalog(Path(), forms, AGENCIES, reports, versions={("shi", 2024): (report, report)})
    facts = json.loads(comparison_file(catalog))
    meanings = facts.pop("meanings")
    assert facts == {
        "before": {"shi/zrj": [["shi/ghj", 2022], ["shi/gtj", 2022], [None, 2024]]},
        "withdrawn": {"shi/sjj": [2024]},
        "versions": {"shi": {"2024": 2}},
        "moved": {"old": "shi", "old/ghj": "shi/ghj", "old/gtj": "shi/gtj", "old/zrj": "shi/zrj", "old/sjj": "shi/sjj"},
    }
    assert meanings["2021"] == forms["2021"].meanings
