"""Warnings for figures that do not carry over from the previous year, and for jumps of large figures."""

from pathlib import Path

import pytest

from generator.checks.years import check_years
from generator.model.form import Forms
from tests.checks.cases import Case, cases, messages_of, write_catalog


@pytest.mark.parametrize("case", cases("years"), ids=lambda case: case.name)
def test_expected_messages(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert messages_of(write_catalog(case, Path(), forms), [check_years]) == case.messages
