"""The public JSON record of a report, used by search, downloads and `export --to json`."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.exporters.json import export_json, record
from generator.model.agency import Agency, FormerName
from generator.model.form import Form, Forms
from generator.model.report import OPEN, Cell, Report
from tests.made_reports import REPORTS, stored

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "qiyang-zjj-2024.json"
AGENCY = Agency("jia", "甲局", "department")


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms["2021"]


def _with_fees(report: Report, cell: Cell) -> Report:
    table = {**report.tables["disclosure"], "fees": (cell,)}
    return replace(report, tables={**report.tables, "disclosure": table})


@pytest.mark.skipif(not CORPUS.exists(), reason="no corpus of published reports")
def test_record_has_the_figures_of_the_original(forms: Forms, form: Form) -> None:
    original = json.loads(CORPUS.read_text(encoding="utf-8"))["tables"]
    found = record(stored(ROOT / "reports/qiyang/zjj/2024.yml", forms), form, AGENCY)
    assert found["tables"] == original
    assert found["printed"] == {}


def test_record_has_the_agency_name_of_its_year(forms: Forms) -> None:
    """The record of a report from before a change of name has the former name."""
    renamed = Agency("jia", "甲局", "department", formerly=(FormerName("规划局", 2020),))
    reports = [stored(REPORTS[number], forms) for number in (0, 2)]
    names = {report.year: record(report, forms[report.form], renamed)["name"] for report in reports}
    assert names == {2020: "规划局", 2024: "甲局"}


@pytest.mark.parametrize(
    ("cell", "value", "printed"),
    [
        (Cell("12", Decimal(12)), 12, None),
        (Cell("2896.904", Decimal("2896.904")), 2896.904, None),
        (Cell("24252.311082", Decimal("24252.311082")), 24252.311082, None),
        (Cell("123456789012345", Decimal(123456789012345)), 123456789012345, None),
        (Cell("1.50", Decimal("1.50")), 1.5, "1.50"),
        (Cell("1,234", Decimal(1234)), 1234, "1,234"),
        (Cell("22（其中修订16件）", Decimal(22)), 22, "22（其中修订16件）"),
        (Cell(""), None, None),
        (Cell("/"), "/", None),
        (Cell("251000元"), "251000元", None),
        (Cell(OPEN), "?", None),
    ],
    ids=str,
)
def test_value_is_a_number_null_or_text(
    cell: Cell, value: object, printed: str | None, forms: Forms, form: Form
) -> None:
    found = json.loads(export_json(_with_fees(stored(REPORTS[2], forms), cell), form, AGENCY))
    assert found["tables"]["disclosure"]["fees"] == {"amount": value}
    assert found["printed"].get("disclosure.fees.amount") == printed


def test_keys_follow_the_contract(forms: Forms, form: Form) -> None:
    report = replace(stored(REPORTS[2], forms), preamble="前言", notes={"requests": "说明{{requests.new.total}}"})
    found = record(report, form, AGENCY)
    assert list(found) == ["agency", "name", "year", "form", "tables", "printed", "text"]
    assert (found["agency"], found["name"], found["year"], found["form"]) == ("jia", "甲局", 2024, "2021")
    assert list(found["text"]) == ["preamble", "overview", "requests", "problems", "other"]
    assert found["text"]["requests"] == "说明6097"
    assert list(found["tables"]["requests"])[4] == "denied.state_secret"


def test_json_is_reproducible(forms: Forms, form: Form) -> None:
    first, second = (export_json(stored(REPORTS[2], forms), form, AGENCY) for _ in range(2))
    assert first == second
    assert first.endswith(b"}\n")
    assert "自然人".encode() not in first
    assert "依申请公开".encode() in first
