"""Cell files and tables: everything printed can be read back, with zeros, blanks and texts kept apart."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate, count
from pathlib import Path
from typing import Any

import pytest

from generator.exporters.cell_files import (
    cell_file,
    whole_table,
    year_file,
    year_lines,
    year_table,
)
from generator.exporters.cell_index import forms_file, index_file
from generator.exporters.csv import escape_formula
from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Forms, all_cells
from generator.model.report import Cell, Report
from tests.exporters.samples import with_hostile_cells
from tests.made_reports import REPORTS, stored

README = Path(__file__).parents[2] / "README.md"

AGENCIES = {
    "shi": Agency("shi", "甲市人民政府", "government"),
    "shi/a": Agency("shi/a", "乙局", "department", formerly=(FormerName("丙局", 2020),)),
    "shi/b": Agency("shi/b", "丁局", "department"),
    "demo": Agency("demo", "示例县人民政府", "government", demo=True),
}


@pytest.fixture
def catalog(forms: Forms) -> Catalog:
    """Return reports of two years in three forms, one with odd cells, and demonstration data."""
    old, mixed, new = (stored(path, forms) for path in REPORTS[:3])
    odd = with_hostile_cells(new)
    reports = {
        ("shi", 2024): replace(new, agency="shi", year=2024),
        ("shi/a", 2020): replace(old, agency="shi/a", year=2020, published=date(2021, 1, 20)),
        ("shi/a", 2024): replace(odd, agency="shi/a", year=2024),
        ("shi/b", 2024): replace(mixed, agency="shi/b", year=2024),
        ("demo", 2024): replace(new, agency="demo", year=2024),
    }
    return Catalog(Path(), forms, AGENCIES, reports)


def _files(catalog: Catalog, *, demo: bool = False) -> dict[str, bytes]:
    """Return the index and the file of each cell, as a build makes them."""
    cells: dict[str, list[tuple[int, bytes]]] = {}
    for year in catalog.years:
        for name, data in year_lines(year_file(catalog, year, demo=demo)).items():
            cells.setdefault(name, []).append((year, data))
    files = {name: cell_file(name, years) for name, years in cells.items()}
    return {"index": index_file(catalog, demo=demo), **files}


def _read(files: dict[str, bytes]) -> dict[tuple[str, str, str], tuple[str, Any]]:
    """Return printed text and number of each cell, by agency, year and name, as the manual says how to read them."""
    index = json.loads(files["index"], parse_float=Decimal)
    found: dict[tuple[str, str, str], tuple[str, Any]] = {}
    for year, of_year in index["years"].items():
        forms = [form for form, length in of_year["forms"] for _ in range(length)]
        agencies = _agencies(of_year["agencies"])
        for name in {name for form in index["forms"].values() for name in form["cells"]}:
            data = files.get(name, b"{}")
            sparse = json.loads(data, parse_float=Decimal).get("years", {}).get(year, {})
            positions = accumulate(sparse["at"]) if "at" in sparse else count()
            values = dict(zip(positions, sparse.get("values", []), strict=False))
            for number, agency in enumerate(agencies):
                if name not in index["forms"][forms[number]]["cells"]:
                    continue
                value = values.get(number, 0)
                read = (str(value), value)
                if number in sparse.get("blank", []):
                    read = ("", None)
                if printed := sparse.get("printed", {}).get(str(number)):
                    read = (printed[0], printed[1])
                found[index["agencies"][agency]["id"], year, name] = read
    return found


def _agencies(runs: list[int]) -> list[int]:
    """Return the numbers of agencies with a report, given how many to pass over and how many follow each other."""
    ends = list(accumulate(runs))
    return [number for start, end in zip(ends[::2], ends[1::2], strict=True) for number in range(start, end)]


def _expected(catalog: Catalog, *, demo: bool) -> dict[tuple[str, str, str], tuple[str, Decimal | None]]:
    return {
        (report.agency, str(report.year), name): (cell.printed, cell.value)
        for report in catalog.active_reports.values()
        if catalog.is_demo(report.agency) is demo
        for name, cell in _cells(catalog, report).items()
    }


def _cells(catalog: Catalog, report: Report) -> dict[str, Cell]:
    spots = {name: catalog.form_of(report).locate(name) for name in catalog.form_of(report).cells}
    return {name: report.tables[spot.section][spot.row.name][spot.index] for name, spot in spots.items() if spot}


@pytest.mark.parametrize("demo", [False, True])
def test_every_cell_can_be_read_back(catalog: Catalog, demo: bool) -> None:
    assert _read(_files(catalog, demo=demo)) == _expected(catalog, demo=demo)


def test_files_are_sparse_and_the_same_each_time(catalog: Catalog) -> None:
    files = _files(catalog)
    assert files == _files(catalog)
    assert json.loads(_files(catalog, demo=True)["index"])["agencies"] == [
        {"id": "demo", "name": "示例县人民政府", "kind": "government", "government": "demo"}
    ]
    odd = json.loads(files["requests.new.total"])
    assert odd["cell"] == "requests.new.total"
    assert set(odd["years"]) == {"2020", "2024"}
    only_zero = {name for name, data in files.items() if name != "index" and b'"values"' not in data}
    assert all(b'"blank"' in files[name] or b'"printed"' in files[name] for name in only_zero)


@pytest.mark.parametrize(("zeros", "is_sparse"), [(0, False), (1, False), (2, True), (9, True)])
def test_positions_are_written_from_as_many_zeros_as_numbers(
    zeros: int, is_sparse: bool, catalog: Catalog, forms: Forms
) -> None:
    report = catalog.reports["shi", 2024]
    filled = {**report.tables, "requests": {**report.tables["requests"], "new": (Cell("7", Decimal(7)),) * 7}}
    blank = {**report.tables, "requests": {**report.tables["requests"], "new": (Cell("0", Decimal(0)),) * 7}}
    tables = [filled, filled, *[blank] * zeros]
    agencies = {f"a{at:02}": Agency(f"a{at:02}", "甲局", "department") for at in range(len(tables))}
    reports = {(id, 2024): replace(report, agency=id, tables=each) for id, each in zip(agencies, tables, strict=True)}
    line = year_lines(year_file(Catalog(Path(), forms, agencies, reports), 2024))["requests.new.total"]
    sparse = json.loads(line)
    del sparse["order"]
    assert sparse == ({"at": [0, 1], "values": [7, 7]} if is_sparse else {"values": [7, 7, *[0] * zeros]})


def test_the_columns_are_those_of_the_newest_form_then_those_that_only_older_ones_have(forms: Forms) -> None:
    newest = max((form for form in forms.values() if form.first_year), key=lambda form: form.first_year or 0)
    names = all_cells(forms.values())
    first = list(newest.cells)
    assert names[: len(first)] == first
    assert sorted(names) == sorted({cell for form in forms.values() for cell in form.cells})
    assert len(names) > len(first)


def test_the_index_has_labels_roles_forms_and_former_names(catalog: Catalog) -> None:
    index = json.loads(_files(catalog)["index"])
    assert [each["id"] for each in index["agencies"]] == ["shi", "shi/a", "shi/b"]
    assert index["agencies"][1]["government"] == "shi"
    assert index["places"] == {}
    others = {key: report for key, report in catalog.reports.items() if key[0] != "shi"}
    assert json.loads(index_file(replace(catalog, reports=others)))["places"] == {"shi": "甲市人民政府"}
    assert index["years"]["2020"] == {
        "order": "91486dde",
        "agencies": [1, 1],
        "forms": [["2019", 1]],
        "names": {"0": "丙局"},
    }
    form = index["forms"]["2021"]
    assert form["cells"]["requests.denied.query.total"] == [
        "三、收到和处理政府信息公开申请情况", "三、本年度办理结果 / （三）不予公开 / 8.属于行政查询事项",
        "申请人情况 / 总计", "件",
    ]  # fmt: skip
    assert len(form["roles"]["denied"]["cells"]) == 8
    assert form["outcomes"]["parts"][2] == "denied"


def test_a_year_lists_its_agencies_as_runs(catalog: Catalog) -> None:
    report = catalog.reports["shi", 2024]
    agencies = {id: Agency(id, "甲局", "department") for id in "abcdefgh"}
    years = {id: (2024,) if id in "bcdg" else (2023,) for id in agencies}
    reports = {(id, year): replace(report, agency=id, year=year) for id in agencies for year in years[id]}
    index = json.loads(index_file(Catalog(Path(), catalog.forms, agencies, reports)))
    assert index["years"]["2024"]["agencies"] == [1, 3, 2, 1]
    assert index["years"]["2023"]["agencies"] == [0, 1, 3, 2, 1, 1]


def test_files_of_another_order_of_reports_can_be_told(catalog: Catalog) -> None:
    """A reader that has an older index must not give an agency's figures to another."""

    def orders(each: Catalog) -> tuple[dict[str, str], dict[str, str]]:
        index, cell = (json.loads(_files(each)[name])["years"] for name in ("index", "requests.new.total"))
        return {year: part["order"] for year, part in index.items()}, {year: cell[year]["order"] for year in cell}

    index, cell = orders(catalog)
    assert index == cell
    fewer = {key: report for key, report in catalog.reports.items() if key != ("shi", 2024)}
    after, _ = orders(replace(catalog, reports=fewer))
    assert (after["2020"], after["2024"] != index["2024"]) == (index["2020"], True)
    other_form = {**catalog.reports, ("shi/b", 2024): replace(catalog.reports["shi", 2024], agency="shi/b")}
    assert orders(replace(catalog, reports=other_form))[0]["2024"] != index["2024"]


