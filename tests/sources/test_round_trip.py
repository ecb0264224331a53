"""Round trip: `load_report` of `dump_report(r)` returns `r`, for any report in any form."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.model.form import Forms
from generator.model.report import Report
from generator.sources import dump_report, load_report
from tests.made_reports import REPORTS, random_reports, stored

FORMS = ["2019", "2021", "2021-mixed", "2019-mixed", "made-up"]


def _assert_round_trip(report: Report, forms: Forms, path: Path) -> None:
    text = dump_report(report, forms[report.form], schema="../schemas/甲 乙.json")
    path.write_text(text, encoding="utf-8", newline="")
    again, problems = load_report(path, report.agency, report.year, forms)
    assert problems == []
    assert again == report
    assert dump_report(again, forms[report.form], schema="../schemas/甲 乙.json") == text


@pytest.mark.parametrize("id", FORMS)
@settings(deadline=None, max_examples=25, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_random_reports_survive_a_round_trip(
    id: str, data: st.DataObject, made_up_forms: Forms, tmp_path: Path
) -> None:
    _assert_round_trip(data.draw(random_reports(made_up_forms[id])), made_up_forms, tmp_path / "report.yml")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_stored_reports_are_written_byte_for_byte(path: Path, made_up_forms: Forms) -> None:
    report = stored(path, made_up_forms)
    assert dump_report(report, made_up_forms[report.form]) == path.read_text(encoding="utf-8")
