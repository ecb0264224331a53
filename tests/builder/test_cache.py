"""After an interruption, or with a damaged, lost or read-only cache, a build equals a clean build."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from generator.builder import run, sources
from generator.builder.context import BuildConfig
from generator.builder.engine.cache import BuildCache
from generator.builder.engine.fingerprints import Fingerprints
from generator.builder.engine.serializer import CorruptCacheError, deserialize, serialize
from generator.builder.engine.stages import run_stages, task_stage
from generator.builder.engine.tasks import Task, TaskStore
from generator.builder.engine.tracking import Recorder
from generator.builder.run import run_build
from generator.builder.source_scan import scan_sources
from generator.builder.sources import Sources, read_sources
from generator.model.form import Forms
from generator.sources import load_report
from generator.sources.catalog import load_catalog
from tests.builder.conftest import rename
from tests.builder.sites import add_sentence, assert_equals_clean_build, contents, report_in

pytestmark = pytest.mark.usefixtures("without_mkdocs")

CACHE_RESET = "已损坏或不能写，这次从头做"


def interrupt(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt a build after all files are built and before any is installed."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run, "write_site_files", stop)
        with pytest.raises(KeyboardInterrupt):
            run_build(build)


def database(build: BuildConfig) -> Path:
    return next(build.cache.glob("*.db"))


def parts(build: BuildConfig) -> list[Path]:
    return sorted(build.cache.glob("*.parts/*.part"))


def test_an_edit_reverted_after_an_interrupted_build_leaves_no_trace(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, other = report_in(build, 0), report_in(build, 1)
    before = edited.read_bytes()
    add_sentence(edited, "魑魅魍魉出没二次。")
    interrupt(build, monkeypatch)
    edited.write_bytes(before)
    add_sentence(other, "另外组织培训8次。")
    assert_equals_clean_build(build)


def test_a_place_missing_from_an_interrupted_build_is_still_searchable(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = sorted(build.reports.iterdir())[1]
    away.rename(build.reports.with_name("away"))
    interrupt(build, monkeypatch)
    build.reports.with_name("away").rename(away)
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    assert_equals_clean_build(build)


def test_changes_of_an_interrupted_build_are_published_by_the_next(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interrupted build cached the results of its checks, but not its pages."""
    add_sentence(report_in(build, 0), "魑魅魍魉出没二次。")
    interrupt(build, monkeypatch)
    assert_equals_clean_build(build)


def test_a_change_made_while_another_report_had_an_error_is_published_once_that_is_fixed(build: BuildConfig) -> None:
    other = report_in(build, 1)
    before = other.read_bytes()
    add_sentence(report_in(build, 0), "魑魅魍魉出没二次。")
    other.write_bytes(before + "没有这个键: 1\n".encode())
    assert any(problem.level == "error" for problem in run_build(build))
    other.write_bytes(before)
    assert_equals_clean_build(build)


