"""How questions of an import are written: places, candidates, groups of rows, and cells that a workbook holds twice."""

import pytest

from generator.importers.document import Box, Grid
from generator.importers.exported import _conflicts
from generator.importers.questions import Question
from generator.importers.recognise import Recognition
from generator.importers.row_questions import about_rows
from generator.importers.table_reading import Derivation, OpenRows, TableReading
from generator.importers.transcript import transcript
from generator.model.form import Form
from generator.model.report import Report

ZEROS = ("0", "0", "0")


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, ""), (1, "可能是：0、0、1。"), (4, "可能是：0、0、1；0、0、2；0、0、3；0、0、4。"),
        (5, "可能是：0、0、1；0、0、2；0、0、3；0、0、4；等 5 种。"),
        (40, "；0、0、4；等 40 种。"), (41, "；0、0、4；等 40 多种。"),
    ],
)  # fmt: skip
def test_up_to_four_candidates_are_quoted(count: int, told: str, form: Form) -> None:
    candidates = tuple(("0", "0", str(number)) for number in range(1, count + 1))
    reading = TableReading(open_rows=[OpenRows(("regulations",), "原因", "第 3 页", "001", candidates)])
    (question,) = about_rows(form, "disclosure", reading)
    assert question.message.startswith("规章：原因，原件写的是“001”。")
    assert question.message.endswith(f"{told}请对照原件填写。")
    assert (question.level, question.key, question.origin) == ("error", "disclosure.regulations", "第 3 页")


def test_blanks_among_candidates_are_named(form: Form) -> None:
    reading = TableReading(open_rows=[OpenRows(("regulations",), "原因", "", " ", (("", "1", ""),))])
    (question,) = about_rows(form, "disclosure", reading)
    assert question.message == "规章：原因。可能是：空白、1、空白。请对照原件填写。"
    assert question.origin is None


@pytest.mark.parametrize(("doubt", "level"), [("", "note"), ("请看原件。", "warning")])
def test_a_derived_row_is_a_note_unless_it_is_doubtful(doubt: str, level: str, form: Form) -> None:
    derived = {"regulations": Derivation("000", "按方法拆开", doubt=doubt)}
    reading = TableReading(rows={"regulations": ("0", "", "0")}, derived=derived, places={"regulations": "第 2 页"})
    (question,) = about_rows(form, "disclosure", reading)
    assert question.message == f"规章：原件写的是“000”，按方法拆开，推定为 0、空白、0。{doubt}"
    assert (question.level, question.origin) == (level, "第 2 页")


def test_rows_derived_alike_are_told_together(form: Form) -> None:
    rows = [row for row in form.tables["requests"].rows if row.startswith("declined.")][:2]
    zeros = ("0",) * 7
    reading = TableReading(dict.fromkeys(rows, zeros), derived=dict.fromkeys(rows, Derivation("0" * 7, "按方法拆开")))
    (question,) = about_rows(form, "requests", reading)
    labels = "、".join(form.tables["requests"].rows[row][1].label for row in rows)
    told = f"（2 行）：按方法拆开。{labels}：原件写的是“0000000”，推定为 {'、'.join(zeros)}。"
    assert question.message.endswith(told)
    assert question.message != told


def test_the_source_file_lists_the_questions_with_their_places(report: Report, form: Form) -> None:
    questions = [
        Question("note", "import.omitted", "甲\n乙。", "第 3 段"),
        Question("warning", "import.stray", "丙。"),
        Question("error", "import.cell", "丁。", "第 2 页的表格"),
    ]
    lines = transcript("a b.docx", Recognition(report, form, questions)).split("\n")
    assert lines[:7] == [
        "# 由 gongkai import 从 a b.docx 转写。",
        "# 待核实（2）：",
        "# - 丙。",
        "# - 原件第 2 页的表格，丁。",
        "# 推定（1）：",
        "# - 原件第 3 段，甲 乙。",
        "",
    ]
    assert transcript("a", Recognition(report, form, [])).split("\n")[:2] == ["# 由 gongkai import 从 a 转写。", ""]


@pytest.mark.parametrize(
    "heads",
    [["section", "row", "column", "printed"], ["部分", "行", "列", "原文"], ["printed", "column", "row", "section"]],
)
def test_a_data_sheet_that_differs_from_the_tables_is_asked_about(heads: list[str], report: Report, form: Form) -> None:
    cell = next(iter(form.cells))
    section, row, column = cell.split(".")
    printed = report.tables[section][row][0].printed
    names = {"部分": "section", "行": "row", "列": "column", "原文": "printed"}
    for text, is_asked in ((f"{printed}9", True), (f" {printed} ", False)):
        values = {"section": section, "row": row, "column": column, "printed": text}
        rows = [heads, [values[names.get(head, head)] for head in heads]]
        boxes = (Box(at, x, 1, 1, each, f"格{at}{x}") for at, line in enumerate(rows) for x, each in enumerate(line))
        found = dict(_conflicts([Grid(tuple(boxes), "")], form, report))
        assert list(found) == ([cell] if is_asked else [])
        if is_asked:
            assert found[cell].text == text
            assert f"“数据”表写的是“{text}”，前面的表里写的是“{printed}”" in found[cell].question.message


def test_a_sheet_without_all_columns_is_no_data_sheet(report: Report, form: Form) -> None:
    boxes = tuple(Box(0, at, 1, 1, text, "") for at, text in enumerate(["section", "row", "column", "value"]))
    assert dict(_conflicts([Grid(boxes, "")], form, report)) == {}
