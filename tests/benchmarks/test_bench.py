"""The order and results of benchmark runs, and the manual's page of them; nothing is timed here."""

from pathlib import Path

from tests.benchmarks.bench import Result, run_benchmarks, table
from tests.benchmarks.cell_files import line
from tests.benchmarks.cell_files import measure as measure_cell_files
from tests.benchmarks.publish import page
from tests.benchmarks.search_site import make_catalog
from tests.benchmarks.suite import BENCHMARKS, OURS, Benchmark, Sizes
from tests.benchmarks.workspace import Workspace


def test_benchmarks_alternate_except_those_that_cannot_handle_so_many_reports(tmp_path: Path) -> None:
    log = tmp_path / "log"
    work = workspace(tmp_path, count=700)
    benchmarks = [benchmark("ours", log), benchmark("limited", log, max_reports=100), benchmark("theirs", log)]
    results = run_benchmarks(work, benchmarks, runs=2)
    assert log.read_text().split() == ["ours", "theirs"] * 3  # the first run measures memory
    assert [(result.name, len(result.wall), result.sizes["pages"]) for result in results] == [
        ("ours", 2, 5),
        ("theirs", 2, 6),
    ]


def test_memory_and_processor_time_of_every_benchmark_are_measured(tmp_path: Path) -> None:
    [result] = run_benchmarks(workspace(tmp_path), [benchmark("ours", tmp_path / "log")], runs=1)
    assert "memory" in result.sizes
    assert len(result.processor) == 1


def test_a_benchmark_may_have_a_minimum_of_runs(tmp_path: Path) -> None:
    benchmarks = [benchmark("short", tmp_path / "log", min_runs=5), benchmark("long", tmp_path / "log")]
    results = run_benchmarks(workspace(tmp_path), benchmarks, runs=2)
    assert [len(result.wall) for result in results] == [5, 2]


def test_builds_after_one_change_are_medians_of_five_runs() -> None:
    changes = ("one figure changed", "one sentence changed")
    assert [each.min_runs for each in BENCHMARKS if each.name in changes] == [5, 5]


def workspace(folder: Path, count: int = 7) -> Workspace:
    return Workspace(count, folder, folder, folder / "out")


def benchmark(name: str, log: Path, max_reports: int | None = None, min_runs: int = 1) -> Benchmark:
    """Return a benchmark that logs its run and reports the number of runs so far as its pages."""

    def run(work: Workspace) -> Sizes:
        with log.open("a") as lines:
            lines.write(f"{name}\n")
        return {"pages": len(log.read_text().split())}

    return Benchmark(name, run, max_reports=max_reports, min_runs=min_runs)


def test_the_table_shows_medians_and_ratios() -> None:
    ours = Result("ours", None, [9.0, 1.0, 2.0], [1.0, 1.0, 1.0], {"pages": 7, "site": 2_500_000})
    theirs = Result("theirs", "ours", [8.0, 9.0, 7.0], [3.0, 3.0, 3.0], {"markdown": 1_000_000})
    assert [line.split() for line in table([ours, theirs])[1:]] == [
        ["ours", "2.00", "1.00", "7", "2.5"],
        ["theirs", "8.00", "3.00", "4.0", "3.0", "1.0"],
    ]


def test_the_page_states_runs_and_memory() -> None:
    benchmarks = [
        {"name": OURS, "baseline": None, "wall": [2.0] * 2, "processor": [3.0] * 2, "sizes": {"memory": 80_400_000}},
        {
            "name": "one figure changed",
            "baseline": OURS,
            "wall": [1.0] * 5,
            "processor": [1.5] * 5,
            "sizes": {"memory": 0},
        },
    ]
    record = {"reports": 7, "runs": 2, "day": "2026-01-01", "cores": 2, "load": 0.0, "python": "3.11.7"}
    lines = page([{**record, "benchmarks": benchmarks}]).splitlines()
    assert (
        "2026-01-01，2 个处理器，开始时负载 0.0，Python 3.11.7，每项运行 2 次（改了一个数 5 次），取中位数。" in lines
    )
    assert "| 本程序，从头做，不含下载文件 | 2.0 |  | 3.0 |  |  | 80 |" in lines
    assert "| 改了一个数 | 1.0 | 0.50 | 1.5 | 0.50 | 本程序，从头做，不含下载文件 | 0 |" in lines


def test_cell_files_are_measured_and_queried() -> None:
    found = measure_cell_files(make_catalog(60, only_tables=True))
    assert found.reports == 60
    assert found.median < found.largest < found.all
    assert found.answer["reports"] == 60
    assert found.answer["bytes"]["cells"] < found.all
    assert found.answer["milliseconds"]["first"] > 0
    assert line(found).startswith("60 reports: index ")


def test_reports_without_texts_have_the_same_tables() -> None:
    whole, bare = (make_catalog(60, only_tables=only).reports for only in (False, True))
    assert {key: report.tables for key, report in whole.items()} == {key: each.tables for key, each in bare.items()}
