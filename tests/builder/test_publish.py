"""A site is published in one step: readers find the old or the new one, whole; what cannot be exchanged is told."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.builder import install, publish, staging
from generator.builder.context import BuildConfig
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.builder.shards import Shard, build_shard
from generator.builder.staging import link_tree
from generator.cli import main
from tests.builder.sites import add_sentence, assert_equals_clean_build, clean_build, contents, report_in

pytestmark = pytest.mark.usefixtures("without_mkdocs")

REBUILT = "全部重做"
COPIED = "不能做硬链接"
TWO_STEPS = "不能一步对调文件夹：先移开了旧网站，再移入新网站"


def twin(build: BuildConfig) -> Path:
    return install.twin_of(build.site)


def change(build: BuildConfig, sentence: str = "另外组织培训8次。") -> None:
    add_sentence(report_in(build, 0), sentence)


def refuse(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_the_site_and_its_twin_take_turns(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    """Changes, additions and removals of two builds reach the published folder, whichever of the two it is."""
    folders = []
    for number in range(3):
        change(build, f"另外组织培训{number}次。")
        if number == 1:
            report_in(build, 1).unlink()
        before = contents(build.site)
        run_build(build)
        assert contents(twin(build)) == before
        folders.append(build.site.stat().st_ino)
    assert_equals_clean_build(build)
    assert folders == [*folders[:2], folders[0]]
    assert folders[0] != folders[1]
    printed = capsys.readouterr().err
    assert REBUILT not in printed
    assert TWO_STEPS not in printed


def test_the_cost_follows_the_change(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second change links only the files of the first; the served folder is never written to."""
    change(build)
    run_build(build)
    served = {path: path.stat().st_ino for path in build.site.rglob("*") if path.is_file()}
    linked: list[Path] = []

    def link(source: Path, target: Path) -> bool:
        linked.append(source)
        return link_tree(source, target)

    monkeypatch.setattr(publish, "link_tree", link)
    change(build, "又组织检查3次。")
    run_build(build)
    assert 0 < len(linked) < len(served) / 3
    assert all(path.suffix for path in linked)
    old = {path: (twin(build) / path.relative_to(build.site)).stat().st_ino for path in served}
    assert old == served


