"""Run-together rows that only the equations of all rows and columns together can split."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.importers import joint_search
from generator.importers.document import Paragraph
from generator.importers.joint_derivation import derive_jointly
from generator.importers.joint_search import Row, possible_solutions
from generator.importers.table_reading import OpenRows, TableReading
from generator.importers.tables import read_table
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.documents import flattened, grids, random_report
from tests.importers.reading import ROW, message_about, read, row_of, with_row

AMBIGUOUS = [27, 0, 0, 2, 0, 1, 30]
"""Run together, this is also 2, 7, 0, 0, 20, 1, 30."""


def _report(form: Form, rows: Mapping[str, Sequence[int]]) -> Report:
    """Return a report whose table of requests holds the rows of results, nothing else, and what follows from them."""
    report = random_report(form, 2023, random.Random(7))
    table = form.tables["requests"]
    (balance, results) = (rule for rule in table.blocks[0].rules if rule.each == "column" and rule.weight == "error")
    figures = {row: list(rows.get(row, [0] * 7)) for row in table.rows}
    sums = [sum(column) for column in zip(*(figures[term.name] for term in results.right), strict=True)]
    figures[results.left[0].name] = figures[balance.left[0].name] = sums
    cells = {row: tuple(Cell(str(each), Decimal(each)) for each in own) for row, own in figures.items()}
    return replace(report, tables={**report.tables, "requests": cells})


def _results(form: Form) -> list[str]:
    """Return the names of the rows that add up to the total of results."""
    rules = [rule for rule in form.tables["requests"].blocks[0].rules if rule.each == "column"]
    return [term.name for term in rules[1].right]


def _random_figures(form: Form, rng: random.Random, largest: int) -> Report:
    """Return a report with figures as offices have them: mostly 0, some up to `largest`."""
    rows = {}
    for row in _results(form):
        parts = [rng.choice([0, 0, rng.randint(0, 9), rng.randint(0, largest)]) for _ in range(6)]
        rows[row] = [*parts, sum(parts)] if rng.random() < 0.5 else [0] * 7
    return _report(form, rows)


def _with_misprint(report: Report, rng: random.Random) -> Report:
    """Return the report with one figure of the requests changed."""
    row = rng.choice(list(report.tables["requests"]))
    texts = [cell.printed for cell in report.tables["requests"][row]]
    at = rng.randrange(len(texts))
    changed = [str(int(texts[at]) + 1), str(int(texts[at]) + 10), texts[at] + "1", str(rng.randint(0, 60))]
    texts[at] = rng.choice([each.lstrip("0") or "0" for each in changed])
    return with_row(report, texts, ("requests", row))


def _read(report: Report, form: Form) -> TableReading:
    """Read the table of requests from text without separators."""
    text = "".join(box.text for box in grids(report, form)["requests"].boxes)
    reading = read_table([Paragraph(text, "第 1 行")], form.tables["requests"])
    derive_jointly(form, {"requests": reading})
    return reading


def _wrong(report: Report, reading: TableReading) -> list[str]:
    """Return the rows that were not read as printed."""
    truth = {row: tuple(cell.printed for cell in cells) for row, cells in report.tables["requests"].items()}
    return [row for row, texts in reading.rows.items() if texts != truth[row]]


def test_a_row_that_its_own_sum_leaves_open_is_derived_from_the_columns(form: Form, forms: Forms) -> None:
    other = _results(form)[-1]
    found = read(flattened(_report(form, {ROW[1]: AMBIGUOUS, other: [4, 0, 0, 0, 0, 0, 4]}), form, ""), forms)
    assert row_of(found) == [str(each) for each in AMBIGUOUS]
    assert message_about(found) == (
        "（一）予以公开：原件写的是“270020130”，各格连在一起，与别的行一起试，"
        "只有这一种拆法使“各类申请人之和等于总计”“各种办理结果之和等于总计”都成立，推定为 27、0、0、2、0、1、30。"
    )


def test_two_rows_that_could_be_exchanged_stay_open(form: Form) -> None:
    one, other, *_ = _results(form)
    reading = _read(_report(form, {one: AMBIGUOUS, other: [2, 7, 0, 0, 20, 1, 30]}), form)
    assert {row for each in reading.open_rows for row in each.rows} >= {one, other}


def test_rows_that_can_all_be_split_in_another_way_stay_open(form: Form) -> None:
    """Where one row of results is all there is, it and the totals have the same digits, and nothing decides."""
    first, *_ = _results(form)
    reading = _read(_report(form, {first: AMBIGUOUS}), form)
    assert len(reading.open_rows) == 3


@pytest.mark.parametrize("changed", [[4, 0, 0, 0, 0, 0, 4], [0, 5, 0, 0, 0, 0, 5]])
def test_a_row_stays_open_if_an_equation_of_its_columns_fails(form: Form, changed: list[int]) -> None:
    one, other, *_ = _results(form)
    report = with_row(_report(form, {one: AMBIGUOUS}), [str(each) for each in changed], ("requests", other))
    reading = _read(report, form)
    assert one not in reading.rows
    assert _wrong(report, reading) == []


@pytest.mark.parametrize(
    ("true", "printed"),
    [
        ([26, 0, 0, 3, 0, 29, 58], [26, 0, 0, 3, 0, 29, 94]),  # or 2, 60, 0, 3, 0, 29, 94
        ([0, 0, 30, 21, 0, 15, 66], [0, 55, 30, 21, 0, 15, 66]),  # or 0, 553, 0, 2, 10, 1, 566
        ([18, 0, 0, 0, 0, 22, 40], [18, 0, 0, 0, 0, 22, 0]),  # or 18, 0, 0, 0, 0, 2, 20
    ],
)
def test_a_split_that_only_a_misprint_makes_sum_up_is_opened_again(
    true: list[int], printed: list[int], form: Form
) -> None:
    """The true figures do not add up, but another way to split the digits does."""
    one, other, *_ = _results(form)
    report = _report(form, {one: true, other: [4, 0, 0, 0, 0, 0, 4]})
    reading = _read(with_row(report, [str(each) for each in printed], ("requests", one)), form)
    assert one not in reading.rows
    candidates = next(each.candidates for each in reading.open_rows if one in each.rows)
    assert tuple(str(each) for each in printed) in candidates


@pytest.mark.parametrize("id", ["2019", "2021"])
@pytest.mark.parametrize("largest", [12, 40])
def test_what_is_derived_is_what_was_printed(id: str, largest: int, forms: Forms) -> None:
    form, opened = forms[id], 0
    for seed in range(3):
        report = _random_figures(form, random.Random(f"{id}{largest}{seed}"), largest)
        reading = _read(report, form)
        assert _wrong(report, reading) == []
        opened += len(reading.open_rows)
    assert opened <= 2


@pytest.mark.parametrize("id", ["2019", "2021"])
def test_no_wrong_figure_is_derived_where_one_is_misprinted(id: str, forms: Forms) -> None:
    form = forms[id]
    for seed in range(8):
        rng = random.Random(f"{id}{seed}")
        report = _with_misprint(_random_figures(form, rng, 12), rng)
        assert _wrong(report, _read(report, form)) == []


# Two columns, and two rows that add up to one that is certain: -base.
_ROW = Row("111", (("1", "11"), ("11", "1")), (1,), may_break_sums=False)


@pytest.mark.parametrize(
    ("base", "found"),
    [
        ((-12, -12), {(("1", "11"), ("11", "1"), True), (("11", "1"), ("1", "11"), True)}),
        ((-2, -22), {(("1", "11"), ("1", "11"), True)}),
        ((-2, -23), {(("1", "11"), ("1", "11"), False)}),  # one column fails: possible
        ((-3, -23), set()),  # two columns fail
    ],
)
def test_solutions_break_at_most_one_column(base: tuple[int, int], found: set[object]) -> None:
    solutions = possible_solutions(base, [_ROW, _ROW], 2) or []
    assert {(*each.readings, each.exact) for each in solutions} == found


def test_a_solution_may_break_the_sums_of_one_row() -> None:
    """No reading but 1, 11 meets the row's sums, but with a misprint 11, 1 is possible, too."""
    row = Row("111", (("1", "11"),), (1,), may_break_sums=True)
    assert possible_solutions((-11, -1), [row], 2) == [((("11", "1"),), False)]
    assert possible_solutions((-11, -1), [replace(row, may_break_sums=False)], 2) == []
    twice = possible_solutions((-22, -2), [row, row], 2)
    assert twice == []


