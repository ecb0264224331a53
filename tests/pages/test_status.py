"""Filing status: the tables of a year, their counts and wording, and the calendar files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.builder.outputs import output_tasks
from generator.checks import check_catalog
from generator.exporters.ical import _folded, calendar
from generator.model.catalog import Catalog
from generator.model.filing import Status
from generator.model.form import Forms
from generator.pages.status import status_table
from generator.pages.write import render_pages
from tests.checks.cases import Case, write_catalog
from tests.conftest import TESTS, Golden
from tests.pages.markdown_reader import rows

AGENCIES: dict[str, dict[str, Any]] = {
    "xian": {"name": "甲县人民政府", "kind": "government", "duty": {"from": 2022}},
    "xian/an": {"name": "安局", "kind": "department", "duty": {"from": 2022}},
    "xian/bo": {"name": "伯局", "kind": "department", "duty": {"from": 2022, "due": "01-20"}},
    "xian/ci": {"name": "慈局", "kind": "department", "duty": {"from": 2022}},
    "xian/de": {"name": "德局", "kind": "department", "duty": {"from": 2024}},
    "xian/en": {"name": "恩，恩；局", "kind": "department"},
    "xian/fu": {"name": "福局", "kind": "department"},
    "xian/gu": {"name": "古局", "kind": "department", "until": 2021},
    "yi": {"name": "乙县人民政府", "kind": "government"},
    "shi": {"name": "示例县人民政府", "kind": "government", "demo": True, "duty": {"from": 2022}},
    "shi/ju": {"name": "示例局", "kind": "department", "duty": {"from": 2022}},
}
REPORTS: dict[str, dict[str, Any]] = {
    "xian/an/2023": {"published": date(2024, 1, 31)},
    "xian/bo/2023": {"published": date(2024, 1, 23)},
    "xian/en/2023": {},
    "yi/2022": {"published": date(2024, 2, 5)},
    "shi/2022": {"published": date(2024, 6, 2)},
    "shi/ju/2023": {"published": date(2024, 6, 1)},
}
WITHDRAWN = {"date": date(2024, 3, 1), "reason": "重复公布"}


@pytest.fixture
def catalog(forms: Forms, tmp_path: Path) -> Catalog:
    return write_catalog(Case("", AGENCIES, REPORTS, []), tmp_path, forms)


def test_every_agency_has_its_status(catalog: Catalog) -> None:
    table = status_table(catalog, 2023, demo=False)
    assert table.day == date(2024, 1, 31)
    assert {row.name: row.status for row in table.rows} == {
        "甲县人民政府": Status.NOT_DUE,
        "安局": Status.ON_TIME,
        "伯局": Status.LATE,
        "慈局": Status.NOT_DUE,
        "德局": Status.EXEMPT,
        "恩，恩；局": Status.COLLECTED,
        "福局": Status.UNCOLLECTED,
        "乙县人民政府": Status.UNCOLLECTED,
    }
    assert {row.name: row.days_late for row in table.rows if row.days_late} == {"伯局": 3}
    assert [(count.label, count.owing) for count in table.counts] == [("甲县", 4), ("乙县", 0)]
    assert (table.overall.owing, sum(table.overall.by_status.values())) == (4, 8)
    assert table.deadlines == ((date(2024, 1, 20), 1), (date(2024, 1, 31), 2), (date(2024, 3, 31), 1))


@pytest.mark.parametrize(("day", "late"), [(date(2024, 1, 5), 0), (date(2024, 1, 31), 0), (date(2024, 2, 1), 1)])
def test_only_a_report_after_its_deadline_is_late_by_days(day: date, late: int, forms: Forms, tmp_path: Path) -> None:
    catalog = write_catalog(Case("", AGENCIES, {"xian/an/2023": {"published": day}}, []), tmp_path, forms)
    assert [row.days_late for row in status_table(catalog, 2023, demo=False).rows if row.report] == [late]


def test_a_report_is_missing_the_day_after_its_deadline(forms: Forms, tmp_path: Path) -> None:
    later = {**REPORTS, "xian/fu/2023": {"published": date(2024, 2, 1)}}
    table = status_table(write_catalog(Case("", AGENCIES, later, []), tmp_path, forms), 2023, demo=False)
    statuses = {row.name: row.status for row in table.rows}
    assert (statuses["慈局"], statuses["甲县人民政府"]) == (Status.MISSING, Status.NOT_DUE)


def test_a_withdrawn_report_does_not_count_as_filed(forms: Forms, tmp_path: Path) -> None:
    withdrawn = {**REPORTS, "xian/an/2023": {**REPORTS["xian/an/2023"], "withdrawn": WITHDRAWN}}
    table = status_table(write_catalog(Case("", AGENCIES, withdrawn, []), tmp_path, forms), 2023, demo=False)
    assert {row.name: row.status for row in table.rows}["安局"] is Status.WITHDRAWN
    assert table.overall.owing == 4


def test_an_agency_that_ended_is_listed_if_it_has_a_report(forms: Forms, tmp_path: Path) -> None:
    table = status_table(write_catalog(Case("", AGENCIES, {"xian/gu/2023": {}}, []), tmp_path, forms), 2023, demo=False)
    assert {row.name: row.status for row in table.rows}["古局"] is Status.COLLECTED


@pytest.mark.parametrize("letter", ["a", "é", "字", "😀"])
def test_lines_of_a_calendar_have_at_most_75_bytes(letter: str) -> None:
    for count in range(1, 160):
        pieces = _folded(f"SUMMARY:{letter * count}").split("\r\n")
        assert all(len(piece.encode()) <= 75 for piece in pieces)
        assert all(len(piece.encode()) > 75 - len(letter.encode()) for piece in pieces[:-1])
        assert "".join([pieces[0], *(piece.removeprefix(" ") for piece in pieces[1:])]) == f"SUMMARY:{letter * count}"


def test_demonstration_data_has_its_own_table(catalog: Catalog) -> None:
    table = status_table(catalog, 2023, demo=True)
    assert table.day == date(2024, 6, 1)
    assert {row.name: row.status for row in table.rows} == {"示例县人民政府": Status.MISSING, "示例局": Status.LATE}


def _pages(catalog: Catalog) -> dict[str, str]:
    return dict(render_pages(catalog, check_catalog(catalog)))


def test_the_page_of_a_year_counts_and_lists_agencies(catalog: Catalog) -> None:
    page = _pages(catalog)["status/2023/index.md"]
    real, _, demo = page.partition("## 示例数据")
    listed = rows(real)
    assert listed["甲县"] == ["4", "1", "1", "0", "0", "0", "2", "1", "1", "1"]
    assert listed["合计"] == ["4", "1", "1", "0", "0", "0", "2", "1", "2", "1"]
    assert listed["伯局"] == ["逾期3天", "甲县", "政府部门", "2024-01-20", "2024-01-23"]
    assert listed["福局"] == ["未收录", "甲县", "政府部门", "—", "—"]
    assert "截至2024年1月31日：本站收录的报告中，有两个以上的机关在这一天或以后公布" in real
    assert "未收录不等于没有公布。" in real
    assert "示例局" not in real
    assert list(rows(demo)) == ["示例县", "示例县人民政府", "示例局"]
    assert 'href="due.ics"' in real
    assert 'href="demo.ics"' in demo


def test_a_name_links_to_the_report_or_else_to_the_agency(catalog: Catalog) -> None:
    page = _pages(catalog)["status/2023/index.md"]
    assert "| [安局](../../xian/an/2023/index.md) |" in page
    assert "| [福局](../../xian/fu/index.md) |" in page


def test_the_index_lists_every_year_since_the_first_duty(catalog: Catalog) -> None:
    page = _pages(catalog)["status/index.md"]
    real, _, demo = page.partition("## 示例数据")
    assert list(rows(real)) == ["2023年度", "2022年度"]
    assert rows(real)["2022年度"] == ["4", "0", "0", "0", "0", "4", "0", "1", "2", "1"]
    assert "| [2023年度](2023/index.md#demo) |" in demo


def _unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def _events(lines: list[str]) -> Iterator[dict[str, str]]:
    for chunk in "\n".join(lines).split("BEGIN:VEVENT\n")[1:]:
        event = chunk.partition("\nEND:VEVENT")[0]
        yield dict(line.split(":", 1) for line in event.split("\n"))


@pytest.mark.parametrize("demo", [False, True], ids=["real", "demo"])
def test_the_calendar_of_a_year(catalog: Catalog, golden: Golden, demo: bool) -> None:
    data = calendar(catalog, 2023, demo=demo)
    lines = _unfolded(data)
    golden("\n".join(lines) + "\n", TESTS / "pages" / "deadlines" / f"{'demo' if demo else 'real'}.txt")
    assert calendar(catalog, 2023, demo=demo) == data
    events = list(_events(lines))
    assert len({event["UID"] for event in events}) == len(events)
    required = {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"}
    assert all(required <= event.keys() for event in events)


def test_each_year_has_its_calendars_next_to_its_page(catalog: Catalog) -> None:
    files = {task.name: task.run for task in output_tasks(catalog, []) if task.name.endswith(".ics")}
    assert sorted(files) == [f"status/{year}/{name}.ics" for year in (2022, 2023) for name in ("demo", "due")]
    assert files["status/2023/due.ics"]() == calendar(catalog, 2023, demo=False)
