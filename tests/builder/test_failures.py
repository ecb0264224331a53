"""Builds disturbed by people or by the machine publish nothing wrong and never hang."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.builder import BuildConfig, LostProcessError, dev_server, run, run_build
from generator.builder import page_tasks as page_tasks
from generator.builder.engine.pool import in_background, parallel_map
from generator.builder.mkdocs.runner import MkDocsError, run_mkdocs, start_worker
from generator.cli import main
from tests.benchmarks.county import PROJECT
from tests.builder.sites import NOTHING_TO_DO, assert_equals_clean_build, contents


def delete(page: Path) -> None:
    page.unlink()


def overwrite(page: Path) -> None:
    page.write_text("x", encoding="utf-8")


def overwrite_with_same_size(page: Path) -> None:
    page.write_bytes(b"x" * page.stat().st_size)


def add(page: Path) -> None:
    page.with_suffix(".html.gz").write_bytes(b"x")


@pytest.mark.parametrize("harm", [delete, overwrite, overwrite_with_same_size, add])
def test_a_site_changed_by_hand_is_rebuilt(
    build: BuildConfig, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    harm(max(build.site.rglob("index.html")))
    assert_equals_clean_build(build)
    assert "有文件被删、被改或被添，全部重做" in capsys.readouterr().err


def test_an_untouched_site_is_not_rebuilt(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    run_build(build)
    assert NOTHING_TO_DO in capsys.readouterr().err


def test_a_hand_written_page_saved_during_a_build_is_published_by_the_next(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digests = iter(["old"])
    monkeypatch.setattr(run, "hand_written_fingerprint", lambda own: next(digests, "new"))
    run_build(build)
    run_build(build)
    assert NOTHING_TO_DO not in capsys.readouterr().err
    run_build(build)
    assert NOTHING_TO_DO in capsys.readouterr().err


def test_staging_directories_of_killed_builds_are_deleted(build: BuildConfig) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as exited:
        pass
    for process in (exited.pid, os.getpid()):
        build.site.with_name(f".site-{process}-abc").mkdir()
    build.site.with_name(".site-plan-2024").mkdir()
    max(build.site.rglob("index.html")).unlink()
    run_build(build)
    left = sorted(path.name for path in build.site.parent.glob(".site-*[0-9c]"))
    assert left == sorted([f".site-{os.getpid()}-abc", ".site-plan-2024"])


def kill_self(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_worker_ends_the_build_with_a_message(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    max(build.site.rglob("index.html")).unlink()
    before = contents(build.site)
    monkeypatch.setattr(page_tasks, "render", kill_self)
    places = ["--reports", build.reports, "--site", build.site, "--cache", build.cache]
    result = CliRunner().invoke(main, ["build", "--jobs", "2", "--skip-downloads", *map(str, places)])
    assert result.exit_code == 2
    assert "一个进程被系统结束了，多半是内存不够；原网站保持不变。请用较小的 --jobs 再试" in result.output
    assert contents(build.site) == before


def test_a_killed_mkdocs_worker_is_reported_and_restarted(build: BuildConfig) -> None:
    config = PROJECT / "mkdocs.yml"
    process = start_worker(config).process
    process.kill()
    with pytest.raises(MkDocsError, match=r"^mkdocs: 没有启动，或者没有做完就被系统结束了；后一种多半是内存不够。$"):
        run_mkdocs(config, PROJECT / "docs", build.site.with_name("nowhere"))
    process.wait()
    max(build.site.rglob("index.html")).unlink()
    run_build(build)
    assert_equals_clean_build(build)


def test_mkdocs_warnings_reach_the_author(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[没有的页](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(MkDocsError, match=r"Doc file 'index\.md' contains a link 'nowhere\.md'"):
        run_mkdocs(PROJECT / "mkdocs.yml", tmp_path / "docs", tmp_path / "site")


def test_the_mkdocs_worker_exits_with_a_killed_build() -> None:
    """A worker that kept running would hold the output pipe open until the timeout."""
    script = """
        import os, signal
        from pathlib import Path
        from generator.builder.mkdocs.runner import start_worker
        start_worker(Path("mkdocs.yml"))
        os.kill(os.getpid(), signal.SIGKILL)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (-signal.SIGKILL, b"")


def test_a_killed_process_raises() -> None:
    with pytest.raises(LostProcessError), parallel_map(kill_self, [1, 2], 2) as results:
        list(results)
    with in_background(kill_self, 1, 2) as result, pytest.raises(LostProcessError):
        result()


def test_workers_exit_with_a_killed_build() -> None:
    """Workers that kept running would hold the output pipe open until the timeout."""
    script = """
        import os, signal, time
        from generator.builder.engine.pool import in_background, parallel_map
        def wait(number):
            if number == 2:
                time.sleep(1)
                os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(600)
        with parallel_map(wait, [1, 2, 3], 3) as results:
            list(results)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60, check=False)
    assert result.returncode == -signal.SIGKILL


def test_an_exception_is_shown_in_the_preview(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: BuildConfig) -> None:
        raise RuntimeError("意外")

    result = dev_server.LatestResult(tmp_path / "result.json")
    monkeypatch.setattr(dev_server, "run_build", fail)
    dev_server.rebuild(build, result)
    assert json.loads(result.since(""))["failure"] == "没有生成：意外"
