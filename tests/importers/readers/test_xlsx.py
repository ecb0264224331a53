"""Reading Excel workbooks: number formats, text and tables, unreliable results of formulas."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Border, Side

from generator.importers.readers.number_format import format_value
from generator.importers.readers.xlsx import read_xlsx
from tests.importers.readers.dump import dump
from tests.importers.readers.workbook_files import Value, write_workbook

THIN = Side(style="thin")


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0, "0", "0"),
        (2896.904, "General", "2896.904"),
        (0.1 + 0.2, "General", "0.3"),
        (24252.311082, "G/通用格式", "24252.311082"),
        (2896.904, "#,##0.00", "2,896.90"),
        (2.5, "0", "3"),
        (1234567, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "1,234,567"),
        (0, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (-3, "0;[Red]-0", "-3"),
        (-3, "0_);[Red]\\(0\\)", "(3)"),
        (-3, "0", "-3"),
        (0, "0;-0;;@", ""),
        (0, "#,###", ""),
        (5, '0"件"', "5件"),
        (96171.6, "0.######", "96171.6"),
        (12, "0.##", "12"),
        (0.123, "0.0%", "12.3%"),
        (7, "@", "7"),
        (150, "[>100]0.0;0", "150"),
        (-0.5, "0.0;(0.00)", "(0.50)"),
        (0, "0;-0", "0"),
        (1234567, "0,", "1235"),
        (1234567, "#,##0.0,", "1,234.6"),
        (1234567, "#,##0,.0", "1,234.6"),
        (1234567890, "0,.0,", "1234.6"),
        (12345678, "0.00,,", "12.35"),
        (7, "000", "007"),
        (12345, "0\\.0,", "12345"),
        (-12345678, "000-0000", "-12345678"),
        (0.5, "#.#", ".5"),
        (0.5, "0.#", "0.5"),
        (12.5, "0.0#", "12.5"),
        (12.25, "0.0#", "12.25"),
        (2, "0.0#", "2.0"),
        (5, "第0\\件", "第5件"),
        (5, "0_)*-", "5"),
        (5, '"共"0"件";;"无"', "共5件"),
        (0, '"共"0"件";;"无"', "无"),
        (5, "0.00E+00", "5"),
        (5, "# ?/?", "5"),
        (45000, "yyyy-mm-dd", "45000"),
        (45000, "dd", "45000"),
        (5, "0 hh", "5"),
        (5, '0"days"', "5days"),
        (5, "[Red]0", "5"),
        (2, "0.#", "2"),
        (12345, " ", "12345"),
        (0.25, "0%", "25%"),
        (0.1234, "0.00%", "12.34%"),
        (date(2024, 1, 5), "General", "2024-01-05"),
        (datetime(2024, 1, 5), "General", "2024-01-05"),
        (datetime(2024, 1, 5, 8, 3), "General", "2024-01-05 08:03"),
        (False, "General", "FALSE"),
        ("甲", "0", "甲"),
        (True, "General", "TRUE"),
        (None, "General", ""),
    ],
)
def test_value_is_formatted_as_shown(value: object, number_format: str, text: str) -> None:
    assert format_value(value, number_format) == text


def test_text_and_tables_are_distinguished(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "年报"
    for row in (
        ["某县2024年政府信息公开工作年度报告"],
        ["一、总体情况"],
        ["2024年，我局严格按照工作要求，切实落实工作机制，收到申请5件。"],
        [],
        ["二、主动公开政府信息情况"],
        ["第二十条第（一）项"],
        ["信息内容", "制发", "废止"],
        ["规章", 1, None],
        ["规范性文件", None, None],
        [],
        ["六、其他"],
    ):
        sheet.append(row)
    sheet.merge_cells("A6:C6")
    for number in range(6, 10):
        for column in range(1, 4):
            sheet.cell(number, column).border = Border(THIN, THIN, THIN, THIN)
    hidden = book.create_sheet("底稿")
    hidden.append(["不给人看的", 9])
    hidden.sheet_state = "hidden"
    book.custom_doc_props.append(StringProperty(name="origin", value="2024"))  # type: ignore[attr-defined]
    book.save(tmp_path / "a.xlsx")
    assert dump(read_xlsx(tmp_path / "a.xlsx")) == (
        "# origin: 2024\n"
        "[表格“年报”A1] 某县2024年政府信息公开工作年度报告\n"
        "[表格“年报”A2] 一、总体情况\n"
        "[表格“年报”A3] 2024年，我局严格按照工作要求，切实落实工作机制，收到申请5件。\n"
        "[表格“年报”A5] 二、主动公开政府信息情况\n"
        "[表格“年报”]\n"
        "  5: 0=第二十条第（一）项 (1x3)\n"
        "  6: 0=信息内容 | 1=制发 | 2=废止\n"
        "  7: 0=规章 | 1=1 | 2=\n"
        "  8: 0=规范性文件 | 1= | 2=\n"
        "[表格“年报”A11] 六、其他\n"
    )


def test_table_without_borders_keeps_long_labels(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["项目", None, "自然人", "总计"])
    sheet.append(["三、办理结果", "（二）部分公开（区分处理的，只计这一情形，不计其他情形，另行说明）"])
    sheet.append([None, "（一）予以公开", 3, 3])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    assert dump(read_xlsx(tmp_path / "a.xlsx")) == (
        "[表格“Sheet”]\n"
        "  0: 0=项目 (1x2) | 2=自然人 | 3=总计\n"
        "  1: 0=三、办理结果 (2x1) | 1=（二）部分公开（区分处理的，只计这一情形，不计其他情形，另行说明） | 2= | 3=\n"
        "  2: 1=（一）予以公开 | 2=3 | 3=3\n"
    )


def test_only_reliable_results_are_read(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "a.xlsx",
        [
            ["数", 3, 4],
            ["合计", ("SUM(B1:C1)", 7), ("B1+C1-1", 6)],
            ["合计旧了", ("SUM(B1:C1)", 8), ("$B$1-4", 1)],
            ["没有结果", ("SUM(B1:C1)", None), ("MAX(B1:C1)", None)],
            ["算不出", ("MAX(B1:C1)", 4)],
        ],
        needs_calculation=False,
    )
    assert dump(read_xlsx(path)) == (
        "[表格“表”]\n"
        "  0: 0=数 | 1=3 | 2=4\n"
        "  1: 0=合计 | 1=7 | 2=6\n"
        "  2: 0=合计旧了 | 1=? | 2=?\n"
        "  3: 0=没有结果 | 1=? | 2=?\n"
        "  4: 0=算不出 | 1=4 | 2=\n"
    )


def test_a_result_may_differ_from_its_formula_by_a_rounding_error_only(tmp_path: Path) -> None:
    results = [7.5, 7.5000000001, 7.50001, 7.4, 7, 8]
    rows: list[list[Value]] = [["数", 3, 4.5]]
    rows += [["合计", ("SUM(B1:C1)", each)] for each in results]
    path = write_workbook(tmp_path / "a.xlsx", rows, needs_calculation=False)
    assert dump(read_xlsx(path)).count("=?") == len(results) - 2


def test_results_are_unreliable_if_the_workbook_needs_calculation(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["数", 3, 4],
        ["合计", ("SUM(B1:C1)", 0), ("SUM(B1:C1)", 7)],
        ["最大", ("MAX(B1:C1)", 0), 4],
    ]
    path = write_workbook(tmp_path / "a.xlsx", rows, needs_calculation=True)
    assert dump(read_xlsx(path)) == (
        "[表格“表”]\n  0: 0=数 | 1=3 | 2=4\n  1: 0=合计 | 1=? | 2=7\n  2: 0=最大 | 1=? | 2=4\n"
    )
