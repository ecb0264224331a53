"""An incremental build gives the bytes of a clean build, whatever has changed since the last one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator.builder import page_tasks, publish
from generator.builder.context import BuildConfig
from generator.builder.engine.tasks import TaskStore
from generator.builder.fingerprints import FolderFingerprint, fingerprint, fingerprint_after
from generator.builder.mkdocs import docs_folder
from generator.builder.mkdocs.runner import html_of
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.model import catalog as catalogs
from generator.model.problem import Problem
from tests.builder.edits import add_sentence, change, increase_figure, move_down, move_right
from tests.builder.plain_pages import build_without_mkdocs
from tests.builder.sites import contents, differing, saved, saved_needlessly, write_reports


def build(tmp_path: Path, name: str, *, downloads: bool = False) -> list[Problem]:
    """Build with one process if the site is `clean`, with several otherwise; the site does not depend on that."""
    jobs = 1 if name == "clean" else 2
    folders = (tmp_path / "reports", tmp_path / name, jobs, tmp_path / f"cache-{name}")
    return run_build(BuildConfig(*folders, Progress(True), downloads, tmp_path / f"build-{name}" / "docs"))


@pytest.fixture(autouse=True)
def _fingerprints_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make builds assert that fingerprints updated for the touched folders equal those of the whole site."""

    def checked(old: FolderFingerprint, changed: Iterable[str], *site: Any) -> FolderFingerprint:
        updated = fingerprint_after(old, changed, *site)
        assert updated == fingerprint(*site)
        return updated

    monkeypatch.setattr(publish, "fingerprint_after", checked)
    monkeypatch.setattr(docs_folder, "fingerprint_after", checked)


