"""Warnings if the agencies below a government together report more than it does, with missing agencies named."""

from pathlib import Path

import pytest

from generator.checks.hierarchy import check_hierarchy
from generator.model.form import Forms
from tests.checks.cases import Case, cases, messages_of, write_catalog


@pytest.mark.parametrize("case", cases("hierarchy"), ids=lambda case: case.name)
def test_expected_messages(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert messages_of(write_catalog(case, Path(), forms), [check_hierarchy]) == case.messages
