"""The docs folder stays current and complete, and plain MkDocs builds the same site from it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from generator.builder import install, run, site_builder, staging
from generator.builder.context import BuildConfig
from generator.builder.docs_only import write_docs
from generator.builder.mkdocs.docs_folder import DOCS_MARKER
from generator.builder.mkdocs.settings import settings_file
from generator.builder.run import run_build
from generator.cli import main
from tests.benchmarks.county import PROJECT
from tests.builder.sites import (
    NOTHING_TO_DO,
    add_sentence,
    assert_equals_clean_build,
    contents,
    differing,
    replace_file,
    report_in,
    saved,
    saved_needlessly,
)

without_mkdocs = pytest.mark.usefixtures("without_mkdocs")


def must_not_build(runs: Sequence[object], *_: object) -> None:
    assert runs == [], "MkDocs was called"


def meddle(docs: Path) -> None:
    """Edit, delete and add pages, and replace a folder by a symlink, which the build must not follow."""
    replace_file(docs / "about.md", b"x")
    (docs / "index.md").unlink()
    (docs / "new/below").mkdir(parents=True)
    (docs / "new/page.md").write_text("x", encoding="utf-8")
    shutil.move(docs / "years", docs.with_name("elsewhere"))
    (docs / "years").symlink_to(docs.with_name("elsewhere"))


def leave_half_done(docs: Path) -> None:
    replace_file(docs / DOCS_MARKER, b"")
    (docs / "index.md").unlink()


def delete_all(docs: Path) -> None:
    shutil.rmtree(docs)


@without_mkdocs
@pytest.mark.parametrize("harm", [meddle, leave_half_done, delete_all])
def test_changes_to_the_docs_folder_are_repaired_without_mkdocs(
    build: BuildConfig,
    harm: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected, site = contents(build.docs), saved(build.site)
    harm(build.docs)
    before = saved(build.docs)
    monkeypatch.setattr(site_builder, "run_mkdocs", must_not_build)
    run_build(build)
    assert contents(build.docs) == expected
    assert not [
        path for path in build.docs.rglob("*") if path.is_symlink() or (path.is_dir() and not any(path.iterdir()))
    ]
    assert [name for name in saved_needlessly(before, build.docs) if name != DOCS_MARKER] == []
    assert saved(build.site) == site
    run_build(build)
    assert NOTHING_TO_DO in capsys.readouterr().err


@without_mkdocs
def test_the_page_of_a_deleted_report_is_deleted(build: BuildConfig) -> None:
    deleted = report_in(build, 0)
    before = set(contents(build.docs))
    deleted.unlink()
    run_build(build)
    (page,) = before - set(contents(build.docs))
    assert page.startswith(f"{deleted.parent.relative_to(build.reports).as_posix()}/2024")


@without_mkdocs
def test_an_error_in_the_sources_leaves_the_docs_folder_unchanged(build: BuildConfig) -> None:
    before = saved(build.docs)
    report = report_in(build, 0)
    report.write_text(f"{report.read_text(encoding='utf-8')}没有这个键: 1\n", encoding="utf-8")
    for command in (run_build, write_docs):
        assert any(problem.level == "error" for problem in command(build))
        assert saved(build.docs) == before


@pytest.mark.parametrize("command", ["build", "pages"])
@pytest.mark.parametrize("docs", ["letters", "reports/pages", "cache/pages"])
def test_a_folder_with_other_content_is_refused(tmp_path: Path, command: str, docs: str) -> None:
    for name in ("letters", "reports", "cache"):
        (tmp_path / name).mkdir()
    (tmp_path / "letters/index.md").write_text("precious", encoding="utf-8")
    options = ["--reports", tmp_path / "reports", "--cache", tmp_path / "cache", "--docs", tmp_path / docs]
    site = ["--site", tmp_path / "site"] if command == "build" else []
    result = CliRunner().invoke(main, [command, *map(str, options), *map(str, site)])
    assert result.exit_code == 2
    assert result.output.startswith(f"gongkai: {tmp_path / docs} 里有别的内容，或者同报告、缓存等文件夹重叠，")
    assert result.output.endswith("请另选一个文件夹（--docs）。\n")
    assert contents(tmp_path) == {"letters/index.md": b"precious"}


def test_overlapping_docs_folder_and_site_are_refused(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for site in ("docs", "docs/site", "."):
        options = ["--reports", tmp_path / "reports", "--site", tmp_path / site, "--docs", tmp_path / "docs"]
        assert CliRunner().invoke(main, ["build", *map(str, options)]).exit_code == 2


@without_mkdocs
@pytest.mark.parametrize("place", ["between", "within"])
def test_a_build_killed_while_installing_is_repaired_by_the_next(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """The build is killed between the two installs or during the first, and the edit is reverted afterwards."""

    def stop(first: Path, target: Path | Any, *_: object) -> None:
        if target == build.docs or place == "between":
            raise KeyboardInterrupt
        move_into(first, target)

    move_into = staging.move_into
    edited, other = report_in(build, 0), report_in(build, 1)
    text = edited.read_bytes()
    add_sentence(edited, "魑魅魍魉出没二次。")
    with monkeypatch.context() as patch:
        patch.setattr(*((run, "publish_changes", stop) if place == "between" else (install, "move_into", stop)))
        with pytest.raises(KeyboardInterrupt):
            run_build(replace(build, jobs=1))
    edited.write_bytes(text)
    add_sentence(other, "另外组织培训8次。")
    assert_equals_clean_build(build)


@without_mkdocs
def test_gongkai_pages_writes_the_same_pages_as_a_build(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It writes to a new folder, updates it after a change, and leaves a build of the same pages nothing to do."""
    monkeypatch.setattr(site_builder, "run_mkdocs", must_not_build)
    site, docs = contents(build.site), build.docs.with_name("alone") / "docs"
    alone = replace(build, docs=docs, site=docs)
    write_docs(alone)
    assert contents(docs) == contents(build.docs)
    write_docs(replace(build, site=build.docs))
    run_build(build)
    assert NOTHING_TO_DO in capsys.readouterr().err
    monkeypatch.undo()
    report_in(build, 1).unlink()
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    before = saved(docs)
    write_docs(alone)
    assert contents(build.site) == site
    run_build(build)
    assert contents(docs) == contents(build.docs)
    assert saved_needlessly(before, docs) == []
    assert re.search(r"Markdown 写 \d+ 个文件，删 1 个\n完成：.* → .*alone/docs\n", capsys.readouterr().err)