@pytest.mark.parametrize(("limit", "is_found"), [(1, False), (2, True)])
def test_the_search_gives_up_at_too_many_solutions(limit: int, is_found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_search, "_MAX_SOLUTIONS", limit)
    assert (possible_solutions((-12, -12), [_ROW, _ROW], 2) is not None) == is_found


@pytest.mark.parametrize(("limit", "is_found"), [(5, False), (6, True)])
def test_the_search_gives_up_after_too_many_steps(limit: int, is_found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_search, "_MAX_STEPS", limit)
    assert (possible_solutions((-12, -12), [_ROW, _ROW], 2) is not None) == is_found


def _disclosure(form: Form, texts: dict[str, list[str]], forms: Forms) -> dict[str, list[str]]:
    """Return the rows of the disclosure table that were read from text without separators."""
    report = _report(form, {})
    for row in form.tables["disclosure"].rows:
        width = len(report.tables["disclosure"][row])
        report = with_row(report, texts.get(row, ["0"] * width), ("disclosure", row))
    year = {"2019": 2020, "2021": 2023}[form.id]
    found = read(flattened(replace(report, year=year), form, ""), forms, year=year)
    return {row: row_of(found, ("disclosure", row)) for row in texts}


@pytest.mark.parametrize(
    ("id", "row", "printed", "is_derived"),
    [
        ("2021", 1, ["3", "3", "5"], True),
        ("2021", 1, ["3", "0", "5"], True),
        ("2021", 1, ["3", "30", "5"], False),  # or 33, 0, 5
        ("2021", 1, ["33", "3", "5"], False),  # or 3, 33, 5
        ("2021", 1, ["3", "", "5"], False),
        ("2019", 6, ["15", "-15"], True),
        ("2019", 6, ["15", "15"], False),
        ("2019", 2, ["15", "-", "15"], False),  # or 15, -1, 5
    ],
)
def test_digits_that_can_be_read_in_one_way_only_are_derived(
    id: str, row: int, printed: list[str], is_derived: bool, forms: Forms
) -> None:
    form = forms[id]
    name = list(form.tables["disclosure"].rows)[row]
    assert _disclosure(form, {name: printed}, forms) == {name: printed if is_derived else ["?"] * len(printed)}


