"""Warnings about whole tables: without any figure, or equal to another report's."""

import shutil
from pathlib import Path

import pytest

from generator.checks import check_catalog
from generator.checks.arithmetic import check_arithmetic
from generator.checks.repeated_tables import check_repeated_tables
from generator.model.form import Forms
from generator.sources.catalog import load_catalog
from tests.checks.cases import Case, cases, messages_of, write_catalog
from tests.sample_reports import sample_reports


@pytest.mark.parametrize("case", cases("whole_tables"), ids=lambda case: case.name)
def test_expected_messages(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    messages = messages_of(write_catalog(case, Path(), forms), [check_arithmetic, check_repeated_tables])
    assert [message for message in messages if "[table." in message] == case.messages


def test_no_report_is_compared_with_one_of_an_unreadable_agency(forms: Forms, tmp_path: Path) -> None:
    for agency, name in (("jia", "甲局"), ("yi", "")):
        folder = tmp_path / agency
        folder.mkdir()
        (folder / "agency.yml").write_text(f"name: {name}\nkind: department\n", encoding="utf-8")
        shutil.copy(sample_reports() / "demo/2024.yml", folder)
    problems = check_catalog(load_catalog(tmp_path, forms))
    assert {each.at.path for each in problems if each.level == "error"} == {tmp_path / "yi/agency.yml"}
    assert {each.at.path for each in problems if each.check == "table.copied"} == {tmp_path / "yi/2024.yml"}
