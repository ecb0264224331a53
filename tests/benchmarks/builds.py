"""Our own builds as subjects: from nothing, after one change, after none; and the memory they take."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path

from tests.benchmarks.county import PROJECT
from tests.benchmarks.workspace import Workspace

Sizes = dict[str, int]

_LICENSES = re.compile(r"^(  licensing: +)(\d+)", re.MULTILINE)

_FIRST, _WATCH_SECONDS = 0.2, 1.0
"""Looking takes the kernel so long that it would show in the times if it were done often."""


def from_nothing(work: Workspace) -> Sizes:
    """The whole build but the downloads: load, check, pages, MkDocs, search."""
    return {"memory": _gongkai(work, work.out, "build")}


def sentence_changed(work: Workspace) -> Sizes:
    """A sentence more in one report, with the site of before in its place."""
    return _changed(work, lambda text: text.replace("overview: |\n", "overview: |\n  另外组织培训3次。\n", 1))


def figure_changed(work: Workspace) -> Sizes:
    """One figure larger in one report, with the site of before in its place."""
    return _changed(work, lambda text: _LICENSES.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text, count=1))


def _changed(work: Workspace, edit: Callable[[str], str]) -> Sizes:
    report = sorted(work.reports.rglob("2024.yml"))[0]
    report.write_text(edit(report.read_text(encoding="utf-8")), encoding="utf-8")
    return nothing_changed(work)


def nothing_changed(work: Workspace) -> Sizes:
    """A build with nothing to do."""
    return {"memory": _gongkai(work, keep_site(work), "build")}


def shards_joined(work: Workspace) -> Sizes:
    """The same in four shards one after another, and joined."""
    for number in range(1, 5):
        _gongkai(work, work.out, "build", "--shard", f"{number}/4")
    _gongkai(work, work.out, "join")
    return {}


def keep_site(work: Workspace) -> Path:
    """A folder with a site that is up to date."""
    folder = work.out.with_name("kept")
    if not folder.is_dir():
        folder.mkdir()
        _gongkai(work, folder, "build")
    return folder


def _gongkai(work: Workspace, out: Path, *arguments: str) -> int:
    """Run the program; returns the most memory it and its processes took together, in bytes."""
    program = [str(Path(sys.executable).with_name("gongkai")), *arguments, "--reports", str(work.reports)]
    options = ["--site", str(out / "site"), "--cache", str(out / "cache"), "--skip-downloads", "--quiet"]
    with subprocess.Popen([*program, *options], cwd=PROJECT, stderr=subprocess.PIPE, text=True) as run:
        most, over = [0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(run.pid, most, over))
        watcher.start()
        printed = run.stderr.read() if run.stderr else ""
        code = run.wait()
        over.set()
        watcher.join()
    if code:
        raise RuntimeError(f"{' '.join(program)}: exit {code}\n{printed}")
    return most[0]


def _watch(process: int, most: list[int], over: threading.Event) -> None:
    for pause in chain([_FIRST], repeat(_WATCH_SECONDS)):
        if over.wait(pause):
            return
        most[0] = max(most[0], sum(map(_memory, _family(process))))


def _family(process: int) -> list[int]:
    """The process and all below it."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [each for child in task.read_text().split() for each in _family(int(child))]
        except OSError:
            continue
    return found


def _memory(process: int) -> int:
    """What the process takes, its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
