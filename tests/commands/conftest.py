"""A reports folder outside the project, for the commands to work on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import make_bureau
from tests.sample_reports import ORIGINAL


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a new reports folder outside the project, with one report of a bureau in a county."""
    folder = make_bureau(tmp_path / "reports")
    text = ORIGINAL.read_text(encoding="utf-8")
    carried = text.replace("granted:    [12, 0, 0, 0, 0, 0, 12]", "granted:    [9, 0, 0, 0, 0, 0, 9]")
    carried = carried.replace("total: [16, 0, 0, 0, 0, 0, 16]", "total: [13, 0, 0, 0, 0, 0, 13]")
    carried = carried.replace("total:       [16, 0, 0, 0, 0, 0, 16]", "total:       [13, 0, 0, 0, 0, 0, 13]")
    carried = carried.replace("carried_out: [0, 0, 0, 0, 0, 0, 0]", "carried_out: [3, 0, 0, 0, 0, 0, 3]")
    carried = carried.replace("16件,已全部办结", "16件,结转下年度3件")
    carried = carried.replace("other: |\n  无。", "other: |\n  未收取信息处理费。")
    (folder / "2024.yml").write_text(carried, encoding="utf-8")
    return tmp_path / "reports"
