"""The benchmark's book-keeping; nothing is timed here."""

from pathlib import Path

from tests.benchmarks.bench import Timing, measure, table
from tests.benchmarks.subjects import Sizes, Subject
from tests.benchmarks.workspace import Workspace


def test_subjects_take_turns_and_those_that_cannot_bear_so_many_reports_sit_out(tmp_path: Path) -> None:
    ran: list[str] = []

    def does(name: str) -> Subject:
        def run(work: Workspace) -> Sizes:
            ran.append(name)
            return {"pages": len(ran)}

        return Subject(name, run, most=100 if name == "frail" else None)

    work = Workspace(700, tmp_path, tmp_path, tmp_path)
    timings = measure(work, [does("ours"), does("frail"), does("theirs")], runs=2)
    assert ran == ["ours", "theirs", "ours", "theirs"]
    assert [(timing.name, len(timing.wall), timing.sizes) for timing in timings] == [
        ("ours", 2, {"pages": 3}),
        ("theirs", 2, {"pages": 4}),
    ]


def test_the_table_shows_medians_and_how_they_compare() -> None:
    ours = Timing("ours", None, [9.0, 1.0, 2.0], [1.0, 1.0, 1.0], {"pages": 7, "site": 2_500_000})
    theirs = Timing("theirs", "ours", [8.0, 9.0, 7.0], [3.0, 3.0, 3.0], {"markdown": 1_000_000})
    assert [line.split() for line in table([ours, theirs])[1:]] == [
        ["ours", "2.00", "1.00", "7", "2.5"],
        ["theirs", "8.00", "3.00", "4.0", "3.0", "1.0"],
    ]
