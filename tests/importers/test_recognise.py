"""The form of a report is recognised, and its texts are assigned to their sections."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.importers.document import Box, Document, Grid, Paragraph, Part
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document, grids, random_report
from tests.importers.reading import read, row_of, with_grid


def test_an_unusual_form_is_named_in_the_report(forms: Forms) -> None:
    mixed = forms["2021-mixed"]
    found = read(document(random_report(mixed, 2023, random.Random(3)), mixed), forms)
    assert (found.report.form, found.report.form_named) == ("2021-mixed", True)


def test_tables_of_two_forms_keep_all_rows(report: Report, form: Form, forms: Forms) -> None:
    """The form is asked once, and nothing else: every row has a place in it."""
    older = random_report(forms["2019"], 2020, random.Random(1))
    table = grids(older, forms["2019"])["disclosure"]
    found = read(with_grid(report, form, "disclosure", table), forms)
    assert found.report.tables == {**report.tables, "disclosure": older.tables["disclosure"]}
    assert [question.check for question in found.questions] == ["import.form"]
    assert found.report.form_named


def _without(grid: Grid, is_lost: Callable[[Box], bool]) -> Grid:
    """Return the grid without the rows that begin with a box that is lost."""
    lost = {box.row for box in grid.boxes if is_lost(box)}
    return replace(grid, boxes=tuple(box for box in grid.boxes if box.row not in lost))


@pytest.mark.parametrize(("printed", "year", "expected"), [
    ("2021", 2023, "2021"), ("2021-mixed", 2023, "2021"), ("2019", 2020, "2019"), ("2019-mixed", 2020, "2019"),
])  # fmt: skip
def test_the_year_decides_the_form_where_the_differing_rows_are_cut_off(
    printed: str, year: int, expected: str, forms: Forms
) -> None:
    form = forms[printed]
    report = random_report(form, year, random.Random(3))
    own = grids(report, form)["requests"]
    first = next(box.row for box in own.boxes if box.text == "（六）其他处理")
    found = read(with_grid(report, form, "requests", _without(own, lambda box: box.row >= first)), forms, year=year)
    assert found.form.id == expected
    assert "?" not in row_of(found)
    missing = [cell.printed for row, cells in found.report.tables["requests"].items() for cell in cells
               if row.startswith("other")]  # fmt: skip
    assert set(missing) == {"?"}


@pytest.mark.parametrize("filled", [0, 1, 2, 3])
def test_rows_that_lost_their_labels_and_blanks_do_not_change_the_form(
    filled: int, report: Report, form: Form, forms: Forms
) -> None:
    """What is left of three rows may look like the one row that another form has in their place."""
    own = grids(report, form)["requests"]
    first = next(box.row for box in own.boxes if box.text == "（六）其他处理")
    kept = [
        box
        for box in own.boxes
        if not first <= box.row < first + 3 or (box.row < first + filled and box.columns == 1 and box.text.isdigit())
    ]
    found = read(with_grid(report, form, "requests", replace(own, boxes=tuple(kept))), forms)
    assert found.form is form
    rows = [row_of(found, ("requests", row)) for row in report.tables["requests"] if row.startswith("other.")]
    assert all(set(cells) == {"?"} for cells in rows) or filled == 3


def test_texts_are_assigned_to_their_sections(report: Report, form: Form, forms: Forms) -> None:
    parts: list[Part] = [
        Paragraph("当前位置：首页 > 政府信息公开 > 年报", "第 1 段"),
        *document(report, form).parts,
    ]
    parts[2:2] = [
        Paragraph("索引号：014314799/2024-00002 发布日期：2024-01-30 浏览次数：12", "第 1 段"),
        Paragraph("根据条例编制。", "第 1 段"),
    ]
    at = parts.index(Paragraph(report.text["overview"], "第 2 段"))
    parts[at] = Paragraph("（一）主动公开。公开{{甲}}件，**乙**。\n- 丙", "第 2 段")
    parts += [
        Paragraph("甲局", "第 8 段"),
        Paragraph("2024年1月20日", "第 8 段"),
        Paragraph("【打印】【关闭】", "第 8 段"),
    ]
    found = read(Document(tuple(parts)), forms).report
    assert found.preamble == "根据条例编制。"
    assert found.index_number == "014314799/2024-00002"
    assert found.text["overview"] == "（一）主动公开。公开\\{{甲}}件，\\**乙\\**。\n\\- 丙"
    assert found.closing == "甲局\n2024年1月20日"
    assert found.notes == {}
