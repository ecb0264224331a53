"""An invented form works without any change of code; the layout, round trip, schema and mutation tests also use it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.checks import Subject, check_report
from generator.exporters.json import record
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.narrative import published_texts
from generator.model.report import Cell, Report
from tests.made_reports import REPORTS, stored


@pytest.fixture
def report(made_up_forms: Forms) -> Report:
    return stored(REPORTS[-1], made_up_forms)


def _row(*numbers: int) -> tuple[Cell, ...]:
    return tuple(Cell(str(number), Decimal(number)) for number in numbers)


@pytest.mark.parametrize(
    ("section", "row", "cells", "messages"),
    [
        ("works", "roads", _row(7, 9, 2), ["道路（<5公里）：净增 2 ≠ 开工 7 - 完工 9 = -2，相差 4。"]),
        ("works", "roads", _row(-7, 9, -16), ["道路（<5公里）：开工的 -7 是负数，这里不能小于 0。"]),
        ("works", "pits", _row(11, 0, 7), ["坑：地点 11 ≠ 浅 0 + 深 7 = 7，相差 4。"]),
        ("hearings", "open", _row(0, 0, 1), ["公开听证：合计 1 ≠ 采纳 0 + 不采纳 0 = 0，相差 1。"]),
        (
            "visits",
            "left",
            _row(300, 3, 2, 6, 311),
            [
                "城镇：一、接待 248 ≠ （三）小计 247 + 三、未结 300 = 547，相差 299。",
                "合计：一、接待 866 ≠ （三）小计 854 + 三、未结 311 = 1165，相差 299。",
                "城镇：三、未结 300 大于 一、接待 248，相差 52。",
            ],
        ),
    ],
)
def test_its_equations(
    section: str, row: str, cells: tuple[Cell, ...], messages: list[str], report: Report, made_up_form: Form
) -> None:
    """Messages about subtractions, comparisons and grouped columns have the labels of the form."""
    tables = {**report.tables, section: {**report.tables[section], row: cells}}
    problems = check_report(Subject(replace(report, tables=tables), made_up_form))
    assert [problem.message.removesuffix(problem.advice) for problem in problems] == messages
    assert {problem.level for problem in problems} == {"error"}


def test_a_rule_may_be_a_warning(report: Report, made_up_form: Form) -> None:
    visits = {**report.tables["visits"], "settled": _row(0, 77, 108, 83, 268), "all": _row(147, 212, 246, 149, 754)}
    visits["received"] = _row(148, 215, 248, 155, 766)
    (problem,) = check_report(Subject(replace(report, tables={**report.tables, "visits": visits}), made_up_form))
    assert (problem.level, problem.check) == ("warning", "visits.mostly-settled")
    assert problem.message.startswith("城镇：（一）办结 0 小于 2.同级 54，相差 54。")


def test_references_to_its_cells_are_filled_in(report: Report, made_up_form: Form) -> None:
    texts = published_texts(report, made_up_form)
    assert texts["summary"] == "本年接待来访866人次。\n（一）接待。按时接待。"


def test_its_published_record(report: Report, made_up_form: Form) -> None:
    found = record(report, made_up_form, Agency("jia", "甲局", "department"))
    assert (found["form"], found["year"]) == ("made-up", 2031)
    assert found["tables"]["visits"]["referred.upward.city"] == {
        "urban": 42, "rural": 60, "outside": 34, "groups": 2, "sum": 138
    }  # fmt: skip
    assert found["tables"]["works"]["upkeep"] == {"spent": 251000.5}
