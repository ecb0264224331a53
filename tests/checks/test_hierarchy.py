"""The organs below a government cannot have more than it has; who is missing from their sum is told."""

from pathlib import Path

import pytest

from generator.checks.hierarchy import check_hierarchy
from generator.model.form import Forms
from tests.checks.cases import Case, cases, planted, told


@pytest.mark.parametrize("case", cases("hierarchy"), ids=lambda case: case.name)
def test_what_is_told(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(planted(case, Path(), forms), [check_hierarchy]) == case.told
