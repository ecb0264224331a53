"""Zip archives: their contents, their dates, and the archive of all years joined from the yearly ones."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from generator.exporters import FORMATS
from generator.exporters.archives import ALL, archives, whole_package, year_package
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.sources.catalog import load_catalog
from tests.made_reports import REPORTS

_AGENCIES = {
    "shi": "name: 甲市人民政府\nkind: government\n",
    "shi/ju": "name: 乙局\nkind: department\nformerly:\n  - {name: 丙局, until: 2020}\n",
    "demo": "name: 示例县人民政府\nkind: government\ndemo: true\n",
}
_OLD, _NEW = REPORTS[0], REPORTS[2]


@pytest.fixture
def catalog(tmp_path: Path, forms: Forms) -> Catalog:
    """Load two agencies with a published report each, one withdrawn report, and demonstration data."""
    root = tmp_path / "reports"
    for id, text in _AGENCIES.items():
        (root / id).mkdir(parents=True)
        (root / id / "agency.yml").write_text(text, encoding="utf-8")
    _write(root / "shi" / "2024.yml", _NEW, "published: 2025-03-20\nsource: https://example.gov.cn/a\n")
    _write(root / "shi" / "ju" / "2020.yml", _OLD, "published: 2021-01-20\nlicence: 甲\n")
    _write(root / "shi" / "ju" / "2024.yml", _NEW, "withdrawn: {date: 2025-05-01, reason: 有误}\n")
    _write(root / "demo" / "2024.yml", _NEW, "published: 2026-01-05\n")
    return load_catalog(root, forms)


def _write(path: Path, report: Path, more: str) -> None:
    path.write_text(report.read_text(encoding="utf-8") + more, encoding="utf-8")


@pytest.fixture
def opened(catalog: Catalog) -> dict[str, zipfile.ZipFile]:
    """Make and open all archives; return them by name."""
    site = {
        f"{report.agency}/{report.year}/report.{kind}": FORMATS[kind].export(
            report, catalog.form_of(report), catalog.agencies[report.agency]
        )
        for report in catalog.active_reports.values()
        for kind in ("csv", "json")
    }
    for archive in archives(catalog):
        if archive.name != ALL:
            (year,) = archive.reports
            site[f"data/{archive.name}"] = year_package(catalog, year, site.__getitem__, demo=archive.demo)
    site["data/all.zip"] = whole_package(catalog, site.__getitem__)
    packages = {name.removeprefix("data/"): data for name, data in site.items() if name.startswith("data/")}
    return {name: zipfile.ZipFile(io.BytesIO(data)) for name, data in packages.items()}


def _table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


def test_archives_contain_their_reports_without_withdrawn_ones(opened: dict[str, zipfile.ZipFile]) -> None:
    listed = {
        name: [f"{row['agency']}/{row['year']}" for part in archive.namelist() if part.endswith("/reports.csv")
               for row in _table(archive, part)]
        for name, archive in opened.items()
    }  # fmt: skip
    assert listed == {
        "2024.zip": ["shi/2024"],
        "2020.zip": ["shi/ju/2020"],
        "all.zip": ["shi/2024", "shi/ju/2020"],
        "demo-2024.zip": ["demo/2024"],
    }


def test_archives_are_listed_all_years_first_and_demonstration_data_last(catalog: Catalog) -> None:
    assert [each.name for each in archives(catalog)] == ["all.zip", "2024.zip", "2020.zip", "demo-2024.zip"]


def test_yearly_archive_has_all_cells_and_records(opened: dict[str, zipfile.ZipFile], forms: Forms) -> None:
    cells = _table(opened["2024.zip"], "2024/cells.csv")
    assert len(cells) == len(list(forms["2021"].cells))
    (record,) = json.loads(opened["2024.zip"].read("2024/reports.json"))
    assert (record["agency"], record["year"]) == ("shi", 2024)
    (entry,) = _table(opened["2024.zip"], "2024/reports.csv")
    assert (entry["title"], entry["published"]) == ("甲市人民政府2024年政府信息公开工作年度报告", "2025-03-20")
    assert (entry["source"], entry["page"]) == ("https://example.gov.cn/a", "shi/2024/")
    assert {row["name"] for row in _table(opened["2020.zip"], "2020/cells.csv")} == {"丙局"}
    assert _table(opened["2020.zip"], "2020/reports.csv") == [
        {
            "agency": "shi/ju",
            "name": "丙局",
            "kind": "department",
            "year": "2020",
            "form": "2019",
            "title": "丙局2020年政府信息公开工作年度报告",
            "published": "2021-01-20",
            "source": "",
            "licence": "甲",
            "page": "shi/ju/2020/",
        }
    ]


def test_archive_of_all_years_has_the_files_of_the_yearly_ones(opened: dict[str, zipfile.ZipFile]) -> None:
    whole = opened["all.zip"]
    assert whole.testzip() is None
    for year in ("2020", "2024"):
        for name in (f"{year}/cells.csv", f"{year}/reports.csv", f"{year}/reports.json"):
            assert whole.read(name) == opened[f"{year}.zip"].read(name)


def test_readme_states_scope_date_and_citation(opened: dict[str, zipfile.ZipFile]) -> None:
    text = opened["all.zip"].read("README.txt").decode("utf-8-sig")
    for expected in (
        "2020 至 2024 年度，共 2 份报告",
        "数据截至 2025年3月20日",
        "来源：",
        "许可：",
        "引用：",
        "cells.csv",
    ):
        assert expected in text
    demo = opened["demo-2024.zip"].read("README.txt").decode("utf-8-sig")
    assert demo.startswith("示例数据")
    assert "不是任何机关的真实报告" in demo


def test_members_have_the_date_of_the_newest_report(opened: dict[str, zipfile.ZipFile]) -> None:
    days = {name: {date(*each.date_time[:3]) for each in archive.infolist()} for name, archive in opened.items()}
    assert days["2020.zip"] == {date(2021, 1, 20)}
    assert days["all.zip"] == {date(2025, 3, 20)}


def test_no_archives_without_reports(tmp_path: Path, forms: Forms) -> None:
    (tmp_path / "reports").mkdir()
    catalog = load_catalog(tmp_path / "reports", forms)
    assert archives(catalog) == []