@pytest.mark.parametrize(
    ("seed", "steps", "downloads", "few_pages", "mkdocs"),
    [(1, 4, False, 60, False), (2, 4, False, 3, True), (3, 2, True, 60, False)],
)
def test_random_edits_build_the_same_site_as_a_clean_build(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    steps: int,
    downloads: bool,
    few_pages: int,
    mkdocs: bool,
) -> None:
    """Pages are rendered one by one or in chunks; unchanged files of the docs folder keep their modification time."""
    monkeypatch.setattr(page_tasks, "_FEW_PAGES", few_pages)
    if not mkdocs:
        build_without_mkdocs(monkeypatch)
    write_reports(tmp_path / "reports", 3, seed)
    dice = Random(seed)
    build(tmp_path, "incremental", downloads=downloads)
    edits: list[str] = []
    docs = tmp_path / "build-incremental" / "docs"
    for step in range(steps):
        edits += [change(tmp_path / "reports", dice) for _ in range(dice.randint(1, 3))]
        before = saved(docs)
        problems = build(tmp_path, "incremental", downloads=downloads)
        for name in ("clean", "cache-clean", "build-clean"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        assert build(tmp_path, "clean", downloads=downloads) == problems, edits
        if not any(problem.level == "error" for problem in problems):
            assert differing(contents(tmp_path / "incremental"), contents(tmp_path / "clean")) == [], (step, edits)
            assert differing(contents(docs), contents(tmp_path / "build-clean" / "docs")) == [], (step, edits)
        assert saved_needlessly(before, docs) == [], (step, edits)


def stale_tasks(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Return a dict to which later builds add the names of each stage's stale tasks; pages by their HTML files."""
    stale: dict[str, set[str]] = {}

    def record_plan(self: TaskStore, *arguments: Any) -> None:
        plan(self, *arguments)
        stale[self.stage] = {html_of(task.name) if self.stage == "pages" else task.name for task in self.stale}

    plan = TaskStore.plan
    monkeypatch.setattr(TaskStore, "plan", record_plan)
    return stale


CHECKS_PER_YEAR = ("check_copies", "check_repeated_tables")
"""The one compares texts, the other tables."""


@pytest.mark.usefixtures("without_mkdocs")
def test_only_pages_that_show_a_change_are_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence is shown on its report's page only; a figure also on those of its agency and year, perhaps at home."""
    write_reports(tmp_path / "reports", 3, 5)
    build(tmp_path, "incremental")
    for edit, is_figure in ((add_sentence, False), (increase_figure, True)):
        compared, other = reversed(CHECKS_PER_YEAR) if is_figure else CHECKS_PER_YEAR
        changed = edit(tmp_path / "reports", Random(5))
        agency, year = changed.parent.relative_to(tmp_path / "reports").as_posix(), changed.stem
        with monkeypatch.context() as patch:
            stale = stale_tasks(patch)
            build(tmp_path, "incremental")
        figures = {f"{agency}/index.html", f"years/{year}/index.html"}
        assert f"{agency}/{year}/index.html" in stale["pages"]
        assert figures <= stale["pages"] if is_figure else figures.isdisjoint(stale["pages"])
        feeds = {name.removesuffix("feed.xml") for name in stale["files"] if name.endswith("feed.xml")}
        assert (f"{agency}/" in feeds) is is_figure
        assert all(f"{agency}/".startswith(folder) or folder == f"years/{year}/" for folder in feeds)
        assert f"{compared} {year}" in stale["checks per year"]
        assert f"{other} {year}" not in stale["checks per year"]
        assert stale["pages"].isdisjoint({"agencies/index.html", "status/index.html", f"status/{year}/index.html"})
        assert is_figure or stale["pages"].isdisjoint({"index.html", "years/index.html"})


@pytest.mark.usefixtures("without_mkdocs")
def test_search_finds_an_agency_by_its_new_kind(tmp_path: Path) -> None:
    """The table of agencies is rewritten, although the parts of the index have not changed."""
    write_reports(tmp_path / "reports", 3, 5)
    build(tmp_path, "incremental")
    table = tmp_path / "incremental/search/data/agencies.json"
    for line in ("kind: organisation", "demo: false"):
        before = table.read_bytes()
        for path in (tmp_path / "reports").rglob("agency.yml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf"^{line.split()[0]} .*", line, text, flags=re.MULTILINE), encoding="utf-8")
        build(tmp_path, "incremental")
        assert table.read_bytes() != before
    build(tmp_path, "clean")
    assert differing(contents(tmp_path / "incremental"), contents(tmp_path / "clean")) == []


@pytest.mark.usefixtures("without_mkdocs")
def test_a_problem_is_reported_at_its_new_position(tmp_path: Path) -> None:
    """The position must be updated although no page has other text."""
    write_reports(tmp_path / "reports", 3, 5)
    for report in (tmp_path / "reports").rglob("2*.yml"):
        text = report.read_text(encoding="utf-8")
        report.write_text(re.sub(r"^(  normative: +\[)\d+", r"\1约3件", text, flags=re.MULTILINE), encoding="utf-8")
    problems = build(tmp_path, "incremental")
    edited = set()
    for edit, seed in ((move_down, 5), (move_right, 8)):
        before = {problem.at for problem in problems}
        edited.add(changed := edit(tmp_path / "reports", Random(seed)))
        problems = build(tmp_path, "incremental")
        assert {problem.at.path for problem in problems if problem.at not in before} == {changed}
    assert len(edited) == 2
    assert build(tmp_path, "clean") == problems
    assert differing(contents(tmp_path / "incremental"), contents(tmp_path / "clean")) == []


def test_every_mapping_of_a_catalog_is_tracked() -> None:
    """Reading an untracked mapping would not record a dependency."""
    cached = {name for name, each in vars(catalogs.Catalog).items() if isinstance(each, cached_property)}
    declared = {"agencies", "reports", "versions", "rules"}
    assert cached | declared == set(catalogs.Catalog.INDEXES)
    assert {field.name for field in fields(catalogs.Catalog)} == declared | {"root", "forms", "problems", "site"}
