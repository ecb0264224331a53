"""Sites to search: generated and real reports with the project's own pages, served under a sub-path."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.builder import BuildConfig, run_build
from generator.exporters.json import export_json
from generator.model.catalog import Catalog
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.sample_reports import SAMPLES, sample_reports
from tests.search.samples import make_catalog
from tests.search.search_data import write_search_data
from tests.web import served


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Catalog], Path]:
    """Return a function that adds a catalog's records and search data to the project's pages and returns their root."""
    pages = tmp_path_factory.mktemp("pages") / "site"
    reports = tmp_path_factory.mktemp("reports")
    shutil.copytree(SAMPLES / "qiyang", reports / "qiyang")
    docs = tmp_path_factory.mktemp("build") / "docs"
    problems = run_build(BuildConfig(reports, pages, cache=tmp_path_factory.mktemp("cache"), docs=docs))
    assert not [problem.message for problem in problems if problem.level == "error"]

    def write(catalog: Catalog) -> Path:
        root = tmp_path_factory.mktemp("served")
        site = root / "sub" / "path"
        shutil.copytree(pages, site)
        for report in catalog.reports.values():
            folder = site / report.agency / str(report.year)
            folder.mkdir(parents=True, exist_ok=True)
            record = export_json(report, catalog.form_of(report), catalog.agencies[report.agency])
            (folder / "report.json").write_bytes(record)
            (folder / "index.html").write_text(f"<title>{catalog.title(report)}</title>", encoding="utf-8")
        write_search_data(catalog, site)
        return root

    return write


@pytest.fixture(scope="session")
def sample() -> Catalog:
    return make_catalog(3, range(2019, 2026), paragraphs=6)


@pytest.fixture(scope="session")
def sample_address(publish: Callable[[Catalog], Path], sample: Catalog) -> Iterator[str]:
    with served(publish(sample)) as root:
        yield f"{root}sub/path/"


@pytest.fixture(scope="session")
def real() -> Catalog:
    return load_catalog(sample_reports(), load_forms())


@pytest.fixture(scope="session")
def real_address(publish: Callable[[Catalog], Path], real: Catalog) -> Iterator[str]:
    with served(publish(real)) as root:
        yield f"{root}sub/path/"
