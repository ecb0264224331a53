"""What became of requests: sentences, shares, and bars, with blanks and texts kept apart from zero."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.model.agency import Agency
from generator.model.catalog import Catalog
from generator.model.form import Form, Forms
from generator.model.report import Cell, Report
from generator.pages.bars import Bar, describe_bars, stacked_bars
from generator.pages.outcomes import OutcomeFigures, outcome_bars, outcome_figures, outcome_sum
from generator.pages.write import render_pages
from tests.made_reports import REPORTS, stored
from tests.pages.markdown_reader import pipe_tables, rows


def _figures(form: Form, received: int | None, concluded: int | None, *parts: int | None) -> OutcomeFigures:
    assert form.outcomes
    numbers = [None if each is None else Decimal(each) for each in (received, concluded, *parts)]
    return OutcomeFigures(form.outcomes, numbers[0], numbers[1], tuple(numbers[2:]))


@pytest.mark.parametrize(
    ("figures", "headline", "shares", "remark"),
    [
        (
            (16, 16, 12, 0, 0, 4, 0, 0),
            "2024年新收16件，办结16件：予以公开12件，无法提供4件。",
            ("75%", "0%", "0%", "25%", "0%", "0%"),
            "",
        ),
        (
            (9, 9, 3, 0, 6, 0, 0, 0),
            "2024年新收9件，办结9件：予以公开3件，不予公开6件。",
            None,
            "办结不足10件，不计算占比。",
        ),
        ((0, 0, 0, 0, 0, 0, 0, 0), "2024年新收0件，办结0件。", None, ""),
        (
            (1200, 1100, 1, 2, 3, 4, 5, 1085),
            "2024年新收1,200件，办结1,100件：予以公开1件，部分公开2件，不予公开3件，无法提供4件，不予处理5件，其他处理1,085件。",
            ("0.1%", "0.2%", "0.3%", "0.4%", "0.5%", "98.6%"),
            "",
        ),
        (
            (2000, 2000, 1, 3, 5, 7, 1984, 0),
            "2024年新收2,000件，办结2,000件：予以公开1件，部分公开3件，不予公开5件，无法提供7件，不予处理1,984件。",
            ("0.1%", "0.2%", "0.3%", "0.4%", "99.2%", "0%"),
            "",
        ),
        (
            (20, 20, 12, None, 8, 0, 0, 0),
            "2024年新收20件，办结20件：予以公开12件，部分公开（空白或文字），不予公开8件。",
            None,
            "部分公开有空白、文字或负数，不合计，也不计算占比。",
        ),
        (
            (None, None, 12, 0, 0, 0, 0, 0),
            "2024年新收（空白或文字），办结（空白或文字）：予以公开12件。",
            None,
            "办结的总数是空白或文字，不计算占比。",
        ),
        (
            (20, 20, 12, 0, 0, 4, 0, 0),
            "2024年新收20件，办结20件：予以公开12件，无法提供4件。",
            None,
            "各项之和是16件，与办结总数20件不符，不计算占比。",
        ),
        (
            (20, 20, 21, 0, 0, -1, 0, 0),
            "2024年新收20件，办结20件：予以公开21件，无法提供-1件。",
            None,
            "无法提供有空白、文字或负数，不合计，也不计算占比。",
        ),
    ],
)
def test_the_sentence_and_the_shares(
    figures: tuple[int | None, ...], headline: str, shares: tuple[str, ...] | None, remark: str, forms: Forms
) -> None:
    found = _figures(forms["2021"], *figures)
    assert found.headline(2024) == headline
    assert found.shares == shares
    assert found.remark == remark


def test_a_share_of_ten_is_formed_and_of_nine_is_not(forms: Forms) -> None:
    assert _figures(forms["2021"], 10, 10, 10, 0, 0, 0, 0, 0).shares
    assert not _figures(forms["2021"], 9, 9, 9, 0, 0, 0, 0, 0).shares


def test_the_outcomes_of_a_report_are_sums_over_the_rows_below_them(made_up_forms: Forms) -> None:
    for path in REPORTS:
        report = stored(path, made_up_forms)
        form = made_up_forms[report.form]
        found = outcome_figures(report, form)
        assert found
        assert found.concluded == sum(found.known_parts or ()), path.name
        assert found.received


def test_sums_leave_out_reports_with_a_blank(forms: Forms) -> None:
    form = forms["2021"]
    known, blank = _figures(form, 3, 3, 1, 2, 0, 0, 0, 0), _figures(form, 5, 5, 5, None, 0, 0, 0, 0)
    total = outcome_sum([known, blank, known])
    assert total
    assert list(total.parts) == [Decimal(number) for number in (2, 4, 0, 0, 0, 0)]
    assert outcome_sum([blank]) is None


def test_bars_are_as_long_as_their_values_and_without_colour_told_apart() -> None:
    bars = [Bar("甲<局>", (Decimal(1), Decimal(0), Decimal(3))), Bar("乙", None), Bar("丙", (Decimal(8),) * 3)]
    svg = stacked_bars("x", "标题", "件", ["一", "二", "三"], bars)
    rects = re.findall(r'<rect class="(o\d)" x="([0-9.]+)" y="\d+" width="([0-9.]+)"', svg)
    assert [name for name, *_ in rects] == ["o0", "o2", "o0", "o1", "o2"]
    assert [float(width) for *_, width in rects] == [26.0, 78.0, 208.0, 208.0, 208.0]
    assert [float(x) for _, x, _ in rects] == [0.0, 26.0, 0.0, 208.0, 416.0]
    patterns = re.findall(r'<pattern id="(x-p\d)"[^>]*><path d="([^"]+)"', svg)
    assert set(re.findall(r"url\(#(x-p\d)\)", svg)) == {name for name, _ in patterns} == {"x-p1", "x-p2"}
    assert len({lines for _, lines in patterns}) == 2
    described = describe_bars(["一", "二", "三"], bars)
    assert described == "甲<局>：一1，二0，三3。乙：不能合计。丙：一8，二8，三8。"
    assert "甲&lt;局&gt;：一1，二0，三3。" in svg
    assert svg.count("不能合计") == 2


def test_a_bar_ends_with_its_sum() -> None:
    bars = [Bar("甲", (Decimal(1200), Decimal("0.5"))), Bar("乙", (Decimal(0),) * 2), Bar("丙", None)]
    sums = re.findall('class="l v" [^>]*>([^<]+)<', stacked_bars("x", "标题", "件", ["一", "二"], bars))
    assert sums == ["1,200.5", "0", "不能合计"]


def test_nothing_is_drawn_of_nothing(forms: Forms) -> None:
    form = forms["2021"]
    assert outcome_bars("x", "", [("2024年", _figures(form, 0, 0, 0, 0, 0, 0, 0, 0))]) is None
    assert outcome_bars("x", "", [("2024年", _figures(form, 3, 3, None, 0, 0, 0, 0, 0))]) is None


@pytest.fixture
def pages(forms: Forms) -> dict[str, str]:
    """Return the pages of two offices of one government, with a report each, and one report in another form."""
    (new,) = (stored(path, forms) for path in REPORTS if path.stem == "2024")
    (old,) = (stored(path, forms) for path in REPORTS if path.stem == "2020")
    agencies = {id: Agency(id, f"{id}机关", kind) for id, kind in _KINDS.items()}
    reports: dict[tuple[str, int], Report] = {("xian/a", 2020): replace(old, agency="xian/a", year=2020)}
    reports |= {(id, 2024): replace(new, agency=id, year=2024) for id in agencies}
    blank = {**new.tables, "requests": {**new.tables["requests"], "partial": (Cell(""),) * 7}}
    reports["xian/b", 2024] = replace(reports["xian/b", 2024], tables=blank)
    return dict(render_pages(Catalog(Path(), forms, agencies, reports), []))


_KINDS = {"xian": "government", "xian/a": "department", "xian/b": "department", "xian/c": "department"}


def test_the_year_has_columns_and_bars_of_outcomes_and_says_over_whom_it_adds_up(pages: dict[str, str]) -> None:
    page = pages["years/2024/index.md"]
    agencies = next(pipe_tables(page))
    assert agencies[0][:6] == [
        "机关",
        "新收申请（件）",
        "办结申请（件）",
        "予以公开（件）",
        "部分公开（件）",
        "不予公开（件）",
    ]
    assert agencies[0][-2:] == ["地区", "类别"]
    assert rows(page)["xian/b机关"][3] == "—"
    own, total = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert re.findall('class="l" [^>]*>([^<]+)<', own) == ["xian/a机关", "xian/b机关", "xian/c机关"]
    assert "图中不列人民政府：" in page
    assert "图中不列" not in pages["years/2020/index.md"]
    assert re.findall('class="l" [^>]*>([^<]+)<', total) == ["xian机关所属政府部门（2份，另有1份因空白或文字不计入）"]


def test_years_of_an_agency_stand_in_the_order_of_its_charts_with_a_mark_where_the_form_changes(
    pages: dict[str, str],
) -> None:
    page = pages["xian/a/index.md"]
    table = next(pipe_tables(page))
    assert [row[0] for row in table[1:]] == ["2020年", "2021年", "2022年", "2023年", "2024年"]
    assert table[1][-1] == "2019年格式（试行）"
    assert table[-1][-1] == "2021年格式（这一年起改用）"
    columns, bars = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert re.findall('class="x" [^>]*>([^<]+)<', columns) == ["2020", "2021", "2022", "2023", "2024"]
    assert re.findall('class="break" d="M([0-9.]+) ', columns) == [f"{56 + 656 / 5 * 4:.1f}"]
    assert re.findall('class="l" [^>]*>(2.*?)<', bars) == ["2020年", "2024年（改用2021年格式）"]
    assert '"break"' not in pages["xian/c/index.md"]