def test_the_forms_in_use_have_a_file_of_their_own(catalog: Catalog) -> None:
    forms, index = json.loads(forms_file(catalog)), json.loads(_files(catalog)["index"])
    assert forms == index["forms"]
    assert set(forms) == {"2019", "2021", "2021-mixed"}


def test_the_index_says_which_lines_are_sums_of_others(catalog: Catalog) -> None:
    form = catalog.forms["2021"]
    sums = json.loads(_files(catalog)["index"])["forms"]["2021"]["sums"]
    assert {(each["section"], each["each"], each["whole"], len(each["parts"])) for each in sums} == {
        ("requests", "column", "total", 21), ("requests", "row", "total", 6), ("disputes", "row", "total", 4),
    }  # fmt: skip
    names = {
        (section, rule.id) for section, table in form.tables.items() for each in table.blocks for rule in each.rules
    }
    assert len(sums) < len(names)


def test_a_section_with_sums_is_one_block(forms: Forms) -> None:
    """The sums name lines by section, so the lines of another block must not be taken for theirs."""
    for form in forms.values():
        for table in form.tables.values():
            assert len(table.blocks) == 1 or not any(
                rule.is_certain for block in table.blocks for rule in block.rules
            ), form.id


def test_a_changed_figure_changes_the_lines_of_its_cells_only(catalog: Catalog) -> None:
    report = catalog.reports["shi", 2024]
    row = report.tables["requests"]["new"]
    tables = {**report.tables, "requests": {**report.tables["requests"], "new": (Cell("999", Decimal(999)), *row[1:])}}
    changed = replace(catalog, reports={**catalog.reports, ("shi", 2024): replace(report, tables=tables)})
    before, after = (year_lines(year_file(each, 2024)) for each in (catalog, changed))
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        "requests.new.natural"
    }


