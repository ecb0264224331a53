"""Sites to search, below a path: that of the sample reports, and its pages with generated reports."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.exporters.json import export_json
from generator.model.catalog import Catalog
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.sample_reports import sample_reports
from tests.search.samples import make_catalog
from tests.search.search_data import write_search_data
from tests.web import served


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Callable[[Catalog], Path]:
    """Return a function that adds a catalog's records and search data to the pages of a site and returns their root.

    The pages are hard links to that site, so its files are replaced and not written to.
    """

    def write(catalog: Catalog) -> Path:
        root = tmp_path_factory.mktemp("served")
        copy = root / "sub" / "path"
        shutil.copytree(site, copy, copy_function=os.link, ignore=shutil.ignore_patterns("demo"))
        for report in catalog.reports.values():
            folder = copy / report.agency / str(report.year)
            record = export_json(report, catalog.form_of(report), catalog.agencies[report.agency])
            _replace(folder / "report.json", record)
            _replace(folder / "index.html", f"<title>{catalog.title(report)}</title>".encode())
        write_search_data(catalog, copy)
        return root

    return write


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


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
def real_address(base_url: str) -> str:
    """Return the address of the site of the sample reports."""
    return base_url
