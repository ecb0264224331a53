"""Run the benchmarks on made-up reports, all on one machine in one session, and print the results as a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import peak_memory, time_call
from tests.benchmarks.narrative import report_lines
from tests.benchmarks.suite import BENCHMARKS, Benchmark, Sizes
from tests.benchmarks.workspace import Workspace, make_workspace

_SIZE_COLUMNS = ("markdown", "source", "pages", "site", "index", "memory")


@dataclass
class Result:
    """The runs of a benchmark: wall-clock and processor seconds of each, and the sizes of the output."""

    name: str
    baseline: str | None
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    sizes: Sizes = field(default_factory=dict)


def run_benchmarks(work: Workspace, benchmarks: Iterable[Benchmark], runs: int) -> list[Result]:
    """Run every benchmark once for its memory, then at least `runs` times for its times.

    The benchmarks alternate, so that other load on the machine affects all of them alike. Those whose `max_reports` is
    below the number of reports are left out.
    """
    feasible = [each for each in benchmarks if each.max_reports is None or work.count <= each.max_reports]
    results = [Result(each.name, each.baseline) for each in feasible]
    rounds = max((max(runs, each.min_runs) for each in feasible), default=0)
    for number in range(rounds + 1):
        for benchmark, result in zip(feasible, results, strict=True):
            if number <= max(runs, benchmark.min_runs):
                _show_progress(f"run {number} of {rounds}: {benchmark.name}")
                work.clean()
                _run(work, benchmark, result, for_memory=number == 0)
    _show_progress("")
    return results


def _run(work: Workspace, benchmark: Benchmark, result: Result, for_memory: bool) -> None:
    call = partial(benchmark.run, work)
    prepare = partial(benchmark.prepare, work) if benchmark.prepare else None
    if for_memory:
        result.sizes["memory"] = peak_memory(call, prepare)
        return
    cost = time_call(call, prepare)
    result.wall.append(cost.wall)
    result.processor.append(cost.processor)
    result.sizes |= cost.returned | (benchmark.measure_output(work) if benchmark.measure_output else {})


def _show_progress(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()


def table(results: list[Result]) -> list[str]:
    """Return the lines of a table of results: medians, and their ratios to the medians of the baseline."""
    heads = ["", "wall s", "cpu s", "x wall", "x cpu", "md MB", "yml MB", "pages", "site MB", "index MB", "mem MB"]
    by_name = {result.name: result for result in results}
    rows = [_row(result, by_name.get(result.baseline or "")) for result in results]
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in [heads, *rows]
    ]


def _row(result: Result, baseline: Result | None) -> list[str]:
    wall, processor = median(result.wall), median(result.processor)
    times = [f"{wall:.2f}", f"{processor:.2f}", "", ""]
    if baseline:
        times[2:] = [f"{wall / median(baseline.wall):.1f}", f"{processor / median(baseline.processor):.1f}"]
    return [result.name, *times, *(_size(column, result.sizes) for column in _SIZE_COLUMNS)]


def _size(column: str, sizes: Sizes) -> str:
    if column not in sizes:
        return ""
    return str(sizes[column]) if column == "pages" else f"{sizes[column] / 1e6:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").strip())
    parser.add_argument("--reports", type=int, default=700, metavar="N", help="how many to generate (default 700)")
    parser.add_argument(
        "--runs", type=int, default=3, metavar="N", help="minimum number of timed runs of each benchmark (default 3)"
    )
    parser.add_argument(
        "--only", metavar="TEXT", action="append", help="run only the benchmarks whose names contain this"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures of every run to this file")
    options = parser.parse_args()
    benchmarks = [each for each in BENCHMARKS if not options.only or any(text in each.name for text in options.only)]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        work = time_call(
            partial(make_workspace, Path(folder), options.reports)
        ).returned  # forked: keeps this process small
        results = run_benchmarks(work, benchmarks, options.runs)
    conditions = {
        "reports": options.reports,
        "runs": options.runs,
        "day": time.strftime("%Y-%m-%d"),
        "cores": os.cpu_count(),
        "load": round(load, 1),
        "python": platform.python_version(),
    }
    lines = [", ".join(f"{name} {value}" for name, value in conditions.items()), "", *table(results)]
    left_out = [each.name for each in benchmarks if each.max_reports and each.max_reports < options.reports]
    if left_out:
        lines += ["", f"Not run with so many reports: {', '.join(left_out)}."]
    if not options.only:
        lines += ["", "Narrative checks:", *report_lines()]
    sys.stdout.write("\n".join(lines) + "\n")
    if options.json:
        record = {**conditions, "benchmarks": [asdict(each) for each in results]}
        options.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
