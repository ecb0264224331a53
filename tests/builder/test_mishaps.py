"""What people and the machine do to a site and to a build at work: nothing of it is published, and nothing hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.builder import Build, LostProcessError, dev_server, run, run_build
from generator.builder import page_tasks as pages_of_build
from generator.builder.engine.pool import meanwhile, over
from generator.builder.mkdocs.runner import TypesetError, begin, typeset
from generator.cli import main
from tests.benchmarks.county import PROJECT
from tests.builder.test_again import contents
from tests.builder.test_cache import assert_as_from_nothing

UNTOUCHED = "来源、程序和网站都没有变，不用重做。"


def deleted(page: Path) -> None:
    page.unlink()


def scribbled(page: Path) -> None:
    page.write_text("x", encoding="utf-8")


def as_large_as_before(page: Path) -> None:
    page.write_bytes(b"x" * page.stat().st_size)


def added(page: Path) -> None:
    page.with_suffix(".html.gz").write_bytes(b"x")


@pytest.mark.parametrize("harm", [deleted, scribbled, as_large_as_before, added])
def test_a_site_changed_by_hand_is_made_anew(
    build: Build, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    harm(max(build.site.rglob("index.html")))
    assert_as_from_nothing(build)
    assert "有文件被删、被改或被添，全部重做" in capsys.readouterr().err


def test_a_site_left_alone_is_not_made_again(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    run_build(build)
    assert UNTOUCHED in capsys.readouterr().err


def test_a_hand_written_page_saved_while_a_build_works_is_for_the_next(
    build: Build, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    digests = iter(["old"])
    monkeypatch.setattr(run, "docs_digest", lambda: next(digests, "new"))
    run_build(build)
    run_build(build)
    assert UNTOUCHED not in capsys.readouterr().err
    run_build(build)
    assert UNTOUCHED in capsys.readouterr().err


def test_what_killed_builds_have_left_is_cleared_away(build: Build) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    for process in (ended.pid, os.getpid()):
        build.site.with_name(f".site-{process}-abc").mkdir()
    build.site.with_name(".site-plan-2024").mkdir()
    max(build.site.rglob("index.html")).unlink()
    run_build(build)
    left = sorted(path.name for path in build.site.parent.glob(".site*"))
    assert left == sorted([f".site-{os.getpid()}-abc", ".site-plan-2024"])


def killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_ends_the_build_with_a_sentence(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    max(build.site.rglob("index.html")).unlink()
    before = contents(build.site)
    monkeypatch.setattr(pages_of_build, "render", killed)
    places = ["--reports", build.reports, "--site", build.site, "--cache", build.cache]
    result = CliRunner().invoke(main, ["build", "--jobs", "2", "--skip-downloads", *map(str, places)])
    assert result.exit_code == 2
    assert "一个进程被系统结束了，多半是内存不够；原网站保持不变。请用较小的 --jobs 再试" in result.output
    assert contents(build.site) == before


def test_a_killed_typesetter_is_told_of_and_begun_again(build: Build) -> None:
    config = PROJECT / "mkdocs.yml"
    process = begin(config).process
    process.kill()
    with pytest.raises(TypesetError, match=r"^mkdocs: 没有启动，或者没有做完就被系统结束了；后一种多半是内存不够。$"):
        typeset(config, PROJECT / "docs", build.site.with_name("nowhere"))
    process.wait()
    max(build.site.rglob("index.html")).unlink()
    run_build(build)
    assert_as_from_nothing(build)


def test_what_mkdocs_says_reaches_the_author(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[没有的页](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(TypesetError, match=r"Doc file 'index\.md' contains a link 'nowhere\.md'"):
        typeset(PROJECT / "mkdocs.yml", tmp_path / "docs", tmp_path / "site")


def test_the_typesetter_ends_with_the_build_that_is_killed() -> None:
    """It holds the pipe of this test open as long as it lives."""
    script = """
        import os, signal
        from pathlib import Path
        from generator.builder.mkdocs.runner import begin
        begin(Path("mkdocs.yml"))
        os.kill(os.getpid(), signal.SIGKILL)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (-signal.SIGKILL, b"")


def test_a_killed_process_is_no_result() -> None:
    with pytest.raises(LostProcessError), over(killed, [1, 2], 2) as results:
        list(results)
    with meanwhile(killed, 1, 2) as result, pytest.raises(LostProcessError):
        result()


def test_processes_end_with_the_build_that_is_killed() -> None:
    """They hold the pipe of this test open as long as they live."""
    script = """
        import os, signal, time
        from generator.builder.engine.pool import meanwhile, over
        def wait(number):
            if number == 2:
                time.sleep(1)
                os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(600)
        with over(wait, [1, 2, 3], 3) as results:
            list(results)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60, check=False)
    assert result.returncode == -signal.SIGKILL


def test_whatever_goes_wrong_is_shown_in_the_preview(
    build: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(_: Build) -> None:
        raise RuntimeError("意外")

    news = dev_server.News(tmp_path / "news.json")
    monkeypatch.setattr(dev_server, "run_build", fails)
    dev_server.rebuild(build, news)
    assert "没有生成：意外" in news.since("")