def test_a_reading_that_no_equation_confirms_is_asked_about(form: Form, forms: Forms) -> None:
    name = list(form.tables["disclosure"].rows)[1]
    report = with_row(_report(form, {}), ["3", "3", "5"], ("disclosure", name))
    found = read(flattened(report, form, ""), forms)
    question = next(each for each in found.questions if each.key == f"disclosure.{name}")
    assert (question.level, question.check) == ("warning", "import.derived")
    assert question.message == (
        "行政规范性文件：原件写的是“335”，各格连在一起，每格都有数的话，只有这一种拆法，推定为 3、3、5。"
        "请对照原件，看有没有空白格。"
    )


def test_notes_on_derived_rows_are_summed_up_by_group(form: Form, forms: Forms) -> None:
    found = read(flattened(_report(form, {}), form, ""), forms)
    notes = [each.message for each in found.questions if each.check == "import.derived"]
    assert [message.partition("：")[0] for message in notes][-8:] == [
        "三、收到和处理政府信息公开申请情况（3 行）",
        "三、本年度办理结果（3 行）",
        "（三）不予公开（8 行）",
        "（四）无法提供（3 行）",
        "（五）不予处理（5 行）",
        "（六）其他处理（3 行）",
        "行政复议",
        "行政诉讼（2 行）",
    ]
    assert (
        notes[-4]
        == (
            "（四）无法提供（3 行）：各格连在一起，按本行的勾稽关系拆开。"
            "1.本机关不掌握相关政府信息、2.没有现成信息需要另行制作、3.补正后申请内容仍不明确："
            "原件写的是“0000000”，推定为 0、0、0、0、0、0、0。"
        )
        or notes[-5]
    )


@pytest.mark.parametrize(
    ("open_rows", "may_lack"),
    [
        ([], False),
        ([OpenRows(("new",), "", "", "1", (("1",),))], False),
        ([OpenRows((), "", "", "1")], False),
        ([OpenRows(("new",), "", "", "1", (("1",),)), OpenRows(("total",), "", "", "")], True),
    ],
)
def test_one_row_that_cannot_be_read_may_hide_blanks(open_rows: list[OpenRows], may_lack: bool) -> None:
    assert TableReading(open_rows=open_rows).may_lack_blanks == may_lack
