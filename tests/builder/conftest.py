"""A small site, built once per process and restored after each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from generator.builder.context import BuildConfig
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.pages import write
from generator.search import join, part  # noqa: F401  (loaded here, or each process of each build would load them)
from tests.benchmarks.county import PROJECT, write_county
from tests.benchmarks.province import random_province


def rename(agency: Path) -> None:
    agency.write_text(agency.read_text(encoding="utf-8").replace("name: ", "name: 新", 1), encoding="utf-8")


@pytest.fixture(scope="session", autouse=True)
def _loaded_before_builds() -> None:
    """Load the pinyin and the templates once, since the processes of all builds are forked from this one."""
    lazy_pinyin("甲")
    environment = write._environment()
    for name in environment.list_templates(filter_func=lambda name: name.startswith("pages/")):
        environment.get_template(name)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildConfig:
    """Build a site of two counties, each with reports of three years."""
    folder = tmp_path_factory.mktemp("built")
    write_county(random_province(3, 3), folder / "reports")
    (first,) = (folder / "reports").iterdir()
    second = shutil.copytree(first, first.with_name("second"))
    rename(second / "agency.yml")
    docs = folder / "build" / "docs"
    build = BuildConfig(
        folder / "reports",
        folder / "site",
        2,
        folder / "cache",
        Progress(True),
        downloads=False,
        docs=docs,
        settings=PROJECT / "mkdocs.yml",
    )
    run_build(build)
    return build


@pytest.fixture
def build(built: BuildConfig) -> Iterator[BuildConfig]:
    """Yield the configuration of the built site; undo all changes to its folders afterwards."""
    folder = built.reports.parent
    shutil.copytree(folder, backup := folder.with_name("backup"))
    yield replace(built, progress=Progress())
    shutil.rmtree(folder)
    backup.rename(folder)
