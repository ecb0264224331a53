"""Filing status of agencies by year and current day, and the warnings for late and missing reports."""

from datetime import date
from pathlib import Path

import pytest

from generator.checks import check_catalog
from generator.checks.duties import check_late, check_missing
from generator.model.catalog import Catalog
from generator.model.filing import Status, status
from generator.model.form import Forms
from tests.checks.cases import Case, cases, formatted, messages_of, write_catalog


@pytest.mark.parametrize("case", cases("duties"), ids=lambda case: case.name)
def test_expected_messages(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    catalog = write_catalog(case, Path(), forms)
    assert [*messages_of(catalog, [check_late]), *formatted(check_missing(catalog))] == case.messages


def test_missing_reports_are_problems_of_the_catalog(forms: Forms, tmp_path: Path) -> None:
    case = next(case for case in cases("duties") if case.name == "several missing years are one warning")
    problems = check_catalog(write_catalog(case, tmp_path, forms))
    (missing,) = [problem for problem in problems if problem.check == "duties.missing"]
    assert (missing.level, missing.at.path, missing.at.line) == ("warning", tmp_path / "jia/agency.yml", 3)


AGENCIES = {
    "xian": {"name": "甲县人民政府", "kind": "government", "duty": {"from": 2022}},
    "jia": {"name": "甲局", "kind": "department", "duty": {"from": 2022, "to": 2023}},
    "yi": {"name": "乙局", "kind": "department", "since": 2023},
    "lao": {"name": "老局", "kind": "department", "until": 2023, "duty": {"from": 2022}},
    "xin": {"name": "新局", "kind": "department", "formerly": [{"name": "老局", "until": 2023}]},
}
REPORTS = {
    "xian/2022": {"published": date(2023, 3, 31)},
    "xian/2023": {"published": date(2024, 4, 1)},
    "jia/2021": {"published": date(2022, 6, 1)},
    "jia/2022": {},
    "xin/2023": {"published": date(2024, 1, 31)},
}


@pytest.fixture
def catalog(forms: Forms, tmp_path: Path) -> Catalog:
    return write_catalog(Case("", AGENCIES, REPORTS, []), tmp_path, forms)


@pytest.mark.parametrize(
    ("agency", "year", "day", "expected"),
    [
        ("xian", 2022, date(2024, 4, 1), Status.ON_TIME),
        ("xian", 2023, date(2024, 4, 1), Status.LATE),
        ("xian", 2024, date(2025, 3, 31), Status.NOT_DUE),
        ("xian", 2024, date(2025, 4, 1), Status.MISSING),
        ("xian", 2024, None, Status.NOT_DUE),
        ("xian", 2021, date(2024, 4, 1), Status.EXEMPT),
        ("jia", 2021, date(2024, 4, 1), Status.COLLECTED),
        ("jia", 2022, date(2024, 4, 1), Status.UNDATED),
        ("jia", 2023, date(2024, 1, 31), Status.NOT_DUE),
        ("jia", 2023, date(2024, 2, 1), Status.MISSING),
        ("jia", 2024, date(2026, 4, 1), Status.EXEMPT),
        ("yi", 2023, date(2024, 4, 1), Status.UNCOLLECTED),
        ("yi", 2022, date(2024, 4, 1), Status.EXEMPT),
        ("lao", 2022, date(2024, 4, 1), Status.MISSING),
        ("lao", 2023, date(2024, 4, 1), Status.EXEMPT),
        ("xin", 2022, date(2024, 4, 1), Status.EXEMPT),
        ("xin", 2023, date(2024, 4, 1), Status.ON_TIME),
        ("xin", 2024, date(2025, 4, 1), Status.MISSING),
    ],
)
def test_filing_status(agency: str, year: int, day: date | None, expected: Status, catalog: Catalog) -> None:
    assert status(catalog, catalog.agencies[agency], year, day) is expected


def test_current_day_is_that_of_the_newest_publication(catalog: Catalog) -> None:
    assert catalog.as_of == date(2024, 4, 1)


def test_demonstration_and_real_agencies_have_separate_days(forms: Forms, tmp_path: Path) -> None:
    agencies = {
        "shi": {"name": "示例局", "kind": "department", "demo": True, "duty": {"from": 2022}},
        "jia": {"name": "甲局", "kind": "department", "duty": {"from": 2022}},
        "yi": {"name": "乙局", "kind": "department", "duty": {"from": 2022}},
    }
    reports = {"shi/2023": {"published": date(2024, 6, 1)}, "yi/2022": {"published": date(2023, 1, 20)}}
    catalog = write_catalog(Case("", agencies, reports, []), tmp_path, forms)
    assert (catalog.day_for("yi"), catalog.day_for("shi")) == (date(2023, 1, 20), date(2024, 6, 1))
    assert catalog.day_for("jia") is None
    agencies_reported = [problem.at.path.parent.name for problem in check_missing(catalog)]
    assert agencies_reported == ["shi"]
