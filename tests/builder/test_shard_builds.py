"""Rebuilding and joining shards, with all downloads, and the summaries printed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.builder import shards
from generator.builder.context import BuildConfig
from generator.builder.engine import stages
from generator.builder.install import MANIFEST, SiteError, update_folder
from generator.builder.join import join_shards
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.builder.shards import Shard, ShardError, build_shard
from generator.model.problem import Problem
from tests.builder.sites import add_sentence, clean_build, contents, differing, report_in

pytestmark = pytest.mark.usefixtures("without_mkdocs")

COUNT = 3
"""Number of shards; it exceeds the number of places, so one shard is empty."""

SUMMARY = re.compile(
    r"完成：共 (\d+) 份报告：0 个错误，\d+ 个疑问，\d+ 条说明。"
    r"网页 (\d+) 页，重做 (\d+) 页，沿用 (\d+) 页。用时 .* 秒（读取 .*） → "
)


def build_shards(build: BuildConfig) -> list[list[Problem]]:
    """Build all shards, and delete empty folders, which get lost in a transfer to another machine."""
    problems = [build_shard(build, Shard(number, COUNT)) for number in range(1, COUNT + 1)]
    for folder in build.site.with_name("site.shards").rglob("*"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return problems


def test_rebuilt_shards_with_downloads_join_into_the_site_of_one_build(build: BuildConfig) -> None:
    build = replace(build, downloads=True, progress=Progress(True))
    build_shards(build)
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    build_shards(build)
    join_shards(build)
    once = clean_build(build).site
    assert differing(contents(build.site), once) == []
    kinds = {Path(name).suffix for name in once}
    assert kinds >= {".docx", ".xlsx", ".csv", ".json", ".zip"}


def test_a_shard_reports_the_problems_of_its_agencies_only(build: BuildConfig) -> None:
    for place in (0, 1):
        report_in(build, place).with_name("2024.yml").unlink()
    built, whole = build_shards(build), join_shards(build)
    assert sum(problem.check == "duties.missing" for problem in whole) > 1
    assert sorted(str(problem) for problems in built for problem in problems) == sorted(map(str, whole))


def test_a_file_that_cannot_be_read_stops_every_shard_and_is_named_by_each(build: BuildConfig) -> None:
    broken = report_in(build, 0)
    broken.write_text("requests: [", encoding="utf-8")
    for problems in build_shards(build):
        assert [problem.at.path for problem in problems if problem.level == "error"] == [broken]
    assert not list(build.site.parent.rglob(MANIFEST))


def test_every_way_of_building_prints_a_summary(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    build_shard(build, Shard(1, 2))
    build_shard(build, Shard(2, 2))
    join_shards(build)
    run_build(build)
    run_build(build)
    found = [match.groups() for line in capsys.readouterr().err.splitlines() if (match := SUMMARY.match(line))]
    (first, one), (second, other), (joined, pages), *last = [each[:2] for each in found]
    assert int(first) + int(second) == int(joined) == 6
    assert 0 < int(one) + int(other) < int(pages)
    assert last == [("6", pages)] * 2
    assert found[-1] == ("6", pages, "0", pages)


@pytest.mark.parametrize("lost", ["site/**/index.html", "search/*.part"])
def test_a_shard_with_a_lost_file_is_named(build: BuildConfig, lost: str) -> None:
    build_shards(build)
    next(iter(sorted(build.site.with_name("site.shards").glob(f"*/{lost}")))).unlink()
    with pytest.raises(ShardError, match=r"分片 .-of-3 不全，或者做好以后被改动过。"):
        join_shards(build)


def test_a_shard_left_half_updated_is_never_joined(build: BuildConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even if the sources are again those that it was built from, and no file has another size."""

    def stop(*arguments: Any) -> None:
        update_folder(*arguments)
        raise KeyboardInterrupt

    build = replace(build, jobs=1)
    build_shard(build, Shard(1, 1))
    report = report_in(build, 0)
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("，", "；"), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(shards, "update_folder", stop)
        with pytest.raises(KeyboardInterrupt):
            build_shard(build, Shard(1, 1))
    report.write_text(text, encoding="utf-8")
    with pytest.raises(ShardError, match="没有已生成的分片"):
        join_shards(build)
    build_shard(build, Shard(1, 1))
    join_shards(build)
    assert contents(build.site) == clean_build(build).site


def test_shards_and_join_leave_foreign_folders_alone(build: BuildConfig) -> None:
    build_shards(build)
    build.site.rename(build.site.with_name("aside"))
    theirs = build.site / "thesis.txt"
    theirs.parent.mkdir()
    theirs.write_text("mine", encoding="utf-8")
    with pytest.raises(SiteError):
        join_shards(build)
    with pytest.raises(SiteError):
        build_shard(build, Shard(1, COUNT))
    assert theirs.read_text(encoding="utf-8") == "mine"


def test_a_foreign_folder_in_the_place_of_a_shard_is_left_alone(build: BuildConfig) -> None:
    theirs = build.site.with_name("site.shards") / "1-of-3" / "site" / "thesis.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine", encoding="utf-8")
    with pytest.raises(SiteError):
        build_shard(build, Shard(1, COUNT))
    assert theirs.exists()


def test_a_file_is_written_although_its_folder_is_being_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile, other processes move pages into the site, and replace an empty target folder as a whole."""
    write, left = Path.write_bytes, [2]

    def write_after_removal(path: Path, data: bytes) -> int:
        if left[0]:
            left[0] -= 1
            path.parent.rmdir()
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_after_removal)
    stages.write_file(tmp_path / "a/2024/report.json", b"{}")
    assert (tmp_path / "a/2024/report.json").read_bytes() == b"{}"
    left[0] = 100
    with pytest.raises(FileNotFoundError):
        stages.write_file(tmp_path / "b/report.json", b"{}")