def test_the_table_has_a_row_per_report_and_a_column_per_cell(catalog: Catalog) -> None:
    table = whole_table([year_table(catalog, year) for year in catalog.years])
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert [(row["agency"], row["name"], row["year"], row["form"], row["published"]) for row in rows] == [
        ("shi", "甲市人民政府", "2024", "2021", ""), ("shi/a", "乙局", "2024", "2021", ""),
        ("shi/b", "丁局", "2024", "2021-mixed", ""), ("shi/a", "丙局", "2020", "2019", "2021-01-20"),
    ]  # fmt: skip
    assert list(rows[0])[6:] == all_cells(catalog.forms.values())
    for row in rows:
        cells = _cells(catalog, catalog.reports[row["agency"], int(row["year"])])
        for name, text in list(row.items())[6:]:
            cell = cells.get(name, Cell(""))
            assert text == (escape_formula(cell.printed) if cell.value is None else cell.plain)


def test_the_example_of_the_readme_reads_the_table(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (example,) = [block for block in blocks if "all.csv" in block]
    (tmp_path / "all.csv").write_bytes(whole_table([year_table(catalog, year) for year in catalog.years]))
    monkeypatch.chdir(tmp_path)
    exec(example, {})
    rows = list(catalog.active_reports.values())
    assert len(capsys.readouterr().out.splitlines()) == len([row for row in rows if not catalog.is_demo(row.agency)])
