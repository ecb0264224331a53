"""Time the subjects on made-up reports, in one run on one machine, and print them as a table."""

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

from tests.benchmarks.meter import peak_memory, timed
from tests.benchmarks.narrative import report_lines
from tests.benchmarks.subjects import SUBJECTS, Sizes, Subject
from tests.benchmarks.workspace import Workspace, lay_out

_COLUMNS = ("markdown", "source", "pages", "site", "index", "memory")


@dataclass
class Timing:
    """A subject's runs: wall-clock and processor seconds of each, and the sizes of what it made."""

    name: str
    beside: str | None
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    sizes: Sizes = field(default_factory=dict)


def measure(work: Workspace, subjects: Iterable[Subject], runs: int) -> list[Timing]:
    """Run every subject once for its memory, then `runs` times or more for its times.

    They take turns, so that a busy spell of the machine falls on all alike.
    """
    able = [subject for subject in subjects if subject.most is None or work.count <= subject.most]
    timings = [Timing(subject.name, subject.beside) for subject in able]
    rounds = max((max(runs, subject.at_least) for subject in able), default=0)
    for number in range(rounds + 1):
        for subject, timing in zip(able, timings, strict=True):
            if number <= max(runs, subject.at_least):
                _tell(f"run {number} of {rounds}: {subject.name}")
                work.clean()
                _run(work, subject, timing, for_memory=number == 0)
    _tell("")
    return timings


def _run(work: Workspace, subject: Subject, timing: Timing, for_memory: bool) -> None:
    call = partial(subject.run, work)
    prepare = partial(subject.prepare, work) if subject.prepare else None
    if for_memory:
        timing.sizes["memory"] = peak_memory(call, prepare)
        return
    cost = timed(call, prepare)
    timing.wall.append(cost.wall)
    timing.processor.append(cost.processor)
    timing.sizes |= cost.result | (subject.weigh(work) if subject.weigh else {})


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()


def table(timings: list[Timing]) -> list[str]:
    """The timings as lines of a table: medians, and how many times as long as what they stand beside."""
    heads = ["", "wall s", "cpu s", "x wall", "x cpu", "md MB", "yml MB", "pages", "site MB", "index MB", "mem MB"]
    by_name = {timing.name: timing for timing in timings}
    rows = [_row(timing, by_name.get(timing.beside or "")) for timing in timings]
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in [heads, *rows]
    ]


def _row(timing: Timing, beside: Timing | None) -> list[str]:
    wall, processor = median(timing.wall), median(timing.processor)
    times = [f"{wall:.2f}", f"{processor:.2f}", "", ""]
    if beside:
        times[2:] = [f"{wall / median(beside.wall):.1f}", f"{processor / median(beside.processor):.1f}"]
    return [timing.name, *times, *(_size(column, timing.sizes) for column in _COLUMNS)]


def _size(column: str, sizes: Sizes) -> str:
    if column not in sizes:
        return ""
    return str(sizes[column]) if column == "pages" else f"{sizes[column] / 1e6:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").strip())
    parser.add_argument("--reports", type=int, default=700, metavar="N", help="how many to make up (default 700)")
    parser.add_argument(
        "--runs", type=int, default=3, metavar="N", help="timed runs of each subject, at least (default 3)"
    )
    parser.add_argument("--only", metavar="TEXT", action="append", help="only the subjects whose name contains this")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run's figures there as well")
    options = parser.parse_args()
    subjects = [each for each in SUBJECTS if not options.only or any(text in each.name for text in options.only)]
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        work = timed(partial(lay_out, Path(folder), options.reports)).result  # elsewhere, to keep this process small
        timings = measure(work, subjects, options.runs)
    conditions = {
        "reports": options.reports,
        "runs": options.runs,
        "day": time.strftime("%Y-%m-%d"),
        "cores": os.cpu_count(),
        "load": round(busy, 1),
        "python": platform.python_version(),
    }
    lines = [", ".join(f"{name} {value}" for name, value in conditions.items()), "", *table(timings)]
    left_out = [subject.name for subject in subjects if subject.most and subject.most < options.reports]
    if left_out:
        lines += ["", f"Not run with so many reports: {', '.join(left_out)}."]
    if not options.only:
        lines += ["", "Narrative checks:", *report_lines()]
    sys.stdout.write("\n".join(lines) + "\n")
    if options.json:
        record = {**conditions, "subjects": [asdict(each) for each in timings]}
        options.json.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
