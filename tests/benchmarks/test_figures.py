"""The benchmark's book-keeping and page; nothing is timed here."""

from pathlib import Path

from tests.benchmarks.bench import Timing, measure, table
from tests.benchmarks.publish import page
from tests.benchmarks.subjects import OURS, SUBJECTS, Sizes, Subject
from tests.benchmarks.workspace import Workspace


def test_subjects_take_turns_and_those_that_cannot_bear_so_many_reports_sit_out(tmp_path: Path) -> None:
    log = tmp_path / "log"
    work = workspace(tmp_path, count=700)
    subjects = [subject("ours", log), subject("frail", log, most=100), subject("theirs", log)]
    timings = measure(work, subjects, runs=2)
    assert log.read_text().split() == ["ours", "theirs"] * 3  # the first is for memory
    assert [(timing.name, len(timing.wall), timing.sizes["pages"]) for timing in timings] == [
        ("ours", 2, 5),
        ("theirs", 2, 6),
    ]


def test_every_subject_has_its_memory_and_processor_time_measured(tmp_path: Path) -> None:
    [timing] = measure(workspace(tmp_path), [subject("ours", tmp_path / "log")], runs=1)
    assert "memory" in timing.sizes
    assert len(timing.processor) == 1


def test_a_subject_may_ask_for_more_runs_than_the_others_have(tmp_path: Path) -> None:
    subjects = [subject("short", tmp_path / "log", at_least=5), subject("long", tmp_path / "log")]
    timings = measure(workspace(tmp_path), subjects, runs=2)
    assert [len(timing.wall) for timing in timings] == [5, 2]


def test_one_change_is_the_median_of_five() -> None:
    assert [each.at_least for each in SUBJECTS if each.name in ("one figure changed", "one sentence changed")] == [5, 5]


def workspace(folder: Path, count: int = 7) -> Workspace:
    return Workspace(count, folder, folder, folder / "out")


def subject(name: str, log: Path, most: int | None = None, at_least: int = 1) -> Subject:
    """A subject that notes its run in the log and gives the number of runs so far as its pages."""

    def run(work: Workspace) -> Sizes:
        with log.open("a") as lines:
            lines.write(f"{name}\n")
        return {"pages": len(log.read_text().split())}

    return Subject(name, run, most=most, at_least=at_least)


def test_the_table_shows_medians_and_how_they_compare() -> None:
    ours = Timing("ours", None, [9.0, 1.0, 2.0], [1.0, 1.0, 1.0], {"pages": 7, "site": 2_500_000})
    theirs = Timing("theirs", "ours", [8.0, 9.0, 7.0], [3.0, 3.0, 3.0], {"markdown": 1_000_000})
    assert [line.split() for line in table([ours, theirs])[1:]] == [
        ["ours", "2.00", "1.00", "7", "2.5"],
        ["theirs", "8.00", "3.00", "4.0", "3.0", "1.0"],
    ]


def test_the_page_says_which_rows_ran_more_often_and_gives_every_row_its_memory() -> None:
    subjects = [
        {"name": OURS, "beside": None, "wall": [2.0] * 2, "processor": [3.0] * 2, "sizes": {"memory": 80_400_000}},
        {
            "name": "one figure changed",
            "beside": OURS,
            "wall": [1.0] * 5,
            "processor": [1.5] * 5,
            "sizes": {"memory": 0},
        },
    ]
    record = {"reports": 7, "runs": 2, "day": "2026-01-01", "cores": 2, "load": 0.0, "python": "3.11.7"}
    lines = page([{**record, "subjects": subjects}]).splitlines()
    assert (
        "2026-01-01，2 个处理器，开始时负载 0.0，Python 3.11.7，每项运行 2 次（改了一个数 5 次），取中位数。" in lines
    )
    assert "| 本程序，从头做，不含下载文件 | 2.0 |  | 3.0 |  |  | 80 |" in lines
    assert "| 改了一个数 | 1.0 | 0.50 | 1.5 | 0.50 | 本程序，从头做，不含下载文件 | 0 |" in lines
