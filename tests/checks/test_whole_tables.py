"""Warnings about whole tables: without any figure, or equal to another report's."""

from pathlib import Path

import pytest

from generator.checks.arithmetic import check_arithmetic
from generator.checks.repeated_tables import check_repeated_tables
from generator.model.form import Forms
from tests.checks.cases import Case, cases, messages_of, write_catalog


@pytest.mark.parametrize("case", cases("whole_tables"), ids=lambda case: case.name)
def test_expected_messages(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    messages = messages_of(write_catalog(case, Path(), forms), [check_arithmetic, check_repeated_tables])
    assert [message for message in messages if "[table." in message] == case.messages