@pytest.mark.parametrize("harm", ["deleted", "page deleted", "page changed"])
def test_a_twin_changed_by_hand_is_never_published(
    build: BuildConfig, harm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = max(twin(build).rglob("index.html"))
    if harm == "deleted":
        shutil.rmtree(twin(build))
    else:
        page.unlink()
    if harm == "page changed":
        page.write_text("x", encoding="utf-8")
    change(build)
    run_build(build)
    assert contents(build.site) == clean_build(build).site
    assert REBUILT not in capsys.readouterr().err


def test_a_twin_that_could_not_be_made_is_never_published(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one of before a full rebuild lacks what that changed."""
    monkeypatch.setattr(publish, "link_tree", refuse(errno.ENOSPC))
    change(build)
    (build.site / "letter.txt").write_text("added by hand", encoding="utf-8")
    run_build(build)
    assert "没有为下一次生成备好网站的副本" in capsys.readouterr().err
    monkeypatch.undo()
    add_sentence(report_in(build, 1), "又组织检查3次。")
    assert_equals_clean_build(build)


def test_without_exchange_the_site_moves_aside_and_the_author_is_told(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(staging, "exchange", lambda *_: False)
    change(build)
    run_build(build)
    assert contents(build.site) == clean_build(build).site
    assert TWO_STEPS in capsys.readouterr().err
    assert not list(build.site.parent.glob(f"*-{staging.ASIDE}"))


def test_a_signal_between_two_renames_brings_the_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, site = tmp_path / "new", tmp_path / "site"
    for folder in (new, site):
        folder.mkdir()
        (folder / "build.txt").write_text(folder.name, encoding="ascii")
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path == new:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(staging, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        staging.swap_folder(new, site)
    assert contents(tmp_path) == {"new/build.txt": b"new", "site/build.txt": b"site"}


def test_a_site_left_aside_by_a_killed_build_comes_back_even_if_a_report_is_wrong(build: BuildConfig) -> None:
    before = contents(build.site)
    build.site.rename(build.site.with_name(f".site-{2**22 + 1}-{staging.ASIDE}"))
    report = report_in(build, 0)
    report.write_text(f"{report.read_text(encoding='utf-8')}没有这个键: 1\n", encoding="utf-8")
    assert any(problem.level == "error" for problem in run_build(build))
    assert contents(build.site) == before


def test_without_hard_links_the_twin_is_copied_and_the_author_is_told(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    shutil.rmtree(twin(build))
    change(build)
    run_build(build)
    assert COPIED in capsys.readouterr().err


@pytest.mark.parametrize("style", ["relative", "absolute", "chain", "dangling"])
def test_a_symbolic_link_is_turned(tmp_path: Path, style: str) -> None:
    """It keeps its style; a reader that followed it before keeps the old folder, whole."""
    one = tmp_path / "releases" / "one"
    one.mkdir(parents=True)
    link = site = tmp_path / "site"
    if style == "chain":
        link = tmp_path / "current"
        site.symlink_to("current")
    link.symlink_to(one if style == "absolute" else "releases/one", target_is_directory=True)
    if style == "dangling":
        one.rmdir()
    followed = []
    for number in range(3):
        new = tmp_path / "releases" / f"new-{number}"
        new.mkdir()
        (new / "build.txt").write_text(str(number), encoding="ascii")
        publish.publish(BuildConfig(tmp_path / "reports", site), new)
        assert contents(site) == {"build.txt": str(number).encode()}
        assert link.readlink().is_absolute() == (style == "absolute")
        followed.append(site.resolve().name)
    assert followed == (["one", "one.twin", "one"] if style == "dangling" else ["one.twin", "one", "one.twin"])
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_build_turns_the_link_and_leaves_the_old_site_whole(build: BuildConfig) -> None:
    release = build.site.rename(build.site.with_name("release"))
    build.site.symlink_to("release", target_is_directory=True)
    for old in ("release", "release.twin"):
        before = contents(build.site)
        change(build) if old == "release" else add_sentence(report_in(build, 1), "又组织检查3次。")
        run_build(build)
        assert contents(release.with_name(old)) == before
        assert contents(build.site) == clean_build(build).site != before


def refusal(build: BuildConfig) -> str:
    options = ["--reports", build.reports, "--site", build.site, "--cache", build.cache, "--docs", build.docs]
    result = CliRunner().invoke(main, ["build", "--jobs", "1", "--skip-downloads", *map(str, options)])
    assert result.exit_code == 2
    return result.output


def test_a_link_to_other_content_and_a_loop_of_links_are_refused(build: BuildConfig) -> None:
    before = contents(build.reports)
    for target in (build.reports, build.site.with_name("link")):
        link = replace(build, site=build.site.with_name("link"))
        link.site.unlink(missing_ok=True)
        link.site.symlink_to(target)
        assert refusal(link).startswith("gongkai: ")
    assert contents(build.reports) == before


def test_other_content_in_the_place_of_the_twin_is_refused(build: BuildConfig) -> None:
    shutil.rmtree(twin(build))
    twin(build).mkdir()
    (twin(build) / "letter.txt").write_text("precious", encoding="utf-8")
    assert "site.twin 里有别的内容" in refusal(build)
    assert contents(twin(build)) == {"letter.txt": b"precious"}


@pytest.mark.parametrize("option", ["--site", "--docs"])
def test_a_mount_point_is_told_before_the_work(
    build: BuildConfig, option: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = build.site if option == "--site" else build.docs
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"36 35 98:0 / {str(folder).replace('s', chr(92) + '163')} rw - ext4 /dev/a rw\n")
    monkeypatch.setattr(install, "_MOUNTS", mounts)
    where = f"例如 {option} {folder}/site。"
    told = f"gongkai: {folder} 是挂载点，不能整个换掉。请用 {option} 指定其中的一个子文件夹，{where}\n"
    assert refusal(build) == told


def test_a_locked_cache_is_told_and_kept(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.builder.engine.cache._LOCK_TIMEOUT_SECONDS", 0.1)
    cache = next(build.cache.glob("*.db"))
    before, site = cache.read_bytes(), contents(build.site)
    change(build)
    with sqlite3.connect(cache, isolation_level=None) as other:
        other.execute("begin exclusive")
        assert "正被另一个程序占用" in refusal(build)
    other.close()
    assert (cache.read_bytes(), contents(build.site)) == (before, site)


def test_a_full_disk_is_told_with_the_cache_file(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the file; nothing is built a second time."""

    class Full(sqlite3.OperationalError):
        sqlite_errorcode = sqlite3.SQLITE_FULL

    def fail(*_: object) -> None:
        raise Full("database or disk is full")

    monkeypatch.setattr("generator.builder.engine.cache.BuildCache.sources", fail)
    assert refusal(build).endswith("whole.db：磁盘满了。请腾出空间再试。\n")


def test_the_preview_serves_no_folder_that_is_no_site(build: BuildConfig, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("private", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--reports", str(build.reports), "--site", str(tmp_path)])
    assert (result.exit_code, "里有别的内容" in result.output) == (2, True)


def test_shards_do_not_wait_for_each_other(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    with build.site.with_name(".site-lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        (release := threading.Timer(5, fcntl.flock, (file.fileno(), fcntl.LOCK_UN))).start()  # or a wait never ends
        build_shard(replace(build, jobs=1, progress=Progress()), Shard(9, 9))
        release.cancel()
    assert "另一次生成正在写" not in capsys.readouterr().err


@pytest.mark.parametrize("option", ["site", "docs"])
def test_a_second_build_waits_for_the_first(
    build: BuildConfig, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(build)
    folder: Path = getattr(build, option)
    with folder.with_name(f".{folder.name}-lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        threading.Timer(0.3, fcntl.flock, (file.fileno(), fcntl.LOCK_UN)).start()
        run_build(replace(build, jobs=1, progress=Progress()))
    assert "另一次生成正在写" in capsys.readouterr().err
    assert contents(build.site) == clean_build(build).site


def test_links_to_one_folder_share_its_lock(tmp_path: Path) -> None:
    for name in ("v1", "v1.twin"):
        (tmp_path / "releases" / name).mkdir(parents=True)
        (tmp_path / f"to-{name}").symlink_to(Path("releases", name))
    (tmp_path / "site").symlink_to("to-v1")
    (tmp_path / "other").symlink_to(tmp_path / "to-v1.twin")
    ways = ("site", "other", "to-v1", "to-v1.twin", "releases/v1", "releases/v1.twin")
    assert {install.lock_of(tmp_path / way) for way in ways} == {tmp_path / "releases/.v1-lock"}
    assert install.lock_of(tmp_path / "new") == tmp_path / ".new-lock"


def test_the_docs_folder_is_not_the_twin_of_the_site(build: BuildConfig) -> None:
    shutil.rmtree(twin(build))
    with pytest.raises(install.SiteError):
        run_build(replace(build, docs=twin(build)))
