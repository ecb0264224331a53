"""The demonstration county: the properties that its users rely on, read from its files as plain YAML."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks import check_catalog
from generator.model.agency import AGENCY_KINDS
from generator.model.diff import diff_reports
from generator.model.narrative import published_texts
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.benchmarks.agencies import demo_county, walk
from tests.benchmarks.county import write_county
from tests.benchmarks.province import random_province
from tests.conftest import Golden
from tests.sample_reports import sample_reports

Table = dict[str, list[str]]


@cache
def reports() -> dict[tuple[str, int], dict[str, Any]]:
    """Return every report by folder and year, with all scalars as text."""
    return {(_folder(path), int(path.stem)): _read(path) for path in sorted(_demo().rglob("2???.yml"))}


@cache
def agencies() -> dict[str, dict[str, Any]]:
    return {_folder(path): _read(path) for path in sorted(_demo().rglob("agency.yml"))}


def _demo() -> Path:
    return sample_reports() / "demo"


def _folder(path: Path) -> str:
    return path.parent.relative_to(_demo()).as_posix()


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def rows(report: dict[str, Any], section: str) -> dict[str, list[Decimal]]:
    """Return the numbers of a table by row; a mark counts as 0, and annotations of numbers are ignored."""

    def flatten(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from flatten(value, f"{prefix}{key}.")
            else:
                yield f"{prefix}{key}", value if isinstance(value, list) else [value]

    return {name: [_number(cell) for cell in cells] for name, cells in flatten(report[section])}


def _number(cell: str) -> Decimal:
    found = re.match(r"-?\d+(\.\d+)?", cell)
    return Decimal(found[0]) if found else Decimal(0)


def _consecutive() -> Iterator[tuple[str, int, dict[str, Any], dict[str, Any]]]:
    for (folder, year), report in reports().items():
        if (folder, year - 1) in reports():
            yield folder, year, reports()[folder, year - 1], report


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_generated_county_is_the_expected_one(tmp_path: Path, golden: Golden) -> None:
    """After a change of the county, run `make demo` too: the project's `reports/demo` is not for tests."""
    write_county([demo_county()], tmp_path / "reports" / "demo", project=tmp_path)
    files = sorted(_files(tmp_path).items())
    digest = sha256(b"".join(sha256(each).digest() for name, data in files for each in (name.encode(), data)))
    golden(f"{len(files)} files, SHA-256 {digest.hexdigest()}\n", Path(__file__).with_name("demo.txt"))


def test_agencies_of_every_kind_report_every_year_in_the_form_of_the_year() -> None:
    assert len(agencies()) >= 14
    assert {agency["kind"] for agency in agencies().values()} == set(AGENCY_KINDS)
    assert any("/" in folder for folder in agencies())
    assert Counter(year for _, year in reports()).keys() == set(range(2019, 2026))
    for (_, year), report in reports().items():
        assert ("procurement" in report["disclosure"]) == (year < 2021)
        assert isinstance(report["requests"]["other"], dict) == (year >= 2021 and report.get("form") != "2021-mixed")
    assert [report["form"] for report in reports().values() if "form" in report] == ["2021-mixed"]


def test_only_the_county_itself_is_marked_as_demonstration() -> None:
    assert [folder for folder, agency in agencies().items() if agency.get("demo") == "true"] == ["."]
    assert all("示例" in agency["name"] for agency in agencies().values())


def test_the_checks_find_no_errors_and_only_intended_warnings() -> None:
    problems = check_catalog(load_catalog(sample_reports(), load_forms()))
    found = [problem for problem in problems if problem.at.path.is_relative_to(_demo())]
    assert [problem.check for problem in found if problem.level == "error"] == []
    assert [problem.check for problem in found if problem.level == "note"] == ["disputes.total"]
    warnings = Counter(problem.check for problem in found if problem.level == "warning")
    assert warnings == {"cell.text": 1, "identity.form": 1, "duties.missing": 1}


def test_one_report_has_one_accepted_fault() -> None:
    accepting = [report for report in reports().values() if "accepts" in report]
    assert len(accepting) == 1
    (accept,) = accepting[0]["accepts"]
    section, row, column = accept["cell"].split(".")
    numbers = rows(accepting[0], section)[row]
    assert column == "total"
    assert sum(numbers[:-1]) != numbers[-1]
    assert len(accept["reason"]) > 10


