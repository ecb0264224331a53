"""The site of each engine and that of `gongkai build`, each built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.builds import ENGINES, add_other_files, build_gongkai_site, build_with, write_docs
from tests.web import served


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `mkdocs.yml` that all engines read, beside the folder of all pages."""
    return write_docs(tmp_path_factory.mktemp("engines"))


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `gongkai build`."""
    return build_gongkai_site(tmp_path_factory.mktemp("gongkai"))


@pytest.fixture(scope="session", params=ENGINES)
def site(request: pytest.FixtureRequest, config: Path, ours: Path) -> Path:
    """The site of each engine in turn, complete with the files of other stages."""
    built = build_with(request.param, config)
    add_other_files(ours, config.with_name("docs"), built)
    return built


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the engine's site is served: below a path, as on a project page of a forge."""
    with served(site.parents[1]) as root:
        yield f"{root}sub/path/"
