"""If one wrong cell breaks several equations, the cell and its right number are proposed; otherwise nothing is."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from generator.checks import Subject
from generator.checks.arithmetic import check_arithmetic
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from generator.sources.form_loader import load_forms
from tests.checks.test_checks import covered_cells, with_cell
from tests.made_reports import REPORTS, stored

TWICE = """\
form: twice
name: 两小计
title: 报告
issued: 本测试
years: {from: 1995, to: 1995}
sections: {sums: {title: 一、数}}
tables:
  sums:
    corner: 数
    unit: 件
    columns: {x: 甲, y: 乙, total: 小计, all: 总计}
    rows: {one: 第一行}
    rules:
      - {id: total, each: row, says: total = x + y}
      - {id: all, each: row, says: all = x + y}
roles: {}
"""


def _messages(report: Report, form: Form) -> list[str]:
    return [problem.message for problem in check_arithmetic(Subject(report, form))]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_single_wrong_cell_is_proposed_with_its_right_number(path: Path, made_up_forms: Forms) -> None:
    report = stored(path, made_up_forms)
    form, proposed = made_up_forms[report.form], 0
    for cell in dict.fromkeys(covered_cells(form)):
        spot = form.locate(cell)
        assert spot
        right = report.tables[spot.section][spot.row.name][spot.index]
        assert right.value is not None
        messages = _messages(with_cell(report, form, cell, Cell(str(right.value + 7), right.value + 7)), form)
        change = f"“{spot.row.label}”一行“{spot.column.label}”由 {right.value + 7} 改为 {right.value}，"
        proposals = [message for message in messages if "改为" in message]
        assert all(change in message for message in proposals)
        assert proposals == (messages if len(messages) > 1 else [])
        assert all(f"这 {len(messages)} 条勾稽关系" in message for message in proposals)
        proposed += len(messages) > 1
    assert proposed > 20


def test_nothing_is_proposed_if_two_cells_are_possible(tmp_path: Path) -> None:
    (tmp_path / "twice.yml").write_text(TWICE, encoding="utf-8")
    form = load_forms(tmp_path)["twice"]

    def messages(*numbers: int) -> list[str]:
        cells = tuple(Cell(str(number), Decimal(number)) for number in numbers)
        return _messages(Report("jia", 1995, "twice", {"sums": {"one": cells}}, {}), form)

    assert messages(1, 1, 2, 2) == []
    assert [re.findall("改为", message) for message in messages(1, 1, 3, 3)] == [[], []]


def test_impossible_values_are_not_proposed(tmp_path: Path) -> None:
    text = TWICE.replace("y: 乙, ", "").replace(" + y", "")
    (tmp_path / "twice.yml").write_text(text, encoding="utf-8")
    form = load_forms(tmp_path)["twice"]

    def messages(*numbers: str) -> list[str]:
        cells = tuple(Cell(number, Decimal(number)) for number in numbers)
        return _messages(Report("jia", 1995, "twice", {"sums": {"one": cells}}, {}), form)

    assert ["由 1 改为 2，" in message for message in messages("1", "2", "2")] == [True, True]
    assert ["改为" in message for message in messages("1", "-2", "-2")] == [False, False]
    assert ["改为" in message for message in messages("1", "0.5", "0.5")] == [False, False]


def test_rules_that_may_be_broken_are_no_evidence(tmp_path: Path) -> None:
    text = TWICE.replace("y: 乙, ", "").replace(" + y", "").replace("says: all = x", "says: all = x, weight: warning")
    (tmp_path / "twice.yml").write_text(text, encoding="utf-8")
    form = load_forms(tmp_path)["twice"]
    cells = tuple(Cell(number, Decimal(number)) for number in ("1", "2", "2"))
    messages = _messages(Report("jia", 1995, "twice", {"sums": {"one": cells}}, {}), form)
    assert ["改为" in message for message in messages] == [False, False]