def test_one_report_was_corrected_and_its_first_version_is_kept() -> None:
    catalog = load_catalog(sample_reports(), load_forms())
    superseded = {key: versions for key, versions in catalog.versions.items() if key[0].startswith("demo")}
    corrected = {key for key, report in catalog.reports.items() if report.corrections and key[0].startswith("demo")}
    ((key, (version,)),) = superseded.items()
    assert corrected == {key}
    found, (correction,) = diff_reports(catalog, version, catalog.reports[key]), catalog.reports[key].corrections
    assert (found.cells, found.texts) == (correction.changes, {})
    assert correction.date > (catalog.reports[key].published or date.max)


def test_applications_carried_over_appear_in_the_next_year_in_every_column() -> None:
    for folder, year, before, report in _consecutive():
        assert rows(report, "requests")["carried_in"] == rows(before, "requests")["carried_out"], (folder, year)


def test_documents_in_force_follow_from_the_previous_year() -> None:
    for folder, year, before, report in _consecutive():
        if year >= 2022:
            for row in ("regulations", "normative"):
                issued, repealed, in_force = rows(report, "disclosure")[row]
                assert in_force == rows(before, "disclosure")[row][2] + issued - repealed, (folder, year, row)


def test_items_of_2020_follow_from_those_of_2019() -> None:
    for folder, year, before, report in _consecutive():
        if year == 2020:
            for row in ("licensing", "other_services", "penalties", "coercion", "fees"):
                previous, change = rows(before, "disclosure")[row][:2]
                assert rows(report, "disclosure")[row][0] == previous + change, (folder, row)


def test_an_agency_reports_at_least_the_sum_of_those_below_it() -> None:
    compared = set()
    for (folder, year), report in reports().items():
        below = [each for each in agencies() if each != folder and Path(each).parent.as_posix() == folder]
        parts = [reports()[each, year] for each in below if (each, year) in reports()]
        if not parts:
            continue
        compared.add(folder)
        for section in ("disclosure", "requests", "disputes"):
            for row, numbers in _grouped(rows(report, section)).items():
                rows_below = [_grouped(rows(part, section))[row] for part in parts]
                for column, number in enumerate(numbers):
                    assert number >= sum(part[column] for part in rows_below), (folder, year, section, row, column)
    assert compared == {".", "scjgj"}


def _grouped(table: dict[str, list[Decimal]]) -> dict[str, list[Decimal]]:
    """Return the rows, with the rows of each group added up so that forms of different detail are comparable."""
    result: dict[str, list[Decimal]] = {}
    for name, numbers in table.items():
        key = name.split(".")[0]
        result[key] = [a + b for a, b in zip(result.get(key, [Decimal(0)] * len(numbers)), numbers, strict=True)]
    return result


def test_one_agency_was_renamed_and_its_earlier_titles_have_the_old_name() -> None:
    ((folder, agency),) = [(folder, agency) for folder, agency in agencies().items() if "formerly" in agency]
    (former,) = agency["formerly"]
    for (where, year), report in reports().items():
        old = where == folder and year <= int(former["until"])
        assert report.get("title") == (f"{former['name']}{year}年政府信息公开工作年度报告" if old else None)
        assert old or former["name"] not in str(report)


def test_one_report_is_missing_although_it_was_due() -> None:
    due = {(folder, year) for folder, agency in agencies().items() for year in range(int(agency["duty"]["from"]), 2026)}
    assert len(due - reports().keys()) == 1
    assert reports().keys() <= due


def test_some_cells_are_printed_as_a_slash_and_one_has_a_remark() -> None:
    cells = [(folder, cell) for (folder, _), report in reports().items() for cell in _cells(report["disclosure"])]
    assert {agencies()[folder]["kind"] for folder, cell in cells if cell == "/"} >= {"department", "township"}
    assert "government" not in {agencies()[folder]["kind"] for folder, cell in cells if cell == "/"}
    assert len([cell for _, cell in cells if "（" in cell]) == 1


def _cells(table: dict[str, Any]) -> Iterator[str]:
    for value in table.values():
        yield from value if isinstance(value, list) else [value]


def test_departments_publish_in_january_and_the_county_in_march() -> None:
    for (folder, year), report in reports().items():
        day = date.fromisoformat(report["published"])
        month = 3 if agencies()[folder]["kind"] == "government" else 1
        assert (day.year, day.month, day.weekday() < 5) == (year + 1, month, True)


