"""The public JSON record of a report, used by search, downloads and `export --to json`."""

import json
import os
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from generator.exporters.json import export_json, record
from generator.model.agency import Agency, FormerName
from generator.model.form import Form, Forms
from generator.model.provenance import content_digest
from generator.model.report import OPEN, Cell, Correction, Report, Withdrawal
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from generator.sources.record_schema import record_schema
from tests.exporters.samples import report_in_each_form, with_hostile_cells
from tests.made_reports import REPORTS, stored
from tests.sample_reports import ORIGINAL, sample_reports

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "qiyang-zjj-2024.json"
SCHEMAS = ROOT / "docs" / "schemas"
AGENCY = Agency("jia", "甲局", "department")


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms["2021"]


def _with_fees(report: Report, cell: Cell) -> Report:
    table = {**report.tables["disclosure"], "fees": (cell,)}
    return replace(report, tables={**report.tables, "disclosure": table})


@pytest.mark.originals
def test_record_has_the_figures_of_the_original(forms: Forms, form: Form) -> None:
    original = json.loads(CORPUS.read_text(encoding="utf-8"))["tables"]
    found = record(stored(ORIGINAL, forms), form, AGENCY)
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
    assert type(found["tables"]["disclosure"]["fees"]["amount"]) is type(value)
    assert found["printed"].get("disclosure.fees.amount") == printed


def test_keys_follow_the_contract(forms: Forms, form: Form) -> None:
    report = replace(stored(REPORTS[2], forms), preamble="前言", notes={"requests": "说明{{requests.new.total}}"})
    found = record(report, form, AGENCY)
    facts = ["title", "published", "published_time", "corrections", "withdrawn", "source", "version", "units"]
    assert list(found) == ["$schema", "agency", "name", "year", "form", *facts, "tables", "printed", "text"]
    assert (found["agency"], found["name"], found["year"], found["form"]) == ("jia", "甲局", 2024, "2021")
    assert list(found["text"]) == ["preamble", "overview", "requests", "problems", "other"]
    assert found["text"]["requests"] == "说明6097"
    assert list(found["tables"]["requests"])[4] == "denied.state_secret"


def test_record_has_the_facts_about_its_report(forms: Forms, form: Form) -> None:
    plain = replace(stored(REPORTS[2], forms), published=None, source=None, title=None, corrections=(), withdrawn=None)
    dated = replace(
        plain,
        published=date(2025, 1, 20),
        published_at=time(9, 30),
        source="https://www.example.gov.cn/1.html",
        title="甲局年报",
        corrections=(Correction(date(2025, 3, 2), "错"),),
        withdrawn=Withdrawal(date(2025, 6, 1), "重报"),
    )
    keys = ("title", "published", "published_time", "corrections", "withdrawn", "source")
    first, second = (record(each, form, AGENCY) for each in (plain, dated))
    assert [first[key] for key in keys] == ["甲局2024年政府信息公开工作年度报告", None, None, [], None, None]
    assert [second[key] for key in keys] == [
        "甲局年报",
        "2025-01-20",
        "09:30",
        [{"date": "2025-03-02", "reason": "错"}],
        {"date": "2025-06-01", "reason": "重报"},
        dated.source,
    ]
    assert first["version"] == second["version"] == content_digest(plain, form)
    changed = record(_with_fees(plain, Cell("1", Decimal(1))), form, AGENCY)
    assert changed["version"] != first["version"]


def test_units_name_what_they_hold_for(made_up_forms: Forms) -> None:
    """A unit is found under the name of the cell, of its row or of its section, and under one of them only."""
    for form in made_up_forms.values():
        for name in form.cells:
            section, _, _ = name.partition(".")
            spot = form.locate(name)
            assert spot
            assert [
                form.units[each] for each in (section, f"{section}.{spot.row.name}", name) if each in form.units
            ] == [spot.unit]
    assert made_up_forms["2021"].units["requests"] == "件"
    assert made_up_forms["2019"].units["disclosure.licensing.decisions"] == "件"


def test_every_report_follows_the_published_schema() -> None:
    """The address of the schema is relative to that of the record on the site."""
    catalog = load_catalog(sample_reports(), load_forms())
    assert len(catalog.reports) > 100
    checked = {path: Draft202012Validator(json.loads(path.read_bytes())) for path in (SCHEMAS / "records").iterdir()}
    for report in catalog.reports.values():
        found = json.loads(export_json(report, catalog.form_of(report), catalog.agencies[report.agency]))
        page = SCHEMAS.parent / report.agency / str(report.year)
        validator = checked[Path(os.path.normpath(page / found["$schema"]))]
        assert [error.message for error in validator.iter_errors(found)] == []
        assert set(found) == set(validator.schema["properties"])


def test_odd_reports_follow_the_schema_of_their_form(made_up_forms: Forms) -> None:
    for report, form in report_in_each_form(made_up_forms):
        texts = {"preamble": "前言", "closing": "落款", "notes": dict.fromkeys(form.tables, "说明")}
        odd = replace(with_hostile_cells(report), **texts)  # type: ignore[arg-type]
        found = json.loads(export_json(odd, form, AGENCY))
        assert [error.message for error in Draft202012Validator(record_schema(form)).iter_errors(found)] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("corrections", ["2025-03-02"]), ("withdrawn", {"date": "2025-03-02"}),
        ("form", "2019"), ("year", "2024"), ("published", "2025年1月20日"), ("version", "1"), ("units", {}),
        ("tables", {}), ("printed", {"requests.nothing": "1"}), ("text", {"requests": None}), ("title", None),
    ],
)  # fmt: skip
def test_schema_rejects_what_is_no_record(key: str, value: object, forms: Forms, form: Form) -> None:
    found = json.loads(export_json(stored(REPORTS[2], forms), form, AGENCY))
    schema = Draft202012Validator(record_schema(form))
    assert schema.is_valid(found)
    assert schema.is_valid(found | {"later": 1})
    assert not schema.is_valid(found | {key: value})
    del found[key]
    assert not schema.is_valid(found)


@pytest.mark.parametrize("change", ["row missing", "row unknown", "column missing", "value of another type"])
def test_schema_rejects_other_tables(change: str, forms: Forms, form: Form) -> None:
    found = json.loads(export_json(stored(REPORTS[2], forms), form, AGENCY))
    rows = found["tables"]["requests"]
    name, row = next(iter(rows.items()))
    if change == "row missing":
        del rows[name]
    elif change == "row unknown":
        rows["anything"] = row
    elif change == "column missing":
        row.popitem()
    else:
        row[next(iter(row))] = [0]
    assert not Draft202012Validator(record_schema(form)).is_valid(found)


def test_json_is_reproducible(forms: Forms, form: Form) -> None:
    first, second = (export_json(stored(REPORTS[2], forms), form, AGENCY) for _ in range(2))
    assert first == second
    assert first.endswith(b"}\n")
    assert "自然人".encode() not in first
    assert "依申请公开".encode() in first
