"""Warnings for 规章 in reports of agencies that have no power to make them."""

from pathlib import Path

import pytest

from generator.checks.law import check_law
from generator.model.form import Forms
from tests.checks.cases import Case, cases, messages_of, write_catalog


@pytest.mark.parametrize("case", cases("law"), ids=lambda case: case.name)
def test_expected_messages(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert messages_of(write_catalog(case, Path(), forms), [check_law]) == case.messages
