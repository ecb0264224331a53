"""A sample of what `python -m tests.checks.mutations` judges in full: a changed figure is an error at its place."""

from itertools import islice

from generator.checks import Subject
from generator.model.form import Forms
from tests.checks.mutations import judge, mutations, sample
from tests.made_reports import REPORTS, stored

STEP = 97


def test_every_changed_figure_is_found() -> None:
    counts, missed = judge(sample(STEP))
    assert {"+1", "-1", "x10", "neighbour"} <= counts.keys()
    assert counts.total() > 500
    assert [str(mutation) for mutation in missed] == []


def test_every_changed_figure_of_a_full_report_is_found(made_up_forms: Forms) -> None:
    """The reports of tests have large figures, all unlike: digits swap and no change mends another."""
    for path in REPORTS:
        report = stored(path, made_up_forms)
        counts, missed = judge(islice(mutations(Subject(report, made_up_forms[report.form])), 0, None, 7))
        assert counts["swapped digits"] > 5
        assert [str(mutation) for mutation in missed] == []
