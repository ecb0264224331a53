"""JSON Schemas: the committed files are current, accept every report, and reject invalid ones."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from generator.model.form import Form, Forms
from generator.sources import load_report
from generator.sources.form_loader import load_forms
from generator.sources.json_schema import agency_schema, report_schema
from generator.sources.schema_files import write_schemas
from generator.sources.yaml_data import read_data
from tests.benchmarks.agencies import demo_county
from tests.benchmarks.county import write_county
from tests.made_reports import REPORTS
from tests.sample_reports import sample_reports

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "schemas"

Data = dict[str, Any]


def _read(path: Path) -> Data:
    """Return the data as an editor sees it, with dates as text because YAML 1.2 has no dates."""
    return json.loads(json.dumps(read_data(path), default=str))  # type: ignore[no-any-return]


def _faults(schema: Data, data: Data) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)]


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    """Run `make schemas` to update them."""
    write_schemas(load_forms().values(), tmp_path)
    written, committed = (
        {path.relative_to(folder): path.read_text(encoding="utf-8") for path in folder.rglob("*.json")}
        for folder in (tmp_path, SCHEMAS)
    )
    assert committed == written


@pytest.mark.parametrize("id", ["2019", "2021", "2021-mixed", "2019-mixed", "made-up"])
def test_report_schemas_are_valid(id: str, made_up_forms: Forms) -> None:
    Draft202012Validator.check_schema(report_schema(made_up_forms[id]))


def test_the_agency_schema_is_valid() -> None:
    Draft202012Validator.check_schema(agency_schema())


def _reports() -> list[Path]:
    return [path for path in sample_reports().rglob("[12]*.yml") if ".v" not in path.name]


def test_every_published_report_is_accepted(made_up_forms: Forms) -> None:
    assert len(_reports()) > 100
    for path in _reports():
        report, _ = load_report(path, "jia", int(path.stem), made_up_forms)
        assert report
        assert _faults(report_schema(made_up_forms[report.form]), _read(path)) == []


def test_every_agency_is_accepted() -> None:
    for path in sample_reports().rglob("agency.yml"):
        assert _faults(agency_schema(), _read(path)) == []


def test_every_file_below_the_project_names_its_schema(made_up_forms: Forms, tmp_path: Path) -> None:
    """The first line tells an editor where the schema is."""
    write_county([demo_county()], tmp_path / "reports/demo", project=tmp_path)
    for path in tmp_path.rglob("*.yml"):
        mark, _, address = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")
        assert mark == "# yaml-language-server: "
        name = "agency" if path.name == "agency.yml" else _form_of(path, made_up_forms)
        assert (path.parent / address).resolve() == tmp_path / "docs/schemas" / f"{name}.json"


def _form_of(path: Path, forms: Forms) -> str:
    report, _ = load_report(path, "jia", int(path.stem[:4]), forms)
    assert report
    return report.form


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_in_any_form_is_accepted(path: Path, made_up_forms: Forms) -> None:
    assert _faults(report_schema(made_up_forms[_form_of(path, made_up_forms)]), _read(path)) == []


ALL_KEYS: Data = {
    "form": 2021,
    "published": "2025-01-20 09:30",
    "source": "https://www.example.gov.cn/1.html",
    "title": "标题",
    "preamble": "正文",
    "closing": None,
    "index_number": "甲-1",
    "document_number": None,
    "licence": "文",
    "notes": {"disclosure": "说明"},
    "accepts": [
        {"check": "requests.results", "cell": "requests.total.natural", "reason": "原件如此"},
        {"check": "requests.results", "cell": "requests.total", "reason": "原件如此"},
        {"check": "identity.form", "reason": "原件如此"},
    ],
    "corrections": [
        {
            "date": "2025-03-02",
            "reason": "错",
            "changes": {"disclosure.penalties.decisions": [13, "15"]},
            "text": ["overview"],
        }
    ],
    "withdrawn": {"date": "2025-03-02", "reason": "重报"},
}


@pytest.fixture
def report() -> Data:
    """Return a report of 2024 with every key."""
    return _read(ROOT / "tests/reports/2024.yml") | copy.deepcopy(ALL_KEYS)


@pytest.fixture
def schema(forms: Forms) -> Data:
    return report_schema(forms["2021"])


def test_every_key_is_accepted(report: Data, schema: Data) -> None:
    assert _faults(schema, report) == []


@pytest.mark.parametrize("value", [None, "/", "—", "22（其中修订16件）", "?", 0, 3985758])
def test_every_kind_of_cell_is_accepted(value: object, report: Data, schema: Data) -> None:
    report["requests"]["new"][0] = report["disclosure"]["licensing"] = report["disclosure"]["fees"] = value
    assert _faults(schema, report) == []


def test_a_row_of_one_column_may_be_a_list(report: Data, schema: Data) -> None:
    report["disclosure"]["licensing"] = [127]
    assert _faults(schema, report) == []


@pytest.mark.parametrize("zero", [0, "0"])
def test_a_row_of_zeros_may_be_one_zero(zero: object, report: Data, schema: Data) -> None:
    report["requests"]["new"] = report["requests"]["denied"]["query"] = zero
    assert _faults(schema, report) == []


MUTATIONS: dict[str, Callable[[Data], object]] = {
    "unknown section": lambda data: data.update(summary="文"),
    "missing section": lambda data: data.pop("requests"),
    "missing text": lambda data: data.pop("problems"),
    "unknown row": lambda data: data["disclosure"].update(permits=1),
    "missing row": lambda data: data["requests"].pop("new"),
    "missing row in a group": lambda data: data["requests"]["denied"].pop("query"),
    "missing group": lambda data: data["requests"].pop("denied"),
    "group on one line": lambda data: data["requests"].update(other=[0] * 7),
    "dotted row": lambda data: data["requests"].update({"denied.query": [0] * 7}),
    "row too short": lambda data: data["requests"]["new"].pop(),
    "row too long": lambda data: data["requests"]["new"].append(0),
    "row of one column too long": lambda data: data["disclosure"].update(licensing=[1, 2]),
    "row that is a number": lambda data: data["requests"].update(new=1),
    "row of marks in one": lambda data: data["requests"].update(new="/"),
    "row that is blank": lambda data: data["requests"].update(new=None),
    "negative count": lambda data: data["requests"]["new"].__setitem__(0, -1),
    "fraction of a count": lambda data: data["requests"]["new"].__setitem__(0, 1.5),
    "boolean in a cell": lambda data: data["requests"]["new"].__setitem__(0, False),
    "list in a cell": lambda data: data["requests"]["new"].__setitem__(0, [0]),
    "negative amount": lambda data: data["disclosure"].update(fees=-0.5),
    "text that is a list": lambda data: data.update(overview=["文"]),
    "other form": lambda data: data.update(form="2019"),
    "time with seconds": lambda data: data.update(published="2025-01-20 09:30:00"),
    "impossible time": lambda data: data.update(published="2025-01-20 24:00"),
    "date in words": lambda data: data.update(published="2025年1月20日"),
    "source that is not a web address": lambda data: data.update(source="javascript:alert(1)"),
    "note on a text": lambda data: data["notes"].update(overview="文"),
    "acceptance without a reason": lambda data: data["accepts"][0].pop("reason"),
    "acceptance of an unknown cell": lambda data: data["accepts"][0].update(cell="requests.total.all"),
    "correction of an unknown cell": lambda data: data["corrections"][0]["changes"].update({"requests.total": [1, 2]}),
    "correction without a new value": lambda data: data["corrections"][0]["changes"].update(
        {"requests.new.total": [1]}
    ),
    "correction of an unknown text": lambda data: data["corrections"][0].update(text=["overviews"]),
    "correction without a day": lambda data: data["corrections"][0].pop("date"),
    "withdrawal without a reason": lambda data: data["withdrawn"].pop("reason"),
    "year": lambda data: data.update(year=2024),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_invalid_reports_are_rejected(name: str, report: Data, schema: Data) -> None:
    MUTATIONS[name](report)
    assert _faults(schema, report)


@pytest.mark.parametrize(
    "change",
    [
        {"name": None},
        {"name": ""},
        {"kind": "bureau"},
        {"short_names": "甲"},
        {"region": "4311"},
        {"uscc": "11341702486344515I"},
        {"since": "二〇一九"},
        {"formerly": [{"until": 2019}]},
        {"duty": {"to": 2020}},
        {"duty": {"from": 2019, "due": "1-31"}},
        {"demo": "yes"},
        {"parent": "qiyang"},
    ],
    ids=str,
)
def test_invalid_agencies_are_rejected(change: Data) -> None:
    agency = {"name": "甲局", "kind": "department"}
    assert _faults(agency_schema(), agency) == []
    assert _faults(agency_schema(), agency | change)


def test_titles_are_the_printed_labels(made_up_form: Form) -> None:
    properties = report_schema(made_up_form)["properties"]
    upward = properties["visits"]["properties"]["referred"]["properties"]["upward"]
    assert properties["visits"]["title"] == "三、接待来访情况"
    assert upward["title"] == "1.上级"
    assert upward["properties"]["city"]["title"] == "（2）市"


def test_descriptions_list_the_columns_in_order(made_up_form: Form) -> None:
    schema = report_schema(made_up_form)
    row = schema["properties"]["visits"]["properties"]["left"]["$ref"].rpartition("/")[2]
    assert schema["$defs"][row]["description"] == "依次为：城镇、农村、外地、团体、合计；全是 0 的可以只写 0"
    _, listed = schema["$defs"][row]["anyOf"]
    assert [cell["title"] for cell in listed["prefixItems"]] == ["城镇", "农村", "外地", "团体", "合计"]
