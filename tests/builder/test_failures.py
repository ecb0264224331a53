"""Builds disturbed by people or by the machine publish nothing wrong and never hang."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.builder import context, dev_server, page_tasks
from generator.builder.context import BuildConfig
from generator.builder.engine.pool import LostProcessError, in_background, parallel_map
from generator.builder.fingerprints import HandWritten, HandWrittenFingerprint, read_hand_written
from generator.builder.mkdocs.runner import MkDocsError, MkDocsRun, run_mkdocs, start_server
from generator.builder.mkdocs.settings import complete_settings, navigation, write_run_settings
from generator.builder.run import run_build
from generator.cli import main
from tests import command_line
from tests.benchmarks.county import PROJECT
from tests.builder.sites import NOTHING_TO_DO, assert_equals_clean_build, contents, replace_file

without_mkdocs = pytest.mark.usefixtures("without_mkdocs")


def delete(page: Path) -> None:
    page.unlink()


def overwrite(page: Path) -> None:
    replace_file(page, b"x")


def overwrite_with_same_size(page: Path) -> None:
    replace_file(page, b"x" * page.stat().st_size)


def add(page: Path) -> None:
    page.with_suffix(".html.gz").write_bytes(b"x")


@without_mkdocs
@pytest.mark.parametrize("harm", [delete, overwrite, overwrite_with_same_size, add])
def test_a_site_changed_by_hand_is_rebuilt(
    build: BuildConfig, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    harm(max(build.site.rglob("index.html")))
    assert_equals_clean_build(build)
    assert "有文件被删、被改或被添，全部重做" in capsys.readouterr().err


@without_mkdocs
def test_an_untouched_site_is_not_rebuilt(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    run_build(build)
    assert NOTHING_TO_DO in capsys.readouterr().err


@without_mkdocs
def test_a_hand_written_page_saved_during_a_build_is_published_by_the_next(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digests = iter(["old"])

    def read(own: Path | None) -> HandWritten:
        return read_hand_written(own)._replace(fingerprint=HandWrittenFingerprint("shared", next(digests, "new")))

    monkeypatch.setattr(context, "read_hand_written", read)
    run_build(build)
    run_build(build)
    assert NOTHING_TO_DO not in capsys.readouterr().err
    run_build(build)
    assert NOTHING_TO_DO in capsys.readouterr().err


@without_mkdocs
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


@without_mkdocs
def test_a_killed_worker_ends_the_build_with_a_message(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    max(build.site.rglob("index.html")).unlink()
    before = contents(build.site)
    monkeypatch.setattr(page_tasks, "render", kill_self)
    places = ["--reports", build.reports, "--site", build.site, "--cache", build.cache]
    result = CliRunner().invoke(main, ["build", "--jobs", "2", "--skip-downloads", *map(str, places)])
    assert result.exit_code == 2
    assert "一个进程被系统结束了，多半是内存不够；原网站保持不变。请用较小的 --jobs 再试" in result.output
    assert contents(build.site) == before


def mkdocs_run(folder: Path, text: str) -> MkDocsRun:
    """Return a run over one page."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "index.md").write_text(text, encoding="utf-8")
    (folder / "site").mkdir(exist_ok=True)
    write_run_settings(settings := complete_settings(None), file := folder / "mkdocs.yml")
    needed = list(navigation(settings))
    return MkDocsRun(file, folder / "docs", folder / "site", folder / "markdown", needed, theme=False)


def kill_first_run() -> None:
    while not (runs := [each for each in multiprocessing.active_children() if type(each).__name__ == SERVER_PROCESS]):
        time.sleep(0.001)
    runs[0].kill()


SERVER_PROCESS = multiprocessing.get_context("forkserver").Process.__name__


def test_a_killed_run_of_mkdocs_is_reported_and_ends_the_others(tmp_path: Path) -> None:
    runs = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        runs.append(mkdocs_run(tmp_path / name, "# 页\n"))
    killer = threading.Thread(target=kill_first_run)
    killer.start()
    with pytest.raises(MkDocsError, match=r"：mkdocs: 没有启动，或者没有做完就被系统结束了；后一种多半是内存不够。$"):
        run_mkdocs(runs, 2, lambda done, total: None)
    killer.join()
    assert not any(type(each).__name__ == SERVER_PROCESS for each in multiprocessing.active_children())


def test_a_killed_fork_server_is_started_again(build: BuildConfig) -> None:
    start_server()
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    os.kill(server, signal.SIGKILL)
    max(build.site.rglob("index.html")).unlink()
    run_build(build)
    assert_equals_clean_build(build)
    assert forkserver._forkserver._forkserver_pid != server  # type: ignore[attr-defined]


def test_mkdocs_warnings_reach_the_author(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run = mkdocs_run(tmp_path, "[没有的页](nowhere.md)\n")
    with pytest.raises(MkDocsError, match=r"Doc file 'index\.md' contains a link 'nowhere\.md'"):
        run_mkdocs([run], 1, lambda done, total: None)
    assert capfd.readouterr() == ("", "")


def test_a_file_that_mkdocs_cannot_write_is_named(tmp_path: Path) -> None:
    run = mkdocs_run(tmp_path, "# 页\n")
    (tmp_path / "docs-site").write_text("in the way", encoding="utf-8")
    with pytest.raises(NotADirectoryError) as error:
        run_mkdocs([run], 1, lambda done, total: None)
    assert str(error.value.filename).startswith(str(tmp_path / "docs-site"))


def test_modules_of_the_current_folder_are_not_loaded(build: BuildConfig, tmp_path: Path) -> None:
    """A folder of reports may be somebody else's."""
    for name in ("signal", "multiprocessing", "mkdocs", "jinja2", "markdown", "generator"):
        (tmp_path / f"{name}.py").write_text("open('loaded', 'w').close()\n", encoding="utf-8")
    max(build.site.rglob("index.html")).unlink()
    folders = {"--reports": build.reports, "--site": build.site, "--cache": build.cache, "--docs": build.docs}
    places = [part for option, folder in folders.items() for part in (option, str(folder))]
    result = command_line.gongkai_process("build", "--jobs", "2", "--skip-downloads", *places, cwd=tmp_path)
    assert result.returncode == 0
    assert not (tmp_path / "loaded").exists()


def test_the_fork_server_starts_below_a_long_temporary_folder(tmp_path: Path) -> None:
    """The name of a socket must be short."""
    folder = tmp_path / ("x" * 100)
    folder.mkdir()
    script = "from generator.builder.mkdocs.runner import start_server; start_server()"
    environment = {**os.environ, "TMPDIR": str(folder)}
    subprocess.run([sys.executable, "-c", script], cwd=PROJECT, env=environment, check=True)
    assert list(folder.iterdir()) == []


def test_the_fork_server_exits_with_a_killed_build() -> None:
    """A server that kept running would hold the output pipe open until the timeout."""
    script = """
        import os, signal
        from generator.builder.mkdocs.runner import start_server
        start_server()
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


@without_mkdocs
def test_an_exception_is_shown_in_the_preview(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: BuildConfig) -> None:
        raise RuntimeError("意外")

    result = tmp_path / "result.json"
    monkeypatch.setattr(dev_server, "run_build", fail)
    dev_server.rebuild(build, result)
    assert json.loads(result.read_text(encoding="utf-8"))["failure"] == "没有生成：意外"
