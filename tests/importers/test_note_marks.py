"""Note marks and struck-out digits beside a figure: they are never read as part of it and always leave the row open."""

from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from generator.importers.document import Document, Grid
from generator.importers.figures import normalise_figures
from generator.importers.readers.worker import read_in_process
from generator.importers.row_questions import about_rows
from generator.importers.table_reading import Derivation, TableReading
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import document
from tests.importers.readers.typst_pdf import compile_pdf
from tests.importers.reading import ROW, message_about, read, row_of, with_row


def _texts(path: Path) -> list[str]:
    """Return the texts of the last row of the table in the file."""
    grid = next(part for part in read_in_process(path).parts if isinstance(part, Grid))
    return [box.text for box in grid.boxes if box.row == max(other.row for other in grid.boxes)]


@pytest.mark.parametrize(
    ("printed", "candidate"),
    [
        ("12①", "12"), ("12¹", "12"), ("12⑴", "12"), ("12*", "12"), ("12[1]", "12"), ("12〔1〕", "12"), ("12注1", "12"),
        ("12（1）", "12"), ("12（注）", "12"), ("12（注：口径有变）", "12"), ("12(*)", "12"), ("12㊀", "12"),
        ("12a", "12"), ("1̶2", "2"), ("12※", "12"), ("12，3", "12，3"), ("约12", "约12"), ("*", "*"), ("?", "?"),
    ],
)  # fmt: skip
def test_a_figure_with_a_mark_is_left_open(
    printed: str, candidate: str, report: Report, form: Form, forms: Forms
) -> None:
    found = read(document(with_row(report, [printed, "0", "3", "0", "1", "0", "16"]), form), forms)
    assert row_of(found) == ["?"] * 7
    message = message_about(found)
    assert "写成 121" not in message
    assert candidate == printed or f"可能是：{candidate}" in message


@pytest.mark.parametrize("printed", ["１２", "12件", "12（其中重复3件）", "1,234", "/", "无", "—", "见附件"])
def test_a_figure_as_reports_print_it_is_taken(printed: str, report: Report, form: Form, forms: Forms) -> None:
    found = read(document(with_row(report, ["0", "0", "0", printed, "0", "0", ""]), form), forms)
    assert row_of(found)[3] == ("12" if printed == "１２" else printed)


@pytest.mark.parametrize("mark", ["①", "¹", "*", "[1]", "（注）", "〔1〕"])
def test_a_label_with_a_mark_is_recognised(mark: str, report: Report, form: Form, forms: Forms) -> None:
    parts = tuple(
        replace(part, boxes=tuple(
            replace(box, text=box.text + mark) if box.text in ("规章", "总计", "行政处罚", "2.重复申请") else box
            for box in part.boxes
        )) if isinstance(part, Grid) else part
        for part in document(report, form).parts
    )  # fmt: skip
    found = read(Document(parts), forms)
    assert (found.report.tables, found.questions) == (report.tables, [])


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("8<sup>1</sup>", "8¹"),
        ("<sup>1</sup>8", "¹8"),
        ('8<span style="vertical-align: super">12</span>', "8¹²"),
        ('8<a href="#_ftn1"><span>1</span></a>', "8¹"),
        ('8<span class="MsoFootnoteReference">1</span>', "8¹"),
        ('8<b class="up">1</b>', "8¹"),
        ("8<sub>1</sub>", "8¹"),
        ("8<small>1</small>", "8¹"),
        ("8<span style='position:relative;top:-4px'>1</span>", "8¹"),
        ("8<span style='font-size:0px'>1</span>", "8"),
        ("<div style='font-size:0'><span style='font-size:14px'>8</span></div>", "8"),
        ("H<sub>2</sub>O", "H2O"),
        ("8<s>7</s>", "87̶"),
        ('8<span style="text-decoration: line-through;">7</span>', "87̶"),
        ("<sup>81</sup>", "81"),
        ("²", "²"),
        ("8<del>7</del>", "8"),
        ('<a href="list.html#a">812</a>', "812"),
        ("<b>8</b><span>1</span>", "81"),
    ],
)
def test_raised_and_struck_digits_of_web_pages_are_marked(markup: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    style = "<style>p{} .off, b.up { vertical-align: super; font-size: 6pt }</style>"
    path.write_text(f"<meta charset=utf-8>{style}<table><tr><td>规章<td>{markup}</table>", encoding="utf-8")
    assert _texts(path) == ["规章", text]


def test_raised_and_struck_digits_of_word_files_are_marked(tmp_path: Path) -> None:
    file = docx.Document()
    style = file.styles.add_style("up", 2)
    style.font.superscript = True
    cells = file.add_table(1, 6).rows[0].cells
    for cell in cells[1:]:
        cell.paragraphs[0].add_run("8")
    cells[0].text = "规章"
    cells[1].paragraphs[0].add_run("1").font.superscript = True
    cells[2].paragraphs[0].add_run("7").font.strike = True
    cells[3].paragraphs[0].add_run("7").font.double_strike = True
    cells[4].paragraphs[0].add_run("1", style)
    cells[5].paragraphs[0].runs[0].font.superscript = True
    file.save(str(tmp_path / "a.docx"))
    assert _texts(tmp_path / "a.docx") == ["规章", "8¹", "87̶", "87̶", "8¹", "8"]


def test_raised_and_struck_digits_of_workbooks_are_marked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    sheet.append(["信息内容", "制发", "废止", "有效"])
    sheet.append(["规章", CellRichText("8", TextBlock(raised, "1")), CellRichText("8", TextBlock(struck, "7")), 9])
    sheet["D2"].font = Font(strike=True)
    book.save(tmp_path / "a.xlsx")
    assert _texts(tmp_path / "a.xlsx") == ["规章", "8¹", "87̶", "9̶"]


def test_raised_digits_of_pdf_files_are_marked(tmp_path: Path) -> None:
    table = "#table(columns: 4, [规章], [8#super[1]], [8#super(typographic: false)[12]], [81])"
    texts = _texts(compile_pdf(table, tmp_path))
    assert texts[0] == "规章"
    assert texts[2:] == ["8¹²", "81"]
    assert texts[1] != "81"


def test_noncharacters_of_a_file_are_never_taken_for_raised_digits(tmp_path: Path) -> None:
    """The readers mark raised digits by noncharacters until a paragraph is read."""
    page, word, book = (tmp_path / f"a.{kind}" for kind in ("html", "docx", "xlsx"))
    page.write_text("<meta charset=utf-8><table><tr><td>规章<td>8\ufdd1</table>", encoding="utf-8")
    file, workbook = docx.Document(), openpyxl.Workbook()
    cells = file.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "规章", "8\ufdd1"
    file.save(str(word))
    workbook.worksheets[0].append(["规章", CellRichText("8\ufdd1", TextBlock(InlineFont(), "\ufdd1"))])
    workbook.save(book)
    assert [_texts(path) for path in (page, word, book)] == [["规章", "8"]] * 3


def test_a_derived_row_with_a_mark_is_open_and_no_longer_derived(form: Form) -> None:
    section, row = ROW
    cells = ("2023年", "0", "3", "0", "1", "0", "16")
    reading = TableReading({row: cells}, {}, {row: Derivation(" ".join(cells), "按次序放在这里")})
    normalise_figures(form, section, reading)
    assert (reading.rows, reading.derived, [each.rows for each in reading.open_rows]) == ({}, {}, [(row,)])
    assert [each.check for each in about_rows(form, section, reading)] == ["import.cell"]
