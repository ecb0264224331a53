"""Plain text: many separators, page numbers and titles among the lines; no cell is silently wrong."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from generator.importers.document import Grid, Paragraph
from generator.importers.readers.delimited import detect_delimiter
from generator.importers.readers.worker import read_in_process
from generator.importers.recognise import Recognition, recognise
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from tests.importers.documents import grids, random_report
from tests.importers.reading import message_about
from tests.importers.scoring import Score, printed_of, score

YEARS = {"2019": 2020, "2021": 2023, "2021-mixed": 2022, "made-up": 2031}
SEPARATORS = {
    "tabs": "\t",
    "bars": "|",
    "bars and spaces": " | ",
    "wide bars": "｜",
    "drawn lines": "│",
    "commas": ",",
    "full-width commas": "，",
    "ideographic commas": "、",
    "semicolons": ";",
    "full-width spaces": "　",
}
PAGE_NUMBERS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "at the end of a page": lambda page: f"\n{page}\n\f",
    "dashes": lambda page: f"- {page} -",
    "full width": lambda page: f"－{'０１２３４５６７８９'[page % 10]}－",
    "in words": lambda page: f"第 {page} 页 共 9 页",
    "of a total": lambda page: f"{page}/9",
    "in brackets": lambda page: f"【{page}】",
}


def _report(form: Form, *, blanks: bool = False) -> Report:
    report = random_report(form, YEARS[form.id], random.Random(form.id))
    if not blanks:
        return report
    tables = {
        section: {
            row: tuple(Cell("") if cell.printed == "0" else cell for cell in cells) for row, cells in rows.items()
        }
        for section, rows in report.tables.items()
    }
    return replace(report, tables=tables)


def _lines(report: Report, form: Form, separator: str) -> list[str]:
    """Return the lines of the report, with `separator` between the cells of a row."""
    lines, tables = [f"甲局{report.year}年{form.title}"], grids(report, form)
    for section in form.sections:
        lines.append(section.title)
        if section.key in tables:
            rows = groupby(tables[section.key].boxes, key=lambda box: box.row)
            lines += [separator.join(box.text for box in row) for _, row in rows]
        else:
            lines += [f"{report.text[section.key]}第{number}句，公开{number}件。" for number in range(1, 7)]
    return lines


def _read(lines: list[str], forms: Forms, year: int, folder: Path) -> Recognition:
    path = folder / "report.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return recognise(read_in_process(path), forms, "jia", year)


def _scored(report: Report, form: Form, lines: list[str], forms: Forms, folder: Path) -> Score:
    found = _read(lines, forms, report.year, folder)
    assert found.form is form
    return score(found.report, printed_of(report, form))


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("id", YEARS)
def test_separators_keep_blank_cells_in_their_places(
    id: str, separator: str, made_up_forms: Forms, tmp_path: Path
) -> None:
    form = made_up_forms[id]
    for blanks in (False, True):
        report = _report(form, blanks=blanks)
        found = _scored(report, form, _lines(report, form, SEPARATORS[separator]), made_up_forms, tmp_path)
        assert found.wrong == []
        assert found.recovered >= 0.995 or (blanks and id == "made-up")


@pytest.mark.parametrize("page", PAGE_NUMBERS)
@pytest.mark.parametrize("separator", ["\t", " ", "，"])
def test_page_numbers_are_not_taken_as_figures(page: str, separator: str, forms: Forms, tmp_path: Path) -> None:
    form = forms["2021"]
    report, lines = _report(form), list[str]()
    for number, line in enumerate(_lines(report, form, separator), 1):
        lines += [line] if number % 9 else [line, PAGE_NUMBERS[page](number // 9), f"甲局2023年{form.title}"]
    found = _scored(report, form, lines, forms, tmp_path)
    assert (found.wrong, found.open) == ([], [])


@pytest.mark.parametrize("page", PAGE_NUMBERS)
def test_page_numbers_among_cells_on_lines_of_their_own_are_not_taken(page: str, forms: Forms, tmp_path: Path) -> None:
    """All rows of a single cell are blank, and page numbers follow some of them."""
    form = forms["2021"]
    report = _report(form)
    lone = {row for row, cells in report.tables["disclosure"].items() if len(cells) == 1}
    cells = {row: (Cell(""),) if row in lone else each for row, each in report.tables["disclosure"].items()}
    report = replace(report, tables={**report.tables, "disclosure": cells})
    lines: list[str] = []
    for number, line in enumerate(_lines(report, form, "\n"), 1):
        lines += [line] if number % 9 else [line, PAGE_NUMBERS[page](number // 9)]
    found = _scored(report, form, lines, forms, tmp_path)
    assert found.wrong == []
    assert found.recovered >= 0.85


def test_a_lone_number_below_a_blank_cell_is_left_open(forms: Forms, tmp_path: Path) -> None:
    """The number may be a page number: it is alone, and all other figures are on the lines of their labels."""
    form = forms["2021"]
    report = _report(form)
    lines = _lines(report, form, " ")
    at = next(number for number, line in enumerate(lines) if line.startswith("行政许可"))
    lines[at : at + 1] = ["行政许可", "2"]
    found = _read(lines, forms, 2023, tmp_path)
    assert [cell.printed for cell in found.report.tables["disclosure"]["licensing"]] == ["?"]
    assert "数不在行名那一行，可能是页码或别处的数" in message_about(found, "disclosure.licensing")


def test_figures_broken_over_lines_are_left_open(forms: Forms, tmp_path: Path) -> None:
    """A blank is lost and a figure is broken in two: there are as many pieces as cells, but their sum is wrong."""
    form = forms["2021"]
    report = _report(form)
    lines = _lines(report, form, " ")
    at = next(number for number, line in enumerate(lines) if "（一）予以公开" in line)
    lines[at] = "三、本年度办理结果 （一）予以公开 5 0 0 0 1 3\n7"
    found = _read(lines, forms, 2023, tmp_path)
    assert {cell.printed for cell in found.report.tables["requests"]["granted"]} == {"?"}


def test_a_title_on_every_page_is_dropped(forms: Forms, tmp_path: Path) -> None:
    form = forms["2021"]
    report, lines = _report(form), list[str]()
    for number, line in enumerate(_lines(report, form, "\t"), 1):
        lines += [line] if number % 12 else [line, f"甲局2023年{form.title}　第 {number // 12} 页"]
    found = _read(lines, forms, 2023, tmp_path).report
    assert found.text["overview"].count("\n") == 5
    assert "工作年度报告" not in "".join((*found.text.values(), *found.notes.values()))


@pytest.mark.parametrize("id", ["2019", "2021"])
def test_cells_on_lines_of_their_own_with_bars_keep_blanks(id: str, forms: Forms, tmp_path: Path) -> None:
    form = forms[id]
    report = _report(form, blanks=True)
    lines = "\n".join(_lines(report, form, " |\n")).split("\n")
    found = _scored(report, form, lines, forms, tmp_path)
    assert found.wrong == []
    assert found.recovered >= 0.9


def test_an_overlong_table_is_left_open_and_its_text_kept(forms: Forms, tmp_path: Path) -> None:
    form = forms["2021"]
    report = _report(form)
    lines = _lines(report, form, " ")
    at = next(number for number, line in enumerate(lines) if "（一）予以公开" in line)
    lines[at] += "1" * 70_000
    found = _read(lines, forms, 2023, tmp_path).report
    assert {cell.printed for cells in found.tables["requests"].values() for cell in cells} == {"?"}
    assert "1" * 70_000 in found.notes["requests"]
    assert found.tables["disclosure"] == report.tables["disclosure"]


def test_the_form_is_recognised_by_labels_of_blank_rows(forms: Forms, tmp_path: Path) -> None:
    """Another form has one row instead of these three blank ones; none of the three may be dropped."""
    form = forms["2021"]
    report = _report(form)
    cells = {
        row: tuple(Cell("") for _ in each) if row.startswith("other.") else each
        for row, each in report.tables["requests"].items()
    }
    report = replace(report, tables={**report.tables, "requests": cells})
    found = _scored(report, form, _lines(report, form, " "), forms, tmp_path)
    assert found.wrong == []
    assert len(found.open) == 21


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["规章/1/2/3", "规范/4/5/6", "收费/7/8/9"], "/"),
        (["规章 / / 1 / 2", "规范 / / 3 / 4", "收费 / / 5 / 6"], ""),  # marks for nothing to count
        (["规章;;;3", "规范;4;;6", "收费;7;;9"], ";"),
    ],
)
def test_a_mark_for_nothing_is_no_delimiter(lines: list[str], delimiter: str) -> None:
    assert detect_delimiter(lines) == delimiter


@pytest.mark.parametrize("mark", "、，,．.")
@pytest.mark.parametrize("delimiter", ",，、")
def test_a_title_above_a_table_is_no_heading_of_its_columns(mark: str, delimiter: str, tmp_path: Path) -> None:
    title, path = f"二{mark}主动公开{delimiter}情况", tmp_path / "a.txt"
    rows = [row.replace(" ", delimiter) for row in ("项目 甲 乙 丙", "规章 1 2 3", "规范 4 5 6", "收费 7 8 9")]
    path.write_text("\n".join([title, *rows]), encoding="utf-8")
    first, grid = read_in_process(path).parts
    assert isinstance(first, Paragraph)
    assert isinstance(grid, Grid)
    assert (first.text, [box.text for box in grid.boxes][:4]) == (title, ["项目", "甲", "乙", "丙"])