@cache
def texts() -> dict[tuple[str, int], str]:
    """Return the published text of every report, with references filled in."""
    catalog = load_catalog(sample_reports(), load_forms())
    return {
        (report.agency, report.year): "\n".join(published_texts(report, catalog.form_of(report)).values())
        for report in catalog.reports.values()
        if report.path.is_relative_to(_demo())
    }


def test_every_text_has_the_usual_headings_and_states_the_fee_if_required() -> None:
    for (agency, year), text in texts().items():
        headings = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
        found = [
            re.search(rf"（{number}）{heading}", text) for number, heading in zip("一二三四五", headings, strict=True)
        ]
        assert all(found), (agency, year)
        opening = text.split("\n")[0]
        assert f"{year}年" in opening, (agency, year)
        assert "12月31日" in opening, (agency, year)
        assert ("信息处理费" in text.split("\n", 3)[-1]) or year < 2021, (agency, year)
        assert 800 <= len(text) <= 1600, (agency, year, len(text))


def test_texts_have_little_in_common() -> None:
    pieces = {key: _pieces(text) for key, text in texts().items()}
    for (one, first), (other, second) in combinations(pieces.items(), 2):
        assert len(first & second) <= 0.4 * min(len(first), len(second)), (one, other)


def _pieces(text: str) -> set[str]:
    plain = re.sub(r"\s", "", text)
    return {plain[start : start + 10] for start in range(len(plain) - 9)}


QUOTED_FIGURES = {
    "new": (r"(?:新收政府信息公开申请|收到政府信息公开申请|新收申请)(\d+)件", [("requests", "new", 6)]),
    "natural": (r"自然人(?:申请)?(\d+)件", [("requests", "new", 0)]),
    "organisations": (r"法人或其他组织(?:申请)?(\d+)件", [("requests", "new", column) for column in range(1, 6)]),
    "carried in": (r"上年结转(\d+)件", [("requests", "carried_in", 6)]),
    "concluded": (r"办结(\d+)件", [("requests", "total", 6)]),
    "released": (r"予以公开和部分公开的合计(\d+)件", [("requests", "granted", 6), ("requests", "partial", 6)]),
    "carried out": (r"结转下年度继续办理(?:的)?(\d+)件", [("requests", "carried_out", 6)]),
    "review": (r"被申请行政复议(\d+)件", [("disputes", "review", 4)]),
    "litigation": (
        r"行政诉讼(\d+)件",
        [("disputes", "litigation_direct", 4), ("disputes", "litigation_after_review", 4)],
    ),
    "licensing": (r"(?:行政许可决定|行政许可)(\d+)件", [("disclosure", "licensing", -1)]),
    "penalties": (r"行政处罚决定共?(\d+)件", [("disclosure", "penalties", -1)]),
    "fees": (r"行政事业性收费([\d.]+)万元", [("disclosure", "fees", -1)]),
}


@pytest.mark.parametrize(("pattern", "cells"), QUOTED_FIGURES.values(), ids=QUOTED_FIGURES)
def test_figures_in_the_text_agree_with_the_table(pattern: str, cells: list[tuple[str, str, int]]) -> None:
    count = 0
    for (agency, year), text in texts().items():
        report = reports()[agency.removeprefix("demo").strip("/") or ".", year]
        for match in re.finditer(pattern, text):
            expected = sum(rows(report, section)[row][column] for section, row, column in cells)
            assert Decimal(match[1]) == expected, (agency, year, match[0])
            count += 1
    assert count > 20


def test_some_texts_refer_to_cells_and_others_contain_figures() -> None:
    refer = {key for key, report in reports().items() if "{{" in report["overview"]}
    assert 20 < len(refer) < len(reports()) - 20


@pytest.mark.parametrize("count", [1, 30, 701])
def test_a_province_has_as_many_reports_as_requested_and_distinct_names(count: int) -> None:
    tops = random_province(count, seed=5)
    generated = [agency for top in tops for agency in walk(top)]
    assert sum(len(agency.years) for agency in generated) == count
    assert len({agency.id for agency in generated}) == len({agency.name for agency in generated}) == len(generated)


def test_a_province_is_reproducible_and_free_of_errors(tmp_path: Path) -> None:
    for name in ("once", "again"):
        assert write_county(random_province(150, seed=5), tmp_path / name) == 150
    assert _files(tmp_path / "once") == _files(tmp_path / "again")
    catalog = load_catalog(tmp_path / "once", load_forms())
    assert len(catalog.reports) == 150
    assert check_catalog(catalog) == []
    assert len({top.id for top in catalog.below(None) if top.demo}) == len(catalog.below(None))
