"""Editing a source file: the result loads as the edited report, and every other byte is kept."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.model.form import Forms
from generator.model.report import Cell, Correction, Report
from generator.sources import add_correction, dump_report, load_report
from generator.sources.writing.edit_report import edit_report
from tests.made_reports import REPORTS, random_reports, stored


@pytest.mark.parametrize("id", ["2019", "2021", "2021-mixed", "2019-mixed", "made-up"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@settings(deadline=None, max_examples=5, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_report_can_be_edited_into_any_other(
    id: str, ending: str, data: st.DataObject, made_up_forms: Forms, tmp_path: Path
) -> None:
    form, path = made_up_forms[id], tmp_path / "report.yml"
    one, other = data.draw(random_reports(form)), data.draw(random_reports(form))
    path.write_text("\ufeff" + dump_report(one, form).replace("\n", ending), encoding="utf-8", newline="")
    current, _ = load_report(path, one.agency, one.year, made_up_forms)
    assert current
    edited = replace(
        current,
        tables=other.tables,
        text=other.text,
        title=other.title,
        preamble=other.preamble,
        closing=other.closing,
        notes=other.notes,
    )
    written = edit_report(path.read_bytes(), current, edited, form)
    assert written is not None
    path.write_bytes(written)
    read, problems = load_report(path, one.agency, one.year, made_up_forms)
    assert problems == []
    assert read == edited


UNUSUAL = {
    "quoted": ('overview: "甲。"  # 注\n', "overview: |\n  乙。\n"),
    "plain": ("overview: 甲。\n", "overview: |\n  乙。\n"),
    "deep": ("overview: |\n      甲。\n\n", "overview: |\n      乙。\n\n"),
}


@pytest.mark.parametrize("style", UNUSUAL)
def test_texts_in_unusual_styles_are_edited(style: str, made_up_forms: Forms, tmp_path: Path) -> None:
    report = _report_written_as(style, made_up_forms, tmp_path)
    edited = replace(report, text={**report.text, "overview": "乙。"})
    before = report.path.read_text(encoding="utf-8")
    written = edit_report(report.path.read_bytes(), report, edited, made_up_forms[report.form])
    assert written is not None
    assert written.decode() == before.replace(*UNUSUAL[style])


def _report_written_as(style: str, forms: Forms, folder: Path) -> Report:
    base = stored(REPORTS[2], forms)
    form = forms[base.form]
    text = dump_report(replace(base, text={**base.text, "overview": "甲。"}), form)
    path = folder / "2024.yml"
    path.write_text(text.replace("overview: |\n  甲。\n", UNUSUAL[style][0]), encoding="utf-8")
    report, problems = load_report(path, base.agency, base.year, forms)
    assert report
    assert problems == []
    return report


def test_a_row_written_as_one_zero_is_edited_as_a_whole(made_up_forms: Forms, tmp_path: Path) -> None:
    report = _report_written_as("plain", made_up_forms, tmp_path)
    text = re.sub(r"(denied:\n +\w+: +)\[.*\]", r"\g<1>0", report.path.read_text(encoding="utf-8"))
    report.path.write_text(text, encoding="utf-8")
    read, problems = load_report(report.path, report.agency, report.year, made_up_forms)
    assert read
    assert problems == []
    section, row = next((key, row) for key, rows in read.tables.items() for row in rows if row.startswith("denied."))
    assert [cell.printed for cell in read.tables[section][row]] == ["0"] * 7
    *zeros, _, last = read.tables[section][row]
    edited = replace(
        read, tables={**read.tables, section: {**read.tables[section], row: (*zeros, Cell("", None), last)}}
    )
    written = edit_report(report.path.read_bytes(), read, edited, made_up_forms[report.form])
    assert written is not None
    (changed,) = set(written.decode().split("\n")) - set(text.split("\n"))
    assert "[0, 0, 0, 0, 0, null, 0]  # 1." in changed
    report.path.write_bytes(written)
    assert load_report(report.path, report.agency, report.year, made_up_forms) == (edited, [])


def test_the_first_correction_comes_before_comments_at_the_end_of_the_file() -> None:
    correction = Correction(date(2025, 3, 2), "录入错误", {"a.b.c": ("1", "2")})
    added = add_correction("other: 无。\n\n# 完\n".encode(), correction)
    assert added is not None
    entry = 'corrections:\n  - date: 2025-03-02\n    reason: "录入错误"\n    changes:\n      a.b.c: [1, 2]\n'
    assert added.decode() == f"other: 无。\n\n{entry}\n# 完\n"
