"""A build that starts from an earlier one gives the bytes of a build from nothing, whatever has changed in between."""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from random import Random

import pytest

from generator import catalog as catalogs
from generator.build import Build, Progress, run_build
from generator.build.watch import INDEXES
from generator.report import Problem
from tests.benchmarks.county import write_county
from tests.benchmarks.plan import large_plan
from tests.build.edits import change


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(tmp_path: Path, name: str, *, downloads: bool = False) -> list[Problem]:
    target = Build(tmp_path / "reports", tmp_path / name, 2, tmp_path / f"cache-{name}", Progress(True), downloads)
    return run_build(target)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize(("seed", "steps", "downloads"), [(1, 4, False), (2, 4, False), (3, 2, True)])
def test_any_changes_give_the_bytes_of_a_build_from_nothing(
    tmp_path: Path, seed: int, steps: int, downloads: bool
) -> None:
    write_county(large_plan(21, seed), tmp_path / "reports")
    dice = Random(seed)
    build(tmp_path, "again", downloads=downloads)
    told: list[str] = []
    for step in range(steps):
        told += [change(tmp_path / "reports", dice) for _ in range(dice.randint(1, 3))]
        problems = build(tmp_path, "again", downloads=downloads)
        shutil.rmtree(tmp_path / "anew", ignore_errors=True)
        shutil.rmtree(tmp_path / "cache-anew", ignore_errors=True)
        assert build(tmp_path, "anew", downloads=downloads) == problems, told
        if not any(problem.level == "error" for problem in problems):
            assert differing(contents(tmp_path / "again"), contents(tmp_path / "anew")) == [], (step, told)


def test_every_mapping_of_a_catalog_is_watched() -> None:
    """One that is not would be read without a note."""
    kept = {name for name, each in vars(catalogs.Catalog).items() if isinstance(each, cached_property)}
    declared = {"agencies", "reports", "versions"}
    assert kept | declared == set(INDEXES)
    assert set(catalogs.Catalog.__dataclass_fields__) == declared | {"root", "forms", "problems"}
