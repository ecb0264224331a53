"""After a kill at any moment the site is the old or the new one, whole, and so it is for a reader meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from generator.builder.context import BuildConfig
from generator.builder.progress import Progress
from generator.builder.run import run_build
from tests.benchmarks.county import PROJECT
from tests.builder.sites import add_sentence, assert_equals_clean_build, contents, report_in
from tests.faults.kills import MOMENTS, Reader, killed_build

pytestmark = pytest.mark.usefixtures("without_mkdocs")


def test_a_killed_build_leaves_the_old_or_the_new_site_whole(build: BuildConfig) -> None:
    """One build after another is killed; a reader never sees a mixture."""
    quiet = replace(build, jobs=1, progress=Progress(True))
    report, site = report_in(build, 0), contents(build.site)
    texts = [report.read_text(encoding="utf-8")]
    add_sentence(report, "另外组织培训8次。")
    texts.append(report.read_text(encoding="utf-8"))
    folder = build.site.with_name("clean")
    run_build(replace(quiet, site=folder / "site", cache=folder / "cache", docs=folder / "docs"))
    builds = {files["build.txt"].decode(): files for files in (site, contents(folder / "site"))}
    left = []
    with Reader(build.site, pause_seconds=0.01) as reader:
        for moment in MOMENTS:
            before = contents(build.site)
            report.write_text(texts[before == site], encoding="utf-8")
            killed_build(quiet, moment, after=moment.startswith("after"))
            left.append(contents(build.site))
            assert left[-1] == builds[left[-1]["build.txt"].decode()]
            if moment == "before the twin is brought up":
                assert left[-1] == before
    assert left.count(site) not in (0, len(left))
    assert len(reader.readings) > len(MOMENTS)
    assert reader.mixed(builds) == []
    run_build(quiet)
    assert contents(build.site) == list(builds.values())[report.read_text(encoding="utf-8") == texts[1]]


def test_a_build_killed_after_publishing_is_complete(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    killed_build(replace(build, jobs=1, progress=Progress(True)), "after the exchange", after=True)
    capsys.readouterr()
    assert_equals_clean_build(build)
    printed = capsys.readouterr().err
    assert "全部重做" not in printed
    assert "Markdown 写 0 个文件" in printed
    assert "重做 0 页" in printed


def assert_ended(mark: str) -> None:
    """Assert that no process of a marked command is left, or will be in a moment."""
    deadline = time.monotonic() + 10
    while processes_of(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_of(mark) == []


def processes_of(mark: str) -> list[str]:
    """Return the ids of the running processes that a marked command started."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            status = (path / "stat").read_text().rpartition(")")[2].split()
            environment = (path / "environ").read_bytes()
        except OSError:
            continue
        if f"GONGKAI_TEST={mark}".encode() in environment and status[0] != "Z":
            found.append(path.name)
    return found


def test_the_process_that_makes_pdfs_ignores_ctrl_c_and_ends_with_its_parent() -> None:
    script = """
import os, signal
from generator.exporters.pdf_worker import _worker
signal.signal(signal.SIGINT, signal.SIG_IGN)
_worker().submit(abs, 1).result()
os.killpg(0, signal.SIGINT)
print(_worker().submit(abs, -2).result(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = {**os.environ, "GONGKAI_TEST": "pdf"}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, env=environment, capture_output=True, text=True,
        start_new_session=True, timeout=20, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (-signal.SIGKILL, "2\n")
    assert "Traceback" not in run.stderr
    assert_ended("pdf")


def _heed_ctrl_c() -> None:
    """Undo that SIGINT is ignored, as in everything a shell starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_signal_ends_all_processes(build: BuildConfig, command: str, ending: signal.Signals) -> None:
    """Worker processes, MkDocs and the serving process end too, without a traceback."""
    places = ["--reports", build.reports, "--site", build.site, "--cache", build.cache, "--docs", build.docs]
    options = ["--port", "0"] if command == "serve" else ["--jobs", "2"]
    mark = f"{os.getpid()}-{int(ending)}"
    if command == "build":
        add_sentence(report_in(build, 0), "另外组织培训8次。")
    else:  # with an error there is nothing to build, and the preview begins at once
        with report_in(build, 0).open("a", encoding="utf-8") as report:
            report.write("没有这个键: 1\n")
    with subprocess.Popen(
        [Path(sys.executable).with_name("gongkai"), command, *options, *map(str, places)],
        cwd=PROJECT, stderr=subprocess.PIPE, text=True, env={**os.environ, "GONGKAI_TEST": mark},
        start_new_session=True, preexec_fn=_heed_ctrl_c,
    ) as run:  # fmt: skip
        assert run.stderr
        next(line for line in run.stderr if line.startswith("预览" if command == "serve" else "读取"))
        run.send_signal(ending)
        printed = run.stderr.read()
    assert "Traceback" not in printed
    assert_ended(mark)
    assert list(build.site.parent.glob(".site-*[0-9a-z_]")) in ([], [build.site.with_name(".site-lock")]) or ending == 9
