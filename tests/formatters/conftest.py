"""Fixtures: reports with problems of every level, and names that would become markup if they were not escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import check_catalog
from generator.model.catalog import Catalog
from generator.model.form import Forms
from generator.model.problem import Problem
from generator.sources.catalog import load_catalog
from tests.sample_reports import ORIGINAL

HOSTILE = "<script>alert(1)</script>[点](https://evil.example)*粗*|${x}|`码`"
ACCEPTS = "accepts:\n  - {check: narrative.copied, reason: '原件<b>如此</b>'}\n"


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the new folder `报告 夹` with a county, a bureau with a wrong sum, and an office with invalid YAML."""
    root = tmp_path / "报告 夹"
    text = ORIGINAL.read_text(encoding="utf-8").replace("new:        [16,", "new:        [15,")
    files = {
        "county/agency.yml": "name: 某县人民政府\nkind: government\n",
        "county/bureau/agency.yml": "name: 某县某局\nkind: department\ndemo: true\n",
        "county/bureau/2024.yml": text + ACCEPTS,
        "county/office/agency.yml": f"name: {HOSTILE!r}\nkind: office\n",
        "county/office/2023.yml": "overview: [\n",
        "county/office/2024.yml": text.replace(
            "other: |\n  无。", "other: |\n  {{a[1](https://evil.example).b}}<img src=x>"
        ),
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return root


@pytest.fixture
def catalog(reports: Path, forms: Forms) -> Catalog:
    return load_catalog(reports, forms)


@pytest.fixture
def problems(catalog: Catalog) -> list[Problem]:
    return check_catalog(catalog)
