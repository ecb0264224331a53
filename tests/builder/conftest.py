"""A small site, built once per process and restored after each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

from generator.builder.context import BuildConfig
from generator.builder.install import twin_of
from generator.builder.progress import Progress
from generator.builder.run import current_outputs, run_build
from generator.pages import write
from generator.search import join, part  # noqa: F401  (loaded here, or each process of each build would load them)
from tests.benchmarks.county import PROJECT, write_county
from tests.benchmarks.province import random_province
from tests.builder.plain_pages import build_without_mkdocs


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
    return _built(tmp_path_factory.mktemp("built"), 2)


@pytest.fixture(scope="session")
def plainly_built(tmp_path_factory: pytest.TempPathFactory) -> BuildConfig:
    """Build the same site without MkDocs and without other processes, which takes a third of the time."""
    with pytest.MonkeyPatch.context() as patch:
        build_without_mkdocs(patch)
        return _built(tmp_path_factory.mktemp("plainly-built"), 1)


def _built(folder: Path, jobs: int) -> BuildConfig:
    write_county(random_province(3, 3), folder / "reports")
    (first,) = (folder / "reports").iterdir()
    second = shutil.copytree(first, first.with_name("second"))
    rename(second / "agency.yml")
    docs = folder / "build" / "docs"
    build = BuildConfig(
        folder / "reports",
        folder / "site",
        jobs,
        folder / "cache",
        Progress(True),
        downloads=False,
        docs=docs,
        settings=PROJECT / "mkdocs.yml",
    )
    run_build(build)
    return build


@pytest.fixture
def without_mkdocs() -> Iterator[None]:
    """Let the test build without MkDocs, see `plain_pages.py`; `build` is then such a site."""
    with pytest.MonkeyPatch.context() as patch:
        build_without_mkdocs(patch)
        yield


@pytest.fixture
def build(request: pytest.FixtureRequest) -> Iterator[BuildConfig]:
    """Yield the configuration of a built site; undo all changes to its folders afterwards.

    Outputs are kept as hard links, which takes a tenth of the time of copies. So their files, like those of any
    published site, may be replaced but not written to.
    """
    built = request.getfixturevalue("plainly_built" if "without_mkdocs" in request.fixturenames else "built")
    folder = built.reports.parent
    backup = folder.with_name("backup")

    def keep(source: str, target: str) -> object:
        is_output = any(Path(source).is_relative_to(each) for each in (built.site, twin_of(built.site), built.docs))
        return (os.link if is_output else shutil.copy2)(source, target)

    shutil.copytree(folder, backup, copy_function=keep)
    outputs = replace(built, site=backup / built.site.name, docs=backup / built.docs.relative_to(folder))
    before = current_outputs(outputs)
    yield replace(built, progress=Progress())
    after = current_outputs(outputs)
    shutil.rmtree(folder)
    backup.rename(folder)
    assert after == before, "a published file was written to"
