"""A new report exported as an empty form, filled in with Word or Excel, and imported into its source."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from generator.model.report import OPEN
from generator.sources import load_report
from generator.sources.form_loader import load_forms
from tests.command_line import gongkai, make_bureau
from tests.sample_reports import ORIGINAL

FORMS = load_forms()
_FIRST_COLUMN = 4
"""The first column of figures in the sheet of requests, counted from 1."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    make_bureau(tmp_path / "reports")
    return tmp_path / "reports"


@pytest.fixture
def export(reports: Path) -> Callable[[str], Path]:
    def make(kind: str) -> Path:
        path = reports.parent / f"form.{kind}"
        assert gongkai("new", "county/bureau", "2023", "--reports", reports).returncode == 0
        result = gongkai("export", "county/bureau/2023", "--to", kind, "-o", path, "--reports", reports)
        assert result.returncode == 0
        assert (
            result.stderr
            == "这份报告还没有填，导出的是空表。填好以后用 gongkai import 导入，填的数和文字会写进原来的文件。\n"
        )
        return path

    return make


def _imported(path: Path, reports: Path) -> tuple[int, dict[str, list[str]]]:
    """Import the form; return the exit code and the printed cells of each row that is not wholly open."""
    code = gongkai("import", path, "--reports", reports).returncode
    report, _ = load_report(reports / "county/bureau/2023.yml", "county/bureau", 2023, FORMS)
    assert report
    rows = {
        f"{section}.{row}": [cell.printed for cell in cells]
        for section, rows in report.tables.items()
        for row, cells in rows.items()
    }
    return code, {name: row for name, row in rows.items() if set(row) != {OPEN}}


def _sheet(path: Path) -> tuple[openpyxl.Workbook, dict[str, int]]:
    """Return the workbook, and the rows of the requests by label."""
    book = openpyxl.load_workbook(path)
    return book, {str(cell.value): cell.row for row in book["表三"].iter_rows() for cell in row if cell.value}


def test_a_form_that_nobody_filled_in_changes_nothing(export: Callable[[str], Path], reports: Path) -> None:
    form = export("xlsx")
    before = (reports / "county/bureau/2023.yml").read_bytes()
    assert _imported(form, reports) == (0, {})
    assert (reports / "county/bureau/2023.yml").read_bytes() == before


def test_sums_of_the_sheet_are_live_and_have_no_result_yet(export: Callable[[str], Path]) -> None:
    path = export("xlsx")
    formulas, results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    found = [cell.coordinate for row in formulas["表三"].iter_rows() for cell in row if cell.data_type == "f"]
    assert len(found) == 25 + 6  # the total of each row, and that of each column
    assert {results["表三"][at].value for at in found} == {None}
    assert formulas.calculation.fullCalcOnLoad
    assert OPEN not in {cell.value for sheet in formulas for row in sheet.iter_rows() for cell in row}


def test_what_is_filled_in_is_imported_and_the_rest_stays_open(export: Callable[[str], Path], reports: Path) -> None:
    path = export("xlsx")
    book, labels = _sheet(path)
    filled: dict[str, list[int | None]] = {
        "一、本年新收政府信息公开申请数量": [0] * 6,
        "（一）予以公开": [None, 2, None, None, 0, None],
    }
    for label, values in filled.items():
        for offset, value in enumerate(values):
            book["表三"].cell(labels[label], _FIRST_COLUMN + offset).value = value
    book.save(path)
    assert _imported(path, reports)[1] == {
        "requests.new": ["0"] * 7,
        "requests.granted": [OPEN, "2", OPEN, OPEN, "0", OPEN, "2"],
        "requests.total": [OPEN, "2", OPEN, OPEN, "0", OPEN, "2"],
    }


def test_a_word_file_is_filled_in_likewise(export: Callable[[str], Path], reports: Path) -> None:
    path = export("docx")
    document = docx.Document(str(path))
    cells = document.tables[0]._cells
    row = next(index for index, cell in enumerate(cells) if cell.text == "行政许可")
    cells[row + 1].paragraphs[0].add_run("127")
    document.save(str(path))
    assert _imported(path, reports)[1] == {"disclosure.licensing": ["127"]}


def test_figures_carried_over_stand_in_the_form(export: Callable[[str], Path], reports: Path) -> None:
    shutil.copy(ORIGINAL, reports / "county/bureau/2022.yml")
    path = export("xlsx")
    book, labels = _sheet(path)
    row = labels["二、上年结转政府信息公开申请数量"]
    values = [cell.value for cell in book["表三"][row][_FIRST_COLUMN - 1 :]]
    assert values == [0, 0, 0, 0, 0, 0, f"=SUM(D{row}:I{row})"]


def test_a_report_with_one_figure_is_no_form(export: Callable[[str], Path], reports: Path) -> None:
    path = export("xlsx")
    source = reports / "county/bureau/2023.yml"
    source.write_text(
        source.read_text(encoding="utf-8").replace('licensing:   "?"', "licensing:   1"), encoding="utf-8"
    )
    result = gongkai("export", "county/bureau/2023", "--to", "xlsx", "-o", path, "--reports", reports)
    assert result.returncode == 1
    assert "[cell.open]" in result.stderr


def test_blanks_never_settle_open_figures(export: Callable[[str], Path], reports: Path) -> None:
    """Even if the source was edited after the export and the import is forced."""
    path = export("xlsx")
    source = reports / "county/bureau/2023.yml"
    source.write_text(
        source.read_text(encoding="utf-8").replace('licensing:   "?"', "licensing:   1"), encoding="utf-8"
    )
    book, _ = _sheet(path)
    book["表二"].cell(8, 2).value = 1
    book.save(path)
    assert gongkai("import", path, "--force", "--reports", reports).returncode in (0, 1)
    assert source.read_text(encoding="utf-8").count("null") == 0