def test_a_fresh_build_builds_all_again(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(build.site)
    run_build(replace(build, fresh=True))
    assert "沿用 0 页" in capsys.readouterr().err
    assert contents(build.site) == before


def test_lost_search_parts_are_rebuilt(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    for lost in parts(build):
        leftover = lost.with_name(f"{'0' * 32}.part")
        lost.rename(leftover)
    os.utime(leftover, (0, 0))
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    assert_equals_clean_build(build)
    assert not leftover.exists()
    assert CACHE_RESET not in capsys.readouterr().err


def test_a_damaged_search_part_causes_a_clean_build(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    for damaged in parts(build):  # that of the edited place is not read
        damaged.write_bytes(damaged.read_bytes()[:-2] + b"!!")
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    assert_equals_clean_build(build)
    assert capsys.readouterr().err.count(CACHE_RESET) == 1


def test_a_word_altered_in_the_cache_is_never_published(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    """The rename rebuilds pages that take texts of unedited reports from the cache."""
    cache = database(build)
    data = cache.read_bytes()
    cache.write_bytes(data.replace("公开".encode(), "公布".encode()))
    assert cache.read_bytes() != data
    rename(sorted(build.reports.iterdir())[0] / "agency.yml")
    assert_equals_clean_build(build)
    assert capsys.readouterr().err.count(CACHE_RESET) == 1


def test_flipped_bits_cause_a_clean_build(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    dice, data = Random(1), bytearray(database(build).read_bytes())
    for _ in range(200):
        data[dice.randrange(4096, len(data))] ^= 1 << dice.randrange(8)
    database(build).write_bytes(data)
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    assert_equals_clean_build(build)
    assert capsys.readouterr().err.count(CACHE_RESET) == 1


def test_a_read_only_cache_does_not_stop_a_build(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(build.cache)
    build.cache.write_text("")
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    assert_equals_clean_build(build)
    assert capsys.readouterr().err.count("不能写，这次从头做，做完不留缓存。") == 1


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[BuildCache]:
    """Yield a cache with the results of one stage."""
    cache = BuildCache(tmp_path / "cache" / "some.db", "key")
    cache.open()
    cache.store_stage_results({"check": b"results"})
    yield cache
    cache.close()


def test_a_cache_that_cannot_be_written_moves_to_a_temporary_folder(tmp_path: Path) -> None:
    (tmp_path / "some.db").mkdir()
    cache = BuildCache(tmp_path / "some.db", "key")
    with pytest.raises(sqlite3.Error):
        cache.open()
    assert not cache.reset()
    cache.set_entry("state", "value")
    assert cache.entry("state") == "value"
    temporary = cache.path
    cache.close()
    assert not temporary.exists()


def test_lost_stage_results_are_noticed(cache: BuildCache) -> None:
    """A stage without its results would start from scratch and leave obsolete files in the site."""
    assert (cache.stage_results("check"), cache.stage_results("pages")) == (b"results", b"")
    with sqlite3.connect(cache.path) as other:
        other.execute("delete from stages")
    with pytest.raises(CorruptCacheError):
        cache.stage_results("check")


def test_invalid_bytes_are_reported_as_a_corrupt_cache() -> None:
    for data in (b"", b"junk", serialize("text")[:-3], b"cos\nsystem\n."):
        with pytest.raises(CorruptCacheError):
            deserialize(data)


def read(root: Path, cache: BuildCache, forms: Forms) -> Sources:
    return read_sources(scan_sources(root, cache), forms, cache, Recorder(), 1, lambda done, total: None, None)


def test_a_file_changed_while_it_is_read_and_changed_back_is_read_again(
    build: BuildConfig, cache: BuildCache, forms: Forms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = shutil.copytree(build.reports, tmp_path / "reports") / report_in(build, 0).relative_to(build.reports)
    before = report.read_bytes()

    def load_during_save(path: Path, *others: object) -> object:
        if path != report or report.read_bytes() != before or "魑魅" in saves:
            return load_report(path, *others)  # type: ignore[arg-type]
        saves.append("魑魅")
        add_sentence(report, "魑魅魍魉出没二次。")
        try:
            return load_report(path, *others)  # type: ignore[arg-type]
        finally:
            report.write_bytes(before)

    saves: list[str] = []
    monkeypatch.setattr(sources, "load_report", load_during_save)
    found = read(tmp_path / "reports", cache, forms)
    texts = [text for each in found.catalog.reports.values() for text in each.text.values()]
    assert saves
    assert not any("魑魅魍魉" in text for text in texts)


def test_files_added_while_the_folder_is_read_are_read_too(
    build: BuildConfig, cache: BuildCache, forms: Forms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = shutil.copytree(build.reports, tmp_path / "reports")
    new = root / "zzz"

    def load_and_add(path: Path, *others: object) -> object:
        if not new.exists():
            shutil.copytree(report_in(build, 0).parent, new)
        return load_report(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(sources, "load_report", load_and_add)
    found = read(root, cache, forms)
    assert set(new.glob("*.yml")) <= found.files.keys()
    assert found.fingerprint == scan_sources(root, cache).fingerprint


def test_reports_without_problems_are_not_checked_again(tmp_path: Path, forms: Forms) -> None:
    """Their checks have an empty output, which must be cached like any other."""
    cache = BuildCache(tmp_path / "cache.db", "key")
    cache.open()
    fingerprints = Fingerprints(load_catalog(tmp_path, forms), {}, {}, {})
    tasks = [Task("one", partial(str, 1)), Task("two", partial(str, 2))]
    first = TaskStore("check", cache, fingerprints, Recorder())
    first.plan(tasks)
    list(run_stages([task_stage(first, lambda task: b"", 1)], 1, lambda done, total: None))
    cache.store_stage_results({"check": first.to_cache()})
    again = TaskStore("check", cache, fingerprints, Recorder())
    again.plan(tasks)
    assert (len(first.stale), again.stale) == (2, [])
    cache.close()