def settings(build: BuildConfig) -> Any:
    return yaml.safe_load(settings_file(build.docs).read_text(encoding="utf-8"))


@without_mkdocs
def test_the_settings_beside_the_pages_equal_the_projects_in_plain_yaml(
    build: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (PROJECT / "templates/mkdocs.yml").read_text(encoding="utf-8")
    own = settings(build)
    assert list(own)[: len(keys := re.findall(r"^(\w+):", program, re.MULTILINE))] == keys
    assert (own["docs_dir"], own["site_dir"], own["site_url"]) == ("docs", "mkdocs", "")
    theme = settings_file(build.docs).parent / own["theme"]["custom_dir"]
    assert theme.resolve() == PROJECT / "templates/theme"
    assert own["not_in_nav"].startswith("/*\n")
    assert not {"generator.markup"} & {*map(str, own["markdown_extensions"])}
    before = settings_file(build.docs).read_bytes()
    settings_file(build.docs).unlink()
    run_build(build)
    assert settings_file(build.docs).read_bytes() == before
    monkeypatch.setenv("SITE_URL", "https://example.gov.cn/报告/")
    write_docs(replace(build, site=build.docs))
    assert settings(build) == {**own, "site_url": "https://example.gov.cn/报告/"}


@without_mkdocs
def test_foreign_settings_are_left_alone(build: BuildConfig, capsys: pytest.CaptureFixture[str]) -> None:
    settings_file(build.docs).write_text("site_name: 我的\n", encoding="utf-8")
    run_build(build)
    assert settings(build) == {"site_name": "我的"}
    assert f"{settings_file(build.docs)} 不是本程序写的，没有改动。" in capsys.readouterr().err


def test_plain_mkdocs_builds_the_same_pages_and_leaves_the_site_alone(
    build: BuildConfig, capsys: pytest.CaptureFixture[str]
) -> None:
    """This holds for the project's own settings and for those beside the pages, before and after a build."""
    checkout = build.reports.parent
    shutil.copy(PROJECT / "mkdocs.yml", checkout)
    (checkout / "templates").symlink_to(PROJECT / "templates")
    site = saved(build.site)
    for config, normalize in ((checkout / "mkdocs.yml", bytes), (settings_file(build.docs), words)):
        mkdocs(config)
        built = contents(checkout / "build/mkdocs")
        assert differing(pages_of(built, normalize), pages_of(contents(build.site), normalize)) == []
        run_build(build)
        assert NOTHING_TO_DO in capsys.readouterr().err
        assert saved(build.site) == site
    add_sentence(report_in(build, 0), "另外组织培训8次。")
    assert_equals_clean_build(build)
    assert contents(checkout / "build/mkdocs") == built


def test_a_link_to_a_missing_page_fails_a_strict_run(build: BuildConfig) -> None:
    """This holds for generated and hand-written pages, with `generator.markup` and without it."""
    checkout = build.reports.parent
    shutil.copy(PROJECT / "mkdocs.yml", checkout)
    (checkout / "templates").symlink_to(PROJECT / "templates")
    for page in ("index.md", "about.md"):
        path = build.docs / page
        replace_file(path, path.read_bytes() + f"\n[没有](nowhere/{page})\n".encode())
    for config in (checkout / "mkdocs.yml", settings_file(build.docs)):
        done = mkdocs(config, check=False)
        assert done.returncode == 1
        assert [done.stderr.count(f"'nowhere/{page}'") for page in ("index.md", "about.md")] == [1, 1], done.stderr


def mkdocs(config: Path, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "GONGKAI_DOCS"}
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict", "--config-file", str(config)]
    environment |= {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, env=environment, check=check, capture_output=True, text=True)


def pages_of(site: dict[str, bytes], normalize: Callable[[bytes], Any]) -> dict[str, Any]:
    """Return the normalized pages, the styles and the scripts of a site, by file name."""
    files = {name: data for name, data in site.items() if name.endswith((".css", ".js"))}
    return files | {name: normalize(data) for name, data in site.items() if name.endswith(".html")}


def words(page: bytes) -> list[str]:
    """Return the words of a page, which do not depend on `generator.markup`, unlike the HTML."""
    body = LexborHTMLParser(page).body
    return body.text(separator=" ").split() if body else []
