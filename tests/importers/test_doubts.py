"""What the recogniser makes of single rows and headings: taken, derived from digits, or asked with candidates."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from generator.importers.document import Box, Document, Grid, Paragraph
from generator.importers.recognise import Recognition, recognise
from generator.model.agency import Agency
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.made_documents import document, flattened, grids, made_report

ROW = ("requests", "granted")


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms["2021"]


@pytest.fixture
def report(form: Form) -> Report:
    return made_report(form, 2023, random.Random(7))


def _with(report: Report, row: Sequence[str], at: tuple[str, str] = ROW) -> Report:
    section, name = at
    cells = {**report.tables[section], name: tuple(Cell(text) for text in row)}
    return replace(report, tables={**report.tables, section: cells})


def _read(original: Document, forms: Forms, agency: Agency | str = "jia", year: int = 2023) -> Recognition:
    return recognise(original, forms, agency, year)


def _row(found: Recognition, at: tuple[str, str] = ROW) -> list[str]:
    return [cell.printed for cell in found.report.tables[at[0]][at[1]]]


def _told(found: Recognition, key: str = ".".join(ROW)) -> str:
    return next((question.message for question in found.questions if question.key == key), "")


@pytest.mark.parametrize(
    ("row", "candidate"),
    [
        (["16", "12", "0", "3", "0", "1", "0"], "12、0、3、0、1、0、16"),
        (["0", "3", "0", "1", "0", "16", "12"], "12、0、3、0、1、0、16"),
        (["1", "20", "3", "0", "1", "0", "16"], "12、0、3、0、1、0、16"),
        (["12", "0", "3", "0", "1", "01", "6"], "12、0、3、0、1、0、16"),
        (["", "12", "0", "3", "0", "1", "0"], "12、0、3、0、1、0、空白"),
        (["0", "3", "0", "1", "0", "16", ""], "空白、0、3、0、1、0、16"),
        (["3", "0", "1", "0", "16", "", ""], "空白、3、0、1、0、16、空白"),
    ],
)
def test_a_shift_or_a_torn_digit_is_proposed_and_not_applied(
    row: list[str], candidate: str, report: Report, form: Form, forms: Forms
) -> None:
    found = _read(document(_with(report, row), form), forms)
    assert _row(found) == ["?"] * 7
    assert f"可能是：{candidate}" in _told(found)


def test_a_wrong_sum_that_nothing_explains_is_the_originals_own(report: Report, form: Form, forms: Forms) -> None:
    row = ["12", "0", "3", "0", "1", "0", "40"]
    found = _read(document(_with(report, row), form), forms)
    assert _row(found) == row
    assert not _told(found)


@pytest.mark.parametrize(
    ("run", "taken"),
    [
        ("640020470", ["64", "0", "0", "2", "0", "4", "70"]),
        ("200 000121", ["20", "0", "0", "0", "0", "1", "21"]),
        ("500000 5", ["5", "0", "0", "0", "0", "0", "5"]),
        ("20 0 00 0 121", ["20", "0", "0", "0", "0", "1", "21"]),
        ("270020130", ["?"] * 7),  # 2 7 … 20 1 30 as well as 27 … 2 0 1 30
        ("1210000016", ["?"] * 7),  # no way to cut it gives a right sum
        ("12 3 1 16", ["?"] * 7),  # blanks have vanished
        ("12 0 3 0 1 0 16 7", ["?"] * 7),
    ],
)
def test_digits_run_together_are_cut_only_by_the_rows_own_sum(
    run: str, taken: list[str], report: Report, form: Form, forms: Forms
) -> None:
    sane = ["1", "0", "0", "0", "0", "0", "1"]
    text = flattened(_with(report, sane), form, " ").parts[0]
    assert isinstance(text, Paragraph)
    begin = text.text.index("（一）予以公开") + len("（一）予以公开")
    end = text.text.index("（二）部分公开")
    original = Document((Paragraph(f"{text.text[:begin]} {run} {text.text[end:]}", "第 1 行"),))
    found = _read(original, forms)
    assert _row(found) == taken
    level = next((each.level for each in found.questions if each.key == ".".join(ROW)), None)
    assert level == ("error" if taken[0] == "?" else "note")


def _swapped(grid: Grid, one: int, other: int, first_row: int) -> Grid:
    places = {one: other, other: one}
    boxes = (
        replace(box, column=places.get(box.column, box.column)) if box.row >= first_row and box.columns == 1 else box
        for box in grid.boxes
    )
    return Grid(tuple(sorted(boxes, key=lambda box: (box.row, box.column))), grid.place)


def _with_grid(report: Report, form: Form, section: str, grid: Grid) -> Document:
    own = grids(report, form)[section]
    return Document(tuple(grid if part == own else part for part in document(report, form).parts))


@pytest.mark.parametrize(
    ("section", "row", "one", "other", "first_row"),
    [("disclosure", "normative", 1, 3, 1), ("requests", "granted", 4, 5, 2), ("requests", "granted", 3, 9, 1)],
)
def test_columns_in_another_order_are_read_by_their_headings(
    section: str, row: str, one: int, other: int, first_row: int, report: Report, form: Form, forms: Forms
) -> None:
    grid = _swapped(grids(report, form)[section], one, other, first_row)
    found = _read(_with_grid(report, form, section, grid), forms)
    assert (found.report.tables, found.questions, found.form.id) == (report.tables, [], "2021")


def test_merged_headings_that_stand_over_no_figures_leave_the_order_open(
    report: Report, form: Form, forms: Forms
) -> None:
    """The spans of the header are lost, so nothing tells which figures stand under which heading."""
    swapped = _swapped(grids(report, form)["requests"], 4, 5, 2)
    boxes = tuple(replace(box, column=box.column + 9) if box.row == 2 else box for box in swapped.boxes)
    found = _read(_with_grid(report, form, "requests", replace(swapped, boxes=boxes)), forms)
    assert found.form.id == "2021"
    assert {cell.printed for row in found.report.tables["requests"].values() for cell in row} == {"?"}


def _disputes(grid: Grid, order: Sequence[int]) -> Grid:
    """The groups of five columns in another order, the headings over them moved with them."""
    moved = {group * 5 + at: order.index(group) * 5 + at for group in range(3) for at in range(5)}
    boxes = (replace(box, column=moved[box.column]) for box in grid.boxes)
    return Grid(tuple(sorted(boxes, key=lambda box: (box.row, box.column))), grid.place)


def test_groups_of_columns_in_another_order_are_read_by_their_headings(
    report: Report, form: Form, forms: Forms
) -> None:
    own = grids(report, form)["disputes"]
    assert min(box.column for box in own.boxes) == 0
    found = _read(_with_grid(report, form, "disputes", _disputes(own, (0, 2, 1))), forms)
    assert (found.report.tables, found.questions) == (report.tables, [])
    top = [replace(box, column=0) if box.text == "行政诉讼" else box for box in own.boxes if box.text != "行政复议"]
    found = _read(_with_grid(report, form, "disputes", replace(own, boxes=tuple(top))), forms)
    assert found.report.tables == report.tables


def test_groups_of_columns_that_stand_apart_from_their_headings_are_asked_about(
    report: Report, form: Form, forms: Forms
) -> None:
    own = grids(report, form)["disputes"]
    names = {"未经复议直接起诉": "复议后起诉", "复议后起诉": "未经复议直接起诉"}
    boxes = [
        replace(box, text=names.get(box.text, box.text), column=5 if box.text in names else box.column)
        for box in own.boxes
    ]
    found = _read(_with_grid(report, form, "disputes", replace(own, boxes=tuple(boxes))), forms)
    assert {cell.printed for row in found.report.tables["disputes"].values() for cell in row} == {"?"}


@pytest.mark.parametrize("between", ["|\n", " ", ""])
def test_groups_in_another_order_in_running_text_are_asked_about(
    between: str, report: Report, form: Form, forms: Forms
) -> None:
    original = flattened(report, form, between)
    one, other = "未经复议直接起诉", "复议后起诉"
    text = "\n".join(part.text for part in original.parts if isinstance(part, Paragraph))
    assert text.count(one) == text.count(other) == 1
    text = text.replace(one, "甲").replace(other, one).replace("甲", other)
    parts = tuple(Paragraph(line, f"第 {number} 行") for number, line in enumerate(text.split("\n"), 1))
    found = _read(Document(parts), forms)
    assert {cell.printed for row in found.report.tables["disputes"].values() for cell in row} == {"?"}


@pytest.mark.parametrize("label", ["行政处罚（上年）", "上年行政处罚", "行政处罚（2022年）"])
def test_a_row_of_another_year_is_not_the_forms(label: str, report: Report, form: Form, forms: Forms) -> None:
    own = grids(report, form)["disclosure"]
    grid = replace(own, boxes=tuple(replace(box, text=label) if box.text == "行政处罚" else box for box in own.boxes))
    assert _row(_read(_with_grid(report, form, "disclosure", grid), forms), ("disclosure", "penalties")) == ["?"]


def _columned(grid: Grid, label: str, figures: dict[str, str], at: int) -> Grid:
    """A column more over the last rows of table 2, its figures by the label of the row."""
    heads = {box.row for box in grid.boxes if box.text.startswith("本年处理决定数量")}
    rows = {box.row: figures[box.text] for box in grid.boxes if box.text in figures}
    boxes = [
        replace(box, column=box.column + 1, columns=1) if box.row in heads | set(rows) and box.column >= at else box
        for box in grid.boxes
    ]
    boxes += [Box(row, at, 1, 1, label, "表格") for row in heads]
    boxes += [Box(row, at, 1, 1, text, "表格") for row, text in rows.items()]
    return Grid(tuple(sorted(boxes, key=lambda box: (box.row, box.column))), grid.place)


@pytest.mark.parametrize("heading", ["上年处理决定数量", "备注", "比上年增减"])
def test_figures_under_another_heading_are_not_the_forms(
    heading: str, report: Report, form: Form, forms: Forms
) -> None:
    blank = _with(report, [""], ("disclosure", "licensing"))
    figures = {"行政许可": "99", "行政处罚": "98", "行政强制": "97"}
    grid = _columned(grids(blank, form)["disclosure"], heading, figures, 1)
    found = _read(_with_grid(blank, form, "disclosure", grid), forms)
    assert (found.report.tables, found.questions) == (blank.tables, [])


def test_amounts_in_another_unit_are_asked_about(report: Report, form: Form, forms: Forms) -> None:
    own = grids(report, form)["disclosure"]
    grid = replace(own, boxes=tuple(replace(box, text=box.text.replace("万元", "元")) for box in own.boxes))
    found = _read(_with_grid(report, form, "disclosure", grid), forms)
    assert _row(found, ("disclosure", "fees")) == ["?"]
    assert "原件的单位是“元”，格式的单位是“万元”" in _told(found, "disclosure.fees")


def test_headings_of_another_form_are_not_passed_over(report: Report, form: Form, forms: Forms) -> None:
    older = dict(
        zip(
            ["本年制发件数", "本年废止件数", "现行有效件数"],
            ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
            strict=True,
        )
    )
    own = grids(report, form)["disclosure"]
    grid = replace(own, boxes=tuple(replace(box, text=older.get(box.text, box.text)) for box in own.boxes))
    found = _read(_with_grid(report, form, "disclosure", grid), forms)
    assert found.form.id == "2021"
    assert _row(found, ("disclosure", "regulations")) == ["?"] * 3
    assert "表头写的是“本年新制作数量、本年新公开数量、对外公开总数量”，与格式不同" in _told(
        found, "disclosure.regulations"
    )
    assert "?" not in _row(found, ("disclosure", "licensing"))


def test_tables_of_two_forms_in_one_report_are_asked_about(report: Report, form: Form, forms: Forms) -> None:
    """No form has this table 2 beside this table 3: whichever is taken, nothing of the other is lost in silence."""
    older = grids(made_report(forms["2019"], 2020, random.Random(1)), forms["2019"])["disclosure"]
    found = _read(_with_grid(report, form, "disclosure", older), forms)
    stray = [each.message for each in found.questions if "不知道属于表中哪一行" in each.message]
    assert [each.partition("原件写的是“")[2][:5] for each in stray] == ["2.申请人", "3.其他 "]
    assert _row(found, ("requests", "other")) == ["?"] * 7
    assert "1.申请人无正当理由逾期不补正" in _told(found, "requests.other")


def test_a_row_printed_twice_with_other_figures_is_asked_about(report: Report, form: Form, forms: Forms) -> None:
    again = Grid(
        tuple(box for box in grids(_with(report, ["9"] * 7), form)["requests"].boxes if box.row >= 3), "又一个表格"
    )
    parts = document(report, form).parts
    at = parts.index(grids(report, form)["requests"])
    found = _read(Document((*parts[: at + 1], again, *parts[at + 1 :])), forms)
    assert _row(found) == ["?"] * 7
    assert "这一行出现了不止一次，而且不一样" in _told(found)


def test_figures_in_a_sentence_beside_a_table_are_no_cells(report: Report, form: Form, forms: Forms) -> None:
    """The row for them is missing; the note that names it does not fill it."""
    own = grids(report, form)["disclosure"]
    gone = next(box.row for box in own.boxes if box.text == "行政处罚")
    grid = Grid(tuple(box for box in own.boxes if box.row != gone), own.place)
    note = Paragraph("说明：本年作出行政处罚15件，行政强制3件。", "第 9 段")
    parts = [
        each
        for part in _with_grid(report, form, "disclosure", grid).parts
        for each in ((part, note) if part == grid else (part,))
    ]
    found = _read(Document(tuple(parts)), forms)
    assert _row(found, ("disclosure", "penalties")) == ["?"]
    assert found.report.notes["disclosure"] == "说明：本年作出行政处罚15件，行政强制3件。"


def test_what_the_original_says_of_itself_is_held_against_the_caller(report: Report, form: Form, forms: Forms) -> None:
    title = Paragraph("乙市财政局2022年政府信息公开工作年度报告", "第 1 段")
    original = Document((title, *document(report, form).parts[1:]), {"PubDate": "2024-01-20 09:00"})
    found = _read(original, forms, Agency("jia", "甲市住房和城乡建设局", "department"))
    assert [(each.check, each.message) for each in found.questions] == [
        (
            "import.year",
            "原件标题写的是 2022 年（“乙市财政局2022年政府信息公开工作年度报告”），导入时说的是 2023 年。请核对年份。",
        ),
        ("import.agency", "原件标题里的机关是“乙市财政局”，导入时说的是“甲市住房和城乡建设局”。请核对机关。"),
    ]
    assert str(found.report.published) == "2024-01-20"


@pytest.mark.parametrize("name", ["甲市住建局", "甲市住房和城乡建设局", "住房和城乡建设局"])
def test_a_shortened_name_is_the_agencys(name: str, report: Report, form: Form, forms: Forms) -> None:
    title = Paragraph(f"{name}二〇二三年度政府信息公开工作年度报告", "第 1 段")
    original = Document((title, *document(report, form).parts[1:]))
    assert _read(original, forms, Agency("jia", "甲市住房和城乡建设局", "department")).questions == []


OURS = Agency("jia", "甲市人民政府", "government")


@pytest.mark.parametrize(
    "title",
    [
        "甲市人民政府2023年政府信息公开工作年度报告 - 政府信息公开",
        "甲市人民政府 2023年度 政府信息公开工作年度报告",
        "甲市人民政府关于2023年度政府信息公开工作的年度报告",
        "2023年度甲市人民政府政府信息公开年度报告",
        "关于甲市人民政府二〇二三年政府信息公开工作年度报告",
        "2023年政府信息公开工作年度报告",
    ],
)
def test_a_title_may_be_worded_otherwise(title: str, report: Report, form: Form, forms: Forms) -> None:
    original = document(report, form)
    found = _read(replace(original, parts=original.parts[1:], labels={"title": title}), forms, OURS)
    assert found.questions == []


@pytest.mark.parametrize("name", ["甲市", "甲市政府", "甲市人民政府"])
def test_a_governments_name_may_be_shortened(name: str, report: Report, form: Form, forms: Forms) -> None:
    title = Paragraph(f"{name}2023年政府信息公开工作年度报告", "第 1 段")
    assert _read(Document((title, *document(report, form).parts[1:])), forms, OURS).questions == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("甲市人民政府办公室", "甲市人民政府"),
        ("甲市人民政府", "甲市人民政府办公室"),
        ("甲市", "甲市财政局"),
        ("甲市财政局", "甲市乙区财政局"),
        ("甲市乙区财政局", "甲市财政局"),
        ("甲市公安局乙分局", "甲市公安局"),
        ("甲市乙区人民政府", "甲市人民政府"),
        ("甲市教育局招生中心", "甲市教育局"),
    ],
)
def test_a_body_near_the_agency_is_not_the_agency(
    name: str, meant: str, report: Report, form: Form, forms: Forms
) -> None:
    title = Paragraph(f"{name}2023年政府信息公开工作年度报告", "第 1 段")
    found = _read(Document((title, *document(report, form).parts[1:])), forms, Agency("jia", meant, "department"))
    assert [each.check for each in found.questions] == ["import.agency"]


@pytest.mark.parametrize("first", [True, False])
def test_of_several_reports_the_one_whose_title_is_meant_is_read(
    first: bool, report: Report, form: Form, forms: Forms
) -> None:
    own, other = document(report, form).parts, document(made_report(form, 2022, random.Random(8)), form).parts
    found = _read(Document((*own, *other) if first else (*other, *own)), forms)
    assert (found.report.tables, found.report.text) == (report.tables, report.text)
    assert [(each.check, each.level) for each in found.questions] == [("import.report", "note")]


@pytest.mark.parametrize("first", [True, False])
def test_of_several_reports_that_no_title_tells_apart_what_differs_is_asked(
    first: bool, report: Report, form: Form, forms: Forms
) -> None:
    own, other = document(report, form).parts, document(made_report(form, 2022, random.Random(8)), form).parts[1:]
    found = _read(Document((*own, *other) if first else (*own[:1], *other, *own[1:])), forms)
    wrong = [
        (cell.printed, right.printed)
        for key, rows in report.tables.items()
        for row, cells in rows.items()
        for cell, right in zip(found.report.tables[key][row], cells, strict=True)
        if cell.printed not in ("?", right.printed)
    ]
    assert wrong == []
    assert "这一行出现了不止一次" in _told(found, "disputes.review")


@pytest.mark.parametrize(
    ("caption", "section", "asked"),
    [
        ("附：上年数据", "other", "没有找到这一行"),
        ("2022年度各项数据", "other", "没有找到这一行"),
        ("附表", "other", ""),
        ("2023年与2022年数据见下", "other", ""),
        ("情况如下", "overview", "不知道是不是本年的"),
    ],
)
def test_tables_brought_from_elsewhere_are_this_years_or_asked_about(
    caption: str, section: str, asked: str, report: Report, form: Form, forms: Forms
) -> None:
    parts = document(report, form).parts
    tables = [part for part in parts if isinstance(part, Grid)]
    rest = [part for part in parts if isinstance(part, Paragraph)]
    at = next(number for number, part in enumerate(rest) if part.text == report.text[section]) + 1
    found = _read(Document((*rest[:at], Paragraph(caption, "附件"), *tables, *rest[at:])), forms)
    assert found.form.id == "2021"
    if asked:
        assert {cell.printed for rows in found.report.tables.values() for row in rows.values() for cell in row} == {"?"}
        assert asked in _told(found, "disputes.review")
    else:
        assert (found.report.tables, found.questions) == (report.tables, [])


def test_tables_in_an_appendix_are_found_and_leave_nothing_behind(report: Report, form: Form, forms: Forms) -> None:
    parts = document(report, form).parts
    tables = [part for part in parts if isinstance(part, Grid)]
    rest = [part for part in parts if isinstance(part, Paragraph)]
    titles = [Paragraph(section.title, "附件") for section in form.sections if section.key in form.tables]
    appendix = [each for pair in zip(titles, tables, strict=True) for each in pair]
    found = _read(Document((*rest, *appendix)), forms)
    assert found.report.tables == report.tables
    assert found.report.text == report.text
    assert found.report.notes == {}


def test_the_rare_form_is_named(forms: Forms) -> None:
    mixed = forms["2021-mixed"]
    found = _read(document(made_report(mixed, 2023, random.Random(3)), mixed), forms)
    assert (found.report.form, found.report.form_named) == ("2021-mixed", True)


def test_texts_keep_their_places(report: Report, form: Form, forms: Forms) -> None:
    parts: list[Paragraph | Grid] = [
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
    found = _read(Document(tuple(parts)), forms).report
    assert found.preamble == "根据条例编制。"
    assert found.index_number == "014314799/2024-00002"
    assert found.text["overview"] == "（一）主动公开。公开\\{{甲}}件，\\**乙\\**。\n\\- 丙"
    assert found.closing == "甲局\n2024年1月20日"
    assert found.notes == {}
