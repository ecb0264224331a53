"""Tables as running text: labels beside sentences and broken group labels, in simplified and traditional characters."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.recognise import Recognition
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.documents import grids, random_report
from tests.importers.reading import message_about, read, row_of
from tests.importers.scoring import printed_of, score

SENTENCES = [
    "2024年，我局主动公开政府信息14条。",
    "2024年主动公开政府信息14条",
    "2023年，制定规章0件、行政规范性文件2件，办理行政许可3件、行政处罚5件，行政事业性收费0万元。",
    "2024年，被申请行政复议2件，结果维持1件，结果纠正1件；行政诉讼0件。",
    "（一）主动公开情况。我局公开信息20条。",
]
"""A sentence with labels of every table, and some that touch a figure before or after them."""

LAST_ROWS = [("disclosure", "fees"), ("requests", "carried_out"), ("disputes", "litigation_after_review")]


def _flat(report: Report, form: Form, separator: str, before: str = "", after: str = "") -> Document:
    """Return the report on one line, with a sentence right before and after each table."""
    tables = grids(report, form)
    text = f"甲局{report.year}年{form.title} "
    for section in form.sections:
        text += section.title
        if section.key in tables:
            text += before + separator.join(box.text for box in tables[section.key].boxes) + after
        else:
            text += report.text[section.key]
    return Document((Paragraph(text, "第 1 行"),))


def _lines(lines: Sequence[str]) -> Document:
    return Document(tuple(Paragraph(line, f"第 {at} 行") for at, line in enumerate(lines, 1)))


def _open(found: Recognition) -> list[str]:
    return [question.key or "" for question in found.questions if question.check == "import.cell"]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("separator", [" ", "\n", ""])
def test_a_sentence_before_a_table_costs_nothing(
    sentence: str, separator: str, report: Report, form: Form, forms: Forms
) -> None:
    expected, found = (read(_flat(report, form, separator, before), forms) for before in ("", sentence))
    assert found.report.tables == expected.report.tables
    assert found.report.notes == dict.fromkeys(form.tables, sentence)


@pytest.mark.parametrize("sentence", [SENTENCES[0], *SENTENCES[2:]])
@pytest.mark.parametrize("separator", [" ", ""])
def test_a_sentence_that_touches_the_last_figure_leaves_its_year_and_number(
    sentence: str, separator: str, report: Report, form: Form, forms: Forms
) -> None:
    expected, found = (read(_flat(report, form, separator, after=after), forms) for after in ("", sentence))
    assert found.report.tables == expected.report.tables
    assert found.report.notes == dict.fromkeys(form.tables, sentence)


@pytest.mark.parametrize("sentence", ["14件信息在网站公开。", "余件正在办理。", "1.加强公开。", "其中有2件。"])
def test_a_figure_that_a_sentence_touches_is_taken_only_if_a_sum_confirms_it(
    sentence: str, report: Report, form: Form, forms: Forms
) -> None:
    found = read(_flat(report, form, " ", after=sentence), forms)
    assert score(found.report, printed_of(report, form)).wrong == []
    assert row_of(found, LAST_ROWS[0]) == ["?"]


def test_half_a_group_label_before_a_row_costs_only_itself(report: Report, form: Form, forms: Forms) -> None:
    lines = "".join(part.text for part in _flat(report, form, " ").parts if isinstance(part, Paragraph))
    label = "（四）无法提供 1.本机关不掌握相关政府信息"
    assert label in lines
    broken = lines.replace("（三）不予公开", "\n（三）不\n予公开").replace(
        label, "\n（四）无 1.本机关不掌握相关政府信息"
    )
    found = read(_lines(broken.replace("2.没有现成", "\n法提供\n2.没有现成").split("\n")), forms)
    assert (found.report.tables, found.report.notes) == (report.tables, {})


@pytest.mark.parametrize("separator", [" ", "\n", ""])
def test_rows_numbered_with_a_comma_behind_their_group_are_found(
    separator: str, report: Report, form: Form, forms: Forms
) -> None:
    [text] = [part.text for part in _flat(report, form, separator).parts if isinstance(part, Paragraph)]
    expected = read(_lines(text.split("\n")), forms)
    for heading in form.tables["requests"].rows.values():
        label = heading[1].label
        text = text.replace(label, label.replace(".", "、"))
    found = read(_lines(text.split("\n")), forms)
    assert (found.report.tables, found.report.notes) == (expected.report.tables, expected.report.notes)
    assert (found.report.tables == report.tables) == bool(separator)


def test_half_a_group_label_run_together_with_figures_costs_only_itself(
    report: Report, form: Form, forms: Forms
) -> None:
    [text] = [part.text for part in _flat(report, form, "").parts if isinstance(part, Paragraph)]
    expected = read(_lines([text]), forms)
    broken = text.replace("（四）无法提供", "（四）无").replace("2.没有现成", "法提供2.没有现成")
    found = read(_lines([broken]), forms)
    assert (found.report.tables, found.report.notes) == (expected.report.tables, {})


def test_words_that_are_no_group_label_before_a_row_leave_it_open(report: Report, form: Form, forms: Forms) -> None:
    text = "".join(part.text for part in _flat(report, form, " ").parts if isinstance(part, Paragraph))
    found = read(_lines(text.replace("（四）无法提供 1.本机关", "\n其中我局 1.本机关").split("\n")), forms)
    assert set(row_of(found, ("requests", "unavailable.not_held"))) == {"?"}


SIMPLIFIED = (
    "总计规为数项内处决对许罚强业费额单万请组织会构机务结转办续继开区类过于国护权执询关没现补后举报诉复认"
    "获无缴纳维纠审议讼经体题进导动发废书专购当属条应团详点实际给还况录监统说标题询区编"
)
TRADITIONAL = (
    "總計規為數項內處決對許罰強業費額單萬請組織會構機務結轉辦續繼開區類過於國護權執詢關沒現補後舉報訴復認"
    "獲無繳納維糾審議訟經體題進導動發廢書專購當屬條應團詳點實際給還況錄監統說標題詢區編"
)


@pytest.mark.parametrize("id", ["2019", "2021"])
def test_traditional_characters_are_read(id: str, forms: Forms) -> None:
    form = forms[id]
    year = form.first_year or 2019
    report = random_report(form, year, random.Random(4))
    text = "".join(part.text for part in _flat(report, form, " ").parts if isinstance(part, Paragraph))
    found = read(_lines([text.translate(str.maketrans(SIMPLIFIED, TRADITIONAL))]), forms, year=year)
    assert found.report.tables == report.tables
    assert _open(found) == []
    assert not message_about(found, "disclosure.fees")


def _without_blanks(report: Report, form: Form, section: str, blank_rows: Sequence[str]) -> tuple[Report, Document]:
    """Return the report with blank cells in these rows, and its text with each cell on a line and no blank ones."""
    blanks = {
        row: tuple(Cell("") if at % 2 else cell for at, cell in enumerate(cells))
        for row, cells in report.tables[section].items()
        if row in blank_rows
    }
    blanked = replace(report, tables={**report.tables, section: {**report.tables[section], **blanks}})
    lines = [f"甲局{report.year}年{form.title}"]
    for each in form.sections:
        lines.append(each.title)
        if each.key in form.tables:
            lines += (box.text for box in grids(blanked, form)[each.key].boxes if box.text)
        else:
            lines.append(report.text[each.key])
    return blanked, _lines(lines)


def test_blank_cells_that_left_no_trace_are_asked_once(report: Report, form: Form, forms: Forms) -> None:
    rows = ["new", "granted", "carried_out"]
    blanked, text = _without_blanks(report, form, "requests", rows)
    found = read(text, forms)
    [question] = [question for question in found.questions if question.check == "import.cell"]
    assert [question.key, *question.more_keys] == [f"requests.{row}" for row in rows]
    first = " ".join(cell.printed for cell in blanked.tables["requests"]["new"][::2])
    assert question.message.startswith(
        "“三、收到和处理政府信息公开申请情况”的表有 3 行的空白格没有留下痕迹，不知道数在哪一格"
        f"（从网页上复制文字，空白格会消失）：一、本年新收政府信息公开申请数量“{first}”；"
    )
    assert question.message.endswith("请把网页另存为文件，或用 Word、PDF 原件再导入一次；没有原件就对照网页填写。")
    assert score(found.report, printed_of(blanked, form)).wrong == []


def test_a_single_row_without_its_blank_cells_is_asked_by_itself(report: Report, form: Form, forms: Forms) -> None:
    _, text = _without_blanks(report, form, "requests", ["partial"])
    [question] = [question for question in read(text, forms).questions if question.check == "import.cell"]
    assert (question.key, question.more_keys) == ("requests.partial", ())
    assert question.message.startswith("（二）部分公开")


@pytest.mark.parametrize(("other", "rows"), [("行政强制", []), ("", ["penalties", "coercion"])])
def test_a_misprint_that_may_be_either_of_two_labels_is_asked(
    other: str, rows: list[str], report: Report, form: Form, forms: Forms
) -> None:
    text = "\n".join(part.text for part in _flat(report, form, "\n").parts if isinstance(part, Paragraph))
    figure = report.tables["disclosure"]["coercion"][0].printed
    text = text.replace("行政处罚", "行政处制").replace(
        f"行政强制\n{figure}\n", f"{other}\n{figure}\n" if other else ""
    )
    found = read(_lines(text.split("\n")), forms)
    assert _open(found) == [f"disclosure.{row}" for row in rows]
    assert score(found.report, printed_of(report, form)).wrong == []
