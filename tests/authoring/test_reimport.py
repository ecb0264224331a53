"""Re-imports of exports edited in Word or Excel: what is reported, written and refused."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.exporters import FORMATS, NoPdfError, find_fonts
from tests.command_line import make_bureau
from tests.sample_reports import ORIGINAL

SOURCE = """\
# 经办：某某
published: 2025-01-20
overview: |
  （一）主动公开。**全年**收到申请{{requests.new.total}}件，其中自然人{{requests.new.natural}}件。

  - 第一项
  - 第二项
"""
ACCEPTS = """\
accepts:
  - {check: requests.balance, reason: 原件如此}   # 已核对
"""
needs_font = pytest.mark.skipif(find_fonts() is None, reason="no Chinese font that may be embedded")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Create a report with references, bold text, a list, comments and keys that no export contains."""
    folder = make_bureau(tmp_path / "reports")
    text = ORIGINAL.read_text(encoding="utf-8")
    tables = text[text.index("disclosure:") :]
    (folder / "2024.yml").write_text(SOURCE + tables.rstrip("\n") + "\n" + ACCEPTS, encoding="utf-8", newline="")
    return tmp_path / "reports"


def gongkai(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def export(reports: Path) -> Callable[[str], Path]:
    def make(kind: str) -> Path:
        path = reports.parent / f"年报.{kind}"
        assert gongkai("export", "county/bureau/2024", "--to", kind, "-o", path, "--reports", reports).exit_code in (
            0,
            1,
        )
        return path

    return make


def diff(before: str, reports: Path) -> list[str]:
    """Return the changed lines of the source as a diff."""
    after = report_in(reports)
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:1] in "+-"]


