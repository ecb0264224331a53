"""If one wrong cell breaks several equations, the cell and its right number are proposed; otherwise nothing is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks import Subject
from generator.checks.arithmetic import check_arithmetic
from generator.model.form import Forms
from generator.model.report import Cell
from tests.checks.one_row import one_row
from tests.checks.test_checks import covered_cells, with_cell
from tests.made_reports import REPORTS, stored

X_TWICE = ["{id: total, each: row, says: total = x}", "{id: all, each: row, says: all = x}"]
SUM_TWICE = ["{id: total, each: row, says: total = x + y}", "{id: all, each: row, says: all = x + y}"]


def _messages(subject: Subject) -> list[str]:
    return [problem.message for problem in check_arithmetic(subject)]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_single_wrong_cell_is_proposed_with_its_right_number(path: Path, made_up_forms: Forms) -> None:
    report = stored(path, made_up_forms)
    form, proposed = made_up_forms[report.form], 0
    for cell in dict.fromkeys(covered_cells(form)):
        spot = form.locate(cell)
        assert spot
        right = report.tables[spot.section][spot.row.name][spot.index]
        assert right.value is not None
        messages = _messages(Subject(with_cell(report, form, cell, Cell(str(right.value + 7), right.value + 7)), form))
        change = f"“{spot.row.label}”一行“{spot.column.label}”由 {right.value + 7} 改为 {right.value}，"
        proposals = [message for message in messages if "改为" in message]
        assert all(change in message for message in proposals)
        assert proposals == (messages if len(messages) > 1 else [])
        assert all(f"这 {len(messages)} 条勾稽关系" in message for message in proposals)
        proposed += len(messages) > 1
    assert proposed > 20


def test_nothing_is_proposed_if_two_cells_are_possible(tmp_path: Path) -> None:
    assert _messages(one_row(tmp_path, SUM_TWICE, ["1", "1", "2", "2"])) == []
    messages = _messages(one_row(tmp_path, SUM_TWICE, ["1", "1", "3", "3"]))
    assert [re.findall("改为", message) for message in messages] == [[], []]


def test_impossible_values_are_not_proposed(tmp_path: Path) -> None:
    def messages(x: str, total: str, all: str) -> list[str]:
        return _messages(one_row(tmp_path, X_TWICE, [x, "0", total, all]))

    assert ["由 1 改为 2，" in message for message in messages("1", "2", "2")] == [True, True]
    assert ["改为" in message for message in messages("1", "-2", "-2")] == [False, False]
    assert ["改为" in message for message in messages("1", "0.5", "0.5")] == [False, False]


def test_rules_that_may_be_broken_are_no_evidence(tmp_path: Path) -> None:
    rules = [X_TWICE[0], X_TWICE[1].replace("= x", "= x, weight: warning")]
    messages = _messages(one_row(tmp_path, rules, ["1", "0", "2", "2"]))
    assert ["改为" in message for message in messages] == [False, False]
