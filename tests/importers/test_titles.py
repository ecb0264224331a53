"""Titles of reports: what is one, what it names, and where it is in a page's title or over several lines."""

from dataclasses import replace

import pytest

from generator.importers.document import Document, Paragraph
from generator.importers.titles import (
    agency_name_in,
    find_titles,
    is_title,
    leading_title_length,
    title_of_page,
    year_in,
)
from generator.model.form import Form, Forms
from generator.model.report import Report
from tests.importers.documents import flattened
from tests.importers.reading import read

TITLE = "甲县乙局2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (TITLE, "甲县乙局"),
        ("甲县乙局关于2024年度政府信息公开工作情况的报告", "甲县乙局"),
        ("关于2024年度政府信息公开工作情况的报告", ""),
        ("甲县乙局二〇二四年度政府信息公开年报", "甲县乙局"),
        ("2024年甲县乙局信息公开工作报告", "甲县乙局"),
        ("甲县乙局政府信息公开工作年度报告（2024年度）", "甲县乙局"),
        ("甲县人民政府信息公开年度报告（２０２４年）", "甲县人民政府"),
        ("甲县乙局 2024年度 政府信息公开工作年度报告", "甲县乙局"),
    ],
)
def test_wordings_of_the_title_name_year_and_agency(text: str, agency: str, form: Form) -> None:
    assert is_title(text, form)
    assert (year_in(text), agency_name_in(text, form)) == (2024, agency)


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开年报",
        "首页 政务公开 甲县乙局2024年政府信息公开工作年度报告",
        "政务公开 > 甲县乙局2024年政府信息公开工作年度报告",
        "信息名称: | 甲县乙局2024年政府信息公开工作年度报告",
        "2024年 2023年 2022年 政府信息公开年度报告",
        "根据要求，编制2024年政府信息公开工作年度报告",
        "甲县乙局2024年工作报告",
        "甲" * 61 + "2024年政府信息公开工作年度报告",
    ],
)
def test_other_lines_are_no_titles(text: str, form: Form) -> None:
    assert not is_title(text, form)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}_政府信息公开年报_甲县人民政府",
        f"甲县人民政府-{TITLE}",
        f"{TITLE} | 年报 – 甲县",
        f"甲县人民政府 {TITLE}",
        f"政府信息公开年报－{TITLE}——甲县人民政府",
        TITLE,
    ],
)
def test_names_of_site_and_column_are_taken_off_a_page_s_title(text: str, form: Form) -> None:
    assert title_of_page(text, ["甲县人民政府"], form) == TITLE


def test_the_longest_of_several_titles_counts(form: Form) -> None:
    for short in ("2024年政府信息公开工作年度报告", "2024年度年报"):
        for text in (f"{short}_{TITLE}_甲县", f"{TITLE}_{short}_甲县"):
            assert title_of_page(text, [], form) == TITLE


def test_the_site_s_name_stays_if_the_agency_has_it(form: Form) -> None:
    title = "甲县人民政府2024年政府信息公开工作年度报告"
    assert title_of_page(title, ["甲县人民政府"], form) == title
    spaced = "甲县人民政府 2024年政府信息公开工作年度报告"
    assert title_of_page(spaced, ["甲县人民政府"], form) == spaced


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (["甲县乙局", "2024年政府信息公开工作年度报告"], ["甲县乙局2024年政府信息公开工作年度报告"]),
        (["甲县乙局2024年", "政府信息公开工作", "年度报告"], [TITLE]),
        (["政府信息公开年报", TITLE], [TITLE]),
        (["政府信息公开年报", "2024年政府信息公开工作年度报告"], ["2024年政府信息公开工作年度报告"]),
        ([TITLE, TITLE], [TITLE, TITLE]),
        (["甲县丙局", TITLE], [TITLE]),
        (["政务公开", "甲县乙局2023年", "2022年", "工作"], []),
    ],
)
def test_lines_are_joined_only_where_none_is_a_title_itself(lines: list[str], titles: list[str], form: Form) -> None:
    parts = [Paragraph(line, "") for line in lines]
    assert [title.text for title in find_titles(parts, form)] == titles


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("甲局2023年政府信息公开工作年度报告根据《条例》，编制本报告。", 19),
        ("甲局2023年政府信息公开工作年度报告为做好公开工作，编制本报告。", 19),
        ("甲局2023年政府信息公开工作年度报告由六部分组成。", 0),
        ("我局编制了2023年政府信息公开工作年度报告，根据要求公布。", 0),
        ("根据《条例》，编制甲局2023年政府信息公开工作年度报告。", 0),
        ("根据要求，编制本报告。", 0),
    ],
)
def test_a_title_may_run_into_the_first_sentence(text: str, length: int, form: Form) -> None:
    assert leading_title_length(text, form) == length


def test_a_title_that_runs_into_the_text_leaves_the_preamble(report: Report, form: Form, forms: Forms) -> None:
    title, first, *rest = flattened(report, form, "|\n").parts
    assert isinstance(title, Paragraph)
    glued = replace(title, text=f"{title.text}根据《条例》，编制本报告。")
    found = read(Document((glued, first, *rest)), forms)
    assert found.report.preamble == "根据《条例》，编制本报告。"
    assert found.report.title == title.text
