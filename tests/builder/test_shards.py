"""A site built in shards equals the site of one build; mismatched shards are refused."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator.builder.context import BuildConfig
from generator.builder.join import dead_links, join_shards
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.builder.shards import Shard, ShardError, build_shard
from tests import command_line
from tests.benchmarks.county import PROJECT
from tests.builder.sites import contents, write_reports

SHARDS, AGENCIES = 3, 6


def gongkai(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program on the folder's reports and site."""
    site = () if arguments[0] == "plan" else ("--site", folder / "site", "--jobs", "1", "--skip-downloads", "--quiet")
    return command_line.gongkai(*arguments, "--reports", folder / "reports", *site)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with reports, and a site built from them in the planned shards."""
    folder = tmp_path_factory.mktemp("shards")
    assert write_reports(folder / "reports", AGENCIES, 5) == 2 * AGENCIES
    plan = json.loads(gongkai(folder, "plan", "--shards", str(SHARDS)).stdout)
    for entry in plan["include"]:
        result = gongkai(folder, "build", "--shard", entry["shard"])
        assert result.returncode == 0, result.stderr
        assert (folder / "site.shards" / entry["name"]).is_dir()
    assert not (folder / "site").exists()
    result = gongkai(folder, "join")
    assert result.returncode == 0, result.stderr
    return folder


def test_the_plan_covers_all_reports(folder: Path) -> None:
    plan = json.loads(gongkai(folder, "plan", "--shards", str(SHARDS)).stdout)
    assert [entry["shard"] for entry in plan["include"]] == ["1/3", "2/3", "3/3"]
    assert sum(entry["reports"] for entry in plan["include"]) == 2 * AGENCIES


def test_shards_join_into_the_site_of_one_build(folder: Path) -> None:
    joined = contents(folder / "site")
    result = gongkai(folder, "build")
    assert result.returncode == 0, result.stderr
    whole = contents(folder / "site")
    assert sorted(joined) == sorted(whole)
    assert [name for name in whole if joined[name] != whole[name]] == []


def test_a_stale_shard_is_refused_by_name(folder: Path) -> None:
    report = next((folder / "reports").rglob("2024.yml"))
    text = report.read_text(encoding="utf-8")
    before = contents(folder / "site")
    try:
        report.write_text(f"{text}\n# 改过\n", encoding="utf-8")
        result = gongkai(folder, "join")
    finally:
        report.write_text(text, encoding="utf-8")
    assert result.returncode == 2
    assert "分片 1-of-3 不是用现在的来源和程序做的。请重新生成这一片。" in result.stderr
    assert contents(folder / "site") == before


def test_a_missing_shard_is_named(folder: Path) -> None:
    shard = folder / "site.shards" / "2-of-3"
    shard.rename(folder / "aside")
    result = gongkai(folder, "join")
    (folder / "aside").rename(shard)
    assert result.returncode == 2
    assert "还缺少分片 2/3。请先生成它们。" in result.stderr


@pytest.mark.parametrize("name", ["0/3", "4/3", "1", "a/b"])
def test_an_impossible_shard_is_refused(folder: Path, name: str) -> None:
    result = gongkai(folder, "build", "--shard", name)
    assert result.returncode == 2
    assert "应写成 第几片/共几片，例如 2/4" in result.stderr


def damage(part: Path) -> None:
    part.write_bytes(part.read_bytes()[:-2] + b"!!")


@pytest.mark.usefixtures("without_mkdocs")
def test_a_damaged_search_part_is_rebuilt_or_refused_and_never_joined(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 2, 5)
    folders = (tmp_path / "reports", tmp_path / "site", 1, tmp_path / "cache")
    build = BuildConfig(*folders, Progress(True), downloads=False, docs=tmp_path / "build/docs")
    shards = [Shard(1, 2), Shard(2, 2)]
    for shard in shards:
        build_shard(build, shard)
    damage(sorted((tmp_path / "cache").glob("*-2-of-2.parts/*.part"))[0])
    build_shard(build, shards[1])
    join_shards(build)
    run_build(replace(build, site=tmp_path / "whole"))
    assert contents(tmp_path / "site") == contents(tmp_path / "whole")
    damage(sorted((tmp_path / "site.shards/2-of-2/search").iterdir())[0])
    with pytest.raises(ShardError, match="分片 2-of-2 已损坏。请重新生成这一片。"):
        join_shards(build)


def test_make_builds_the_shards_side_by_side(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports", 2, 3)
    settings = {
        "SHARDS": "2",
        "GONGKAI": str(Path(sys.executable).with_name("gongkai")),
        "REPORTS": str(tmp_path / "reports"),
        "SITE": str(tmp_path / "site"),
        "OPTIONS": "--skip-downloads --quiet",
    }
    command = [
        "make",
        "-j",
        "2",
        "-f",
        "docs/manual/shards/Makefile",
        *(f"{key}={value}" for key, value in settings.items()),
    ]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "site").rglob("report.json"))) == reports


def test_dead_links_and_images_are_named_with_their_page(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    links = ("../b/#x", "./?q=1", "%E7%94%B2.csv", "/none", "//a.cn/c", "mailto:a@b.cn", "left-out.docx")
    images = '<img src="none.png"><img src="../own.png">'
    (tmp_path / "a/index.html").write_text(images + "".join(f'<a href="{each}">甲</a>' for each in links))
    for name in ("own.png", "a/甲.csv"):
        (tmp_path / name).touch()
    (tmp_path / "404.html").write_text('<a href="none/">任何地址</a>')
    done: list[tuple[int, int]] = []
    dead = dead_links(tmp_path, lambda name: not name.endswith(".docx"), 1, lambda *count: done.append(count))
    assert dead == ["a/index.html -> ../b/", "a/index.html -> /none", "a/index.html -> none.png"]
    assert done == [(1, 1)]
