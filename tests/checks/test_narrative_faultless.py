"""Long correct texts of many kinds of agencies and in many wordings draw no warnings of the narrative checks."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.formatters import text_of
from tests.benchmarks.narrative import Case, case_of, judge
from tests.conftest import TESTS

FAULTLESS = TESTS / "checks" / "narrative" / "faultless"


def _cases() -> list[Case]:
    paths: list[Path] = sorted(FAULTLESS.glob("*.yml"))
    return [case_of(entry) for path in paths for entry in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.id)
def test_correct_text_draws_no_warning(case: Case) -> None:
    score = judge(case)
    assert [text_of(problem) for problem in score.alarms] == []
    assert case.expect == ()


def test_rounded_figure_is_correct_only_if_rounded_correctly() -> None:
    """18.6万 stands for 186420, 18.9万 does not."""
    (case,) = [case for case in _cases() if case.id == "county-1"]
    wrong = replace(case, text=case.text.replace("全县公开行政许可18.6万件", "全县公开行政许可18.9万件"))
    assert [problem.cell for problem in judge(wrong).alarms] == ["disclosure.licensing.decisions"]
