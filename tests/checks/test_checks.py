"""The checks report errors at the right cells and nothing else; authors can accept individual problems."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import cycle

import pytest

from generator.checks import Subject, check_report
from generator.model.form import Form, Forms
from generator.model.problem import Problem
from generator.model.report import OPEN, Accept, Cell, Report
from generator.model.table import Spot
from tests.made_reports import REPORTS, stored
from tests.sample_reports import ORIGINAL


@pytest.fixture(params=[*REPORTS, ORIGINAL], ids=lambda path: f"{path.parent.name}-{path.stem}")
def right(request: pytest.FixtureRequest, made_up_forms: Forms) -> Report:
    """Return an error-free report: one of each form, and a real one with its missing statement on fees added."""
    report = stored(request.param, made_up_forms)
    return replace(report, text={**report.text, "other": "未收取信息处理费。"}) if request.param == ORIGINAL else report


def _check(report: Report, form: Form) -> list[Problem]:
    """Return the report's problems except `identity.form`, which one test report accepts."""
    return [problem for problem in check_report(Subject(report, form)) if problem.check != "identity.form"]


def _spot(form: Form, cell: str) -> Spot:
    spot = form.locate(cell)
    assert spot
    return spot


def with_cell(report: Report, form: Form, cell: str, new: Cell) -> Report:
    """Return the report with the cell replaced."""
    spot = _spot(form, cell)
    row = list(report.tables[spot.section][spot.row.name])
    row[spot.index] = new
    table = {**report.tables[spot.section], spot.row.name: tuple(row)}
    return replace(report, tables={**report.tables, spot.section: table})


def increased(report: Report, form: Form, cell: str, by: int) -> Report:
    """Return the report with the cell's number increased by `by`."""
    spot = _spot(form, cell)
    value = report.tables[spot.section][spot.row.name][spot.index].value
    assert value is not None
    return with_cell(report, form, cell, Cell(str(value + by), value + by))


def covered_cells(form: Form) -> Iterator[str]:
    """Yield the cells that occur in an equation within a report."""
    for section, table in form.tables.items():
        for block in table.blocks:
            for rule in block.rules:
                if rule.relation != "=" or rule.across_years:
                    continue
                names = {term.name for term in rule.left + rule.right}
                for row in block.row_leaves:
                    for column in block.column_leaves:
                        if (column if rule.each == "row" else row).name in names:
                            yield f"{section}.{row.name}.{column.name}"


def test_correct_report_has_no_problems(right: Report, made_up_forms: Forms) -> None:
    assert _check(right, made_up_forms[right.form]) == []


@pytest.mark.parametrize("by", [1, -1])
def test_any_figure_off_by_one_is_an_error_in_its_row(right: Report, by: int, made_up_forms: Forms) -> None:
    form = made_up_forms[right.form]
    cells = list(dict.fromkeys(covered_cells(form)))
    assert len(cells) > 30
    for cell in cells:
        spot = _spot(form, cell)
        wrong = increased(right, form, cell, by)
        new = wrong.tables[spot.section][spot.row.name][spot.index]
        if spot.number != "signed" and new.value is not None and new.value < 0:
            continue
        errors = [problem for problem in _check(wrong, form) if problem.level == "error"]
        row = f"{spot.section}.{spot.row.name}."
        assert any((error.cell or "").startswith(row) and spot.row.label in error.message for error in errors), cell


def test_cell_without_a_number_is_never_an_error(right: Report, made_up_forms: Forms) -> None:
    """An equation with a blank operand cannot be judged."""
    form = made_up_forms[right.form]
    for cell, printed in zip(covered_cells(form), cycle(["", "/", "—", "无", "约3件"]), strict=False):
        problems = _check(with_cell(right, form, cell, Cell(printed)), form)
        assert problems
        assert {problem.level for problem in problems} == {"warning"}


def _opened(report: Report, form: Form, cell: str) -> Report:
    """Return the report with "?" in the cell, the mark of an open cell."""
    row, spot = cell.rpartition(".")[0], _spot(form, cell)
    places = (report.position(row),) * len(report.tables[spot.section][spot.row.name])
    return replace(with_cell(report, form, cell, Cell(OPEN)), cells_at={row: places})


def test_open_cell_is_an_error(right: Report, made_up_forms: Forms) -> None:
    form = made_up_forms[right.form]
    for cell in form.cells:
        (problem,) = _check(_opened(right, form, cell), form)
        assert (problem.level, problem.check, problem.cell) == ("error", "cell.open", cell)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("甲局{0}年报告", ""),
        ("甲局2020、{0}年报告", ""),
        ("甲局2020年报告", "2020"),
        ("甲局2020、2019年报告", "2020、2019"),
    ],
)
def test_a_title_names_the_year_of_its_file(title: str, told: str, forms: Forms) -> None:
    report = stored(REPORTS[2], forms)
    report = replace(report, title=title.format(report.year))
    found = [each.message for each in check_report(Subject(report, forms[report.form])) if "title" in each.check]
    wrong = f"标题写的是 {told} 年，文件是 {report.year} 年度的。请核对放错了年份，还是标题有误。"
    assert found == ([wrong] if told else [])


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms["2021"]


