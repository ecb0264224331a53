"""Data packages: every file is as described, read with nothing but the description; and every column is described."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator.exporters import FORMATS, export_path
from generator.exporters.archives import whole_package, year_package
from generator.exporters.cell_files import whole_table, year_table
from generator.exporters.cells import CellRecord
from generator.exporters.columns import CELLS, REPORTS, TABLE, cell_columns
from generator.exporters.data_package import table_package
from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Forms, all_cells
from generator.model.site import SiteSettings
from tests.exporters.samples import with_hostile_cells
from tests.made_reports import REPORTS as SAMPLES
from tests.made_reports import stored

READERS: dict[str, Callable[[str], object]] = {
    "string": str, "number": Decimal, "integer": int, "date": date.fromisoformat,
}  # fmt: skip
"""How a field of each type is read (Table Schema, Data Package version 1)."""


@pytest.fixture
def catalog(forms: Forms) -> Catalog:
    """Return reports of two years in two forms, one with odd cells, and demonstration data."""
    old, _, new = (stored(path, forms) for path in SAMPLES[:3])
    agencies = {
        "shi": Agency("shi", "甲市人民政府", "government"),
        "shi/a": Agency("shi/a", "乙局", "department"),
        "demo": Agency("demo", "示例县", "government", demo=True),
    }
    reports = [
        replace(new, agency="shi", year=2024, published=date(2025, 3, 20), licence="CC BY 4.0"),
        replace(with_hostile_cells(new), agency="shi/a", year=2024),
        replace(old, agency="shi/a", year=2020),
        replace(new, agency="demo", year=2024),
    ]
    site = SiteSettings(name="甲市年报", url="https://www.example.gov.cn/")
    return Catalog(Path(), forms, agencies, {(each.agency, each.year): each for each in reports}, site=site)


def _tables(catalog: Catalog) -> dict[str, bytes]:
    years = {f"{year}.csv": year_table(catalog, year) for year in catalog.years}
    return {"all.csv": whole_table(list(years.values())), **years}


def _read(resource: Mapping[str, Any], data: bytes) -> list[dict[str, object]]:
    """Return the rows of a CSV file, read as its description says; fail if it is not so."""
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", resource["name"])
    assert (resource["format"], resource["mediatype"], resource["encoding"]) == ("csv", "text/csv", "utf-8")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    fields = resource["schema"]["fields"]
    assert header == [field["name"] for field in fields]
    assert all(field["title"] for field in fields)
    missing = resource["schema"]["missingValues"]
    return [
        {field["name"]: None if text in missing else READERS[field["type"]](text)
         for field, text in zip(fields, row, strict=True)} for row in rows
    ]  # fmt: skip


def _check_package(package: Mapping[str, Any]) -> None:
    assert re.fullmatch(r"[a-z0-9._/-]+", package["name"])
    assert package["resources"]
    paths = [resource["path"] for resource in package["resources"]]
    assert not any(path.startswith(("/", "http", "..")) for path in paths)
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    assert [each["name"] for each in package["licenses"]] == ["other-pd"]
    assert all(each["title"] for each in (*package["sources"], *package["contributors"]))


def test_tables_are_read_by_their_description(catalog: Catalog) -> None:
    tables = _tables(catalog)
    package = json.loads(table_package(catalog, tables, demo=False))
    _check_package(package)
    assert package["homepage"] == "https://www.example.gov.cn/data/"
    assert [resource["path"] for resource in package["resources"]] == list(tables)
    for resource in package["resources"]:
        data = tables[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        rows = _read(resource, data)
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
        assert None not in [value for key in keys for value in key]
        assert len(set(keys)) == len(keys)
    (row, *_) = _read(package["resources"][0], tables["all.csv"])
    assert (row["agency"], row["year"], row["published"]) == ("shi", 2024, date(2025, 3, 20))


def test_a_cell_is_a_number_unless_one_of_them_is_none(catalog: Catalog) -> None:
    package = json.loads(table_package(catalog, _tables(catalog), demo=False))
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    texts = {
        f"{section}.{row}.{column}"
        for report in catalog.reports.values()
        if not catalog.is_demo(report.agency)
        for section, table in catalog.form_of(report).tables.items()
        for row, (block, _) in table.rows.items()
        for column, cell in zip(block.column_names, report.tables[section][row], strict=True)
        if cell.printed and cell.value is None
    }
    assert texts
    for each in cell_columns(catalog.forms.values()):
        expected = {"type": "string" if each.name in texts else "number", "unit": each.unit}
        assert expected.items() <= fields[each.name].items()


def test_the_files_of_archives_are_read_by_their_description(catalog: Catalog) -> None:
    site = {
        export_path(report, kind): FORMATS[kind].export(
            report, catalog.form_of(report), catalog.agencies[report.agency]
        )
        for report in catalog.active_reports.values()
        for kind in ("csv", "json")
    }
    for year in catalog.years:
        site[f"data/{year}.zip"] = year_package(catalog, year, site.__getitem__)
    site["data/demo-2024.zip"] = year_package(catalog, 2024, site.__getitem__, demo=True)
    site["data/all.zip"] = whole_package(catalog, site.__getitem__)
    for name in ("data/all.zip", "data/2024.zip", "data/demo-2024.zip"):
        archive = zipfile.ZipFile(io.BytesIO(site[name]))
        package = json.loads(archive.read("datapackage.json"))
        _check_package(package)
        described = {resource["path"]: resource for resource in package["resources"]}
        assert {*described, "README.txt", "datapackage.json"} == set(archive.namelist())
        assert ("编造" in package["description"]) is ("demo" in name)
        for path, resource in described.items():
            if path.endswith(".csv"):
                assert _read(resource, archive.read(path))


def test_the_descriptions_are_of_the_columns_that_are_written(catalog: Catalog) -> None:
    assert tuple(each.name for each in CELLS) == CellRecord._fields
    names = [each.name for each in cell_columns(catalog.forms.values())]
    assert names == all_cells(catalog.forms.values())
    for columns in (TABLE, REPORTS, CELLS):
        assert {each.type for each in columns} <= READERS.keys()


def test_the_manual_describes_the_same_columns() -> None:
    text = (Path(__file__).parents[2] / "docs/manual/data.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z]+) \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(each.name, each.title) for each in TABLE]
