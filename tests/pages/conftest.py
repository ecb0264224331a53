"""Fixtures: the catalog and pages of the sample reports."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.checks import check_catalog
from generator.model.catalog import Catalog
from generator.model.problem import Problem
from generator.pages.write import render_pages
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from tests.sample_reports import sample_reports

PROJECT = Path(__file__).parents[2]


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
