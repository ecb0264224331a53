"""Changed figures are errors: a sample of the mutations that `python -m tests.checks.mutations` tests in full."""

from itertools import islice

from generator.checks import Subject
from generator.model.form import Forms
from tests.checks.mutations import evaluate, mutations, sample
from tests.made_reports import REPORTS, stored

STEP = 97


def test_every_changed_figure_is_reported() -> None:
    counts, missed = evaluate(sample(STEP))
    assert {"+1", "-1", "x10", "neighbour"} <= counts.keys()
    assert counts.total() > 500
    assert [str(mutation) for mutation in missed] == []


def test_every_changed_figure_of_a_full_report_is_reported(made_up_forms: Forms) -> None:
    """The test reports have large, distinct figures, so that digits can be swapped and no change repairs another."""
    for path in REPORTS:
        report = stored(path, made_up_forms)
        counts, missed = evaluate(islice(mutations(Subject(report, made_up_forms[report.form])), 0, None, 7))
        assert counts["swapped digits"] > 5
        assert [str(mutation) for mutation in missed] == []
