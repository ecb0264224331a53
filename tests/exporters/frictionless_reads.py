"""The data packages of a built site are valid for frictionless, which checks every row; run by `make frictionless`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "file",
    ["data/datapackage.json", "data/demo-datapackage.json", "data/all.zip", "data/2024.zip", "data/demo-2019.zip"],
)
def test_a_package_is_valid(site: Path, file: str) -> None:
    path = site / file
    result = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", path.name],
        cwd=path.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout
    assert "VALID" in result.stdout


def test_a_changed_figure_is_noticed(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "data", tmp_path / "data", ignore=shutil.ignore_patterns("cells", "*.zip"))
    table = tmp_path / "data/2024.csv"
    table.write_bytes(table.read_bytes().replace(b",16,", b",17,", 1))
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    result = subprocess.run(command, cwd=tmp_path / "data", capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "hash" in result.stdout