@pytest.fixture
def wrong(forms: Forms, form: Form) -> Report:
    """Return a report whose total of 复议 is too large by one."""
    return increased(stored(REPORTS[2], forms), form, "disputes.review.total", 1)


_MESSAGE = "行政复议：总计 71 ≠ 结果维持 14 + 结果纠正 19 + 其他结果 14 + 尚未审结 23 = 70，相差 1。"


def _accepting(report: Report, *accepts: tuple[str, str | None]) -> Report:
    return replace(report, accepts=tuple(Accept(check, cell, "原件如此") for check, cell in accepts))


def test_error_has_advice(wrong: Report, form: Form) -> None:
    (problem,) = _check(wrong, form)
    assert (problem.level, problem.check, problem.cell) == ("error", "disputes.total", "disputes.review.total")
    assert problem.message == f"{_MESSAGE}请核对原件，改正填错的数。"


def test_problem_accepted_with_its_numbers_returns_when_they_change(wrong: Report, form: Form) -> None:
    accept = Accept("disputes.total", "disputes.review.total", "原件如此", (Decimal(71), Decimal(70)))
    (problem,) = _check(replace(wrong, accepts=(accept,)), form)
    assert (problem.level, problem.accepted) == ("note", "原件如此")
    other = replace(increased(wrong, form, "disputes.review.upheld", 5), accepts=(accept,))
    assert {(problem.level, problem.check) for problem in _check(other, form)} == {
        ("error", "disputes.total"), ("warning", "accepts.stale"),
    }  # fmt: skip


@pytest.mark.parametrize("cell", ["disputes.review.total", "disputes.review", "disputes", None])
def test_accepted_error_is_a_note_with_its_reason(cell: str | None, wrong: Report, form: Form) -> None:
    (problem,) = _check(_accepting(wrong, ("disputes.total", cell)), form)
    assert (problem.level, problem.message, problem.accepted) == ("note", _MESSAGE, "原件如此")


@pytest.mark.parametrize(
    ("check", "cell"),
    [
        ("disputes.total", "disputes.review.upheld"),
        ("disputes.total", "disputes.litigation_direct.total"),
        ("disputes.total", "disputes.review.tot"),
        ("disputes.sum", "disputes.review.total"),
        ("requests.results", None),
        ("", None),
    ],
)
def test_decision_about_another_problem_is_unused(check: str, cell: str | None, wrong: Report, form: Form) -> None:
    stale, error = sorted(_check(_accepting(wrong, (check, cell)), form), key=lambda problem: problem.check)
    assert (stale.level, stale.check) == ("warning", "accepts.stale")
    assert (error.level, error.check, error.accepted) == ("error", "disputes.total", None)


def test_decision_without_a_problem_is_a_warning(forms: Forms, form: Form) -> None:
    right = stored(REPORTS[2], forms)
    (stale,) = _check(_accepting(right, ("disputes.total", "disputes.review.total")), form)
    assert stale.message == (
        "accepts 里的这一条（disputes.total，disputes.review.total）没有对应的问题。"
        "改好了的请删去这一条，否则请核对检查名、单元格名和数。"
    )


def test_second_of_two_equal_decisions_is_unused(wrong: Report, form: Form) -> None:
    decision = ("disputes.total", "disputes.review.total")
    assert [problem.level for problem in _check(_accepting(wrong, decision, decision), form)] == ["warning", "note"]


def test_open_cell_cannot_be_accepted(wrong: Report, form: Form) -> None:
    open_report = _opened(wrong, form, "disputes.review.total")
    problems = _check(_accepting(open_report, ("cell.open", "disputes.review.total"), ("cell.open", None)), form)
    assert sorted((problem.level, problem.check) for problem in problems) == [
        ("error", "cell.open"),
        ("warning", "accepts.stale"),
        ("warning", "accepts.stale"),
    ]


def test_warning_can_be_accepted(forms: Forms, form: Form) -> None:
    report = with_cell(stored(REPORTS[2], forms), form, "disputes.review.total", Cell(""))
    (note,) = _check(_accepting(report, ("disputes.blank", None)), form)
    assert note.level == "note"
    assert note.message == "表中有 1 格（空白）没有可计算的数，涉及的 1 条勾稽关系无法核对。"


def test_a_further_family_can_be_passed(forms: Forms, form: Form) -> None:
    def check_nothing(subject: Subject) -> Iterator[Problem]:
        yield Problem(subject.report.position("overview"), "warning", "new.check", "新的检查。")

    report = stored(REPORTS[2], forms)
    (problem,) = check_report(Subject(report, form), (check_nothing,))
    assert problem.check == "new.check"
    assert problem.at == report.at["overview"]


def test_amounts_are_exact(forms: Forms) -> None:
    assert stored(ORIGINAL, forms).tables["disclosure"]["fees"][0].value == Decimal("2896.904")
