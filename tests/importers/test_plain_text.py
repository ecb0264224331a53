"""Plain text: cells apart in many ways, page numbers and titles among the lines; nothing wrong without a word."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from generator.importers.readers import read_document
from generator.importers.recognise import Recognition, recognise
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.made_documents import grids, made_report
from tests.importers.scoring import Score, printed_of, score

YEARS = {"2019": 2020, "2021": 2023, "2021-mixed": 2022, "made-up": 2031}
KEPT_APART = {
    "tabs": "\t",
    "bars": "|",
    "bars among blanks": " | ",
    "wide bars": "｜",
    "drawn lines": "│",
    "commas": ",",
    "full-width commas": "，",
    "ideographic commas": "、",
    "semicolons": ";",
    "full-width blanks": "　",
}
PAGES: dict[str, Callable[[int], str]] = {
    "plain": str,
    "at the end of a page": lambda page: f"\n{page}\n\f",
    "dashes": lambda page: f"- {page} -",
    "full width": lambda page: f"－{'０１２３４５６７８９'[page % 10]}－",
    "in words": lambda page: f"第 {page} 页 共 9 页",
    "of so many": lambda page: f"{page}/9",
    "in brackets": lambda page: f"【{page}】",
}


def _report(form: Form, *, blanks: bool = False) -> Report:
    report = made_report(form, YEARS[form.id], random.Random(form.id))
    if not blanks:
        return report
    tables = {
        section: {
            row: tuple(Cell("") if cell.printed == "0" else cell for cell in cells) for row, cells in rows.items()
        }
        for section, rows in report.tables.items()
    }
    return replace(report, tables=tables)


def _lines(report: Report, form: Form, between: str) -> list[str]:
    """The report line by line, `between` standing between the cells of a row."""
    lines, tables = [f"甲局{report.year}年{form.title}"], grids(report, form)
    for section in form.sections:
        lines.append(section.title)
        if section.key in tables:
            rows = groupby(tables[section.key].boxes, key=lambda box: box.row)
            lines += [between.join(box.text for box in row) for _, row in rows]
        else:
            lines += [f"{report.text[section.key]}第{number}句，公开{number}件。" for number in range(1, 7)]
    return lines


def _read(lines: list[str], forms: Forms, year: int, folder: Path) -> Recognition:
    path = folder / "report.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return recognise(read_document(path), forms, "jia", year)


def _scored(report: Report, form: Form, lines: list[str], forms: Forms, folder: Path) -> Score:
    found = _read(lines, forms, report.year, folder)
    assert found.form is form
    return score(found.report, printed_of(report, form))


@pytest.mark.parametrize("between", KEPT_APART)
@pytest.mark.parametrize("id", YEARS)
def test_marks_between_cells_keep_blanks_in_their_places(
    id: str, between: str, made_up_forms: Forms, tmp_path: Path
) -> None:
    form = made_up_forms[id]
    for blanks in (False, True):
        report = _report(form, blanks=blanks)
        found = _scored(report, form, _lines(report, form, KEPT_APART[between]), made_up_forms, tmp_path)
        assert found.wrong == []
        assert found.recovered >= 0.995 or (blanks and id == "made-up")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("between", ["\t", " ", "，"])
def test_numbers_of_pages_are_no_figures(page: str, between: str, forms: Forms, tmp_path: Path) -> None:
    form = forms["2021"]
    report, lines = _report(form), list[str]()
    for number, line in enumerate(_lines(report, form, between), 1):
        lines += [line] if number % 9 else [line, PAGES[page](number // 9), f"甲局2023年{form.title}"]
    found = _scored(report, form, lines, forms, tmp_path)
    assert (found.wrong, found.asked) == ([], [])


@pytest.mark.parametrize("page", PAGES)
def test_where_each_cell_has_a_line_a_number_of_a_page_is_never_taken_for_one(
    page: str, forms: Forms, tmp_path: Path
) -> None:
    """The rows of one cell are blank, and a page ends after some."""
    form = forms["2021"]
    report = _report(form)
    lone = {row for row, cells in report.tables["disclosure"].items() if len(cells) == 1}
    cells = {row: (Cell(""),) if row in lone else each for row, each in report.tables["disclosure"].items()}
    report = replace(report, tables={**report.tables, "disclosure": cells})
    lines: list[str] = []
    for number, line in enumerate(_lines(report, form, "\n"), 1):
        lines += [line] if number % 9 else [line, PAGES[page](number // 9)]
    found = _scored(report, form, lines, forms, tmp_path)
    assert found.wrong == []
    assert found.recovered >= 0.85


def test_a_lone_number_under_a_blank_cell_is_asked_about(forms: Forms, tmp_path: Path) -> None:
    """One page number is too few to be told by counting; other figures stand beside their labels."""
    form = forms["2021"]
    report = _report(form)
    lines = _lines(report, form, " ")
    at = next(number for number, line in enumerate(lines) if line.startswith("行政许可"))
    lines[at : at + 1] = ["行政许可", "2"]
    found = _read(lines, forms, 2023, tmp_path)
    assert [cell.printed for cell in found.report.tables["disclosure"]["licensing"]] == ["?"]
    told = next(each.message for each in found.questions if each.key == "disclosure.licensing")
    assert "数不在行名那一行，可能是页码或别处的数" in told


def test_figures_broken_over_lines_are_asked_about(forms: Forms, tmp_path: Path) -> None:
    """A blank got lost and a figure is torn: as many pieces as cells, but they do not add up."""
    form = forms["2021"]
    report = _report(form)
    lines = _lines(report, form, " ")
    at = next(number for number, line in enumerate(lines) if "（一）予以公开" in line)
    lines[at] = "三、本年度办理结果 （一）予以公开 5 0 0 0 1 3\n7"
    found = _read(lines, forms, 2023, tmp_path)
    assert {cell.printed for cell in found.report.tables["requests"]["granted"]} == {"?"}


def test_a_title_on_every_page_is_no_text_of_the_report(forms: Forms, tmp_path: Path) -> None:
    form = forms["2021"]
    report, lines = _report(form), list[str]()
    for number, line in enumerate(_lines(report, form, "\t"), 1):
        lines += [line] if number % 12 else [line, f"甲局2023年{form.title}　第 {number // 12} 页"]
    found = _read(lines, forms, 2023, tmp_path).report
    assert found.text["overview"].count("\n") == 5
    assert "工作年度报告" not in "".join((*found.text.values(), *found.notes.values()))


@pytest.mark.parametrize("id", ["2019", "2021"])
def test_a_cell_a_line_with_bars_keeps_blanks(id: str, forms: Forms, tmp_path: Path) -> None:
    form = forms[id]
    report = _report(form, blanks=True)
    lines = "\n".join(_lines(report, form, " |\n")).split("\n")
    found = _scored(report, form, lines, forms, tmp_path)
    assert found.wrong == []
    assert found.recovered >= 0.9


def test_a_table_longer_than_any_is_asked_about_and_its_text_kept(forms: Forms, tmp_path: Path) -> None:
    form = forms["2021"]
    report = _report(form)
    lines = _lines(report, form, " ")
    at = next(number for number, line in enumerate(lines) if "（一）予以公开" in line)
    lines[at] += "1" * 70_000
    found = _read(lines, forms, 2023, tmp_path).report
    assert {cell.printed for cells in found.tables["requests"].values() for cell in cells} == {"?"}
    assert "1" * 70_000 in found.notes["requests"]
    assert found.tables["disclosure"] == report.tables["disclosure"]


def test_rows_whose_cells_are_all_blank_still_tell_the_form(forms: Forms, tmp_path: Path) -> None:
    """Another form has one row where this one has three: none of them vanishes."""
    form = forms["2021"]
    report = _report(form)
    cells = {
        row: tuple(Cell("") for _ in each) if row.startswith("other.") else each
        for row, each in report.tables["requests"].items()
    }
    report = replace(report, tables={**report.tables, "requests": cells})
    found = _scored(report, form, _lines(report, form, " "), forms, tmp_path)
    assert found.wrong == []
    assert len(found.asked) == 21
