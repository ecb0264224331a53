"""Edits as the author sees them: what stands where, and enough around a change to find it."""

from dataclasses import replace

import pytest

from generator.authoring.edits import Edit, Edits, LineEdit
from generator.authoring.merging import merge_edits
from generator.model.form import Forms
from generator.sources import load_report
from tests.sample_reports import ORIGINAL


@pytest.mark.parametrize(
    ("before", "after", "quoted"),
    [
        ("", "新的一段。", "新增“新的一段。”"),
        ("旧的一段。", "", "删去“旧的一段。”"),
        ("收到申请3件。", "收到申请4件。", "“收到申请3件。” → “收到申请4件。”"),
        ("一二三四五六七八3件", "一二三四五六七八4件", "“一二三四五六七八3件” → “一二三四五六七八4件”"),
        ("一二三四五六七八九3件", "一二三四五六七八九4件", "“…二三四五六七八九3件” → “…二三四五六七八九4件”"),
        ("收到3件", "收到3件。", "“收到3件” → “收到3件。”"),
    ],
)
def test_a_changed_line_is_quoted_from_eight_characters_before_the_change(
    before: str, after: str, quoted: str, forms: Forms
) -> None:
    edits = Edits({}, [LineEdit("overview", 2, before, after)])
    assert edits.describe(forms["2021"]) == f"  一、总体情况，第 2 段：{quoted}"


def test_cells_stand_before_texts_and_blanks_are_named(forms: Forms) -> None:
    form = forms["2021"]
    cell = next(iter(form.cells))
    edits = Edits({cell: Edit("", "3")}, [LineEdit("title", 1, "甲", "乙")])
    assert edits.describe(form).split("\n") == [f"  {form.label(cell)}：空白 → 3", "  标题：“甲” → “乙”"]


@pytest.mark.parametrize(
    ("edited", "merged"),
    [
        ("共收到16件。", "共收到{{requests.new.total}}件。"),
        ("收到16.5件。", "收到16.5件。"),
        ("收到1,16件。", "收到1,16件。"),
        ("收到160件。", "收到160件。"),
        ("收到216件。", "收到216件。"),
        ("收到16，5件。", "收到{{requests.new.total}}，5件。"),
    ],
)
def test_a_reference_stays_only_for_its_whole_number(edited: str, merged: str, forms: Forms) -> None:
    report, _ = load_report(ORIGINAL, "jia", 2024, forms)
    assert report
    current, exported, reimported = (
        replace(report, text={**report.text, "overview": text})
        for text in ("收到{{requests.new.total}}件。", "收到16件。", edited)
    )
    assert merge_edits(current, exported, reimported, forms[report.form]).text["overview"] == merged
