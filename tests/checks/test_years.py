"""What must carry over from the year before is asked about where it does not, and large figures that jump."""

from pathlib import Path

import pytest

from generator.checks.years import check_years
from generator.model.form import Forms
from tests.checks.cases import Case, cases, planted, told


@pytest.mark.parametrize("case", cases("years"), ids=lambda case: case.name)
def test_what_is_told(case: Case, forms: Forms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(planted(case, Path(), forms), [check_years]) == case.told
