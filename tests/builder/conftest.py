"""A site built once, for tests of what happens to it later."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.builder import Build, Progress, run_build
from tests.benchmarks.county import write_county
from tests.benchmarks.plan import large_plan


def rename(agency: Path) -> None:
    agency.write_text(agency.read_text(encoding="utf-8").replace("name: ", "name: 新", 1), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site built of a few reports in two places."""
    folder = tmp_path_factory.mktemp("built")
    write_county(large_plan(7, 3), folder / "reports")
    (first,) = (folder / "reports").iterdir()
    second = shutil.copytree(first, first.with_name("second"))
    rename(second / "agency.yml")
    docs = folder / "build" / "docs"
    build = Build(folder / "reports", folder / "site", 2, folder / "cache", Progress(True), downloads=False, docs=docs)
    run_build(build)
    return build


@pytest.fixture
def build(built: Build) -> Iterator[Build]:
    """The same; what a test does to it is undone."""
    folder = built.reports.parent
    shutil.copytree(folder, kept := folder.with_name("kept"))
    yield replace(built, progress=Progress())
    shutil.rmtree(folder)
    kept.rename(folder)
