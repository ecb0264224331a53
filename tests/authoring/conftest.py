"""Fixtures: files are read in this process, and a git repository with a published report."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importers.readers import read
from generator.importers.readers.worker import read_result
from tests.authoring.repository import commit, git
from tests.sample_reports import ORIGINAL


@pytest.fixture(autouse=True)
def _read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files to import without starting a process for each; `tests/importers/readers` tests that process."""
    monkeypatch.setattr(read, "_run_worker", read_result)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a new repository with one published report below `reports`."""
    folder = tmp_path / "reports/county/bureau"
    folder.mkdir(parents=True)
    (tmp_path / "reports/county/agency.yml").write_text("name: 某县人民政府\nkind: government\n", encoding="utf-8")
    (folder / "agency.yml").write_text("name: 某县某局\nkind: department\n", encoding="utf-8")
    text = ORIGINAL.read_text(encoding="utf-8").replace("\n  无。\n", "\n  未收取信息处理费。\n")
    (folder / "2024.yml").write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path
