"""Fixtures: the catalog and pages of the sample reports, and their site, built once per run and served below a path."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks import check_catalog
from generator.model.catalog import Catalog
from generator.model.problem import Problem
from generator.pages.write import render_pages
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.sample_reports import sample_reports
from tests.web import served

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the site; of several test processes, the first builds it and the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "built-site"
    folder = shared / "sub" / "path"
    try:
        (shared / "sub").mkdir(parents=True)
    except FileExistsError:
        _wait_for(shared / "done")
        return folder
    command = ["gongkai", "build", "--reports", str(sample_reports()), "--site", str(folder)]
    environment = {**os.environ, "SITE_URL": "https://www.example.gov.cn/sub/path/"}
    result = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    (shared / "done").write_text(result.stderr, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return folder


def _wait_for(path: Path) -> None:
    for _ in range(1200):
        if path.exists():
            return
        time.sleep(0.1)
    raise TimeoutError(path)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the catalog of the sample reports."""
    return load_catalog(sample_reports(), load_forms())


@pytest.fixture(scope="session")
def problems(catalog: Catalog) -> list[Problem]:
    """Return the problems of the sample reports."""
    return check_catalog(catalog)


@pytest.fixture(scope="session")
def pages(catalog: Catalog, problems: list[Problem]) -> dict[str, str]:
    """Return the Markdown of every generated page, by file name."""
    return dict(render_pages(catalog, problems))


@pytest.fixture(scope="session", autouse=True)
def _scripts_on_path() -> None:
    """Put the commands of the running Python environment on the path."""
    scripts = Path(sys.executable).parent
    os.environ["PATH"] = f"{scripts}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """Yield the URL of the served site, which is below a path like the project pages of a code host."""
    with served(site.parents[1]) as root:
        yield f"{root}sub/path/"
