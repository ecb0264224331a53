"""A build that starts from an earlier one gives the bytes of a build from nothing, whatever has changed in between."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator.builder import Build, Progress, page_tasks, run, run_build
from generator.builder.engine import tasks
from generator.builder.engine.tracking import INDEXES
from generator.builder.mkdocs import docs_folder
from generator.builder.mkdocs.runner import html_of
from generator.builder.site_fingerprint import State, state_after, state_of
from generator.model import catalog as catalogs
from generator.model.problem import Problem
from tests.benchmarks.county import write_county
from tests.benchmarks.plan import large_plan
from tests.builder.edits import change, count_more, move_down, move_right, say_more


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(tmp_path: Path, name: str, *, downloads: bool = False) -> list[Problem]:
    folders = (tmp_path / "reports", tmp_path / name, 2, tmp_path / f"cache-{name}")
    return run_build(Build(*folders, Progress(True), downloads, tmp_path / f"build-{name}" / "docs"))


def saved(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Of each file what is in it, and when it was saved."""
    return {name: (data, (folder / name).stat().st_mtime_ns) for name, data in contents(folder).items()}


def saved_again(before: dict[str, tuple[bytes, int]], folder: Path) -> list[str]:
    """The files that were saved since, with the same bytes."""
    return [
        name
        for name, now in saved(folder).items()
        if name in before and now[0] == before[name][0] and now != before[name]
    ]


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(autouse=True)
def _state_is_told_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a changed site lies is told from the folders that were touched, as if all had been looked at."""

    def checked(old: State, changed: Iterable[str], *site: Any) -> State:
        told = state_after(old, changed, *site)
        assert told == state_of(*site)
        return told

    monkeypatch.setattr(run, "state_after", checked)
    monkeypatch.setattr(docs_folder, "state_after", checked)


@pytest.mark.parametrize(
    ("seed", "steps", "downloads", "some"), [(1, 4, False, 60), (2, 4, False, 3), (3, 2, True, 60)]
)
def test_any_changes_give_the_bytes_of_a_build_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, steps: int, downloads: bool, some: int
) -> None:
    """Whether so many pages are dealt out one by one, or in shares. In the docs folder, nothing else is touched."""
    monkeypatch.setattr(page_tasks, "_SOME", some)
    write_county(large_plan(21, seed), tmp_path / "reports")
    dice = Random(seed)
    build(tmp_path, "again", downloads=downloads)
    told: list[str] = []
    docs = tmp_path / "build-again" / "docs"
    for step in range(steps):
        told += [change(tmp_path / "reports", dice) for _ in range(dice.randint(1, 3))]
        before = saved(docs)
        problems = build(tmp_path, "again", downloads=downloads)
        for name in ("anew", "cache-anew", "build-anew"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        assert build(tmp_path, "anew", downloads=downloads) == problems, told
        if not any(problem.level == "error" for problem in problems):
            assert differing(contents(tmp_path / "again"), contents(tmp_path / "anew")) == [], (step, told)
            assert differing(contents(docs), contents(tmp_path / "build-anew" / "docs")) == [], (step, told)
        assert saved_again(before, docs) == [], (step, told)


def due_works(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Will hold the works of each stage that builds from now on have to do; pages by their files in the site."""
    due: dict[str, set[str]] = {}

    def noting(self: tasks.Ledger, *given: Any) -> None:
        plan(self, *given)
        due[self.stage] = {html_of(work.name) if self.stage == "pages" else work.name for work in self.due}

    plan = tasks.Ledger.plan
    monkeypatch.setattr(tasks.Ledger, "plan", noting)
    return due


@pytest.mark.parametrize(("edit", "counts"), [(say_more, False), (count_more, True)])
def test_what_does_not_show_the_change_of_a_report_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Path, Random], Path], counts: bool
) -> None:
    """A sentence is on the report's own page only, and compared with others; a figure also stands where figures do."""
    write_county(large_plan(21, 5), tmp_path / "reports")
    build(tmp_path, "again")
    changed = edit(tmp_path / "reports", Random(5))
    agency, year = changed.parent.relative_to(tmp_path / "reports").as_posix(), changed.stem
    due = due_works(monkeypatch)
    build(tmp_path, "again")
    figures = {f"{agency}/index.html", f"years/{year}/index.html"}
    assert f"{agency}/{year}/index.html" in due["pages"]
    assert figures <= due["pages"] if counts else figures.isdisjoint(due["pages"])
    assert (year in due["wide"]) is not counts
    assert due["pages"].isdisjoint(
        {"index.html", "agencies/index.html", "status/index.html", f"status/{year}/index.html"}
    )


@pytest.mark.parametrize("line", ["kind: organisation", "demo: false"])
def test_an_agency_that_changes_is_found_under_what_it_now_is(tmp_path: Path, line: str) -> None:
    """The parts of the search stay as they are, the table of agencies does not."""
    write_county(large_plan(21, 5), tmp_path / "reports")
    build(tmp_path, "again")
    table = tmp_path / "again/search/data/agencies.json"
    before = table.read_bytes()
    for path in (tmp_path / "reports").rglob("agency.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"^{line.split()[0]} .*", line, text, flags=re.MULTILINE), encoding="utf-8")
    build(tmp_path, "again")
    assert table.read_bytes() != before
    build(tmp_path, "anew")
    assert differing(contents(tmp_path / "again"), contents(tmp_path / "anew")) == []


@pytest.mark.parametrize("edit", [move_down, move_right])
def test_a_problem_is_told_where_it_now_stands(tmp_path: Path, edit: Callable[[Path, Random], Path]) -> None:
    """Though nothing that any page says has changed."""
    write_county(large_plan(21, 5), tmp_path / "reports")
    for report in (tmp_path / "reports").rglob("2*.yml"):
        text = report.read_text(encoding="utf-8")
        report.write_text(re.sub(r"^(  normative: +\[)\d+", r"\1约3件", text, flags=re.MULTILINE), encoding="utf-8")
    before = {problem.at for problem in build(tmp_path, "again")}
    changed = edit(tmp_path / "reports", Random(5))
    problems = build(tmp_path, "again")
    assert {problem.at.path for problem in problems if problem.at not in before} == {changed}
    assert build(tmp_path, "anew") == problems
    assert differing(contents(tmp_path / "again"), contents(tmp_path / "anew")) == []


def test_every_mapping_of_a_catalog_is_watched() -> None:
    """One that is not would be read without a note."""
    kept = {name for name, each in vars(catalogs.Catalog).items() if isinstance(each, cached_property)}
    declared = {"agencies", "reports", "versions"}
    assert kept | declared == set(INDEXES)
    assert set(catalogs.Catalog.__dataclass_fields__) == declared | {"root", "forms", "problems"}