def report_in(reports: Path) -> str:
    return (reports / "county/bureau/2024.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["docx", "xlsx", pytest.param("pdf", marks=needs_font)])
def test_an_unedited_export_changes_nothing(kind: str, reports: Path, export: Callable[[str], Path]) -> None:
    before = report_in(reports)
    result = gongkai("import", export(kind), "--reports", reports)
    assert result.exit_code == 0
    assert "没有改动" in result.stderr
    assert report_in(reports) == before


@needs_font
def test_a_pdf_is_not_compared_without_fonts(
    reports: Path, export: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_fonts(*_: object) -> bytes:
        raise NoPdfError("没有字体。")

    path = export("pdf")
    monkeypatch.setitem(FORMATS, "pdf", FORMATS["pdf"]._replace(export=without_fonts))
    result = gongkai("import", path, "--reports", reports)
    assert result.exit_code == 2
    assert "没有写入：没有字体。也可以导入 Word" in result.stderr


def test_edits_in_word_are_reported_and_written_and_nothing_else_changes(
    reports: Path, export: Callable[[str], Path]
) -> None:
    before, path = report_in(reports), export("docx")
    document = docx.Document(str(path))
    document.tables[1].rows[3].cells[-1].paragraphs[0].text = "18"
    for paragraph in document.paragraphs:
        paragraph.text = (
            paragraph.text.replace("其中自然人", "当中自然人") if "其中自然人" in paragraph.text else paragraph.text
        )
        paragraph.text = "第二项改了" if paragraph.text == "第二项" else paragraph.text
    document.save(str(path))
    result = gongkai("import", path, "--reports", reports)
    assert "一、本年新收政府信息公开申请数量：总计：16 → 18" in result.stderr
    assert "一、总体情况，第 1 段：" in result.stderr
    assert "“- 第二项” → “- 第二项改了”" in result.stderr
    assert diff(before, reports) == [
        "-   （一）主动公开。**全年**收到申请{{requests.new.total}}件，其中自然人{{requests.new.natural}}件。",
        "+   （一）主动公开。**全年**收到申请{{requests.new.total}}件，当中自然人{{requests.new.natural}}件。",
        "-   - 第二项",
        "+   - 第二项改了",
        "-   new:        [16, 0, 0, 0, 0, 0, 16]  # 一、本年新收政府信息公开申请数量",
        "+   new:        [16, 0, 0, 0, 0, 0, 18]  # 一、本年新收政府信息公开申请数量",
    ]
    assert result.exit_code == 1, "the sum no longer holds"
    assert "[requests.applicants]" in result.stderr


def test_edits_in_excel_are_written_with_problems_as_json(reports: Path, export: Callable[[str], Path]) -> None:
    before, path = report_in(reports), export("xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in (book["表二"], book["数据"]):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == 127:
                    cell.value = 129
                elif cell.value == "127":
                    cell.value = "129"
    for row in book["正文"].iter_rows():
        for cell in row:
            cell.value = "未收费。" if cell.value == "无。" else cell.value
    book.save(path)
    result = gongkai("import", path, "--reports", reports, "--format", "json")
    assert list(json.loads(result.stdout)) == ["reports", "problems"]
    lines = diff(before, reports)
    assert [line for line in lines if "licensing" in line][1].split("#")[0].split() == ["+", "licensing:", "129"]
    assert lines[-2:] == ["-   无。", "+   未收费。"]
    assert len(lines) == 4


@pytest.mark.parametrize("sheet", ["表二", "数据"])
def test_a_figure_need_only_be_edited_in_the_printed_sheet(
    sheet: str, reports: Path, export: Callable[[str], Path]
) -> None:
    """An edit in the printed sheet alone is imported; one in the data sheet alone is a contradiction."""
    before, path = report_in(reports), export("xlsx")
    book = openpyxl.load_workbook(path)
    for cell in (cell for row in book[sheet].iter_rows() for cell in row):
        if cell.value in (127, "127"):
            cell.value = 129
    book.save(path)
    result = gongkai("import", path, "--reports", reports)
    lines = diff(before, reports)
    if sheet == "数据":
        assert (result.exit_code, lines) == (1, [])
        assert "“数据”表写的是“129”，前面的表里写的是“127”" in result.stderr
    else:
        assert result.exit_code == 0
        assert [line.split("#")[0].split()[1:] for line in lines] == [["licensing:", "127"], ["licensing:", "129"]]


def test_an_export_of_another_version_is_refused_unless_forced(reports: Path, export: Callable[[str], Path]) -> None:
    path, source = export("docx"), reports / "county/bureau/2024.yml"
    source.write_text(
        report_in(reports).replace("licensing: 127", "licensing: 128").replace("第一项", "头一项"), encoding="utf-8"
    )
    before = report_in(reports)
    result = gongkai("import", path, "--reports", reports)
    assert result.exit_code == 2
    assert "是从另一个版本导出的" in result.stderr
    assert report_in(reports) == before
    forced = gongkai("import", path, "--reports", reports, "--force")
    assert "头一项" not in report_in(reports)
    assert "“- 头一项” → “- 第一项”" in forced.stderr


@pytest.mark.parametrize(
    ("option", "value", "named"), [("--agency", "county", "county/bureau"), ("--year", "2023", "2024 年度")]
)
def test_an_export_of_another_agency_or_year_is_refused(
    option: str, value: str, named: str, reports: Path, export: Callable[[str], Path]
) -> None:
    before = report_in(reports)
    result = gongkai("import", export("docx"), "--reports", reports, option, value)
    assert result.exit_code == 2
    assert named in result.stderr
    assert value in result.stderr
    assert report_in(reports) == before


def test_an_open_cell_is_reported_and_nothing_is_written(reports: Path, export: Callable[[str], Path]) -> None:
    before, path = report_in(reports), export("docx")
    document = docx.Document(str(path))
    document.tables[1].rows[3].cells[-1].paragraphs[0].text = "?"
    document.save(str(path))
    result = gongkai("import", path, "--reports", reports)
    assert result.exit_code == 1
    assert "原来是“16”，文件里是“?”" in result.stderr
    assert "没有写入" in result.stderr
    assert report_in(reports) == before


def test_an_edit_of_the_data_sheet_alone_is_a_contradiction_in_earlier_exports_too(
    reports: Path, export: Callable[[str], Path]
) -> None:
    """They gave the columns other names."""
    earlier = {"section": "部分", "row": "行", "column": "列", "printed": "原文"}
    before, path = report_in(reports), export("xlsx")
    book = openpyxl.load_workbook(path)
    for cell in book["数据"][1]:
        cell.value = earlier.get(str(cell.value), cell.value)
    for row in book["数据"].iter_rows():
        for cell in row:
            cell.value = "129" if cell.value == "127" else cell.value
    book.save(path)
    result = gongkai("import", path, "--reports", reports)
    assert result.exit_code == 1
    assert "“数据”表写的是“129”，前面的表里写的是“127”" in result.stderr
    assert report_in(reports) == before


def test_a_file_without_our_mark_never_overwrites_a_report(reports: Path, tmp_path: Path) -> None:
    before, path = report_in(reports), tmp_path / "other.docx"
    document = docx.Document()
    document.add_paragraph("一、总体情况")
    document.save(str(path))
    result = gongkai("import", path, "--reports", reports, "--agency", "county/bureau", "--year", "2024")
    assert result.exit_code == 2
    assert "已经存在，不会覆盖" in result.stderr
    assert report_in(reports) == before
