"""Tasks of cell files: one changed figure makes only the files of its cells stale."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from generator.builder.cell_tasks import cell_tasks, table_tasks, year_tasks
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.report import Cell
from tests.made_reports import REPORTS, stored

_AGENCIES = {"shi": Agency("shi", "甲市", "government"), "demo": Agency("demo", "示例县", "government", demo=True)}


def _catalog(forms: Forms) -> Catalog:
    old, _, new = (stored(path, forms) for path in REPORTS[:3])
    reports = {("shi", 2020): replace(old, agency="shi", year=2020)}
    return Catalog(Path(), forms, _AGENCIES, reports | {(id, 2024): replace(new, agency=id) for id in _AGENCIES})


def _inputs(catalog: Catalog) -> dict[str, object]:
    """Return the files of years, and by name what each later task depends on: its input and the files it reads."""
    files: dict[str, bytes] = {task.name: task.run() for task in year_tasks(catalog)}
    read_files: dict[str, bytes] = {}

    def read(name: str) -> bytes:
        return read_files.setdefault(name, files[name])

    inputs: dict[str, object] = {}
    for task in [*cell_tasks(catalog, files.__getitem__), *table_tasks(catalog, read)]:
        read_files.clear()
        task.run()
        assert isinstance(task.run, partial)
        inputs[task.name] = [each for each in task.run.args if each is not read], dict(read_files)
    return {**files, **inputs}


def test_a_changed_figure_makes_only_its_own_files_stale(forms: Forms) -> None:
    catalog = _catalog(forms)
    report = catalog.reports["shi", 2024]
    row = report.tables["requests"]["new"]
    tables = {**report.tables, "requests": {**report.tables["requests"], "new": (*row[:6], Cell("977", Decimal(977)))}}
    changed = replace(catalog, reports={**catalog.reports, ("shi", 2024): replace(report, tables=tables)})
    before, after = _inputs(catalog), _inputs(changed)
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {
        "data/2024.csv",
        "data/all.csv",
        "data/cells/years/2024.json",
        "data/cells/requests.new.total.json",
    }


def test_real_and_demonstration_data_have_files_of_their_own(forms: Forms) -> None:
    names = _inputs(_catalog(forms)).keys()
    assert {"data/all.csv", "data/demo-all.csv", "data/cells/index.json", "data/cells/demo/index.json"} <= names
    assert "data/cells/comparison.json" in names
    assert "data/demo-2020.csv" not in names
    assert {name.replace("demo/", "") for name in names if name.startswith("data/cells/demo/")} <= names


def test_every_cell_of_the_forms_in_use_has_a_file_and_both_kinds_of_data_an_index(forms: Forms) -> None:
    catalog = _catalog(forms)
    names = _inputs(catalog).keys()
    assert {f"data/cells/{cell}.json" for form in ("2019", "2021") for cell in forms[form].cells} <= names
    assert "data/cells/demo/index.json" in _inputs(replace(catalog, agencies={"shi": _AGENCIES["shi"]}, reports={}))
