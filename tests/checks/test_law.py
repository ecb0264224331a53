"""规章 in the report of a body that cannot make any are asked about; in doubt nothing is."""

from pathlib import Path

import pytest

from generator.checks.law import check_law
from generator.model.form import Forms
from tests.checks.cases import Case, cases, planted, told


@pytest.mark.parametrize("case", cases("law"), ids=lambda case: case.name)
def test_what_is_told(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(planted(case, Path(), forms), [check_law]) == case.told
