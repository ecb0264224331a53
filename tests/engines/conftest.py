"""The sites of all engines and of `gongkai build`, each built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.builds import ENGINES, add_other_files, build_gongkai_site, build_with, write_docs
from tests.sample_reports import sample_reports
from tests.web import served


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the `mkdocs.yml` that all engines read, next to the folder of pages."""
    return write_docs(tmp_path_factory.mktemp("engines"), sample_reports())


@pytest.fixture(scope="session")
def gongkai_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site that `gongkai build` makes."""
    return build_gongkai_site(tmp_path_factory.mktemp("gongkai"), sample_reports())


@pytest.fixture(scope="session", params=ENGINES)
def site(request: pytest.FixtureRequest, config: Path, gongkai_site: Path) -> Path:
    """Return the folder of each engine's site, with the files of the other build stages added."""
    built = build_with(request.param, config)
    add_other_files(gongkai_site, config.with_name("docs"), built)
    return built


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Yield the address of the engine's site, below a path as on GitHub Pages."""
    with served(site.parents[1]) as root:
        yield f"{root}sub/path/"
